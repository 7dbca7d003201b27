"""A column of a list that is exported and shown alike: its title, what it says of a row, how it is written."""

from collections.abc import Callable
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
