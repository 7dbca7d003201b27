"""How a sheet's data become its cells: titles in the report's language, keys of code lists as words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from crm import i18n
from crm.exchange.writers.columns import Column, Row, Sheet
from crm.i18n import N_
from crm.reports.report import Data, Report, Table

Say = Callable[[str], str]


@dataclass(frozen=True)
class Field:
    """A column of a sheet: the key of its data, its title marked with N_ ({year} is filled in), and its kind.

    `codes` names the code list whose words are shown; `yes_no` shows 1 and 0 as words.
    """

    key: str
    title: str
    kind: str = "text"
    width: float | None = None
    codes: str = ""
    yes_no: bool = False
    wrap: bool = False


def speech(language: str) -> Say:
    """The texts of one language."""
    return i18n.speaking(language)


def columns(fields: Sequence[Field], report: Report, language: str) -> list[Column]:
    """The columns of a sheet in the report's language."""
    say = speech(language)
    return [
        Column(say(field.title).format(year=report.year, before=report.year - 1), field.kind, field.width, field.wrap)
        for field in fields
    ]


def rows(fields: Sequence[Field], table: Table, report: Report, language: str) -> Iterator[Row]:
    """The rows of a table with its codes as words. A column the report does not have stays empty."""
    say = speech(language)
    yes_no = {1: say(N_("Yes")), 0: say(N_("No"))}
    place = {key: number for number, key in enumerate(table.columns)}

    def shown(field: Field, row: tuple[Data, ...]) -> Data:
        value = row[place[field.key]] if field.key in place else None
        if field.codes:
            return report.word(field.codes, str(value or ""), language)
        return yes_no[int(value or 0)] if field.yes_no else value

    return ([shown(field, row) for field in fields] for row in table.rows)


def sheet(title: str, fields: Sequence[Field], key: str, report: Report, language: str) -> Sheet:
    """The sheet of a report's table, without marks; `title` is marked with N_."""
    table = report.tables[key]
    return Sheet(
        speech(language)(title),
        columns(fields, report, language),
        rows(fields, table, report, language),
        len(table.rows),
        notes=footer(report),
    )


def marked(made: Sheet, *, strong: frozenset[int] = frozenset(), begins: frozenset[int] = frozenset()) -> Sheet:
    """The sheet with rows in bold and rows that begin a block."""
    return replace(made, strong=strong, begins=begins)


def footer(report: Report) -> str:
    """What stands at the foot of every printed page."""
    run = f" · {report.run}" if report.run is not None else ""
    return f"{report.settings.get('cluster_name', '')} · {report.year}{run}".strip(" ·")
