"""The code lists as they are edited: their entries, what differs from the standard, and what uses them."""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from crm.records.fields import Code
from crm.records.kinds import KINDS
from crm.rules import code_lists
from crm.store.database import rows


class Column(NamedTuple):
    """Where entries of a list stand: a column of a table, in the rows that meet `where`."""

    table: str
    column: str
    where: str = "1"


class Entry(NamedTuple):
    """An entry of a list as it is read this year; `uses` is how many records carry it.

    `is_own` is one that the standard has not, `is_changed` one that reads, stands or is offered otherwise than there.
    `from_year` and `to_year` are of the words that hold now; `synonyms` only those of one's own.
    """

    key: str
    nb: str
    en: str
    synonyms: tuple[str, ...]
    from_year: int | None
    to_year: int | None
    is_offered: bool
    is_own: bool
    is_changed: bool
    uses: int


# Columns that hold an entry of a list without being a Code: a network is a name too, a finance line has two lists.
_ALSO: Mapping[str, tuple[Column, ...]] = {
    "network": (Column("membership", "network"), Column("fee_level", "network")),
    "finance_income": (Column("finance_line", "category", "kind = 'income'"),),
    "finance_cost": (Column("finance_line", "category", "kind = 'cost'"),),
}


@cache
def columns(list_name: str) -> tuple[Column, ...]:
    """Every column that holds entries of a list."""
    found = [
        Column(kind._meta.table_name, field.column_name)
        for kind in KINDS
        for field in kind._meta.sorted_fields
        if isinstance(field, Code) and field.list_name == list_name
    ]
    return (*found, *_ALSO.get(list_name, ()))


def entries(list_name: str) -> list[Entry]:
    """The entries of a list in their order, also those that are offered no more."""
    seed = {code.key: code for code in code_lists.standard(list_name)}
    offered, own = code_lists.offered(list_name), code_lists.changed(list_name)
    used = _uses(list_name)
    found = []
    for code in code_lists.codes(list_name):
        term = code_lists.holding(list_name, code.key) or next(iter(own.get(code.key, ())), None)
        found.append(
            Entry(
                key=code.key,
                nb=code.nb,
                en=code.en,
                synonyms=term.synonyms if term else (),
                from_year=term.from_year if term else None,
                to_year=term.to_year if term else None,
                is_offered=code.key in offered,
                is_own=code.key not in seed,
                is_changed=code.key in own,
                uses=used[code.key],
            )
        )
    return found


def uses(list_name: str, code: str) -> dict[str, int]:
    """How many records of each table carry an entry; tables without any are left out."""
    found: Counter[str] = Counter()
    for table, column, where in columns(list_name):
        counted = rows(f'SELECT count(*) FROM "{table}" WHERE "{column}" = ? AND {where}', (code,))
        found[table] += counted[0][0]
    return {table: count for table, count in found.items() if count}


def _uses(list_name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for table, column, where in columns(list_name):
        found.update(
            dict(rows(f'SELECT "{column}", count(*) FROM "{table}" WHERE {where} AND "{column}" <> \'\' GROUP BY 1'))
        )
    return found


class Unknown(NamedTuple):
    """An entry that records of a table carry and no list has: `count` of them."""

    list: str
    table: str
    code: str
    number: int


def unknown(lists: Collection[str] | None = None) -> list[Unknown]:
    """What records carry of these lists, or of all, that stands in none, as the register is at this moment.

    A network may also be a name of one's own, so it is never unknown.
    """
    found = []
    for name in code_lists.names():
        if name == "network" or (lists is not None and name not in lists):
            continue
        known = {code.key for code in code_lists.standard(name)}
        known |= {code for (code,) in rows("SELECT code FROM code_term WHERE list = ?", (name,))}
        for table, column, where in columns(name):
            listed = rows(f'SELECT "{column}", count(*) FROM "{table}" WHERE {where} AND "{column}" <> \'\' GROUP BY 1')
            found += [Unknown(name, table, code, number) for code, number in listed if code not in known]
    return found
