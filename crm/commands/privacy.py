"""What the law asks to be done about a person."""

import secrets

from crm.commands import bulk, settings
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import erased
from crm.records.erased import Erased
from crm.rules import digests
from crm.store import journal
from crm.store.database import rows


@command(N_("Remember who was erased"))
def remember_erased(person: int) -> None:
    """Keep by what somebody would be recognised, as keyed hashes, so that no list brings the person back.

    Whoever erases a person calls this first, inside the same command, while name, addresses and positions still stand.
    The salt is a setting of the cluster, made with the first erasure.
    """
    salt = erased.salt()
    if not salt:
        salt = secrets.token_hex(32)
        settings.put(**{erased.SALT: salt})
    there = set(rows("SELECT kind, digest FROM erased"))
    new = {(kind, digests.digest(salt, kind, value)) for kind, value in erased.traits(person)} - there
    step = journal.current().id
    bulk.insert(Erased, ("version", "kind", "digest"), [(step, *one) for one in sorted(new)])
