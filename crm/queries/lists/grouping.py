"""By what the rows of a list are put together: the value of a field, or the year, quarter or month of a day."""

from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.lists import values
from crm.queries.lists.compiling import Scope
from crm.queries.lists.field import Field, sorted_sql

_PIECES = {
    "year": "substr({0}, 1, 4)",
    "month": "substr({0}, 1, 7)",
    "quarter": "substr({0}, 1, 4) || '-' || ((CAST(substr({0}, 6, 2) AS INTEGER) + 2) / 3)",
}


class By(NamedTuple):
    """SQL for the value of a group, what it is called and its place; `piece` of a day is year, quarter or month."""

    field: Field
    piece: str
    value: str
    words: str
    order: str


def by(scope: Scope, group: str) -> By:
    """What a list is grouped by: the key of a field, with ":year", ":quarter" or ":month" where it is a day.

    Raises CrmError where the list cannot be grouped so.
    """
    key, _colon, piece = group.partition(":")
    field = scope.field(key)
    if not field.groups or (piece and (field.kind != "date" or piece not in _PIECES)):
        raise CrmError(_("The list cannot be grouped by “{field}”.").format(field=field.name))
    value, words = scope.sql(field, field.sql), scope.sql(field, field.words or "NULL")
    if piece:
        value = _PIECES[piece].format(f"({value})")
    order = value if piece else scope.sql(field, sorted_sql(field))
    return By(field, piece, f"nullif({value}, '')" if field.kind in _TEXTS else value, words, order)


def read(by: By, raw: Any, name: str | None) -> tuple[Any, str]:
    """The value of a group and what is read for it; blanks have their word."""
    if raw is None:
        return ("" if by.field.kind in _TEXTS else None), _("(blank)")
    if by.piece == "quarter":
        return raw, _("Quarter {number} of {year}").format(number=raw[5:], year=raw[:4])
    if by.piece == "month":
        return raw, f"{raw[5:]}.{raw[:4]}"
    if by.piece:
        return raw, raw
    value = values.read(by.field, raw, name)
    return value, values.words(by.field, value)


_TEXTS = ("text", "link", "choice")
