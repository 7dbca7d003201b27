"""Lists with two people in a row ("Kontakt", "E-post", "Kontakt 2", "E-post 2"): only one of them comes in.

What is the other one's must not be given to the first: nobody gets somebody else's address.
"""

import re
from collections.abc import Mapping, Sequence

from crm.exchange import cell_kinds, header_parts, synonyms
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings

_NAMES = ("person.full_name", "person.first_name", "person.last_name")
_THEIRS = frozenset((*_NAMES, "person.middle_name", "person.email", "person.mobile", "person.phone", "position.title"))
_SHORTEST_NAMED = 4
_A_FEW = 0.3
_MOSTLY = 0.6
_OFFICE = re.compile(
    "(?:leder|leiar|sjef|direktor|formann|rektor|ordforer|ordforar|manager|director|chair|ceo|president)$"
)
_NUMBER = re.compile(r"[0-9]+")


def others(around: Surroundings, fields: Sequence[str | None], order: Sequence[int]) -> Mapping[int, str]:
    """{index of a column: header of the person whose it is} for what belongs to anybody but the person taken.

    `order` lists the columns from the best guess to the worst: the best column of names names the person taken.
    """
    columns = around.columns
    for name in _NAMES:
        heads = [at for at, field in enumerate(fields) if field == name and columns[at].cells]
        if len(heads) > 1:
            taken = next(at for at in order if at in heads)
            break
    else:
        heads = (
            _halves_beside_a_whole(fields, around)
            or [at for at in order if fields[at] in _NAMES and columns[at].cells][:1]
        )
        if not heads:
            return {}
        taken = heads[0]
    found = _of_another_employer(taken, heads, fields, columns)
    found |= _of_another_office(taken, fields, columns) | _of_somebody_left_out(taken, fields, around)
    found |= _of_somebody_not_named(taken, fields, around)
    if len(heads) == 1:
        return found
    for at, field in enumerate(fields):
        if field in _THEIRS and at not in heads:
            head = _head(at, heads, around)
            only = not any(
                _head(other, heads, around) == taken and fields[other] == field
                for other in range(len(fields))
                if other not in heads
            )
            if head != taken and not (only and head > taken and not _number(columns[at])):
                found[at] = columns[head].header
    return found | {at: columns[at].header for at in heads if at != taken}


def _halves_beside_a_whole(fields: Sequence[str | None], around: Surroundings) -> list[int]:
    """The first names of the person taken and the full names of another one; empty where they are one person's."""
    at = {field: at for at, field in enumerate(fields) if field in _NAMES and around.columns[at].cells}
    if len(at) < len(_NAMES):
        return []
    whole, first, last = (at[name] for name in _NAMES)
    if _name_others(around.columns[whole].header, around.columns[first].header, around.columns[last].header):
        return [first, whole]  # the buyer of a ticket is often, but not always, who comes
    if around.columns[whole].holds(cell_kinds.is_person) < _MOSTLY:
        return []
    rows = [(str(row[whole]), str(row[first]), str(row[last])) for _number, row in around.rows if row[whole]]
    theirs = sum(one in name or other in name for name, one, other in rows)
    return [first, whole] if rows and theirs < _A_FEW * len(rows) else []


def _name_others(whole: str, *halves: str) -> bool:
    """Whether a full name is said to be another person's than its halves: "Kjøpers navn" beside "Deltakers fornavn"."""
    theirs = frozenset[str]().union(*map(header_parts.people_named, halves))
    named = header_parts.people_named(whole)
    return bool(named) and bool(theirs) and named.isdisjoint(theirs)


def _of_another_employer(
    taken: int, heads: Sequence[int], fields: Sequence[str | None], columns: Sequence[Column]
) -> dict[int, str]:
    """Of several columns of organisations those that are named after another person than the one taken."""
    employers = [at for at, field in enumerate(fields) if field == "organisation.name"]
    theirs = {at: [head for head in heads if _names(columns[at], columns[head])] for at in employers}
    hers = [at for at in employers if taken in theirs[at]]
    if len(employers) > 1 and len(hers) == 1:
        return {at: columns[at].header for at in employers if at not in hers}
    return {at: columns[theirs[at][0]].header for at in employers[1:] and employers if theirs[at] and at not in hers}


def _of_another_office(taken: int, fields: Sequence[str | None], columns: Sequence[Column]) -> dict[int, str]:
    """What says that it is the chairman's, where the person taken is the manager."""
    offices = {at: _offices(columns[at]) for at in range(len(fields))}
    return {
        at: columns[at].header
        for at, field in enumerate(fields)
        if field in _THEIRS
        and field not in _NAMES
        and offices[at]
        and offices[taken]
        and not any(one.endswith(other) or other.endswith(one) for one in offices[at] for other in offices[taken])
    }


def _offices(column: Column) -> list[str]:
    """The offices that a header names, as "styreleder"; "kontakt" and "deltaker" may be anybody's."""
    return [word for word in header_parts.people_named(column.header) if _OFFICE.search(word)]


def _of_somebody_left_out(taken: int, fields: Sequence[str | None], around: Surroundings) -> dict[int, str]:
    """Addresses that are made of names which are not brought in, and not of those of the person taken."""
    left_out = [column for column in around.columns if fields[column.at] is None and around.is_owner(column)]
    heads = [taken, *(column.at for column in left_out)]
    owners = {at: around.owner(around.columns[at], heads) for at, field in enumerate(fields) if field == "person.email"}
    return {at: around.columns[owner].header for at, owner in owners.items() if owner is not None and owner != taken}


def _of_somebody_not_named(taken: int, fields: Sequence[str | None], around: Surroundings) -> dict[int, str]:
    """Addresses of a buyer or the like whose name is not in the list, beside those made of the names that are."""
    columns = around.columns
    emails = [at for at, field in enumerate(fields) if field == "person.email" and columns[at].cells]
    if not any(around.owner(columns[at], [taken]) == taken for at in emails):
        return {}
    hers = header_parts.people_named(columns[taken].header)
    return {
        at: columns[at].header
        for at in emails
        if header_parts.people_named(columns[at].header, only_people=True) - hers
        and around.owner(columns[at], [taken]) is None
        and around.share_made_of(at, taken) < _A_FEW
    }


def mentions(columns: Sequence[Column], at: int) -> int:
    """How many other headers name this column, as "E-post næringssjef" names "Næringssjef"."""
    return sum(_names(other, columns[at]) for other in columns)


def _names(column: Column, head: Column) -> bool:
    if column.at == head.at or not column.cells:
        return False
    whose, key = synonyms.key(head.header), synonyms.key(column.header)
    if len(whose) >= _SHORTEST_NAMED and whose != key and whose in key:
        return True
    if not header_parts.people_named(column.header).isdisjoint(header_parts.people_named(head.header)):
        return True
    begin = header_parts.whose_first(column.header)
    return begin != "" and begin == header_parts.whose_first(head.header)


def _head(at: int, heads: Sequence[int], around: Surroundings) -> int:
    """The column of names to which a column belongs: that of which its addresses are made, that which it names, that of
    the same number, else the nearest before it."""
    columns = around.columns
    if (owner := around.owner(columns[at], heads)) is not None:
        return owner
    named = [head for head in heads if _names(columns[at], columns[head])]
    if len(named) == 1:
        return named[0]
    number = _number(columns[at])
    if number:
        for head in heads:
            if _number(columns[head]) == number:
                return head
    before = [head for head in heads if head < at]
    return before[-1] if before else heads[0]


def _number(column: Column) -> str:
    """The number in a header, "" where there is none."""
    found = _NUMBER.findall(column.header)
    return found[-1].lstrip("0") if found else ""
