"""Who was erased, asked without knowing who that was: whether a value is that of somebody erased."""

import json
from collections.abc import Collection

from crm.rules import digests, emails, names, phones
from crm.store.database import rows, value

SALT = "erasure_salt"
"""The key of the setting that holds the salt; it is made with the first erasure."""

Trait = tuple[str, str]
"""A kind of crm.records.erased and a value: an address, a number, or what `name` makes."""


def salt() -> str:
    """The salt of the digests; "" where nobody was ever erased."""
    found = rows("SELECT value FROM setting WHERE key = ?", (SALT,))
    return str(found[0][0]) if found else ""


def name(person_key: str, company_key: str) -> Trait:
    """A name with an organisation ("" for none), by their keys (crm.rules.names)."""
    return "name", f"{person_key}|{company_key}"


def nobody() -> bool:
    """Whether nobody was ever erased."""
    return not value("SELECT EXISTS (SELECT 1 FROM erased)")


def among(traits: Collection[Trait]) -> set[Trait]:
    """Those that somebody erased had."""
    secret = salt()
    by_digest = {digests.digest(secret, kind, what): (kind, what) for kind, what in traits}
    found = rows(
        "SELECT digest FROM json_each(?) AS wanted CROSS JOIN erased"
        " ON kind IN ('email', 'phone', 'name') AND digest = wanted.value",
        (json.dumps(list(by_digest)),),
    )
    return {by_digest[one] for (one,) in found}


def traits(person: int) -> set[Trait]:
    """By what a person would be recognised: own addresses and mobiles, and the name with each organisation."""
    found: set[Trait] = set()
    for kind, normalised in rows("SELECT kind, normalised FROM contact_point WHERE person_id = ?", (person,)):
        if (kind == "email" and not emails.is_generic(normalised)) or (
            kind == "phone" and phones.is_mobile(normalised)
        ):
            found.add((kind, normalised))
    ((first, last),) = rows("SELECT first_name, last_name FROM person WHERE id = ?", (person,))
    key = names.person_key(first, last)
    at = rows(
        "SELECT organisation.name_key FROM position JOIN organisation ON organisation.id = organisation_id"
        " WHERE person_id = ?",
        (person,),
    )
    keys = {key}
    # Other names and addresses, also those of whoever went into the person by a merge
    for kind, known in rows("SELECT kind, key FROM alias WHERE person_id = ?", (person,)):
        if kind == "name":
            keys.add(known)
        elif not emails.is_generic(known):
            found.add((kind, known))
    return found | {name(key, company) for key in keys for company in ("", *(one for (one,) in at))}
