"""How a list is narrowed: conditions that were asked for, words that are looked for, periods that reach into a year."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from crm.errors import CrmError
from crm.i18n import _, language
from crm.queries import matching

Condition = tuple[str, Any]
"""SQL with a ? for the value; it is left out where the value is None."""

Row = TypeVar("Row")


def where(asked: Sequence[Condition], text: str = "", haystack: str = "") -> tuple[str, list[Any]]:
    """A WHERE of all that was asked for, with its parameters; every word of `text` stands in the folded `haystack`.

    >>> where([("a.year = ?", 2026), ("a.kind = ?", None)], "Ås", "a.search_text")
    (' WHERE a.year = ? AND instr(a.search_text, ?)', [2026, 'as'])
    """
    wanted = [(sql, value) for sql, value in asked if value is not None]
    wanted += [(f"instr({haystack}, ?)", word) for word in matching.written(text)]
    told = " WHERE " + " AND ".join(sql for sql, _value in wanted) if wanted else ""
    return told, [value for _sql, value in wanted]


def in_year(alias: str, year: int | None) -> list[Condition]:
    """That a period (from_on, to_on, both open where NULL) reaches into a year."""
    if year is None:
        return []
    return [
        (f"coalesce({alias}.from_on, '') <= ?", f"{year}-12-31"),
        (f"coalesce({alias}.to_on, '9999') >= ?", f"{year}-01-01"),
    ]


def focus_area(alias: str = "f") -> str:
    """SQL for what a focus area is called in the present language: "2 Fisk"; "" for none."""
    return f"coalesce({alias}.code || ' ' || {alias}.name_{'nb' if language() == 'nb' else 'en'}, '')"


def one(found: Mapping[int, Row], id: int) -> Row:
    """The row of an id. CrmError where it is gone."""
    if id not in found:
        raise CrmError(_("This record does not exist any more."))
    return found[id]
