"""python main.py export FILE members|contacts|interactions|activities|projects --out X.xlsx|X.csv; followups: X.ics"""

import argparse
from datetime import datetime
from pathlib import Path

from crm.exchange import calendar_export, export
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import went_out
from crm.verbs import noting
from crm.verbs.verb import Answer, writable

_ENDINGS = (".xlsx", ".csv")
_CALENDAR, _CALENDAR_ENDINGS = "followups", (".ics",)


def summary() -> str:
    """What it does."""
    return _("write a list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("what", choices=(*export.KINDS, _CALENDAR), help=_("which list"))
    parser.add_argument("--out", type=Path, required=True, metavar="X.xlsx|X.csv|X.ics", help=_("the file to write"))


def opens(_given: argparse.Namespace) -> str:
    """It only notes that the list went out."""
    return noting.MODE


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Write it."""
    if given.what == _CALENDAR:
        writable(given.out, given.file, _CALENDAR_ENDINGS)
        count = calendar_export.export(given.out, now=datetime.now().astimezone())
        not_noted = noting.note(_("Follow-ups"), count, how=went_out.FILE)
        told = ngettext("{count} entry written to {file}.", "{count} entries written to {file}.", count)
        return Answer({"entries": count}, [told.format(count=count, file=given.out), *not_noted])
    writable(given.out, given.file, _ENDINGS)
    notes: list[str] = []
    count = export.export(given.what, given.out, tell=notes.append, progress=progress)
    notes += noting.note(export.title(given.what), count, how=went_out.FILE)
    told = ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count)
    return Answer({"rows": count}, [told.format(count=count, file=given.out), *notes])
