"""python main.py report FILE (--year Y | --run N) --out X.xlsx [--template T.xlsx] [--freeze] [--json]

python main.py report FILE --reconcile N [--json]
"""

import argparse
from pathlib import Path

from crm import i18n
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.reports import reconcile, workbook
from crm.reports import reconciled_words as reconciled
from crm.reports import run as reports
from crm.reports.report import Report, Reported, report_json
from crm.reports.template import form
from crm.rules import numbers
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
    parser.add_argument("--anyway", action="store_true", help=_("leave marks that are not known as they are"))
    parser.add_argument(
        "--reconcile", type=int, metavar="N", help=_("which edits moved a frozen report's figures since")
    )
    parser.add_argument("--contacts", action="store_true", help=_("name the contact person of each member"))
    parser.add_argument("--freeze", action="store_true", help=_("keep its figures for good"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Only a frozen report is stored."""
    return "write" if given.freeze else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Ask every figure, freeze it where wanted, write the workbook or fill the form; or explain a frozen report."""
    if given.reconcile is not None:
        return _reconciled(given, progress)
    if (given.year is None) == (given.run is None):
        raise Usage(_("Say either --year or --run."))
    if given.out is None:
        raise Usage(_("Say with --out which file to write."))
    if given.run is not None and given.freeze:
        raise Usage(_("A frozen report is frozen already: leave --freeze out."))
    writable(given.out, given.file, (".xlsx",))
    made = reports.make(given.year, progress=progress) if given.run is None else reports.load(given.run)
    said: list[str] = []
    if given.template is not None:
        # What cannot be filled is told before anything is kept.
        found = form.look(given.template, made, i18n.language())
        form.refuse(found, given.template, anyway=given.anyway)
        said = [_("Left as it is: {place}").format(place=place) for place in found.unknown]
    if given.freeze:
        made = reports.load(reports.freeze(made, file_name=given.out.name).run)
    if given.template is None:
        workbook.write(made, given.out, i18n.language(), contacts=given.contacts, progress=progress)
        return Answer(report_json(made), [*_figures(made), _written(made, given.out)])
    filled = form.fill(made, given.template, given.out, i18n.language(), anyway=given.anyway, progress=progress)
    words = ngettext("{count} mark was filled.", "{count} marks were filled.", filled.filled)
    told = [words.format(count=filled.filled), *said, _written(made, given.out)]
    return Answer(report_json(made) | {"filled": filled.filled, "left": [*map(str, filled.left)]}, told)


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
    width = max(len(figure.name(language)) for figure in made.figures.values())
    return [f"{key}  {figure.name(language):{width}}  {_value(figure)}" for key, figure in made.figures.items()]


def _value(figure: Reported) -> str:
    if figure.value is None:
        return _("not applicable")
    if figure.unit == "%":
        return numbers.show_percent(figure.value)
    if figure.unit == "kr":
        return numbers.show_money(round(figure.value * 100))
    return str(figure.value) if i18n.language() == "en" else str(figure.value).replace(".", ",")


def _written(made: Report, out: Path) -> str:
    if made.run is None:
        return _("The report of {year} is in {file}.").format(year=made.year, file=out)
    return _("The report of {year} is in {file} and kept as run {run}.").format(year=made.year, file=out, run=made.run)
