"""The figures of any period as a workbook: both periods side by side, and the records that each figure counts.

It names organisations and titles, no people. All that it says is kept in the report, so that a frozen one gives the
same cells whatever became of the register.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from crm.exchange.writers import workbook
from crm.exchange.writers.columns import Cell, Column, Row, Sheet, Value, Written
from crm.i18n import N_
from crm.progress import Progress, silent
from crm.reports.figures import definition
from crm.reports.report import Report, Reported
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Say
from crm.reports.sheets.summary import CHANGES, KINDS, NOT_APPLICABLE
from crm.rules import dates, stretches

TITLE, BEHIND, ABOUT = N_("Figures"), N_("What is counted"), N_("About")
_NOTHING = definition.Value(None)


def write(report: Report, path: Path, language: str = "nb", *, progress: Progress = silent) -> Written:
    """Write it in "nb" or "en"; the file appears whole or not at all, and the same report gives the same bytes.

    Raises CrmError where the file cannot be written.
    """
    return workbook.write(
        path,
        sheets(report, language),
        title=f"{spec.speech(language)(TITLE)} {report.called_period(language)}",
        creator=f"Klynge {report.program_version}",
        created=datetime.fromisoformat(report.at) if report.at else None,
        progress=progress,
    )


def sheets(report: Report, language: str) -> list[Sheet]:
    """The tables of the report of a period, in their order."""
    say = spec.speech(language)
    now, before = report.called_period(language), report.called_against(language)
    lines = [line for figure in report.listed for line in _lines(figure, report, language, say)]
    figures = Sheet(
        say(TITLE),
        [
            Column(say(N_("No.")), "code", 8),
            Column(say(N_("Indicator")), width=44, wrap=True),
            Column(say(N_("Unit")), width=19),
            Column(now, "int", 16),
            Column(before, "int", 16),
            Column(say(N_("Change")), "change", 15),
            Column(say(N_("Rule")), width=70, wrap=True),
            Column(say(N_("Version of the rule")), "plain", 11),
        ],
        lines,
        len(lines),
        notes=spec.footer(report, language),
    )
    told = list(_counted(report, language))
    behind = Sheet(
        say(BEHIND),
        [
            Column(say(N_("No.")), "code", 8),
            Column(say(N_("Indicator")), width=36),
            Column(say(N_("Day")), "code", 12),
            Column(say(N_("What is counted")), width=52),
            Column(say(N_("Record")), "plain", 13),
        ],
        told,
        len(told),
        notes=spec.footer(report, language),
    )
    return [figures, behind, _about(report, say)]


def _lines(figure: Reported, report: Report, language: str, say: Say) -> Iterator[Row]:
    name = figure.name(language)
    first = _line(figure, figure.now, figure.before, report, language, say)
    yield (figure.key, name, *first, figure.rule(language), figure.version)
    for number, (key, (nb, en)) in enumerate(figure.parts.items(), 1):
        now, before = (value.parts.get(key, _NOTHING) for value in (figure.now, figure.before))
        words = f"{name}, {nb if language == 'nb' else en}"
        yield (f"{figure.key}.{number}", words, *_line(figure, now, before, report, language, say), "", None)


def _line(
    figure: Reported, now: definition.Value, before: definition.Value, report: Report, language: str, say: Say
) -> tuple[Value | Cell, ...]:
    unit = now.unit or before.unit or figure.unit
    kind = KINDS.get(unit, "int")
    change = None if now.value is None or before.value is None else round(now.value - before.value, 2)
    values = (Cell(say(NOT_APPLICABLE) if one.value is None else one.value, kind) for one in (now, before))
    return (report.unit(unit, language), *values, Cell(change, CHANGES.get(unit, "change")))


def _counted(report: Report, language: str) -> Iterator[Row]:
    for figure in report.listed:
        known = report.shown.get(figure.record, {})
        for id in figure.counted:
            one = known.get(id)
            words = "" if one is None else report.word(one.words, one.text, language) if one.words else one.text
            day = "" if one is None else ".".join(reversed(one.on.split("-")))
            yield (figure.key, figure.name(language), day, words, id)


def _about(report: Report, say: Say) -> Sheet:
    last_day = N_("What stands on 31 December in the report stands here on the last day of the period.")
    by_year = N_("Money, results, surveys and the numbers of companies are kept by the year.")
    made = f"{datetime.fromisoformat(report.at):%d.%m.%Y %H:%M}" if report.at else ""
    rows: list[Row] = [
        (say(N_("Cluster")), report.settings.get("cluster_name", "")),
        (say(N_("Period")), _days(report.period)),
        (say(N_("Compared with")), _days(report.against)),
        (say(N_("Days counted from")), ".".join(reversed(report.as_of.split("-")))),
        (say(N_("Made (UTC)")), made),
        (say(N_("Klynge version")), report.program_version),
        (say(N_("Run no.")), str(report.run) if report.run is not None else say(N_("Draft, not frozen"))),
        (say(N_("SHA-256")), report.sha256),
        (say(N_("How to read it")), say(last_day)),
        ("", say(by_year)),
    ]
    if report.before_run is not None:
        frozen = say(N_("The other period stands as it was frozen in run no. {run}.")).format(run=report.before_run)
        rows.insert(3, ("", frozen))
    columns = [Column(say(ABOUT), width=24), Column(say(N_("What is written here")), width=90, wrap=True)]
    return Sheet(say(ABOUT), columns, rows, len(rows))


def _days(stretch: stretches.Stretch) -> str:
    return f"{dates.show(stretch.first)}–{dates.show(stretch.last)}"
