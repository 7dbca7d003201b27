"""Short ways to plan a list and to bring it in, and the register as plain rows to compare."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from crm.exchange import plan
from crm.exchange.carry_out import Outcome, carry_out
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.exchange.row_plan import RowPlan
from crm.exchange.source import Sheet, Source
from crm.store import tables
from crm.store.database import rows

TODAY = date(2026, 11, 23)
PEOPLE = ("Fornavn", "Etternavn", "E-post", "Mobil", "Stilling", "Bedrift")
"""The header of most of the small lists."""


def source(*lines: Sequence[Any], header: Sequence[Any] = PEOPLE) -> Source:
    """A list as it is once it was read: row 1 is the header."""
    return Source("xlsx", None, (Sheet("Ark1", [list(header), *(list(line) for line in lines)]),), "0" * 64)


def planned(
    *lines: Sequence[Any],
    header: Sequence[Any] = PEOPLE,
    name: str = "liste.xlsx",
    sha256: str = "0" * 64,
    **chosen: Any,
) -> Plan:
    """The plan of a list; `chosen` are fields of Choices."""
    read = replace(source(*lines, header=header), sha256=sha256)
    return plan.of_source(read, name, today=TODAY, choices=Choices(**chosen))


def brought(*lines: Sequence[Any], **how: Any) -> Outcome:
    """A list, planned and carried out."""
    return carry_out(planned(*lines, **how))


def actions(made: Plan) -> list[str]:
    """What becomes of each row."""
    return [row.action for row in made.rows]


def only(made: Plan) -> RowPlan:
    """The plan of a list of one row."""
    (row,) = made.rows
    return row


def dump() -> dict[str, list[Any]]:
    """Everything that stands in the record tables."""
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


def nothing_written(deed: Callable[[], object]) -> None:
    """Do it, and see that no byte of any table, the imports' own ones included, is another afterwards."""
    before = {table: rows(f'SELECT * FROM "{table}"') for table in tables.names()}
    deed()
    assert {table: rows(f'SELECT * FROM "{table}"') for table in tables.names()} == before
