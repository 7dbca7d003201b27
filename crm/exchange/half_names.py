"""Two columns beside each other whose headers say nothing, of which one holds first names and the other last names."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from crm.exchange import cell_kinds
from crm.exchange.column import Column

_MOSTLY = 0.6


def found(columns: Sequence[Column], owns_addresses: Callable[[Column], bool]) -> dict[int, str]:
    """{index of the column: first or last name}; empty unless the addresses of the list are made of them."""
    for one, other in pairwise(columns):
        for first, last in ((one, other), (other, one)):
            if (
                all(half.meaning is None and half.told is None for half in (first, last))
                and first.holds(cell_kinds.begins_with_given_name) >= _MOSTLY
                and all(half.holds(cell_kinds.is_one_word) >= _MOSTLY for half in (first, last))
                and last.holds(cell_kinds.begins_with_given_name) < _MOSTLY
                and (owns_addresses(first) or owns_addresses(last))
            ):
                return {first.at: "person.first_name", last.at: "person.last_name"}
    return {}
