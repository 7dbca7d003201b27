"""What the rows and columns of a cross table can be: a field, a piece of a day, a field of what belongs to a record.

The key of an axis is that of a field, with ":year", ":quarter" or ":month" where it is a day ("held_on:quarter"), and
with a relation before it where it is told of what belongs to the record ("organisations.helix_sector", or
"organisations.id" for each of them itself).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.lists import columns, fields, grouping, relations, values
from crm.queries.lists.compiling import Scope
from crm.queries.lists.field import Field
from crm.rules import folding, places
from crm.store import tables
from crm.store.database import rows

KINDS = ("choice", "yes_no", "record", "many", "year", "date", "text")
_OF_OTHERS = ("choice", "yes_no", "many")
_NAMED = ("organisation", "person", "project", "activity")
# Each of them has one of its own: a line for every record says nothing.
_NEVER = ("name", "subject", "notes", "org_number", "title", "first_name", "last_name", "start_time", "public_summary")
_MOST_FILLED = 60


class Axis(NamedTuple):
    """What can stand on a side of a table: its key, and what it is called."""

    key: str
    name: str


class Line(NamedTuple):
    """A row or a column: what the database gives for it (None for what is unknown), and what is read for it."""

    key: Any
    words: str


class Side(NamedTuple):
    """SQL of an axis: its value, the join that gives it ("" for none), whether a record can have `several` values."""

    field: Field
    piece: str
    value: str
    join: str
    several: bool


def offered(about: str) -> list[Axis]:
    """What the records of a list can be told apart by, in the order in which it is chosen."""
    found = [axis for field in fields.of(about) if _tells_apart(field) for axis in _of(field)]
    for relation in relations.of(about):
        if relation.target in _NAMED:
            name = relation.name[:1].upper() + relation.name[1:]
            found.append(Axis(f"{relation.key}.id", name))
            found += (
                Axis(f"{relation.key}.{field.key}", f"{name}: {field.name}")
                for field in fields.of(relation.target)
                if field.kind in _OF_OTHERS
            )
    return found


def name(about: str, key: str) -> str:
    """What an axis is called. CrmError where the list has none of this key."""
    for axis in offered(about):
        if axis.key == key:
            return axis.name
    raise CrmError(
        _("The records cannot be told apart by “{name}”. Choose one of: {known}.").format(
            name=key, known=", ".join(axis.key for axis in offered(about))
        )
    )


def side(scope: Scope, key: str, alias: str) -> Side:
    """SQL of an axis for these rows; what it reads from is joined under the alias. CrmError for an unknown one."""
    name(scope.about, key)
    relation, dot, of = key.rpartition(".")
    if not dot:
        field = scope.field(of.partition(":")[0])
        if field.kind == "many":
            join = f"LEFT JOIN ({scope.day(field.pairs)}) AS {alias} ON {alias}.owner = {scope.alias}.id"
            return Side(field, "", f"nullif({alias}.key, '')", join, True)
        by = grouping.by(scope, of)
        return Side(field, by.piece, by.value, "", False)
    related = relations.get(scope.about, relation)
    inner = Scope(related.target, scope.today, f"{alias}x")
    asked = side(inner, of, f"{alias}y") if of != "id" else _itself(inner)
    kept = f" AND {inner.alias}.archived = 0" if "archived" in tables.columns(related.target) else ""
    pairs = (
        f"SELECT {alias}p.owner AS owner, {asked.value} AS key FROM ({scope.day(related.pairs)}) AS {alias}p"
        f' JOIN "{related.target}" AS {inner.alias} ON {inner.alias}.id = {alias}p.target{kept}'
        f" {inner.joins()} {asked.join}"
    )
    join = f"LEFT JOIN ({pairs}) AS {alias} ON {alias}.owner = {scope.alias}.id"
    return Side(asked.field, asked.piece, f"{alias}.key", join, True)


def lines(side: Side, found: Iterable[Any]) -> tuple[Line, ...]:
    """The lines of a side for the values that were found, in order; what is unknown comes last.

    Between two years, quarters or months none is left out.
    """
    known = {key for key in found if key is not None}
    if side.field.kind == "record":
        told = _records(side.field.opens, sorted(known))
    else:
        filled = _filled(sorted(known), side.piece or ("years" if side.field.kind == "year" else ""))
        told = [Line(key, _words(side, key)) for key in _ordered(side.field, filled)]
    return (*told, *([Line(None, _("(blank)"))] if None in found else []))


def _tells_apart(field: Field) -> bool:
    written = field.kind != "text" or field.column or field.own
    return field.kind in KINDS and field.key not in _NEVER and bool(written)


def _of(field: Field) -> Iterator[Axis]:
    if field.kind != "date":
        yield Axis(field.key, field.name)
        return
    for piece, words in (("year", _("{day}: year")), ("quarter", _("{day}: quarter")), ("month", _("{day}: month"))):
        yield Axis(f"{field.key}:{piece}", words.format(day=field.name))


def _itself(scope: Scope) -> Side:
    field = columns.record("id", "", scope.about, "{r}.id")
    return Side(field, "", f"{scope.alias}.id", "", False)


def _words(side: Side, key: Any) -> str:
    if side.piece == "quarter":
        return _("Quarter {number} of {year}").format(number=key[5:], year=key[:4])
    if side.piece == "month":
        return f"{key[5:]}.{key[:4]}"
    if side.piece:
        return str(key)
    if side.field.key == "municipality_code":
        return f"{key} {places.name(key)}".strip()
    return values.words(side.field, (key,) if side.field.kind == "many" else values.read(side.field, key))


def _records(table: str, ids: Sequence[Any]) -> list[Line]:
    """Records by what they are called, in the order in which they are listed."""
    field = columns.record("value", "", table, "t.value")
    found = rows(f"SELECT value, {field.words}, {field.order or 'NULL'} FROM json_each(?) AS t", (_array(ids),))
    found.sort(key=lambda line: (line[2] is None, line[2] if line[2] is not None else folding.sort_key(line[1] or "")))
    return [Line(id, words or "") for id, words, _order in found]


def _ordered(field: Field, keys: Sequence[Any]) -> list[Any]:
    if field.kind in ("choice", "many"):
        places_of = {choice.key: place for place, choice in enumerate(field.choices())}
        return sorted(keys, key=lambda key: (places_of.get(key, len(places_of)), key))
    return sorted(keys, key=folding.sort_key) if field.kind == "text" else sorted(keys)


def _filled(keys: list[Any], piece: str) -> list[Any]:
    """The years, quarters or months from the first to the last, where they are not too many; other keys as they are."""
    if not keys or piece not in _STEPS:
        return keys
    place, key = _STEPS[piece]
    first, last = place(keys[0]), place(keys[-1])
    return [key(one) for one in range(first, last + 1)] if last - first < _MOST_FILLED else keys


def _quarter(key: str) -> int:
    return int(key[:4]) * 4 + int(key[5:]) - 1


def _month(key: str) -> int:
    return int(key[:4]) * 12 + int(key[5:]) - 1


_STEPS: dict[str, tuple[Any, Any]] = {
    "years": (int, int),
    "year": (int, "{:04}".format),
    "quarter": (_quarter, lambda place: f"{place // 4:04}-{place % 4 + 1}"),
    "month": (_month, lambda place: f"{place // 12:04}-{place % 12 + 1:02}"),
}


def _array(ids: Sequence[Any]) -> str:
    return "[" + ",".join(str(int(id)) for id in ids) + "]"
