"""Two records side by side before they become one: field by field, which of them says more, and what cannot be both."""

from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import plain
from crm.records import hanging
from crm.store import tables
from crm.store.database import rows, value

KEPT, GONE, BOTH = "kept", "gone", "both"
"""Which value stands: that of the record that is kept, of the one that goes into it, or both one under the other."""

OWN = "own:"
"""Begins the key of a field of one's own; its id follows."""

# What belongs together is chosen together: half an address says nothing.
_TOGETHER = {
    "person": (("first_name", "last_name"),),
    "organisation": (
        ("employees", "employees_on", "employees_source"),
        ("accounts_year", "turnover", "balance"),
        ("street", "postal_code", "city", "municipality_code"),
        ("nace_code", "nace_version"),
        ("register_status", "register_checked_on"),
    ),
}
# Follow from others, or are settled by a rule: an objection is never lost, who is in use is not archived.
SETTLED = frozenset(
    (
        *("id", "version", "archived", "objected_on", "informed_on", "import_batch"),
        *("name_key", "sort_key", "search_text", "notes_text", "size_class", "size_basis"),
    )
)
_NOTHING = frozenset(("", None, "unknown"))
_NEWER = {"employees": "employees_on", "accounts_year": "accounts_year", "register_status": "register_checked_on"}
_NOTES = 20_000


class FieldPair(NamedTuple):
    """What two records say in one field, or in some that belong together; values as they are stored.

    `key` is the first of the `columns`, or OWN with the id of a field of one's own, whose `label` is its name.
    `proposed` is the one that says more.
    """

    key: str
    columns: tuple[str, ...]
    kept: tuple[Any, ...]
    gone: tuple[Any, ...]
    proposed: str
    label: str = ""

    @property
    def differ(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.gone

    @property
    def both(self) -> bool:
        """Whether both can stand."""
        return self.columns == ("notes",) and self.differ and len(_joined(self.kept[0], self.gone[0])) <= _NOTES


class Overlap(NamedTuple):
    """Two memberships in one network that ran at the same time; the last day is None for one that runs on."""

    network: str
    kept: tuple[date, date | None]
    gone: tuple[date, date | None]


def fields(kind: str, kept: int, gone: int) -> list[FieldPair]:
    """What either of two people or organisations says, field by field, as `gone` would go into `kept`.

    Raises CrmError where one of them is not there any more.
    """
    mine, its = _record(kind, kept), _record(kind, gone)
    groups = {columns[0]: columns for columns in _TOGETHER[kind]}
    inside = {column for columns in groups.values() for column in columns[1:]}
    found = []
    for name in tables.columns(kind):
        if name in SETTLED or name in inside:
            continue
        columns = groups.get(name, (name,))
        ours, theirs = tuple(mine[one] for one in columns), tuple(its[one] for one in columns)
        if {*ours, *theirs} <= _NOTHING:
            continue
        found.append(FieldPair(name, columns, ours, theirs, _fuller(name, ours, theirs)))
    return found + _own(kind, kept, gone)


def joined_notes(kept: str, gone: str) -> str:
    """Both notes, one under the other."""
    return _joined(kept, gone)


def overlaps(kept: int, gone: int) -> list[Overlap]:
    """The memberships of two organisations that cannot both stand once they are one, in the order of time."""
    found = rows(
        "SELECT mine.network, mine.joined_on, mine.left_on, its.joined_on, its.left_on"
        " FROM membership AS mine JOIN membership AS its ON its.network = mine.network"
        " AND its.joined_on <= coalesce(mine.left_on, '9999-12-31')"
        " AND mine.joined_on <= coalesce(its.left_on, '9999-12-31')"
        " WHERE mine.organisation_id = ? AND its.organisation_id = ? ORDER BY mine.joined_on, its.joined_on",
        (kept, gone),
    )
    return [
        Overlap(network, (date.fromisoformat(first), plain.day(last)), (date.fromisoformat(its), plain.day(end)))
        for network, first, last, its, end in found
    ]


def better(kind: str, one: int, other: int) -> tuple[int, int]:
    """The two ids, first the record that more hangs on, or that is older: the one to keep."""
    return (one, other) if _weight(kind, one) >= _weight(kind, other) else (other, one)


def _weight(kind: str, row: int) -> tuple[int, int, int]:
    number = sum(
        value(f'SELECT count(*) FROM "{link.table}" WHERE "{link.column}" = ?', (row,))
        for link in hanging.links_to(kind)
    )
    archived = value(f'SELECT archived FROM "{kind}" WHERE id = ?', (row,))
    return (not archived, number, -row)


def _record(kind: str, row: int) -> dict[str, Any]:
    found = rows(f'SELECT * FROM "{kind}" WHERE id = ?', (row,))
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return dict(zip(tables.columns(kind), found[0], strict=True))


def _fuller(name: str, mine: tuple[Any, ...], its: tuple[Any, ...]) -> str:
    """Which of the two says more; where neither does, what stands."""
    if {*its} <= _NOTHING:
        return KEPT
    if {*mine} <= _NOTHING:
        return GONE
    if name == "notes":
        if its[0] in mine[0]:
            return KEPT
        if mine[0] in its[0]:
            return GONE
        return BOTH if len(_joined(mine[0], its[0])) <= _NOTES else KEPT
    filled = [len([one for one in values if one not in _NOTHING]) for values in (mine, its)]
    if name in _NEWER:  # figures have a day, and the newer ones count
        place = 0 if name == "accounts_year" else -1 if name == "register_status" else 1
        return GONE if (its[place] or "0", filled[1]) > (mine[place] or "0", filled[0]) else KEPT
    if name in ("first_name", "name", "street"):
        longer = [sum(len(str(one)) for one in values if one) for values in (mine, its)]
        return GONE if (filled[1], longer[1]) > (filled[0], longer[0]) else KEPT
    return GONE if filled[1] > filled[0] else KEPT


def _joined(mine: str, its: str) -> str:
    return "\n\n".join(part for part in (mine.strip(), its.strip()) if part)


def _own(kind: str, kept: int, gone: int) -> list[FieldPair]:
    found = rows(
        "SELECT field.id, field.name, max(CASE WHEN its.owner = ?1 THEN said END),"
        " max(CASE WHEN its.owner = ?2 THEN said END)"
        f" FROM (SELECT own_value.own_field_id, {kind}_id AS owner,"
        " coalesce(nullif(text, ''), day, own_choice.name, number) AS said FROM own_value"
        " LEFT JOIN own_choice ON own_choice.id = own_choice_id"
        f" WHERE {kind}_id IN (?1, ?2)) AS its"
        " JOIN own_field AS field ON field.id = its.own_field_id GROUP BY field.id ORDER BY field.position, field.id",
        (kept, gone),
    )
    return [
        FieldPair(f"{OWN}{row}", (), (mine,), (its,), KEPT if mine is not None else GONE, name)
        for row, name, mine, its in found
    ]
