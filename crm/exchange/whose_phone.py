"""Whether a column called just "Telefon" is the organisation's because it stands among what is known of it."""

from collections.abc import Callable, Sequence

from crm.exchange import cell_kinds
from crm.exchange.column import Column
from crm.exchange.source import Cell

_MOSTLY = 0.6
_HALF = 0.5
_LENGTH = 8
_PLACES = ("organisation.street", "organisation.street_2", "organisation.postal_code")
_TOWNS = ("organisation.postal_place", "organisation.city", "organisation.municipality")


def is_among_its_facts(column: Column, columns: Sequence[Column], is_its_email: Callable[[Column], bool]) -> bool:
    """Whether the next column holds the organisation's e-mail address, or it stands between a place and a website.

    `is_its_email` says whose a column is that is called just "E-post". Numbers of mobiles are somebody's own.
    """
    beside = _beside(column, columns)
    only = sum(other.opens("email") or other.means("person.email") for other in columns) == 1
    if any(
        one.means("organisation.email")
        or (one.opens("email") and (is_its_email(one) or (only and one.holds(cell_kinds.is_generic_email) >= _MOSTLY)))
        for one in beside
    ):
        return column.holds(is_a_mobiles) < _HALF
    placed = any(one.means(*_PLACES, *_TOWNS) for one in beside)
    return placed and any(one.means("organisation.website") for one in beside) and column.holds(is_a_mobiles) < _HALF


def _beside(column: Column, columns: Sequence[Column]) -> list[Column]:
    """The columns on both sides, past those that are left out: a county between a town and a phone."""
    kept = [
        other for other in columns if other.at == column.at or not (other.meaning and other.meaning.kind == "ignored")
    ]
    at = next(place for place, other in enumerate(kept) if other.at == column.at)
    return kept[max(0, at - 1) : at] + kept[at + 1 : at + 2]


def is_a_mobiles(cell: Cell) -> bool:
    """A Norwegian number that only mobiles have.

    >>> is_a_mobiles("+47 912 34 567"), is_a_mobiles(41234567), is_a_mobiles("77 66 00 00")
    (True, True, False)
    """
    figures = "".join(sign for sign in str(cell) if sign.isdecimal())
    return len(figures) >= _LENGTH and figures[-_LENGTH] in "49" and cell_kinds.is_phone(cell)
