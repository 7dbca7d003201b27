"""What stands in a field: from what the database gives to Python, and on to what a person reads."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from crm.i18n import _
from crm.queries.lists.field import Field
from crm.rules import code_lists, dates, numbers, phones


class Ref(NamedTuple):
    """Another record that a field names."""

    id: int
    name: str


def read(field: Field, raw: Any, name: str | None = None) -> Any:
    """The value of a field as Python knows it; None where it is blank, "" for blank text, () for no words.

    `name` is what a record is called.
    """
    if field.kind == "many":
        return tuple(raw.split(_BETWEEN[bool(field.code_list)])) if raw else ()
    if raw is None:
        return None
    if field.kind == "record":
        return Ref(raw, name or "")
    if field.kind == "date":
        return date.fromisoformat(raw)
    return bool(raw) if field.kind == "yes_no" else raw


def words(field: Field, value: Any) -> str:
    """A value as a person reads it: labels, kroner, hours, dates, names; "" where it is blank."""
    if value is None or value in ("", ()):
        return ""
    if field.kind == "many":
        return ", ".join(_choice(field, one) for one in value)
    if field.kind == "choice":
        return _choice(field, value)
    if field.kind == "record":
        return value.name if isinstance(value, Ref) else str(value)
    if field.key == "phone":
        return phones.show(value)
    return _WORDS.get(field.kind, str)(value)


def _choice(field: Field, key: str) -> str:
    if field.code_list:
        return code_lists.label(field.code_list, key)
    return next((choice.words for choice in field.options if choice.key == key), key)


# Words are parted by a sign that stands in none; codes hold no comma.
_BETWEEN = {False: "\x1f", True: ","}
_WORDS: dict[str, Callable[[Any], str]] = {
    "number": numbers.show_hundredths,
    "money": numbers.show_money,
    "hours": numbers.show_hours,
    "count": numbers.show_int,
    "date": dates.show,
    "yes_no": lambda yes: str(_("Yes") if yes else _("No")),
}
