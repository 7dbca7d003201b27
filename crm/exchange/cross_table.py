"""A cross table as columns and rows, for a file, for paper and for the clipboard: what is read is a native number."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crm.exchange.writers import tables, workbook
from crm.exchange.writers.columns import Column, Row, Sheet, Value, Written
from crm.i18n import N_, _, ngettext
from crm.progress import Progress, silent
from crm.queries.lists import axes, reading
from crm.queries.lists.cross import ALL, Cross, Key
from crm.rules import dates, numbers

_KINDS = {"money": "money", "hours": "number", "number": "number"}
_PARTS = {"hours": 60, "number": 100}
"""So many of what is counted in are one of what is written: minutes, hundredths."""
_MEASURES = {
    "count": N_("How many"),
    "people": N_("Different people"),
    "organisations": N_("Different organisations"),
    "sum": N_("Sum"),
}


def measure(key: str) -> str:
    """What a measure of crm.queries.lists.cross is called."""
    return _(_MEASURES[key])


def kind(table: Cross) -> str:
    """The kind of its numbers (crm.exchange.writers.columns)."""
    return _KINDS.get(table.field.kind, "int") if table.field is not None else "int"


def title(table: Cross) -> str:
    """What it shows, in a few words."""
    return table.query.name()


def number(table: Cross, row: Key = ALL, column: Key = ALL) -> int | float:
    """A number as a writer wants it."""
    found = table.value(row, column)
    part = _PARTS.get(table.field.kind, 1) if table.field is not None else 1
    return found / part if part > 1 else found


def words(table: Cross, row: Key = ALL, column: Key = ALL) -> str:
    """A number as a person reads it."""
    found = table.value(row, column)
    if table.field is None:
        return numbers.show_int(found)
    show = {"money": numbers.show_money, "hours": numbers.show_hours, "number": numbers.show_hundredths}
    return show.get(table.field.kind, numbers.show_int)(found)


def heads(table: Cross) -> list[tuple[Key, str]]:
    """The columns of numbers, the sum of all last: key, and what stands in the head."""
    of = [(line.key, line.words) for line in table.columns] if table.query.columns else []
    return [*of, (ALL, edge(table) if of else measure(table.query.measure))]


def edge(table: Cross) -> str:
    """What the sums at the edges are called: where a record stands in several cells, each is counted once."""
    return _("All, once each") if table.distinct else _("All")


def lines(table: Cross) -> list[tuple[Key, str]]:
    """The rows, that of all last."""
    return [*((line.key, line.words) for line in table.rows), (ALL, edge(table))]


def told(table: Cross) -> list[str]:
    """Sentences that say how it is to be read."""
    query = table.query
    found = [reading.say(query.about, query.conditions)]
    if table.field is not None:
        found.append(_("Adds up “{field}”.").format(field=table.field.name))
    if table.distinct:
        found.append(_("What has several values stands in several cells; at the edges each is counted once."))
    if table.unknown:
        words = ngettext(
            "{count} record has nothing in “{field}” and adds nothing.",
            "{count} records have nothing in “{field}” and add nothing.",
            table.unknown,
        )
        found.append(words.format(count=table.unknown, field=table.field.name if table.field else ""))
    return [sentence for sentence in found if sentence]


def write(path: Path, table: Cross, *, today: date, progress: Progress = silent) -> Written:
    """Write it to a .xlsx, with a sheet that says how to read it, or to a .csv; raises CrmError as the writers do."""
    columns = [Column(_side(table), width=34), *(Column(head, kind(table)) for _key, head in heads(table))]
    rows = list(_rows(table))
    if path.suffix.lower() != ".xlsx":
        return tables.write_table(path, columns, rows, title=title(table), progress=progress)
    last = frozenset({len(rows) - 1})
    sheet = Sheet(workbook.safe_title(_("Cross table")), columns, rows, len(rows), strong=last, begins=last)
    about: list[Row] = [[sentence] for sentence in (title(table), *told(table), dates.show(today))]
    how = Sheet(
        workbook.safe_title(_("How to read it")), [Column(measure(table.query.measure), width=100)], about, len(about)
    )
    written = workbook.write(path, [sheet, how], title=title(table), progress=progress)
    return Written(len(rows), written.notes)


def to_plain(table: Cross) -> dict[str, object]:
    """The same for another program: keys and words of both sides, and the number of each cell; edges have null keys."""
    return {
        "of": table.query.about,
        "rows": [line._asdict() for line in table.rows],
        "columns": [line._asdict() for line in table.columns] if table.query.columns else [],
        "measure": table.query.measure,
        "field": table.query.field,
        "cells": [[number(table, row.key, column.key) for column in table.columns] for row in table.rows],
        "row_totals": [number(table, row.key) for row in table.rows],
        "column_totals": [number(table, ALL, column.key) for column in table.columns],
        "total": number(table),
        "unknown": table.unknown,
        "distinct": table.distinct,
    }


def _rows(table: Cross) -> Iterator[list[Value]]:
    for key, name in lines(table):
        yield [name, *(number(table, key, column) for column, _head in heads(table))]


def _side(table: Cross) -> str:
    return axes.name(table.query.about, table.query.rows)
