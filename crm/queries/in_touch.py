"""With whom nobody has spoken for longer than wanted: members, and whoever has an interval of their own.

A contact of an organisation is one of its people's on that day (the organisation stored with each participant), and
counts where it is personal and took place (DOMAIN.md K13). An archived meeting counts, as in the report.
"""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.queries import plain, settings
from crm.queries.on_a_day import MEMBER_ON
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows, value

SETTING = "contact_every_days"
_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)
_TOOK_PLACE = f"i.status = 'done' AND i.type IN ({_PERSONAL}) AND i.held_on <= :day"

# Who was met in the longest interval, and who will be, is read once, by day, through the index by year.
_MET = f"""
    met AS MATERIALIZED (
        SELECT ip.{{owner}} AS id, max(i.held_on) AS last
        FROM interaction AS i CROSS JOIN interaction_participant AS ip ON ip.interaction_id = i.id
        WHERE i.year >= :year AND i.held_on > :since AND {_TOOK_PLACE} AND ip.{{owner}} IS NOT NULL GROUP BY 1),
    watched AS ({{watched}})"""
_IDS = f"""
    WITH {_MET}
    SELECT watched.id FROM watched LEFT JOIN met ON met.id = watched.id
    WHERE every > 0 AND (met.id IS NULL OR met.last <= date(:day, '-' || every || ' days'))"""
# Only for those who were not met for longer than the longest interval the last contact is looked up, and only for the
# few that are shown the next meeting. Where all have the same interval, nobody who was met in it is looked at.
_QUIET = f"""
    WITH {_MET},
    known AS (
        SELECT watched.*, (SELECT max(i.held_on) FROM interaction_participant AS ip
            CROSS JOIN interaction AS i ON i.id = ip.interaction_id
            WHERE ip.{{owner}} = watched.id AND {_TOOK_PLACE}) AS last
        FROM watched WHERE every > 0 AND id NOT IN (
            SELECT ip.{{owner}} FROM interaction AS i
            CROSS JOIN interaction_participant AS ip ON ip.interaction_id = i.id
            WHERE i.year >= :year AND i.held_on > :since AND {_TOOK_PLACE} AND ip.{{owner}} IS NOT NULL)
        UNION ALL
        SELECT watched.*, met.last FROM met CROSS JOIN watched ON watched.id = met.id
        WHERE :differ AND every > 0 AND met.last <= date(:day, '-' || every || ' days')),
    told AS MATERIALIZED (SELECT * FROM known ORDER BY last NULLS FIRST, sort_key, id LIMIT :limit)
    SELECT told.id, name, last, every,
        (SELECT min(i.held_on) FROM interaction_participant AS ip
         CROSS JOIN interaction AS i ON i.id = ip.interaction_id
         WHERE ip.{{owner}} = told.id AND i.status = 'planned' AND i.held_on >= :day AND i.archived = 0)
    FROM told ORDER BY last NULLS FIRST, sort_key, told.id"""
_STILL = f"""
    SELECT id FROM organisation WHERE id IN (SELECT value FROM json_each(:ids))
    AND coalesce((SELECT max(i.held_on) FROM interaction_participant AS ip
        CROSS JOIN interaction AS i ON i.id = ip.interaction_id
        WHERE ip.organisation_id = organisation.id AND {_TOOK_PLACE}), '')
    <= date(:day, '-' || coalesce(contact_every_days, :default) || ' days')"""
_MET_IDS = f"""
    SELECT DISTINCT ip.organisation_id FROM interaction AS i
    CROSS JOIN interaction_participant AS ip ON ip.interaction_id = i.id
    WHERE i.year >= :year AND i.held_on > :since AND {_TOOK_PLACE} AND ip.organisation_id IS NOT NULL"""
_MEMBERS = f"SELECT organisation_id FROM membership WHERE {MEMBER_ON.format(day=':day')}"
_ORGANISATIONS = f"""
    SELECT id, name, sort_key, coalesce(contact_every_days, :default) AS every FROM organisation
    WHERE archived = 0 AND (contact_every_days > 0 OR id IN ({_MEMBERS}))"""
_PEOPLE = """
    SELECT id, trim(first_name || ' ' || last_name) AS name, sort_key, contact_every_days AS every FROM person
    WHERE contact_every_days > 0 AND archived = 0"""

# Those nobody ever met come first, by name: where there are enough of them, the index by name stops at the last one.
_NEVER = f"""
    SELECT id, name, NULL, coalesce(contact_every_days, :default) AS every,
        (SELECT min(i.held_on) FROM interaction_participant AS ip
         CROSS JOIN interaction AS i ON i.id = ip.interaction_id
         WHERE ip.organisation_id = organisation.id AND i.status = 'planned' AND i.held_on >= :day AND i.archived = 0)
    FROM organisation
    WHERE archived = 0 AND (contact_every_days > 0 OR id IN ({_MEMBERS})) AND coalesce(contact_every_days, :default) > 0
    AND NOT EXISTS (SELECT 1 FROM interaction_participant AS ip CROSS JOIN interaction AS i ON i.id = ip.interaction_id
        WHERE ip.organisation_id = organisation.id AND {_TOOK_PLACE})
    ORDER BY sort_key, id LIMIT :limit"""


class Quiet(NamedTuple):
    """Without a personal contact for `days`, None where there never was one; wanted `every` so many days.

    `planned` is the day of the next planned meeting.
    """

    id: int
    name: str
    days: int | None
    every: int
    planned: date | None


class Members(NamedTuple):
    """How many members there are, and which of them are too quiet."""

    total: int
    quiet: frozenset[int]


class Intervals(NamedTuple):
    """The shortest and the longest interval that an organisation has of its own, in days; None where none has one."""

    shortest: int | None
    longest: int | None


def intervals() -> Intervals:
    """Those of all organisations: every one of them is looked at."""
    return Intervals(*rows("SELECT min(contact_every_days), max(contact_every_days) FROM organisation")[0])


def organisations(
    today: date, default: int | None = None, limit: int = -1, *, known: Intervals | None = None
) -> list[Quiet]:
    """Members, and others with an interval, that were not met within theirs; the longest silence first.

    Members without an interval have `default` days, the cluster's setting where it is not given; an interval of 0 is
    never. A negative `limit` is none. `known` is what `intervals` says, where that is known already.
    """
    asked = _organisations(today, default, known) | {"limit": limit}
    never = _rows(_NEVER, today, asked) if limit > 0 else []
    if never and len(never) == limit:
        return never
    return _rows(_QUIET.format(owner="organisation_id", watched=_ORGANISATIONS), today, asked)


def longest_of_people() -> int:
    """The longest interval that a person has, in days; 0 where none has one."""
    return value("SELECT max(contact_every_days) FROM person") or 0


def people(today: date, limit: int = -1, *, longest: int | None = None) -> list[Quiet]:
    """People with an interval who were not met within it, the longest silence first.

    `longest` is what `longest_of_people` says, where that is known already.
    """
    longest = longest_of_people() if longest is None else longest
    if not longest:
        return []
    sql = _QUIET.format(owner="person_id", watched=_PEOPLE)
    return _rows(sql, today, _since(today, longest) | {"limit": limit, "differ": True})


def organisation_ids(today: date, default: int | None = None) -> list[int]:
    """The ids alone of `organisations`, in no order: no last contact has to be looked up for them."""
    sql = _IDS.format(owner="organisation_id", watched=_ORGANISATIONS)
    return [id for (id,) in rows(sql, _organisations(today, default))]


def quiet_members(today: date, known: Intervals | None = None) -> Members:
    """How many members there are, and which of them are among `organisations`; `known` as there."""
    asked = _organisations(today, None, known)
    members = frozenset(id for (id,) in rows(_MEMBERS, asked))
    if asked["differ"]:
        return Members(len(members), members.intersection(organisation_ids(today)))
    if asked["default"] <= 0:
        return Members(len(members), frozenset())
    # All have one interval: whoever was met in it is not quiet, whenever that was.
    met = {id for (id,) in rows(_MET_IDS, asked)}
    archived = {id for (id,) in rows("SELECT id FROM organisation WHERE archived = 1")}
    return Members(len(members), members - met - archived)


def still_quiet(today: date, ids: Collection[int], known: Intervals | None = None) -> set[int]:
    """Which of these organisations, that were too quiet, still are; `known` as in `organisations`."""
    asked = _organisations(today, None, known) | {"ids": json.dumps(sorted(ids))}
    return {id for (id,) in rows(_STILL, asked)}


def person_ids(today: date) -> list[int]:
    """The ids alone of `people`, in no order."""
    longest = longest_of_people()
    if not longest:
        return []
    return [id for (id,) in rows(_IDS.format(owner="person_id", watched=_PEOPLE), _since(today, longest))]


def standard() -> int:
    """After how many days a member without an interval of its own is too quiet; 0 for never."""
    kept = settings.get(SETTING)
    return int(kept) if kept.isdecimal() else 0


def _organisations(today: date, default: int | None, known: Intervals | None = None) -> dict[str, Any]:
    days = standard() if default is None else default
    shortest, longest = known or intervals()
    differ = shortest is not None and not shortest == longest == days
    return _since(today, max(days, longest or 0)) | {"default": days, "differ": differ}


def _since(today: date, longest: int) -> dict[str, Any]:
    since = today - timedelta(days=longest)
    return {"day": today.isoformat(), "since": since.isoformat(), "year": since.year}


def _rows(sql: str, today: date, parameters: dict[str, Any]) -> list[Quiet]:
    return [
        Quiet(id, name, (today - last_day).days if (last_day := plain.day(last)) else None, every, plain.day(planned))
        for id, name, last, every, planned in rows(sql, parameters)
    ]
