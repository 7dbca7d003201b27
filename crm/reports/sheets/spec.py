"""How a sheet's data become its cells: titles in the report's language, keys of code lists as words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crm import i18n
from crm.exchange.writers.columns import Column, Row, Sheet
from crm.i18n import N_
from crm.reports.report import Data, Report, Table
from crm.rules import numbers

Say = Callable[[str], str]
ALL = {"*": N_("All")}
"""How the group is called that stands for all others."""


@dataclass(frozen=True)
class Field:
    """A column of a sheet: the key of its data, its title marked with N_ ({year} is filled in), and its kind.

    `codes` names the code list whose words are shown, `words` some keys with words of their own, marked with N_;
    `yes_no` shows 1 and 0 as words.
    """

    key: str
    title: str
    kind: str = "text"
    width: float | None = None
    codes: str = ""
    yes_no: bool = False
    wrap: bool = False
    words: Mapping[str, str] = field(default_factory=dict)


def speech(language: str) -> Say:
    """The texts of one language."""
    return i18n.speaking(language)


def columns(fields: Sequence[Field], report: Report, language: str) -> list[Column]:
    """The columns of a sheet in the report's language."""
    say = speech(language)
    return [Column(_title(field, report, say), field.kind, field.width, field.wrap) for field in fields]


def _title(field: Field, report: Report, say: Say) -> str:
    words = field.title if field.title.startswith("{") else say(field.title)
    return words.format(year=report.year, before=report.year - 1, two_before=report.year - 2)


Group = tuple[str, Callable[[tuple[Data, ...]], str]]


def rows(
    fields: Sequence[Field], table: Table, report: Report, language: str, group: Group | None = None
) -> Iterator[Row]:
    """The rows of a table with its codes as words. A column the report does not have stays empty.

    `group` names a column whose words depend on the rest of the row, and says them.
    """
    say = speech(language)
    yes_no = {1: say(N_("Yes")), 0: say(N_("No"))}
    place = {key: number for number, key in enumerate(table.columns)}

    def shown(field: Field, row: tuple[Data, ...]) -> Data:
        value = row[place[field.key]] if field.key in place else None
        if field.words and str(value or "") in field.words:
            return say(field.words[str(value or "")])
        if group is not None and group[0] == field.key:
            return group[1](row)
        if field.codes:
            return report.word(field.codes, str(value or ""), language)
        if field.yes_no:
            return "" if value is None else yes_no[int(value or 0)]
        return value

    return ([shown(field, row) for field in fields] for row in table.rows)


def sheet(
    title: str, fields: Sequence[Field], key: str, report: Report, language: str, group: Group | None = None
) -> Sheet:
    """The sheet of a report's table, without marks; `title` is marked with N_."""
    table = report.tables[key]
    return Sheet(
        speech(language)(title),
        columns(fields, report, language),
        rows(fields, table, report, language, group),
        len(table.rows),
        notes=footer(report),
    )


def summed(made: Sheet, table: Table, group: int) -> Sheet:
    """The sheet with its sums in bold, which have "*" for their group, and a line where another block begins."""
    places = range(len(table.rows))
    strong = frozenset(place for place in places if table.rows[place][group] == "*")
    begins = frozenset(place for place in places if place and table.rows[place][0] != table.rows[place - 1][0])
    return marked(made, strong=strong, begins=begins)


def hours(minutes: Data) -> float | None:
    """Minutes as hours with two decimals."""
    return None if minutes is None else float(numbers.round_half_up(int(minutes) / 60, 2))


def hundredths(value: Data) -> float | None:
    """A number that is kept in whole hundredths."""
    return None if value is None else int(value) / 100


def percent(part: int, whole: int) -> float | None:
    """A share with one decimal, None where there is nothing to divide by."""
    shown = numbers.percent(part, whole)
    return None if shown is None else float(shown)


def marked(made: Sheet, *, strong: frozenset[int] = frozenset(), begins: frozenset[int] = frozenset()) -> Sheet:
    """The sheet with rows in bold and rows that begin a block."""
    return replace(made, strong=strong, begins=begins)


def blocks(table: Table) -> frozenset[int]:
    """The rows that begin a block: their first cell says something else than that of the row above."""
    first = [row[0] for row in table.rows]
    return frozenset(place for place in range(1, len(first)) if first[place] != first[place - 1])


def footer(report: Report, language: str = "nb") -> str:
    """What stands at the foot of every printed page."""
    run = f" · {report.run}" if report.run is not None else ""
    return f"{report.settings.get('cluster_name', '')} · {report.called_period(language)}{run}".strip(" ·")
