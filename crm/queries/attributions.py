"""Who is stored as having taken part for another organisation than the person's positions say for that day.

A meeting and an activity store for whom somebody took part (DESIGN.md 1), so a position that is put right afterwards
moves nothing by itself: such rows are listed here, to be mended by crm.commands.attributions or left on purpose.
"""

from datetime import date
from typing import NamedTuple

from crm.queries.on_a_day import FIRST, WORKS
from crm.store import tables
from crm.store.database import rows


class Doubt(NamedTuple):
    """One row (`id`) of who took part in a meeting, or in the activity `activity_id`; the other of the two is None.

    `proposed` is None where the person had several positions that day, none the main one.
    """

    id: int
    interaction_id: int | None
    held_on: date
    subject: str
    person_id: int
    person: str
    organisation_id: int | None
    organisation: str
    proposed_id: int | None
    proposed: str
    activity_id: int | None = None


class _Part(NamedTuple):
    """Where it stands who took part in what: the tables, and the columns of the day and the name."""

    table: str
    whole: str
    day: str
    name: str


_PARTS = (
    _Part("interaction_participant", "interaction", "held_on", "subject"),
    _Part("activity_participation", "activity", "start_on", "name"),
)


def doubts(person: int | None = None) -> list[Doubt]:
    """What disagrees, the newest meeting or activity first; of one person or of all.

    Where nobody knows where the person worked that day nothing disagrees. A row is in doubt from the moment that the
    person's positions or the meeting are written anew after it: what was stored knowing them was meant so.
    """
    found = [one for part in _PARTS for one in _doubts(part, person)]
    return sorted(found, key=lambda one: one.held_on, reverse=True)


def _doubts(part: _Part, person: int | None) -> list[Doubt]:
    given = {"person": person, "place": f"$[{tables.columns('position').index('person_id')}]"}
    meeting = part.whole == "interaction"
    return [
        Doubt(id, whole if meeting else None, date.fromisoformat(held_on), subject, one, name, stored, stored_name,
              proposed if clear else None, proposed_name if clear else "", None if meeting else whole)
        for id, whole, held_on, subject, one, name, stored, stored_name, proposed, proposed_name, clear
        in rows(_sql(part, person), given)
    ]  # fmt: skip


def _sql(part: _Part, person: int | None) -> str:
    day = f"i.{part.day}"
    # Not "or none is meant" in SQL: it would read through all who ever took part for one person
    whose = "" if person is None else "AND ip.person_id = :person"
    return f"""
        WITH known AS (
            SELECT ip.id, ip.version, i.version AS whole_version, i.id AS whole, {day} AS held_on,
                   i.{part.name} AS name, ip.person_id, ip.organisation_id,
                   (SELECT p.id FROM position AS p WHERE p.person_id = ip.person_id AND {_works(day)}
                    ORDER BY {FIRST} LIMIT 1) AS position
            FROM {part.table} AS ip JOIN {part.whole} AS i ON i.id = ip.{part.whole}_id
            WHERE ip.person_id IS NOT NULL AND i.archived = 0 {whose}
              AND NOT EXISTS (SELECT 1 FROM position AS p WHERE p.person_id = ip.person_id
                              AND p.organisation_id = ip.organisation_id AND {_works(day)}))
        SELECT known.id, known.whole, known.held_on, known.name, known.person_id,
               trim(person.first_name || ' ' || person.last_name), known.organisation_id, coalesce(stored.name, ''),
               position.organisation_id, proposed.name,
               position.is_primary OR 1 = (SELECT count(DISTINCT p.organisation_id) FROM position AS p
                                           WHERE p.person_id = known.person_id AND {_works("known.held_on")})
        FROM known JOIN person ON person.id = known.person_id JOIN position ON position.id = known.position
        JOIN organisation AS proposed ON proposed.id = position.organisation_id
        LEFT JOIN organisation AS stored ON stored.id = known.organisation_id
        WHERE known.whole_version > known.version
           OR EXISTS (SELECT 1 FROM position AS p WHERE p.person_id = known.person_id AND p.version > known.version)
           OR EXISTS (SELECT 1 FROM change WHERE "table" = 'position' AND after IS NULL AND step > known.version
                      AND json_extract(before, :place) = known.person_id)
        ORDER BY known.held_on DESC, known.whole DESC, known.id"""


def _works(day: str) -> str:
    return WORKS.replace(":day", day)
