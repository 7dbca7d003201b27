"""Which comparisons each kind of field has, and what may stand in them."""

from datetime import date
from typing import Any

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.lists.field import Field
from crm.records.fields import LARGEST, storable
from crm.rules.relative_days import LONGEST, PERIODS

_BLANK = ("filled", "empty")
_TEXT = ("contains", "contains_not", "is", "is_not", "begins")
_NUMBER = ("is", "is_not", "at_least", "at_most", "more", "less", "between")
_DATE = (
    *("last_days", "not_for", "ago", "next_days", "this", "last", "next", "in_year"),
    *("is", "before", "after", "from", "until", "between"),
)
_OF_SEVERAL = ("is", "is_not", "any_of", "none_of")
OPS: dict[str, tuple[str, ...]] = {
    "text": (*_TEXT, *_BLANK),
    "link": (*_TEXT, *_BLANK),
    **dict.fromkeys(("number", "money", "hours", "count", "year"), (*_NUMBER, *_BLANK)),
    "date": (*_DATE, *_BLANK),
    "choice": (*_OF_SEVERAL, *_BLANK),
    "yes_no": ("is", *_BLANK),
    "record": (*_OF_SEVERAL, "contains", *_BLANK),
    "many": (*_OF_SEVERAL, *_BLANK),
}
"""The comparisons of each kind of field, the likeliest first."""
DAYS = ("last_days", "next_days", "ago", "not_for")
"""Those of a date whose value is a number of days; of this, last and next it is a period."""
MOST_CHOSEN = 2_000
LONGEST_TEXT = 2_000


def check(field: Field, op: str, value: Any) -> None:
    """Raise CrmError with a sentence where a field cannot be compared so."""
    if op not in OPS[field.kind]:
        raise CrmError(_("“{field}” cannot be compared so. Choose another comparison.").format(field=field.name))
    if not _fits(field.kind, op, value):
        raise CrmError(_("Say what “{field}” is compared with.").format(field=field.name))


def read(field: Field, op: str, value: Any) -> Any:
    """The value of a comparison from what JSON holds: days from their text, tuples from lists."""
    if isinstance(value, list):
        return tuple(_plain(field, one) for one in value)
    return _plain(field, value)


def _plain(field: Field, value: Any) -> Any:
    if field.kind == "date" and isinstance(value, str) and value not in PERIODS:
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _fits(kind: str, op: str, value: Any) -> bool:
    if op in _BLANK:
        return value is None
    if op in ("any_of", "none_of"):
        return isinstance(value, tuple) and len(value) <= MOST_CHOSEN and all(_one(kind, each) for each in value)
    if op == "between":
        return isinstance(value, tuple) and len(value) == 2 and all(_one(kind, each) for each in value)
    if kind == "record" and op == "contains":
        return _text(value)
    if kind == "date" and op in (*DAYS, "in_year"):
        low, high = (1, 9999) if op == "in_year" else (1 - (op == "next_days"), LONGEST)
        return type(value) is int and low <= value <= high
    if kind == "date" and op in ("this", "last", "next"):
        return value in PERIODS
    return _one(kind, value)


def _one(kind: str, value: Any) -> bool:
    if kind in ("text", "link", "choice", "many"):
        return _text(value)
    if kind == "date":
        return isinstance(value, date)
    if kind == "yes_no":
        return isinstance(value, bool)
    return type(value) is int and -LARGEST <= value <= LARGEST


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and storable(value)
