"""python main.py report FILE (--year Y | --run N) --out X.xlsx [--template T.xlsx] [--freeze] [--json]

python main.py report FILE --reconcile N [--json]
"""

import argparse
from pathlib import Path

from crm import i18n
from crm.commands import figure_comments
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.reports import csv_folder, document, reconcile, workbook
from crm.reports import figures as defined
from crm.reports import reconciled_words as reconciled
from crm.reports import run as reports
from crm.reports.report import Report, report_json, shown
from crm.reports.template import form
from crm.verbs.verb import Answer, Usage, json_option, writable


def summary() -> str:
    """What it does."""
    return _("write the annual report; its language is that of --lang")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("the year it is about"))
    parser.add_argument("--run", type=int, metavar="N", help=_("a frozen report, as it was"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx", help=_("the workbook to write"))
    parser.add_argument("--template", type=Path, metavar="T.xlsx", help=_("a form of your own with marks to fill"))
    parser.add_argument("--text", type=Path, metavar="X.docx", help=_("the figures as a text for Word"))
    parser.add_argument("--csv", type=Path, metavar="FOLDER", help=_("every table as a file of its own"))
    parser.add_argument(
        "--comment",
        nargs=2,
        metavar=("KEY", "TEXT"),
        help=_("say something to a figure of the year; next year begins with it"),
    )
    parser.add_argument("--anyway", action="store_true", help=_("leave marks that are not known as they are"))
    parser.add_argument(
        "--reconcile", type=int, metavar="N", help=_("which edits moved a frozen report's figures since")
    )
    parser.add_argument("--contacts", action="store_true", help=_("name the contact person of each member"))
    parser.add_argument("--freeze", action="store_true", help=_("keep its figures for good"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Only a frozen report is stored."""
    return "write" if given.freeze or given.comment else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Ask every figure, freeze it where wanted, write the workbook or fill the form; or explain a frozen report."""
    if given.reconcile is not None:
        return _reconciled(given, progress)
    if (given.year is None) == (given.run is None):
        raise Usage(_("Say either --year or --run."))
    if given.out is None and (given.freeze or given.template or not (given.text or given.csv or given.comment)):
        raise Usage(_("Say with --out which file to write."))
    if given.comment and given.year is None:
        raise Usage(_("A frozen report is as it is: say --year for a comment."))
    if given.run is not None and given.freeze:
        raise Usage(_("A frozen report is frozen already: leave --freeze out."))
    for path, ending in ((given.out, ".xlsx"), (given.text, ".docx")):
        if path is not None:
            writable(path, given.file, (ending,))
    if given.comment:
        _comment(given)
    made = reports.make(given.year, progress=progress) if given.run is None else reports.load(given.run)
    said: list[str] = []
    if given.template is not None:
        # What cannot be filled is told before anything is kept.
        found = form.look(given.template, made, i18n.language())
        form.refuse(found, given.template, anyway=given.anyway)
        said = [_("Left as it is: {place}").format(place=place) for place in found.unknown]
    lines = _beside(given, made)
    if given.freeze:
        made = reports.load(reports.freeze(made, file_name=given.out.name).run)
    if given.out is None:
        return Answer(report_json(made), lines)
    if given.template is None:
        workbook.write(made, given.out, i18n.language(), contacts=given.contacts, progress=progress)
        return Answer(report_json(made), [*_figures(made), *lines, _written(made, given.out)])
    filled = form.fill(made, given.template, given.out, i18n.language(), anyway=given.anyway, progress=progress)
    words = ngettext("{count} mark was filled.", "{count} marks were filled.", filled.filled)
    told = [words.format(count=filled.filled), *said, *lines, _written(made, given.out)]
    return Answer(report_json(made) | {"filled": filled.filled, "left": [*map(str, filled.left)]}, told)


def _comment(given: argparse.Namespace) -> None:
    key, text = given.comment
    known = {figure.key.casefold(): figure.key for figure in defined.known()}
    if key.casefold() not in known:
        raise Usage(_("There is no figure {key}.").format(key=key))
    figure_comments.put(known[key.casefold()], given.year, text)


def _beside(given: argparse.Namespace, made: Report) -> list[str]:
    """The text and the tables, where they were asked for."""
    lines = []
    if given.text is not None:
        document.write(made, given.text, i18n.language())
        lines.append(_("The text is in {file}.").format(file=given.text))
    if given.csv is not None:
        files = csv_folder.write(made, given.csv, i18n.language())
        words = ngettext("{count} table is in {folder}.", "{count} tables are in {folder}.", len(files))
        lines.append(words.format(count=len(files), folder=given.csv))
    if given.comment:
        lines.append(_("The comment on {key} is kept.").format(key=given.comment[0].upper()))
    return lines


def _reconciled(given: argparse.Namespace, progress: Progress) -> Answer:
    if given.year is not None or given.run is not None or given.out is not None or given.freeze:
        raise Usage(_("--reconcile stands alone: leave --year, --run, --out and --freeze out."))
    found = reconcile.reconcile(given.reconcile, progress=progress)
    language = i18n.language()
    lines: list[str] = []
    for one in found.differences:
        lines.append(reconciled.title(one, language))
        lines += [f"  {line}" for line in reconciled.lines(found, one, language)]
    nothing = _("Every figure of the report is today what it was when it was frozen.")
    return Answer(reconcile.reconciled_json(found, language), lines or [nothing])


def _figures(made: Report) -> list[str]:
    language = i18n.language()
    width = max((len(figure.name(language)) for figure in made.listed), default=0)
    return [
        f"{figure.key}  {figure.name(language):{width}}  {shown(figure.value, figure.unit)}" for figure in made.listed
    ]


def _written(made: Report, out: Path) -> str:
    year = made.called_period(i18n.language())
    if made.run is None:
        return _("The report of {year} is in {file}.").format(year=year, file=out)
    return _("The report of {year} is in {file} and kept as run {run}.").format(year=year, file=out, run=made.run)
