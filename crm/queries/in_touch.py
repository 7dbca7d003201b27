"""With whom nobody has spoken for longer than wanted: members, and whoever has an interval of their own.

A contact of an organisation is one of its people's on that day (the organisation stored with each participant), and
counts where it is personal and took place (DOMAIN.md K13). An archived meeting counts, as in the report.
"""

from datetime import date, timedelta
from typing import NamedTuple

from crm.queries import plain, settings
from crm.queries.on_a_day import MEMBER_ON
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows, value

SETTING = "contact_every_days"
_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)
_TOOK_PLACE = f"i.status = 'done' AND i.type IN ({_PERSONAL}) AND i.held_on <= :day"

# Who was met in the longest interval is read once, by day; only for the others the last contact is looked up.
_QUIET = f"""
    WITH met AS MATERIALIZED (
        SELECT ip.{{owner}} AS id, max(i.held_on) AS last
        FROM interaction AS i CROSS JOIN interaction_participant AS ip ON ip.interaction_id = i.id
        WHERE i.year >= :year AND i.held_on > :since AND {_TOOK_PLACE} AND ip.{{owner}} IS NOT NULL GROUP BY 1),
    watched AS ({{watched}}),
    known AS (
        SELECT watched.*, CASE WHEN met.id IS NOT NULL THEN met.last ELSE
            (SELECT max(i.held_on) FROM interaction_participant AS ip
             CROSS JOIN interaction AS i ON i.id = ip.interaction_id
             WHERE ip.{{owner}} = watched.id AND {_TOOK_PLACE}) END AS last
        FROM watched LEFT JOIN met ON met.id = watched.id WHERE watched.every > 0)
    SELECT id, name, last, every,
           (SELECT min(i.held_on) FROM interaction_participant AS ip
            CROSS JOIN interaction AS i ON i.id = ip.interaction_id
            WHERE ip.{{owner}} = known.id AND i.status = 'planned' AND i.archived = 0 AND i.held_on >= :day)
    FROM known WHERE last IS NULL OR last <= date(:day, '-' || every || ' days')
    ORDER BY last NULLS FIRST, sort_key, id LIMIT :limit"""  # fmt: skip
_MEMBERS = f"SELECT organisation_id FROM membership WHERE {MEMBER_ON.format(day=':day')}"
_ORGANISATIONS = f"""
    SELECT id, name, sort_key, coalesce(contact_every_days, :default) AS every FROM organisation
    WHERE archived = 0 AND (contact_every_days > 0 OR id IN ({_MEMBERS}))"""
_PEOPLE = """
    SELECT id, trim(first_name || ' ' || last_name) AS name, sort_key, contact_every_days AS every FROM person
    WHERE contact_every_days > 0 AND archived = 0"""


class Quiet(NamedTuple):
    """Without a personal contact for `days`, None where there never was one; wanted `every` so many days.

    `planned` is the day of the next planned meeting.
    """

    id: int
    name: str
    days: int | None
    every: int
    planned: date | None


def organisations(today: date, default: int | None = None, limit: int = -1) -> list[Quiet]:
    """Members, and others with an interval, that were not met within theirs; the longest silence first.

    Members without an interval have `default` days, the cluster's setting where it is not given; an interval of 0 is
    never. A negative `limit` is none.
    """
    days = standard() if default is None else default
    longest = value("SELECT max(contact_every_days) FROM organisation") or 0
    return _quiet("organisation_id", _ORGANISATIONS, today, max(days, longest), days, limit)


def people(today: date, limit: int = -1) -> list[Quiet]:
    """People with an interval who were not met within it, the longest silence first."""
    longest = value("SELECT max(contact_every_days) FROM person") or 0
    return _quiet("person_id", _PEOPLE, today, longest, 0, limit) if longest else []


def standard() -> int:
    """After how many days a member without an interval of its own is too quiet; 0 for never."""
    kept = settings.get(SETTING)
    return int(kept) if kept.isdecimal() else 0


def _quiet(owner: str, watched: str, today: date, longest: int, default: int, limit: int) -> list[Quiet]:
    since = today - timedelta(days=longest)
    found = rows(
        _QUIET.format(owner=owner, watched=watched),
        {"day": today.isoformat(), "since": since.isoformat(), "year": since.year, "limit": limit}
        | ({"default": default} if ":default" in watched else {}),
    )
    return [
        Quiet(id, name, (today - last_day).days if (last_day := plain.day(last)) else None, every, plain.day(planned))
        for id, name, last, every, planned in found
    ]
