"""python main.py check FILE [--tidy] [--mend] [--recover]"""

import argparse

from crm.commands import attachments, integrity
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import attachments as queries
from crm.reports import integrity as whole
from crm.rules import numbers
from crm.verbs.verb import Answer


def summary() -> str:
    """What it does."""
    return _("check database, journal, search index and files")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    tidy = _("throw away kept files that no record has and nothing can bring back")
    parser.add_argument("--tidy", action="store_true", help=tidy)
    one = parser.add_mutually_exclusive_group()
    mend = _("rebuild triggers, indexes and the search index where they are not as they should be")
    one.add_argument("--mend", action="store_true", help=mend)
    recover = _("write what can be read of a damaged register into a new file beside it")
    one.add_argument("--recover", action="store_true", help=recover)


def opens(given: argparse.Namespace) -> str:
    """It only reads, but for tidying and mending; a file to recover is not opened at all."""
    if given.recover:
        return ""
    return "mend" if given.mend else "write" if given.tidy else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List what is wrong, or say that all is well."""
    if given.recover:
        return _recovered(given, progress)
    mended = integrity.mend(progress) if given.mend else ()
    found = whole.check(progress)
    data = {
        "problems": [one.sentence for one in found],
        "details": [one.detail for one in found],
        "mended": list(mended),
    }
    if not found:
        well = _("All is well: database, journal, search index, attached files, frozen reports and backups.")
        return Answer(data, [*mended, well, *_loose(given.tidy)])
    if all(one.mendable for one in found):
        told = _("{file} is not as it should be, but nothing is lost: check --mend makes it whole.")
    else:
        told = _(
            "{file} is not as it should be. Open the newest backup that is well, or let check --recover write what can"
            " be read into a new file."
        )
    lines = [told.format(file=given.file.name), *(line for one in found for line in _told(one))]
    return Answer(data, list(mended), lines)


def _told(found: integrity.Finding) -> list[str]:
    """The sentence, and below it what the database calls it."""
    return [f"  {found.sentence}", *(f"    {line}" for line in found.detail.splitlines())]


def _recovered(given: argparse.Namespace, progress: Progress) -> Answer:
    file, report = integrity.recover_to_new(given.file, progress)
    told = _("What could be read stands in {file}; the damaged file is as it was.").format(file=file.name)
    lines = [told, *(f"  {line}" for line in report.lines())]
    return Answer({"file": str(file), "whole": report.is_whole(), "report": report.lines()}, lines)


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
