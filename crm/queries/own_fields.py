"""Fields of the cluster's own: which there are of a kind of record, and what stands in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.queries import named, plain
from crm.records.own_field import OWNERS
from crm.rules import own_values
from crm.rules.own_values import Value
from crm.store.database import database, rows

KINDS = OWNERS
"""The tables whose records can have fields of one's own, in the order in which they are offered."""


class Choice(NamedTuple):
    """A word of a field of the kind choice; `uses` counts the records that carry it."""

    id: int
    name: str
    archived: bool = False
    uses: int = 0


class OwnField(NamedTuple):
    """A field of one's own; `kind` is a key of own_field_kind, `choices` are all its words, archived ones too."""

    id: int
    version: int
    about: str
    name: str
    kind: str
    help: str
    archived: bool
    choices: tuple[Choice, ...] = ()

    @property
    def key(self) -> str:
        """What it is called in a form (crm.rules.own_values.name)."""
        return own_values.name(self.id)

    @property
    def words(self) -> dict[int, str]:
        """Every choice by id."""
        return {choice.id: choice.name for choice in self.choices}

    @property
    def offered(self) -> dict[int, str]:
        """The choices that can be chosen now."""
        return {choice.id: choice.name for choice in self.choices if not choice.archived}


class Told(NamedTuple):
    """A value as it is shown at a record."""

    field: OwnField
    value: Value
    text: str


def of(about: str, *, archived: bool = False) -> list[OwnField]:
    """The fields of a kind of record, in their order; with `archived` those too, behind the others."""
    if database.obj is None:
        return []  # a list may be read while no register is open
    return _fields(f"about = ?{'' if archived else ' AND archived = 0'}", (about,))


def all(*, archived: bool = False) -> list[OwnField]:
    """The fields of every kind, by kind and in their order."""
    found = _fields("1" if archived else "archived = 0", ())
    return sorted(found, key=lambda field: (KINDS.index(field.about), field.archived))


def field(id: int) -> OwnField | None:
    """One field, archived or not; None where it is gone."""
    found = _fields("id = ?", (id,))
    return found[0] if found else None


def uses() -> dict[int, int]:
    """How many records have something in each field."""
    return dict(rows("SELECT own_field_id, count(*) FROM own_value GROUP BY own_field_id"))


def choices(field: int) -> list[Choice]:
    """The words of a field in their order, archived ones behind the others, each with how many records carry it."""
    return [
        Choice(id, name, bool(archived), count)
        for id, name, archived, count in rows(
            "SELECT id, name, archived, (SELECT count(*) FROM own_value WHERE own_choice_id = own_choice.id)"
            " FROM own_choice WHERE own_field_id = ? ORDER BY archived, position, id",
            (field,),
        )
    ]


def values(about: str, row: int) -> dict[int, Value]:
    """What stands in the fields of a record, by field; those in which nothing stands are left out."""
    return values_of(about, [row]).get(row, {})


def values_of(about: str, ids: Sequence[int]) -> dict[int, dict[int, Value]]:
    """The same of several records, by record; one without a value is left out."""
    column = _column(about)
    found: dict[int, dict[int, Value]] = {}
    for row, field, kind, text, number, day, choice in plain.by_ids(
        f"SELECT {column}, own_field.id, kind, text, number, day, own_choice_id FROM own_value"
        " JOIN own_field ON own_field.id = own_field_id"
        f" WHERE {column} IN (SELECT value FROM json_each(?))",
        ids,
    ):
        found.setdefault(row, {})[field] = stored(kind, text, number, day, choice)
    return found


def told(about: str, row: int) -> list[Told]:
    """What stands in the fields that are in use, as a person reads it, in the order of the fields."""
    known = values(about, row)
    if not known:
        return []
    return [
        Told(field, known[field.id], own_values.shown(field.kind, known[field.id], field.words))
        for field in of(about)
        if field.id in known
    ]


def stored(kind: str, text: str, number: int | None, day: str | None, choice: int | None) -> Value:
    """The value that stands in the columns of a row of own_value."""
    if kind == "choice":
        return choice
    if kind == "date":
        return date.fromisoformat(day) if day else None
    if kind == "yes_no":
        return None if number is None else bool(number)
    return number if kind == "number" else text or None


def from_image(image: Mapping[str, Any] | None) -> Value:
    """The value that an image of the journal holds; None where there was no row."""
    if image is None:
        return None
    known = field(image["own_field_id"])
    choice, day = image["own_choice_id"], image["day"]
    guessed = "choice" if choice is not None else "date" if day else "text" if image["text"] else "number"
    return stored(known.kind if known else guessed, image["text"], image["number"], day, choice)


def called(id: int) -> str:
    """What a field is called, or was before it was removed."""
    return named.names("own_field", [id]).get(id, "")


def shown(id: int, value: Value) -> str:
    """A value of a field as a person reads it, also of one that was removed."""
    known = field(id)
    if isinstance(value, int) and not isinstance(value, bool) and (known is None or known.kind == "choice"):
        word = named.names("own_choice", [value]).get(value, "")
        return word if known is not None else word or own_values.shown("number", value)
    return own_values.shown(known.kind if known else "text", value)


def _column(about: str) -> str:
    if about not in KINDS:
        raise ValueError(f"nothing called {about} has fields of one's own")
    return f"{about}_id"


def _fields(where: str, parameters: tuple[Any, ...]) -> list[OwnField]:
    found = rows(
        "SELECT id, version, about, name, kind, help, archived FROM own_field"
        f" WHERE {where} ORDER BY archived, position, id",
        parameters,
    )
    offered: dict[int, list[Choice]] = {}
    if any(line[4] == "choice" for line in found):
        for id, owner, name, archived in rows(
            "SELECT id, own_field_id, name, archived FROM own_choice ORDER BY archived, position, id"
        ):
            offered.setdefault(owner, []).append(Choice(id, name, bool(archived)))
    return [
        OwnField(id, version, about, name, kind, help, bool(archived), tuple(offered.get(id, ())))
        for id, version, about, name, kind, help, archived in found
    ]
