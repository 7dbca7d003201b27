"""What hangs on a record: who points at it, how many of each kind, and what the first are called."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crm.queries import goals, named, plain
from crm.records import hanging
from crm.records.hanging import Link
from crm.store import tables
from crm.store.database import rows

SHOWN = 3
"""So many of a kind are named."""

_RUNNING = "archived = 0 AND stage IN ('idea', 'application', 'granted', 'running')"
_REGISTERED = (
    "status = 'registered' AND activity_id IN (SELECT id FROM activity WHERE status = 'planned' AND archived = 0)"
)
# Of these only what is still to come, or is true today, keeps one from archiving: the rest is history and stays.
_LIVE = {
    ("task", "organisation_id"): "status = 'open' AND archived = 0",
    ("task", "person_id"): "status = 'open' AND archived = 0",
    ("task", "project_id"): "status = 'open' AND archived = 0",
    ("task", "interaction_id"): "status = 'open' AND archived = 0",
    ("task", "responsible_id"): "status = 'open' AND archived = 0",
    ("interaction_participant", "organisation_id"): "interaction_id IN"
    " (SELECT id FROM interaction WHERE status = 'planned' AND archived = 0)",
    ("interaction_participant", "person_id"): "interaction_id IN"
    " (SELECT id FROM interaction WHERE status = 'planned' AND archived = 0)",
    ("interaction", "responsible_id"): "status = 'planned' AND archived = 0",
    ("interaction", "project_id"): "status = 'planned' AND archived = 0",
    ("activity_participation", "organisation_id"): _REGISTERED,
    ("activity_participation", "person_id"): _REGISTERED,
    ("activity_participation", "activity_id"): _REGISTERED,
    ("membership", "organisation_id"): "left_on IS NULL OR left_on >= :today",
    ("position", "organisation_id"): "(to_on IS NULL OR to_on >= :today) AND person_id IN"
    " (SELECT id FROM person WHERE archived = 0)",
    ("governance_member", "person_id"): "to_on IS NULL OR to_on >= :today",
    ("governance_member", "organisation_id"): "to_on IS NULL OR to_on >= :today",
    ("governance_member", "body_id"): "to_on IS NULL OR to_on >= :today",
    ("project", "lead_id"): _RUNNING,
    ("project", "focus_area_id"): _RUNNING,
    ("project_participant", "organisation_id"): f"project_id IN (SELECT id FROM project WHERE {_RUNNING})",
    ("project_participant", "project_id"): f"project_id IN (SELECT id FROM project WHERE {_RUNNING})",
    ("activity", "project_id"): "status = 'planned' AND archived = 0",
    ("activity", "focus_area_id"): "status = 'planned' AND archived = 0",
    ("focus_area", "parent_id"): "archived = 0",
    ("goal", "parent_id"): "archived = 0",
    ("goal", "focus_area_id"): "archived = 0",
    ("indicator", "goal_id"): "archived = 0",
    ("governance_body", "focus_area_id"): "archived = 0",
    ("activity_template", "focus_area_id"): "archived = 0",
    ("log_template", "focus_area_id"): "archived = 0",
    ("external_relation", "organisation_id"): "archived = 0 AND (to_on IS NULL OR to_on >= :today)",
}


# What a tag hangs on: the ways to its name.
_TAGGED = (
    "SELECT tagging.id, coalesce((SELECT trim(first_name || ' ' || last_name) FROM person WHERE id = person_id),"
    " (SELECT name FROM organisation WHERE id = organisation_id),"
    " (SELECT subject FROM interaction WHERE id = interaction_id), (SELECT title FROM task WHERE id = task_id),"
    " (SELECT title FROM project WHERE id = project_id), (SELECT name FROM activity WHERE id = activity_id),"
    " (SELECT title FROM result WHERE id = result_id), (SELECT title FROM media_item WHERE id = media_item_id),"
    " (SELECT text_nb FROM goal WHERE id = goal_id),"
    " (SELECT name FROM governance_body WHERE id = governance_body_id)) FROM tagging"
    " WHERE id IN (SELECT value FROM json_each(?))"
)


class Hanging(NamedTuple):
    """Records of one table that point at another one by one column: how many, and the names of the first.

    `fate` says what becomes of them when that one goes: along or loose (crm.records.hanging).
    """

    table: str
    column: str
    fate: str
    number: int
    names: tuple[str, ...]


def on(table: str, row: int) -> list[Hanging]:
    """All that hangs on a record, what would go along with it first."""
    found = []
    for link in hanging.links_to(table):
        points = f'"{link.column}" = :row'
        if link.fate == "either":
            found.append(_hanging(link._replace(fate="along"), f'{points} AND "{link.other}" IS NULL', {"row": row}))
            found.append(
                _hanging(link._replace(fate="loose"), f'{points} AND "{link.other}" IS NOT NULL', {"row": row})
            )
        else:
            found.append(_hanging(link, points, {"row": row}))
    return sorted((one for one in found if one.number), key=lambda one: (one.fate == "loose", one.table, one.column))


def living(table: str, row: int, today: str) -> list[Hanging]:
    """What hangs on a record and is not history: open follow-ups, running memberships, who works there now.

    `today` is a day as ISO text.
    """
    found = []
    for link in hanging.links_to(table):
        if where := _LIVE.get((link.table, link.column)):
            found.append(_hanging(link, f'"{link.column}" = :row AND ({where})', {"row": row, "today": today}))
    return [one for one in found if one.number]


def living_ids(table: str, row: int, today: str) -> dict[str, list[int]]:
    """The ids of the same by table, each once however it hangs there."""
    found: dict[str, set[int]] = {}
    for link in hanging.links_to(table):
        if where := _LIVE.get((link.table, link.column)):
            where = f'"{link.column}" = :row AND ({where})'
            used = {name: value for name, value in {"row": row, "today": today}.items() if f":{name}" in where}
            found.setdefault(link.table, set()).update(
                id for (id,) in rows(f'SELECT id FROM "{link.table}" WHERE {where}', used)
            )
    return {one: sorted(ids) for one, ids in found.items() if ids}


def others(table: str, row: int) -> list[tuple[int, str]]:
    """The records that could take over what hangs on one: of the same kind, not archived, by name.

    Of goals those whose level is above what stands below it.
    """
    where = " AND archived = 0" if "archived" in tables.columns(table) else ""
    ids = plain.ids(f'SELECT id FROM "{table}" WHERE id <> ?{where}', [row])
    if table == "goal":
        ids = [id for id in ids if goals.may_inherit(row, id)]
    return sorted(named.names(table, ids).items(), key=lambda one: (one[1].casefold(), one[0]))


def has_others(table: str, row: int) -> bool:
    """Whether any other record of the kind could take over what hangs on one."""
    if table == "goal":
        return bool(others(table, row))
    where = " AND archived = 0" if "archived" in tables.columns(table) else ""
    return bool(rows(f'SELECT 1 FROM "{table}" WHERE id <> ?{where} LIMIT 1', (row,)))


def going(table: str, row: int) -> int:
    """How many records go along with one that is deleted: its parts, and theirs."""
    gone: dict[str, set[int]] = {table: {row}}
    waiting = [(table, {row})]
    while waiting:
        target, ids = waiting.pop()
        for link in hanging.links_to(target):
            if link.fate == "loose":
                continue
            where = f'"{link.column}" IN (SELECT value FROM json_each(?))'
            if link.other:
                where += f' AND "{link.other}" IS NULL'
            found = {one for (one,) in rows(f'SELECT id FROM "{link.table}" WHERE {where}', (plain.array(ids),))}
            fresh = found - gone.setdefault(link.table, set())
            if fresh:
                gone[link.table] |= fresh
                waiting.append((link.table, fresh))
    return sum(map(len, gone.values())) - 1


def _hanging(link: Link, where: str, values: Mapping[str, object]) -> Hanging:
    used = {name: value for name, value in values.items() if f":{name}" in where}
    number: int = rows(f'SELECT count(*) FROM "{link.table}" WHERE {where}', used)[0][0]
    ids: Sequence[int] = []
    if number:
        ids = [
            id for (id,) in rows(f'SELECT id FROM "{link.table}" WHERE {where} ORDER BY id DESC LIMIT {SHOWN}', used)
        ]
    names = dict(plain.by_ids(_TAGGED, ids)) if link.table == "tagging" else named.names(link.table, ids)
    return Hanging(link.table, link.column, link.fate, number, tuple(names[id] for id in ids if names.get(id)))
