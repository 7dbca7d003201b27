"""python main.py erase FILE PERSON [--also WORD ...] [--keep-backups] [--dry-run] [--json]"""

import argparse

from crm.commands import erasing
from crm.errors import CrmError
from crm.exchange import attachment_copies
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import erasing as queries
from crm.rules import erasing as rules
from crm.verbs import which
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("erase a person for good, from the records, the history and the backups")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("person", metavar="PERSON", help=_('"person:12", or "Name" or "Name, Organisation"'))
    also = _("a word that stands for this person alone and is to go everywhere, such as a rare surname (repeatable)")
    parser.add_argument("--also", action="append", default=[], metavar="WORD", help=also)
    keep = _("leave the backups, in which the person still stands, and list them")
    parser.add_argument("--keep-backups", action="store_true", help=keep)
    parser.add_argument("--dry-run", action="store_true", help=_("only list the texts that name the person"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """A dry run only reads."""
    return "read" if given.dry_run else "write"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Do it, or list what names the person. Nobody can undo it."""
    kind, person = which.record(given.person)
    if kind != "person":
        raise CrmError(_("Only people can be erased."))
    if given.dry_run:
        words = queries.words(person, given.also)
        found, removed, left = queries.mentions(person, rules.scrubber(words, "")), [], []
        lines = [_("These stand for the person: {words}").format(words=" · ".join(words)), *_listed(found)]
    else:
        done = erasing.erase(person, also=given.also, keep_backups=given.keep_backups, progress=progress)
        attachment_copies.forget()
        found, removed, left = done.mentions, done.removed, done.left
        count = len(removed)
        lines = [
            _("The person is erased and cannot be brought back."),
            *_listed(found),
            ngettext(
                "{count} backup was replaced by a new one.", "{count} backups were replaced by a new one.", count
            ).format(count=count),
        ]
    stayed = _("These backups stay as they were and may still hold the person:")
    told = [stayed, *(f"  {copy}" for copy in left)] if left else []
    data = {
        "person": person,
        "mentions": [one._asdict() for one in found],
        "removed": [str(copy) for copy in removed],
        "left": [str(copy) for copy in left],
    }
    return Answer(data, [*lines, *told])


def _listed(found: list[queries.Mention]) -> list[str]:
    count = len(found)
    told = ngettext("{count} text names the person:", "{count} texts name the person:", count).format(count=count)
    return [told, *(f"  {one.table}:{one.row} {one.column}" for one in found)]
