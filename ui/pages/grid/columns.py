"""The fields of a list as the columns of a table, and of a file for Excel."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from crm.queries.lists import fields, values
from crm.queries.lists.field import Field
from crm.queries.looks import Look
from ui.kit.table import Column
from ui.pages.export import Out

Record = Mapping[str, Any]
_WIDTHS = {"date": 116, "number": 100, "money": 124, "hours": 96, "count": 96, "year": 84, "yes_no": 84, "choice": 140}
_NAMES, _ELSE = 230, 170  # the first that holds words says what a row is about
_RIGHT = ("number", "money", "hours", "count")
_FILE_KINDS = {"number": "number", "money": "money", "hours": "number", "count": "int", "year": "int", "date": "day"}


def known(about: str, look: Look) -> list[Field]:
    """The fields of the look's columns that there still are."""
    found = {field.key: field for field in fields.of(about)}
    return [found[key] for key in look.keys if key in found]


def columns(about: str, look: Look) -> list[Column]:
    """The columns as a view shows them; a row is {key: value}."""
    shown = known(about, look)
    names = next((field.key for field in shown if field.kind not in _WIDTHS), "")
    return [_column(field, field.key == names) for field in shown]


def outs(chosen: Sequence[Field]) -> list[Out]:
    """The same columns in a file: numbers, days and money as such, all else in words."""
    return [Out(field.name, partial(_value, field), _FILE_KINDS.get(field.kind, "text"), field.key) for field in chosen]


def _column(field: Field, names: bool) -> Column:
    return Column(
        field.key,
        field.name,
        _NAMES if names else _WIDTHS.get(field.kind, _ELSE),
        "right" if field.kind in _RIGHT else "left",
        show=partial(_words, field),
        sortable=field.sorts,
    )


def _words(field: Field, row: Record) -> str:
    # A field that was added a moment ago is not in the rows that were read before.
    return values.words(field, row[field.key]) if field.key in row else ""


def _value(field: Field, row: Record) -> Any:
    found = row.get(field.key)
    if found is None:
        return None
    if field.kind == "number":
        return found / 100
    if field.kind == "hours":
        return found / 60
    return found if field.kind in _FILE_KINDS else values.words(field, found)
