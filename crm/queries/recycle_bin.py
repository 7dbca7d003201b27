"""Everything that was archived, deleted or merged away, of every kind: when, by whom, and what hung on it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from crm.queries import merged, named
from crm.records import hanging
from crm.rules import folding
from crm.store import tables
from crm.store.database import rows

ARCHIVED, DELETED, MERGED = "archived", "deleted", "merged"
NEWEST = 20_000
"""So many of the newest deletions are looked through."""

# To take one of these away is to edit the record that it is a part of: its history tells that.
PARTS = frozenset(
    (
        *("tagging", "own_value", "saved_view_row", "interaction_participant", "activity_participation"),
        *("result_organisation", "not_same", "merged", "alias", "log_template_task", "renamed_term", "setting"),
    )
)

Key = tuple[str, int]


class Thrown(NamedTuple):
    """A record that is in no list: `how` is archived, deleted or merged; `at` is UTC in ISO, `who` "" where unknown.

    `along` says how many rows of which tables went with it in the same `step`. `into` is the name of the one it was
    merged into. `can` is whether it can still be restored: an update of the program is a seam.
    """

    table: str
    row: int
    name: str
    how: str
    at: str
    who: str
    step: int
    along: Mapping[str, int]
    into: str = ""
    can: bool = True


class Gone(NamedTuple):
    """A record that one step deleted, with the rows that went along with it, itself among them."""

    key: Key
    step: int
    closure: frozenset[Key]


def everything(words: str = "") -> list[Thrown]:
    """All that was archived, deleted or merged and has not come back, the newest first.

    With `words` only those whose name, or the name of whom they were merged into, has all of them.
    """
    who = _erased()
    found = [one for one in (*_archived(), *_deleted()) if one.step not in who.steps and not who.has(one)]
    found = sorted(found, key=lambda one: (one.at, one.step, one.row), reverse=True)
    wanted = folding.fold(words).split()
    return [one for one in found if all(word in folding.fold(f"{one.name} {one.into}") for word in wanted)]


def gone(table: str, row: int) -> Gone | None:
    """The deletion of a record that is not there, with all that went along; None where nothing tells of one."""
    found = rows(
        'SELECT step FROM change WHERE "table" = ? AND "row" = ? AND after IS NULL ORDER BY id DESC LIMIT 1',
        (table, row),
    )
    if not found or named.exists(table, row) or found[0][0] in _erased().steps:
        return None
    step = found[0][0]
    images = _images([step]).get(step, {})
    owners = _owners(images)
    # Pairs that were told apart name ids, without a foreign key
    apart = {
        key
        for key, image in images.items()
        if key[0] == "not_same" and image["kind"] == table and row in (image["low"], image["high"])
    }
    closure = frozenset(key for key in owners if _root(key, owners) == (table, row)) | {(table, row)} | apart
    return Gone((table, row), step, closure)


def may_come_back(table: str, row: int) -> bool:
    """Whether a record that went into another one can be one of its own again: not where that one was erased."""
    who = _erased()
    return table != "person" or not who.people & {row, merged.now(table, row)}


class _Erased(NamedTuple):
    """The steps in which people were erased (RELIABILITY.md section 6), and who that was."""

    steps: frozenset[int]
    people: frozenset[int]

    def has(self, one: Thrown) -> bool:
        return (
            bool(self.people) and one.table == "person" and bool(self.people & {one.row, merged.now("person", one.row)})
        )


def _erased() -> _Erased:
    steps = [step for (step,) in rows("SELECT DISTINCT version FROM erased")]
    if not steps:
        return _Erased(frozenset(), frozenset())
    people = rows(
        'SELECT DISTINCT "row" FROM change WHERE "table" = \'person\''
        " AND step IN (SELECT value FROM json_each(?)) AND after IS NOT NULL AND json_extract(after, '$[' ||"
        " (SELECT cid FROM pragma_table_info('person') WHERE name = 'archived') || ']') = 1",
        (json.dumps(steps),),
    )
    return _Erased(frozenset(steps), frozenset(row for (row,) in people))


def _archived() -> list[Thrown]:
    listed = []
    for table in tables.journalled():
        columns = tables.columns(table)
        if "archived" not in columns:
            continue
        place = columns.index("archived")
        # The step of each is looked for once; joined at once, SQLite would look for it anew for every step there is.
        found = rows(
            "WITH gone AS MATERIALIZED (SELECT one.id, coalesce((SELECT max(step) FROM change"
            f' WHERE "table" = ?1 AND "row" = one.id AND json_extract(after, \'$[{place}]\') = 1'
            f" AND coalesce(json_extract(before, '$[{place}]'), 0) = 0), one.version) AS step"
            f' FROM "{table}" AS one WHERE one.archived = 1)'
            " SELECT gone.id, step.id, step.at, coalesce(staff.name, '') FROM gone"
            " CROSS JOIN step ON step.id = gone.step LEFT JOIN staff ON staff.id = step.staff",
            (table,),
        )
        names = named.names(table, [line[0] for line in found]) if found else {}
        listed += [Thrown(table, row, names.get(row, ""), ARCHIVED, at, who, step, {}) for row, step, at, who in found]
    return listed


def _deleted() -> list[Thrown]:
    steps = {
        id: (at, who, schema)
        for id, at, who, schema in rows(
            "SELECT DISTINCT step.id, step.at, coalesce(staff.name, ''), step.schema FROM"
            " (SELECT step FROM change WHERE after IS NULL ORDER BY id DESC LIMIT ?) AS gone"
            " CROSS JOIN step ON step.id = gone.step LEFT JOIN staff ON staff.id = step.staff"
            " WHERE step.kind IN ('do', 'redo', 'take_back') AND step.undone_by IS NULL",
            (NEWEST,),
        )
    }
    now = rows("PRAGMA user_version")[0][0]
    went = {(kind, row): kept for kind, row, kept in rows("SELECT kind, gone, kept FROM merged")}
    listed: list[Thrown] = []
    seen: set[Key] = set()
    went_away = _images(list(steps))
    present = _present(key for images in went_away.values() for key in images)
    for step, images in sorted(went_away.items(), reverse=True):
        owners = _owners(images)
        along: dict[Key, Counter[str]] = defaultdict(Counter)
        roots = []
        for key in images:
            root = _root(key, owners)
            if root != key:
                along[root][key[0]] += 1
            elif key[0] not in PARTS and key not in seen and key not in present:
                roots.append(key)
        if any(key in went for key in roots):
            roots = [key for key in roots if key in went]  # what both had went into the other one
        at, who, schema = steps[step]
        for key in roots:
            seen.add(key)
            kept, name = went.get(key), named.in_image(key[0], images[key])
            listed.append(
                Thrown(
                    *(*key, name, MERGED if kept is not None else DELETED, at, who, step, dict(along[key])),
                    named.names(key[0], [kept]).get(kept, "") if kept is not None else "",
                    schema == now,
                )
            )
    return listed


def _present(keys: Iterable[Key]) -> set[Key]:
    """Which of these records are there."""
    by_table: dict[str, set[int]] = defaultdict(set)
    for table, row in keys:
        by_table[table].add(row)
    return {
        (table, row)
        for table, ids in by_table.items()
        if tables.columns(table)
        for row in named.existing(table, sorted(ids))
    }


def _images(steps: list[int]) -> dict[int, dict[Key, dict[str, Any]]]:
    """The rows that these steps deleted, each as it was last."""
    found: dict[int, dict[Key, dict[str, Any]]] = defaultdict(dict)
    shapes: tables.Shapes = {}
    for step, table, row, schema, before in rows(
        'SELECT change.step, "table", "row", step.schema, before FROM change CROSS JOIN step ON step.id = change.step'
        " WHERE after IS NULL AND change.step IN (SELECT value FROM json_each(?)) ORDER BY change.id",
        (json.dumps(steps),),
    ):
        found[step][table, row] = tables.decode(table, schema, before, shapes) or {}
    return found


def _owners(images: Mapping[Key, Mapping[str, Any]]) -> dict[Key, Key]:
    """Of the rows that went, what each was a part of that went too."""
    owners: dict[Key, Key] = {}
    for key, image in images.items():
        for link in hanging.links():
            if link.table == key[0] and (row := image.get(link.column)) is not None:
                owner = (link.target, row)
                if owner in images and owner != key:
                    owners[key] = owner
                    break
    return owners


def _root(key: Key, owners: Mapping[Key, Key]) -> Key:
    seen = {key}
    while key in owners and owners[key] not in seen:
        key = owners[key]
        seen.add(key)
    return key
