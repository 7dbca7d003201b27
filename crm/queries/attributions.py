"""Who is stored as having taken part for another organisation than the person's positions say for that day.

A meeting stores for whom somebody took part (DESIGN.md 1), so a position that is put right afterwards moves nothing by
itself: such rows are listed here, to be mended by crm.commands.attributions or left on purpose.
"""

from datetime import date
from typing import NamedTuple

from crm.queries.on_a_day import FIRST, WORKS
from crm.store import tables
from crm.store.database import rows


class Doubt(NamedTuple):
    """One participant row (`id`); `proposed` is None where the person had several positions that day, none the main."""

    id: int
    interaction_id: int
    held_on: date
    subject: str
    person_id: int
    person: str
    organisation_id: int | None
    organisation: str
    proposed_id: int | None
    proposed: str


def doubts(person: int | None = None) -> list[Doubt]:
    """What disagrees, newest meeting first; of one person or of all.

    Where nobody knows where the person worked that day nothing disagrees. A row is in doubt from the moment that the
    person's positions or the meeting are written anew after it: what was stored knowing them was meant so.
    """
    found = rows(
        f"""
        WITH known AS (
            SELECT ip.id, ip.version, i.version AS meeting_version, i.id AS interaction, i.held_on, i.subject,
                   ip.person_id, ip.organisation_id,
                   (SELECT p.id FROM position AS p WHERE p.person_id = ip.person_id AND {_works()}
                    ORDER BY {FIRST} LIMIT 1) AS position
            FROM interaction_participant AS ip JOIN interaction AS i ON i.id = ip.interaction_id
            WHERE ip.person_id IS NOT NULL AND i.archived = 0 AND (:person IS NULL OR ip.person_id = :person)
              AND NOT EXISTS (SELECT 1 FROM position AS p WHERE p.person_id = ip.person_id
                              AND p.organisation_id = ip.organisation_id AND {_works()}))
        SELECT known.id, known.interaction, known.held_on, known.subject, known.person_id,
               trim(person.first_name || ' ' || person.last_name), known.organisation_id, coalesce(stored.name, ''),
               position.organisation_id, proposed.name,
               position.is_primary OR 1 = (SELECT count(DISTINCT p.organisation_id) FROM position AS p
                                           WHERE p.person_id = known.person_id AND {_works("known.held_on")})
        FROM known JOIN person ON person.id = known.person_id JOIN position ON position.id = known.position
        JOIN organisation AS proposed ON proposed.id = position.organisation_id
        LEFT JOIN organisation AS stored ON stored.id = known.organisation_id
        WHERE known.meeting_version > known.version
           OR EXISTS (SELECT 1 FROM position AS p WHERE p.person_id = known.person_id AND p.version > known.version)
           OR EXISTS (SELECT 1 FROM change WHERE "table" = 'position' AND after IS NULL AND step > known.version
                      AND json_extract(before, :place) = known.person_id)
        ORDER BY known.held_on DESC, known.interaction DESC, known.id""",
        {"person": person, "place": f"$[{tables.columns('position').index('person_id')}]"},
    )
    return [
        Doubt(id, meeting, date.fromisoformat(held_on), subject, one, name, stored, stored_name,
              proposed if clear else None, proposed_name if clear else "")
        for id, meeting, held_on, subject, one, name, stored, stored_name, proposed, proposed_name, clear in found
    ]  # fmt: skip


def _works(day: str = "i.held_on") -> str:
    return WORKS.replace(":day", day)
