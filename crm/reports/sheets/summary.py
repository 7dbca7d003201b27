"""Sheet 1, Sammendrag: every figure beside last year's, with what it rests on."""

from collections.abc import Callable

from crm.exchange.writers.columns import Cell, Column, Row, Sheet, Value
from crm.i18n import N_
from crm.reports.figures import definition
from crm.reports.report import Report, Reported
from crm.reports.sheets import goals, spec
from crm.reports.sheets.spec import Say
from crm.rules import numbers

TITLE = N_("Summary")
_NO_AIM = (None, None, None)
_FIRST_IS_ALL = ("K09", "K24", "K34")
"""Their first part is the figure itself."""
NOT_APPLICABLE = N_("not applicable")

# What the European platform asks of a cluster (DOMAIN.md 2.2): the only thresholds that were found.
_AT_LEAST = {"K07": 2, "K08": 15}
KINDS = {"%": "percent", **dict.fromkeys(("contacts_per_member", "score", "hours", "kr"), "number")}
"""The kind of value (writers.columns) of a figure of a unit; of any other it is a count."""
CHANGES = {"%": "change_percent", **dict.fromkeys(("contacts_per_member", "score", "hours", "kr"), "change_number")}


def sheet(report: Report, language: str) -> Sheet:
    """The sheet: a row for each figure and for each part of the composed ones."""
    say = spec.speech(language)
    columns = [
        Column(say(N_("No.")), "code", 8),
        Column(say(N_("Indicator")), width=36, wrap=True),
        Column(say(N_("Unit")), width=19),
        Column(str(report.year - 1), "int", 15),
        Column(str(report.year), "int", 15),
        Column(say(N_("Change")), "change", 15),
        Column(say(N_("Baseline")), "number", 11),
        Column(say(N_("Target")), "number", 11),
        Column(say(N_("Of the way to the target")), "percent", 15),
        Column(say(N_("Status")), width=17),
        Column(say(N_("Source")), width=10),
        Column(say(N_("Rule")), width=56, wrap=True),
        Column(say(N_("Comment")), width=30, wrap=True),
    ]
    lines: list[Row] = []
    aims = goals.aims(report)
    for figure in report.listed:
        said = report.comments.get(figure.key, "")
        first, *parts = _lines(figure, lambda unit: report.unit(unit, language), say, language)
        remark = "; ".join(part for part in (str(first[-1] or ""), said) if part)
        lines += [(*first[:6], *aims.get(figure.key, _NO_AIM), *first[6:-1], remark)]
        lines += [(*part[:6], *_NO_AIM, *part[6:]) for part in parts]
    return Sheet(say(TITLE), columns, lines, len(lines), notes=spec.footer(report))


def _lines(figure: Reported, unit: Callable[[str], str], say: Say, language: str) -> list[Row]:
    parts = list(figure.parts.items()) if figure.key != "K07" else []
    name, rule = figure.name(language), figure.rule(language)
    if figure.key in _FIRST_IS_ALL:
        (_first, words), *parts = parts
        name = f"{name}, {_part(words, language)}"
    lines = [_line(figure.key, name, unit, figure, figure.now, figure.before, rule, say)]
    for number, (key, words) in enumerate(parts, 2):
        now, before = (value.parts.get(key, definition.Value(None)) for value in (figure.now, figure.before))
        label = f"{figure.name(language)}, {_part(words, language)}"
        lines.append(_line(f"{figure.key}.{number}", label, unit, figure, now, before, "", say))
    return lines


def _line(
    key: str,
    name: str,
    unit: Callable[[str], str],
    figure: Reported,
    now: definition.Value,
    before: definition.Value,
    rule: str,
    say: Say,
) -> Row:
    counted = now.unit or figure.unit
    kind = KINDS.get(counted, "int")
    change: Value = None
    if now.value is not None and before.value is not None:
        change = round(now.value - before.value, 2) if kind != "int" else now.value - before.value
    return (
        key,
        name,
        unit(counted),
        _cell(before, kind, say),
        _cell(now, kind, say),
        Cell(change, CHANGES.get(counted, "change")),
        _status(now, say),
        figure.source,
        rule,
        _comment(key, now, kind, say),
    )


def _part(words: tuple[str, str], language: str) -> str:
    return words[0] if language == "nb" else words[1]


def _cell(value: definition.Value, kind: str, say: Say) -> Cell:
    return Cell(say(NOT_APPLICABLE) if value.value is None else value.value, kind)


def _status(now: definition.Value, say: Say) -> str:
    if now.value is None:
        return say(NOT_APPLICABLE).capitalize()
    if now.unknown:
        return say(N_("{count} unknown")).format(count=now.unknown)
    if now.almost:
        return say(N_("{count} to fill in")).format(count=len(now.almost))
    return say(N_("Complete"))


def _comment(key: str, now: definition.Value, kind: str, say: Say) -> str:
    found = []
    # A share of money is not one of records.
    if now.of and kind == "percent" and now.value == float(numbers.percent(len(now.counted), int(now.of)) or 0):
        found.append(say(N_("{part} of {whole}")).format(part=len(now.counted), whole=now.of))
    if key in _AT_LEAST:
        found.append(say(N_("The European platform asks for at least {least}")).format(least=_AT_LEAST[key]))
    return "; ".join(found)
