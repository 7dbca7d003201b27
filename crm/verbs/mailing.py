"""python main.py mailing FILE --for PURPOSE [--members | --organisation ID | --activity ID] [--as KIND --out X]"""

import argparse
from collections import Counter
from datetime import date
from pathlib import Path

from crm.exchange import mail_lists
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import ledger, mailing
from crm.queries.people import PeopleQuery
from crm.rules import mailing as rules
from crm.verbs import noting, which
from crm.verbs.verb import Answer, Usage, json_option, writable

_OUTLOOK = "outlook"


def summary() -> str:
    """What it does."""
    return _("make a mail list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--for", dest="purpose", choices=mailing.PURPOSES, required=True, help=_("what it is for"))
    parser.add_argument("--members", action="store_true", help=_("the people of all members and their own addresses"))
    parser.add_argument("--organisation", type=int, metavar="ID", help=_("the people of one organisation"))
    parser.add_argument("--activity", type=int, metavar="ID", help=_("who came to it or is registered"))
    parser.add_argument(
        "--as", dest="into", choices=(_OUTLOOK, *mail_lists.ENDINGS), default=_OUTLOOK, help=_("for whom")
    )
    parser.add_argument("--out", type=Path, metavar="X.csv|X.xlsx|X.vcf", help=_("the file to write"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only notes that the list went out."""
    return noting.MODE


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Make it."""
    if sum((given.members, given.organisation is not None, given.activity is not None)) > 1:
        raise Usage(_("Give one of --members, --organisation and --activity."))
    if (given.into == _OUTLOOK) == (given.out is not None):
        raise Usage(_("Give --out with the file for everything but outlook."))
    today = date.today()
    people, organisations = _whom(given, today)
    found = mailing.mailing(people, given.purpose, today, organisations=organisations)
    told = [ngettext("{count} gets it.", "{count} get it.", len(found.taken)).format(count=len(found.taken))]
    if found.left:
        words = ngettext("{count} is left out.", "{count} are left out.", len(found.left))
        told.append(words.format(count=len(found.left)))
    data = {
        "recipients": [{"name": one.name, "email": one.email, "person": one.person} for one in found.taken],
        "left_out": [one._asdict() for one in found.left],
        "reasons": dict(Counter(one.reason for one in found.left)),
    }
    if given.into != _OUTLOOK:
        writable(given.out, given.file, (mail_lists.ENDINGS[given.into],))
        mail_lists.write(given.into, given.out, found.taken, progress)
    title = given.out.stem if given.out is not None else _("Mail list")
    not_noted = noting.note(title, len(found.taken), how=given.into, purpose=given.purpose)
    if given.into == _OUTLOOK:
        # What is pasted into a mail holds addresses and nothing else
        return Answer(data, [rules.outlook((one.name, one.email) for one in found.taken)] if found.taken else told)
    return Answer(data, [*told, *not_noted])


def _whom(given: argparse.Namespace, today: date) -> tuple[list[int], list[int]]:
    if given.activity is not None:
        return mailing.attendees(which.known("activity", given.activity)), []
    if given.organisation is not None:
        organisation = which.known("organisation", given.organisation)
        return mailing.at([organisation], today), [organisation]
    if given.members:
        members = list(ledger.members(today))
        return mailing.at(members, today), members
    return PeopleQuery(today=today).ids(), []
