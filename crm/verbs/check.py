"""python main.py check FILE"""

import argparse
from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from crm.queries import reports
from crm.reports import run as report_run
from crm.store import opening, soundness
from crm.store.database import APPLICATION_ID
from crm.verbs.verb import Answer


def summary() -> str:
    """What it does."""
    return _("check database, journal, search index and files")


def options(_parser: argparse.ArgumentParser) -> None:
    """Nothing more."""


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List what is wrong, or say that all is well."""
    progress(0, 2, _("Checking"))
    found = soundness.problems()
    progress(1, 2, _("Checking"))
    if not found:
        found = [*_reports(), *_files(opening.path_of_open())]
    if not found:
        return Answer(
            {"problems": []}, [_("All is well: database, journal, search index, frozen reports and backups.")]
        )
    told = _("{file} is not as it should be. Make a copy of it, and open the newest backup that is well.").format(
        file=given.file.name
    )
    return Answer({"problems": found}, [], [told, *(f"  {problem}" for problem in found)])


def _reports() -> list[str]:
    """The frozen reports that no longer match their hash."""
    found = []
    for run in reports.runs():
        try:
            report_run.load(run.id)
        except CrmError as error:
            found.append(str(error))
    return found


def _files(register: Path) -> list[str]:
    """The backups beside the register that are cut short or not ours, by their first bytes and their size."""
    folder = register.with_name(f"{register.stem} backups")
    return [
        _("The backup {name} cannot be used: it is cut short or no register.").format(name=copy.name)
        for copy in sorted(folder.glob(f"*{opening.ENDING}"))
        if not _whole(copy)
    ]


def _whole(copy: Path) -> bool:
    with copy.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\x00"):
        return False
    size, pages, ours = (int.from_bytes(header[at : at + length], "big") for at, length in ((16, 2), (28, 4), (68, 4)))
    return ours == APPLICATION_ID and copy.stat().st_size == (65536 if size == 1 else size) * pages
