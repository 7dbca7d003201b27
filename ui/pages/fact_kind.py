"""How a kind of record that is told of each year is shown: its columns, numbers on top, and what it comes to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.exchange.writers.columns import Value
from crm.i18n import _
from crm.rules import code_lists, dates, numbers
from ui.kit.table import Column
from ui.pages import export
from ui.pages.desk import Desk
from ui.pages.filters import Kind
from ui.pages.listing import Order

_RIGHT = ("money", "int", "hours", "percent", "average", "year")
_WRITTEN = {"hours": "number", "average": "number", "year": "plain", "yes": "text"}


@dataclass(frozen=True)
class Col:
    """A column of the list and of its export.

    `kind` says how a value is written: text, money (øre), int, day, hours (minutes), percent, average (hundredths),
    year, yes; `codes` is the code list of a key. Without `get` the row's attribute `key` is shown.
    """

    key: str
    title: str
    width: int = 140
    kind: str = "text"
    codes: str = ""
    get: Callable[[Any], Any] | None = None
    sortable: bool = True
    visible: bool = True

    def value(self, row: Any) -> Any:
        """What a row holds here."""
        return self.get(row) if self.get is not None else getattr(row, self.key)

    def words(self, row: Any) -> str:
        """The same as a person reads it."""
        return written(self.value(row), self.kind, self.codes)

    def column(self) -> Column:
        """The column of a table on screen."""
        align = "right" if self.kind in _RIGHT else "left"
        return Column(
            self.key,
            self.title,
            self.width,
            align,  # type: ignore[arg-type]
            show=self.words,
            sortable=self.sortable,
            visible=self.visible,
        )

    def out(self) -> export.Out:
        """The column of a file."""
        return export.Out(self.title, self._plain, _WRITTEN.get(self.kind, self.kind), self.key)

    def _plain(self, row: Any) -> Value:
        value = self.value(row)
        if value is None or isinstance(value, str | date) or self.kind == "yes":
            return value if isinstance(value, date) else self.words(row)
        if self.kind == "average":
            return float(value) / 100
        if self.kind == "hours":
            return float(value) / 60
        return float(value) if self.kind == "percent" else int(value)


def written(value: Any, kind: str, codes: str = "") -> str:
    """A value of a column as a person reads it; "" for none."""
    if value is None or value == "":
        return ""
    if codes:
        return code_lists.label(codes, str(value))
    if kind == "money":
        return numbers.show_money(value)
    if kind == "int":
        return numbers.show_int(value)
    if kind == "hours":
        return numbers.show_hours(value)
    if kind == "percent":
        return numbers.show_percent(value)
    if kind == "average":
        return numbers.show_hours(round(value * 60 / 100))
    if kind == "day":
        return dates.show(value)
    if kind == "yes":
        return _("Yes") if value else ""
    return str(value)


class Number(NamedTuple):
    """A card above the list: what it counts, the number as it is written, a quiet line about it."""

    label: str
    number: str
    about: str = ""


class Breakdown(NamedTuple):
    """A table of what a year comes to: its title, (title, kind) of each column, and the rows for a year and today."""

    title: str
    columns: Sequence[tuple[str, str]]
    rows: Callable[[int, date], Sequence[Sequence[Any]]]


class Also(NamedTuple):
    """Something more that can be done: its words, its icon, and what does it with the page's desk and the year.

    `begins`: an empty list offers it instead of the form of one record.
    """

    words: str
    icon: str
    run: Callable[[Desk, int], object]
    begins: bool = False


@dataclass(frozen=True)
class FactKind:
    """One kind of record; `table` names it, `new` is on the button, `empty` and `why` are said of an empty list.

    `query` takes text, order, descending, year and the keys of `filters`. `tables` are those that it shows something
    of. `archive` and `restore` where records can be hidden; `years` tells of which years there are any.
    """

    table: str
    name: str
    icon: str
    new: str
    search: str
    empty: str
    why: str
    query: Callable[..., Any]
    columns: Sequence[Col]
    order: Order
    tables: Sequence[str]
    years: Callable[[], Sequence[int]]
    filters: Sequence[Kind] = ()
    cards: Callable[[int, date], Sequence[Number]] | None = None
    breakdowns: Sequence[Breakdown] = ()
    also: Sequence[Also] = ()
    archive: Callable[[int], None] | None = None
    restore: Callable[[int], None] | None = None
