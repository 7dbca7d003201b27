"""A column of a list that is exported and shown alike: its title, what it says of a row, how it is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from crm.exchange.writers.columns import Value
from crm.rules import code_lists

Row = TypeVar("Row")


class RecordColumn(NamedTuple, Generic[Row]):
    """A column: its title marked with N_, the kind of its values (crm.exchange.writers), its width in characters."""

    title: str
    value: Callable[[Row], Value]
    kind: str = "text"
    width: float | None = None


def code(code_list: str, field: str) -> Callable[[Any], Value]:
    """What a field of the row is called in a code list."""
    return lambda row: code_lists.label(code_list, getattr(row, field))


def values(
    columns: Sequence[RecordColumn[Row]], found: Mapping[int, Row], ids: Sequence[int]
) -> list[tuple[Value, ...]]:
    """What the columns say of these records, in the order of the ids; those that were not found are left out."""
    return [tuple(column.value(found[id]) for column in columns) for id in ids if id in found]
