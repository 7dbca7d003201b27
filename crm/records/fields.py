"""Columns that are as strict in SQLite as they would be in PostgreSQL, and check their own values."""

from datetime import date
from typing import Any

from peewee import SQL, IntegerField, TextField

from crm.i18n import _

# The largest whole number that SQLite and PostgreSQL hold.
LARGEST = 2**63 - 1


def storable(text: str) -> bool:
    """Whether a database holds the text as it is: without NUL and without halves of characters.

    >>> storable("Tromsø 🐟"), storable("a\\0b"), storable("a\\ud83d")
    (True, False, False)
    """
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def check(condition: str) -> SQL:
    """A CHECK constraint."""
    return SQL(f"CHECK ({condition})")


IN_ORDER = check("from_on IS NULL OR to_on IS NULL OR to_on >= from_on")
"""Of `from_on` and `to_on`, which both may be open."""


def days_in_order(first: date | None, last: date | None) -> dict[str, str]:
    """What `problems` says of two days, under `to_on`; empty where they are in order or one is open."""
    wrong = first is not None and last is not None and last < first
    return {"to_on": _("The last day cannot be before the first.")} if wrong else {}


# What SQLite asks of a column that a migration adds to rows that are there.
EMPTY = SQL("DEFAULT ''")


def reference(table: str) -> IntegerField:
    """A column that points at a row of `table`, for a table that had rows before: a migration adds it in place.

    Peewee's own foreign key stands apart from its column, which SQLite cannot add without rebuilding the table.
    """
    return IntegerField(null=True, constraints=[SQL(f'REFERENCES "{table}" ("id")')])


class Text(TextField):
    """Text of at most `limit` characters; absent text is empty, never NULL.

    `added` where a migration added the column to a table of the first schema.
    """

    def __init__(self, limit: int = 200, *, required: bool = False, added: bool = False, **options: Any) -> None:
        self.limit = limit
        self.required = required
        self.added = added
        options.setdefault("default", "")
        super().__init__(**options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        low = 1 if self.required else 0
        length = check(f'length("{self.column_name}") BETWEEN {low} AND {self.limit}')
        self.constraints = [EMPTY, length] if self.added else [length]


class Code(TextField):
    """A key of a code list (crm.rules.code_lists); empty where nothing is known and `required` is false.

    The list itself is data that may grow, so the database checks only the keys that the program decides by (`only`).
    `added` as in Text.
    """

    def __init__(
        self, list_name: str, *, required: bool = False, only: tuple[str, ...] = (), added: bool = False, **options: Any
    ) -> None:
        self.list_name = list_name
        self.required = required
        self.only = only
        self.added = added
        options.setdefault("default", "")
        super().__init__(**options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        self.constraints = [EMPTY] if self.added else []
        if self.only:
            keys = ", ".join(f"'{key}'" for key in self.only)
            self.constraints.append(check(f'"{self.column_name}" IN ({keys})'))


class Day(TextField):
    """A date without a time zone, stored as ISO text that must be a real day."""

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        self.constraints = [check(f'"{self.column_name}" IS date("{self.column_name}")')]

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Flag(IntegerField):
    """Yes or no, stored as 1 or 0. `added` as in Text, for one that begins as no."""

    def __init__(self, *, added: bool = False, **options: Any) -> None:
        self.added = added
        options.setdefault("default", False)
        super().__init__(**options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        self.constraints = [check(f'"{self.column_name}" IN (0, 1)')]
        if self.added:
            self.constraints.insert(0, SQL("DEFAULT 0"))

    def db_value(self, value: bool | int | None) -> int | None:
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        return None if value is None else bool(value)


class Count(IntegerField):
    """A whole number that is never negative: øre, minutes, employees, rows."""

    def __init__(self, *, maximum: int | None = None, **options: Any) -> None:
        self.maximum = maximum
        self.bounds = (0, LARGEST if maximum is None else maximum)
        super().__init__(**options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        end = f' AND "{self.column_name}" <= {self.maximum}' if self.maximum is not None else ""
        self.constraints = [check(f'"{self.column_name}" >= 0{end}')]


class Year(IntegerField):
    """A calendar year from 1900 to 2200."""

    bounds = (1900, 2200)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        self.constraints = [check(f'"{self.column_name}" BETWEEN 1900 AND 2200')]
