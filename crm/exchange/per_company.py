"""What the rows of one company say together: whether they share a number, and whose domain their addresses have."""

from collections import defaultdict
from collections.abc import Sequence

from crm.exchange.column import Column
from crm.exchange.source import Cell, Row
from crm.rules.folding import loose

_MOSTLY = 0.6
_SHORTEST_NAME = 3


def differ_within(column: Column, company: Column, rows: Sequence[tuple[int, Row]]) -> bool:
    """Whether several people of one company stand in the list, and hardly any two have the same in this column."""
    of: dict[str, list[str]] = defaultdict(list)
    for _number, row in rows:
        if row[column.at] and row[company.at]:
            of[loose(str(row[company.at]))].append(str(row[column.at]))
    shared = [cells for cells in of.values() if len(cells) > 1]
    # Beyond the one that each company has
    possible = sum(len(cells) - 1 for cells in shared)
    return bool(shared) and sum(len(set(cells)) - 1 for cells in shared) > _MOSTLY * possible


def are_of_domains(column: Column, addresses: Sequence[Column], rows: Sequence[tuple[int, Row]]) -> bool:
    """Whether most addresses are of a domain called like what stands in this column: post@tromso... beside "Tromsø"."""
    pairs = [
        (str(row[column.at]), row[one.at])
        for one in addresses
        for _number, row in rows
        if row[column.at] and isinstance(row[one.at], str)
    ]
    return bool(pairs) and sum(_is_of(*pair) for pair in pairs) >= _MOSTLY * len(pairs)


def _is_of(name: str, email: Cell) -> bool:
    domain = loose(str(email).partition("@")[2].replace(".", " ").replace("-", " ")).replace(" ", "")
    words = loose(name).split()
    return bool(words) and len(words[0]) >= _SHORTEST_NAME and words[0] in domain
