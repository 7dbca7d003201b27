"""One row takes the place of another: all that points at the other points at it, and what both have stands once.

The foreign keys and what may stand only once are asked of the schema (crm.records.hanging, crm.store.uniques), so a new
kind of record is never forgotten. Called only inside a command.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crm.commands import write
from crm.records import hanging
from crm.records.hanging import Link
from crm.records.kinds import BY_TABLE
from crm.store import journal, tables, uniques
from crm.store.database import database, rows
from crm.store.take_back import DERIVED, FOLLOWS

Values = dict[str, Any]
"""The columns of a row, as they are stored."""


class Twice(NamedTuple):
    """A row that both had: `row` is gone, `into` stands for it; `differed` are (column, what stands, what is gone)."""

    table: str
    row: int
    into: int
    differed: tuple[tuple[str, Any, Any], ...] = ()


@dataclass
class Joined:
    """What one row took over from another: rows moved, by table, and what both had."""

    moved: Counter[str] = field(default_factory=Counter)
    twice: list[Twice] = field(default_factory=list)


# The same thing said twice, though the schema lets both stand: equal in these columns, or one of them silent in those.
_SAME: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "contact_point": (("person_id", "organisation_id", "kind", "normalised"), ()),
    "position": (("person_id", "organisation_id", "to_on"), ("title", "role", "from_on")),
    "consent_record": (("person_id", "purpose", "channel", "status", "recorded_on"), ("evidence",)),
    "governance_member": (("body_id", "person_id", "organisation_id", "role", "from_on", "to_on"), ("notes",)),
    "attachment": (("person_id", "organisation_id", "name", "sha256", "archived"), ()),
}
_SAYS_MOST: Mapping[tuple[str, str], tuple[str, ...]] = {
    # Who is known to have come did come; who only signed up may have done anything
    ("activity_participation", "status"): ("attended", "no_show", "cancelled", "registered"),
    ("activity_participation", "role"): ("organiser", "speaker", "participant"),
}


def take_over(table: str, gone: int, kept: int, told: Joined) -> None:
    """Let everything that points at `gone` point at `kept`, another row of the table."""
    for link in hanging.links_to(table):
        _move(link, gone, kept, told)


def fold(table: str, row: int, into: int, told: Joined) -> None:
    """Let a row go that stands for the same as `into`: that one gets what it lacked, and all that hung on the other."""
    mine, its = stored(table, into), stored(table, row)
    fill = _SPECIAL.get(table, _filled)(table, mine, its)
    differed = tuple(
        (name, mine[name], its[name])
        for name in mine
        if name not in fill and not _is_owner(table, name) and name not in DERIVED | {"id", "is_primary", "position"}
        if (table, name) not in FOLLOWS and not _blank(its[name]) and mine[name] != its[name]
    )
    take_over(table, row, into, told)
    write.delete(BY_TABLE[table], row)
    if fill:
        put(table, into, fill)
    told.twice.append(Twice(table, row, into, differed))


def put(table: str, row: int, values: Mapping[str, Any]) -> None:
    """Write stored values of a row, and what follows from them."""
    fields = {field.column_name: name for name, field in BY_TABLE[table]._meta.fields.items()}
    python = {
        fields[column]: BY_TABLE[table]._meta.fields[fields[column]].python_value(value)
        for column, value in values.items()
    }
    write.change(BY_TABLE[table], row, python)


def stored(table: str, row: int) -> Values:
    """The columns of a row."""
    return dict(zip(tables.columns(table), rows(f'SELECT * FROM "{table}" WHERE id = ?', (row,))[0], strict=True))


def _move(link: Link, gone: int, kept: int, told: Joined) -> None:
    table, column = link.table, link.column
    coming = [row for (row,) in rows(f'SELECT id FROM "{table}" WHERE "{column}" = ?', (gone,))]
    if not coming:
        return
    step = journal.current().id
    if table == link.target:
        # Who stands below the one that goes would come to stand below itself
        database.execute_sql(f'UPDATE "{table}" SET "{column}" = NULL, version = ? WHERE id = ?', (step, kept))
    database.execute_sql(
        f'UPDATE OR IGNORE "{table}" SET "{column}" = ?, version = ? WHERE "{column}" = ?', (kept, step, gone)
    )
    left = [row for (row,) in rows(f'SELECT id FROM "{table}" WHERE "{column}" = ? ORDER BY id', (gone,))]
    before = len(told.twice)
    for row in left:
        _place(link, row, kept, told)
    if table in _SAME:
        _once(table, coming, told)
    told.moved[table] += len(coming) - sum(one.table == table for one in told.twice[before:])


def _place(link: Link, row: int, kept: int, told: Joined) -> None:
    """Move a row that something is in the way of: a first one becomes one of several, one that both have goes."""
    table, column = link.table, link.column
    ways = uniques.in_the_way(table, row, {column: kept})
    if any("is_primary" in way.where for way, _other in ways):
        put(table, row, {column: kept, "is_primary": 0})
        return
    for _way, other in ways:
        there = stored(table, row)
        if link.other and there[link.other] is not None and _is_alone(link, there, stored(table, other)):
            # Two organisations were there by one person: the second stays without the person
            put(table, row, {column: None})
            return
        fold(table, row, other, told)
        return


def _is_alone(link: Link, row: Values, other: Values) -> bool:
    """Whether what else the row points at would not be there without it."""
    if other[link.other] in (None, row[link.other]):
        return False
    whole = next(name for name in ("interaction_id", "activity_id", "body_id") if name in row)
    return not rows(
        f'SELECT 1 FROM "{link.table}" WHERE "{whole}" = ? AND "{link.other}" = ? AND id <> ?',
        (row[whole], row[link.other], row["id"]),
    )


def _once(table: str, coming: list[int], told: Joined) -> None:
    """Let go of those that came and say what one that is there says already."""
    equal, silent = _SAME[table]
    same = [f'mine."{name}" IS its."{name}"' for name in equal]
    same += [
        f"(mine.{name} IS its.{name} OR coalesce(mine.{name}, '') = '' OR coalesce(its.{name}, '') = '')"
        for name in silent
    ]
    for row in coming:
        found = rows(
            f'SELECT mine.id FROM "{table}" AS its JOIN "{table}" AS mine ON {" AND ".join(same)} AND mine.id <> its.id'
            " WHERE its.id = ? AND mine.id NOT IN (SELECT value FROM json_each(?)) ORDER BY mine.id LIMIT 1",
            (row, json.dumps(coming)),
        )
        if found:
            fold(table, row, found[0][0], told)


def _filled(table: str, mine: Values, its: Values) -> Values:
    """What the one that stays gets from the other: what it lacks, and what says more."""
    fill: Values = {}
    for name, value in its.items():
        if name in DERIVED | {"id", "is_primary", "position"} or _is_owner(table, name) or _blank(value):
            continue
        order = _SAYS_MOST.get((table, name), ())
        if _blank(mine[name]) or (order and _rank(order, value) < _rank(order, mine[name])):
            fill[name] = value
    return fill


def _point(table: str, mine: Values, its: Values) -> Values:
    """An address that one of two still uses is in use, and the first one stays the first."""
    fill = _filled(table, mine, its)
    if mine["retired_on"] is None or its["retired_on"] is None:
        fill.pop("retired_on", None)
        if mine["retired_on"] is not None:
            fill["retired_on"] = None
    return fill | _first(table, mine, its)


def _first(table: str, mine: Values, its: Values) -> Values:
    """Being the first one, where no other is."""
    if not its["is_primary"] or mine["is_primary"]:
        return {}
    ways = uniques.in_the_way(table, mine["id"], {"is_primary": 1})
    return {} if [other for _way, other in ways if other != its["id"]] else {"is_primary": 1}


def _position(table: str, mine: Values, its: Values) -> Values:
    return _filled(table, mine, its) | _first(table, mine, its)


def _fee(_table: str, mine: Values, its: Values) -> Values:
    """Of two fees of one year: one that is only proposed gives way, two that were really asked for are added up."""
    real = ("invoiced_on", "paid_on")
    if not any(its[name] for name in real):
        return {} if any(mine[name] for name in real) else _filled("membership_fee", mine, its)
    told = {name: its[name] for name in ("amount", "due_on", "reference", "notes", *real)}
    if not any(mine[name] for name in real):
        return {name: value for name, value in told.items() if mine[name] != value}
    fill = _filled("membership_fee", mine, its)
    alike = mine["amount"] == its["amount"] and (mine["reference"] == its["reference"] or "reference" in fill)
    if alike or (mine["amount"] == its["amount"] and not its["reference"]):
        return fill
    fill["amount"] = mine["amount"] + its["amount"]
    both = " + ".join(dict.fromkeys(filter(None, (mine["reference"], its["reference"]))))
    if len(both) <= 50:
        fill["reference"] = both
    fill["notes"] = "\n".join(dict.fromkeys(filter(None, (mine["notes"], its["notes"]))))[:2000]
    if not mine["paid_on"] or not its["paid_on"]:
        fill["paid_on"] = None  # not all of it is paid
    return {name: value for name, value in fill.items() if mine[name] != value}


def _own_value(_table: str, _mine: Values, _its: Values) -> Values:
    return {}  # which of the two stands was chosen field by field


_SPECIAL: Mapping[str, Callable[[str, Values, Values], Values]] = {
    "own_value": _own_value,
    "contact_point": _point,
    "position": _position,
    "membership_fee": _fee,
}


def _rank(order: tuple[str, ...], value: str) -> int:
    return order.index(value) if value in order else len(order)


def _is_owner(table: str, column: str) -> bool:
    """Whether a column says what the row belongs to: those of the two are one now."""
    if column == "own_choice_id":
        return False
    return any(link.column == column and link.fate == "along" for link in hanging.links() if link.table == table)


def _blank(value: Any) -> bool:
    return value in (None, "")
