"""python main.py check FILE [--tidy]"""

import argparse
from pathlib import Path

from crm.commands import attachments
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import attachments as queries
from crm.queries import code_terms, reports
from crm.reports import run as report_run
from crm.rules import numbers
from crm.store import attachment_check, backup_names, copy_check, opening, soundness
from crm.verbs.verb import Answer


def summary() -> str:
    """What it does."""
    return _("check database, journal, search index and files")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    tidy = _("throw away kept files that no record has and nothing can bring back")
    parser.add_argument("--tidy", action="store_true", help=tidy)


def opens(given: argparse.Namespace) -> str:
    """It only reads, but for tidying."""
    return "write" if given.tidy else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List what is wrong, or say that all is well."""
    progress(0, 2, _("Checking"))
    found = soundness.problems()
    progress(1, 2, _("Checking"))
    if not found:
        found = [*_codes(), *_reports(), *attachment_check.problems(progress), *_files(opening.path_of_open())]
    if not found:
        well = _("All is well: database, journal, search index, attached files, frozen reports and backups.")
        return Answer({"problems": []}, [well, *_loose(given.tidy)])
    told = _("{file} is not as it should be. Make a copy of it, and open the newest backup that is well.").format(
        file=given.file.name
    )
    return Answer({"problems": found}, [], [told, *(f"  {problem}" for problem in found)])


def _loose(tidy: bool) -> list[str]:
    """What is said of kept files that nobody needs, thrown away where one asked for that."""
    loose = queries.orphans()
    if not loose:
        return []
    size = numbers.show_bytes(sum(size for _file, size in loose))
    if tidy:
        attachments.tidy()
        gone = ngettext(
            "Threw away {count} kept file that no record had ({size}).",
            "Threw away {count} kept files that no record had ({size}).",
            len(loose),
        )
        return [gone.format(count=len(loose), size=size)]
    said = ngettext(
        "{count} kept file belongs to no record ({size}); check --tidy throws it away.",
        "{count} kept files belong to no record ({size}); check --tidy throws them away.",
        len(loose),
    )
    return [said.format(count=len(loose), size=size)]


def _codes() -> list[str]:
    """What records carry of the code lists that stands in none."""
    words = _("{count} rows of {table} carry “{code}”, which the list {list} does not have.")
    return [
        words.format(count=one.number, table=one.table, code=one.code, list=one.list) for one in code_terms.unknown()
    ]


def _reports() -> list[str]:
    """The frozen reports that no longer match their hash, or that are gone from their chain."""
    found = report_run.problems()
    for run in reports.runs():
        try:
            report_run.load(run.id)
        except CrmError as error:
            found.append(str(error))
    return found


def _files(register: Path) -> list[str]:
    """The backups beside the register that are damaged or not ours."""
    return [
        _("The backup {name} cannot be used: it is cut short or no register.").format(name=copy.path.name)
        for copy in backup_names.listed(backup_names.folder(register))
        if not copy_check.is_good(copy.path)
    ]
