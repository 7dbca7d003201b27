"""The figures of any period as a workbook: both periods side by side, and the records that each figure counts.

It names organisations and titles, no people. It is written as the register stands now; only whole years are frozen.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crm import i18n
from crm.exchange.writers import workbook
from crm.exchange.writers.columns import Cell, Column, Row, Sheet, Written
from crm.i18n import LANGUAGES, N_
from crm.progress import Progress, silent
from crm.queries import counted
from crm.reports.counting import Compared
from crm.reports.figures import definition
from crm.reports.figures.definition import Value
from crm.reports.report import Reported
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Say
from crm.reports.sheets.summary import CHANGES, KINDS, NOT_APPLICABLE
from crm.rules import code_lists, dates, stretches

TITLE, BEHIND, ABOUT = N_("Figures"), N_("What is counted"), N_("About")


def write(
    found: Compared,
    path: Path,
    language: str = "nb",
    *,
    cluster: str = "",
    made_on: str = "",
    progress: Progress = silent,
) -> Written:
    """Write it in "nb" or "en"; the file appears whole or not at all. `made_on` is the day as ISO text, "" for none.

    Raises CrmError where the file cannot be written.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    with i18n.meanwhile(language):
        title, sheets = _sheets(found, language, cluster, made_on)
    return workbook.write(path, sheets, title=title, progress=progress)


def _sheets(found: Compared, language: str, cluster: str, made_on: str) -> tuple[str, list[Sheet]]:
    say = spec.speech(language)
    now, before = (stretches.say(one) for one in (found.stretch, found.other))
    lines = [line for figure in found.figures for line in _lines(figure, language, say)]
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
        ],
        lines,
        len(lines),
        notes=" · ".join(part for part in (cluster, now) if part),
    )
    told = list(_counted(found, language))
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
    )
    return f"{say(TITLE)} {now}", [figures, behind, _about(found, say, cluster, made_on)]


def _lines(figure: Reported, language: str, say: Say) -> Iterator[Row]:
    name = figure.name(language)
    yield _line(figure.key, name, figure, figure.now, figure.before, figure.rule(language), language, say)
    for number, (key, (nb, en)) in enumerate(figure.parts.items(), 1):
        now, before = (value.parts.get(key, Value(None)) for value in (figure.now, figure.before))
        words = f"{name}, {nb if language == 'nb' else en}"
        yield _line(f"{figure.key}.{number}", words, figure, now, before, "", language, say)


def _line(key: str, name: str, figure: Reported, now: Value, before: Value, rule: str, language: str, say: Say) -> Row:
    unit = now.unit or before.unit or figure.unit
    kind = KINDS.get(unit, "int")
    nb, en = definition.units().get(unit, (unit, unit))
    change = None if now.value is None or before.value is None else round(now.value - before.value, 2)
    values = (Cell(say(NOT_APPLICABLE) if one.value is None else one.value, kind) for one in (now, before))
    return (key, name, nb if language == "nb" else en, *values, Cell(change, CHANGES.get(unit, "change")), rule)


def _counted(found: Compared, language: str) -> Iterator[Row]:
    for figure in found.figures:
        shown = counted.shown(figure.record, figure.counted)
        for id in figure.counted:
            one = shown.get(id)
            words = "" if one is None else code_lists.label(one.words, one.text, language) if one.words else one.text
            day = "" if one is None else ".".join(reversed(one.on.split("-")))
            yield (figure.key, figure.name(language), day, words, id)


def _about(found: Compared, say: Say, cluster: str, made_on: str) -> Sheet:
    last_day = N_("What stands on 31 December in the report stands here on the last day of the period.")
    by_year = N_("Money, results, surveys and the numbers of companies are kept by the year.")
    rows: list[Row] = [
        (say(N_("Cluster")), cluster),
        (say(N_("Period")), _days(found.stretch)),
        (say(N_("Compared with")), _days(found.other)),
        (say(N_("Made on")), dates.show(date.fromisoformat(made_on)) if made_on else ""),
        (say(N_("How to read it")), say(last_day)),
        ("", say(by_year)),
    ]
    columns = [Column(say(ABOUT), width=24), Column(say(N_("What is written here")), width=90, wrap=True)]
    return Sheet(say(ABOUT), columns, rows, len(rows))


def _days(stretch: stretches.Stretch) -> str:
    return f"{dates.show(stretch.first)}–{dates.show(stretch.last)}"
