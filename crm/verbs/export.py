"""python main.py export FILE members|contacts|interactions --out X.xlsx|X.csv"""

import argparse
from pathlib import Path

from crm.exchange import export
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.verbs.verb import Answer, writable

_ENDINGS = (".xlsx", ".csv")


def summary() -> str:
    """What it does."""
    return _("write a list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("what", choices=export.KINDS, help=_("which list"))
    parser.add_argument("--out", type=Path, required=True, metavar="X.xlsx|X.csv", help=_("the file to write"))


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Write it."""
    writable(given.out, given.file, _ENDINGS)
    notes: list[str] = []
    count = export.export(given.what, given.out, tell=notes.append, progress=progress)
    told = ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count)
    return Answer({"rows": count}, [told.format(count=count, file=given.out), *notes])
