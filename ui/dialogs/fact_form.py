"""How a kind of record that is told of a year is asked for, and what several of the kinds ask alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crm.queries import narrowing
from ui.dialogs import choices, note_field
from ui.kit.fields import Field
from ui.kit.forms import Form


@dataclass(frozen=True)
class FactForm:
    """How a kind is asked for: its titles (English), fields named as in the record, and the commands behind them.

    `row(id)` reads what is known, `begin(year)` says what a new one begins with, `listen(form, id)` lets a field follow
    another, `shown` reads fields that are not named as in the row.
    """

    new: str
    edit: str
    fields: Callable[[], list[Field]]
    add: Callable[[dict[str, Any]], int]
    write: Callable[..., None]
    remove: Callable[[int], None]
    row: Callable[[int], Any]
    begin: Callable[[int], dict[str, Any]]
    focus: str
    listen: Callable[[Form, int | None], None] | None = None
    shown: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    columns: int = 2
    width: int = 600


def reader(query: Any) -> Callable[[int], Any]:
    """What reads one row by its id with such a query."""
    return lambda id: narrowing.one(query().rows([id]), id)


def day_in(year: int) -> date | None:
    """Today where it lies in the year, else no day."""
    today = choices.today()
    return today if today.year == year else None


def notes() -> Field:
    """The field of notes at the end of a form."""
    return note_field.note(rows=2)
