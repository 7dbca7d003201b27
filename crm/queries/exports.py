"""Everything a list holds, for a file: contacts, members and interactions with more columns than a window shows.

Archived records stay behind, and people who objected to being registered (DOMAIN.md 5). Ids first, then rows a page at
a time: a hundred thousand contacts never stand in memory together.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.queries import plain
from crm.queries.people import PRESENT
from crm.store.database import rows

_POINT = """(SELECT c.value FROM contact_point AS c
    WHERE c.{owner} = {id} AND c.kind = '{kind}' AND c.retired_on IS NULL {only}
    ORDER BY c.is_primary DESC, c.id LIMIT 1)"""


def _point(owner: str, id: str, kind: str, only: str = "") -> str:
    return _POINT.format(owner=owner, id=id, kind=kind, only=only)


def contacts() -> list[int]:
    """The people a list of contacts holds, by last name."""
    return plain.ids("SELECT id FROM person WHERE archived = 0 AND objected_on IS NULL ORDER BY sort_key, id")


def contact_rows(ids: Sequence[int], today: date) -> list[tuple[Any, ...]]:
    """People with where they work on the day: first and last name, title, role, organisation and its number, e-mail,
    mobile, phone, street, postcode, town, municipality number, sector, segment, from, person (for `last_days`),
    language, source, notes.
    """
    return _rows(
        f"""
        SELECT pe.first_name, pe.last_name, po.title, po.role, o.name, o.org_number,
            {_point("person_id", "pe.id", "email")}, {_point("person_id", "pe.id", "phone", "AND c.label = 'mobile'")},
            {_point("person_id", "pe.id", "phone", "AND c.label <> 'mobile'")},
            o.street, o.postal_code, o.city, o.municipality_code, o.helix_sector, o.segment, po.from_on,
            pe.id,
            pe.language, pe.source, pe.notes
        FROM json_each(:ids) AS wanted CROSS JOIN person AS pe ON pe.id = wanted.value
        LEFT JOIN position AS po ON po.id = {PRESENT.format(person="pe.id")}
        LEFT JOIN organisation AS o ON o.id = po.organisation_id
        ORDER BY wanted.key
        """,
        ids,
        today,
    )


def members(today: date) -> list[int]:
    """The memberships of the main network that cover the day, observers among them, by the name of the organisation."""
    return plain.ids(
        "SELECT m.id FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id"
        " WHERE m.network = 'main' AND m.joined_on <= ? AND (m.left_on IS NULL OR m.left_on >= ?) AND o.archived = 0"
        " ORDER BY o.sort_key, o.id",
        (today.isoformat(), today.isoformat()),
    )


def member_rows(ids: Sequence[int], today: date) -> list[tuple[Any, ...]]:
    """Memberships with their organisation: name, number, legal form, sector, segment, NACE, employees and their day,
    size, street, postcode, town, municipality number, category, joined, left, signed, fee of the day's year in øre,
    e-mail, phone, website, how many people work there, organisation (for `last_days`), notes.
    """
    return _rows(
        f"""
        SELECT o.name, o.org_number, o.legal_form, o.helix_sector, o.segment, o.nace_code, o.employees, o.employees_on,
            o.size_class, o.street, o.postal_code, o.city, o.municipality_code,
            m.category, m.joined_on, m.left_on, m.agreement_signed_on,
            (SELECT f.amount FROM membership_fee AS f
             WHERE f.membership_id = m.id AND f.year = CAST(substr(:day, 1, 4) AS INTEGER)),
            {_point("organisation_id", "o.id", "email")}, {_point("organisation_id", "o.id", "phone")},
            {_point("organisation_id", "o.id", "link")},
            (SELECT count(DISTINCT po.person_id) FROM position AS po JOIN person AS pe ON pe.id = po.person_id
             WHERE po.organisation_id = o.id AND pe.archived = 0
             AND (po.from_on IS NULL OR po.from_on <= :day) AND (po.to_on IS NULL OR po.to_on >= :day)),
            o.id,
            o.notes
        FROM json_each(:ids) AS wanted CROSS JOIN membership AS m ON m.id = wanted.value
        JOIN organisation AS o ON o.id = m.organisation_id
        ORDER BY wanted.key
        """,
        ids,
        today,
    )


def last_days(owner: str) -> dict[int, str]:
    """The day of the last done interaction of each person ("person_id") or organisation ("organisation_id").

    All at once, from covering indexes: asking for each would read the whole row of every interaction. Archived ones
    took place too.
    """
    return dict(
        rows(
            "WITH done AS MATERIALIZED (SELECT id, held_on FROM interaction WHERE status = 'done')"
            f" SELECT p.{owner}, max(done.held_on) FROM interaction_participant AS p"
            f" CROSS JOIN done ON done.id = p.interaction_id WHERE p.{owner} IS NOT NULL GROUP BY p.{owner}"
        )
    )


def interactions() -> list[int]:
    """The interactions a list holds, newest first."""
    return plain.ids("SELECT id FROM interaction WHERE archived = 0 ORDER BY held_on DESC, id DESC")


def interaction_rows(ids: Sequence[int], language: str) -> list[tuple[Any, ...]]:
    """Interactions: day, time, type, status, subject, people, organisations, minutes, place, focus area in the
    language, responsible, notes. People and organisations are parted by semicolons.
    """
    return _rows(
        f"""
        SELECT i.held_on, i.start_time, i.type, i.status, i.subject,
            (SELECT group_concat(name, '; ') FROM (
                SELECT trim(pe.first_name || ' ' || pe.last_name) AS name FROM interaction_participant AS ip
                JOIN person AS pe ON pe.id = ip.person_id
                WHERE ip.interaction_id = i.id AND pe.objected_on IS NULL ORDER BY pe.sort_key, pe.id)),
            (SELECT group_concat(name, '; ') FROM (
                SELECT DISTINCT o.name AS name FROM interaction_participant AS ip
                JOIN organisation AS o ON o.id = ip.organisation_id
                WHERE ip.interaction_id = i.id ORDER BY o.sort_key, o.id)),
            i.minutes, i.place, fa.name_{"nb" if language == "nb" else "en"}, staff.name, i.notes
        FROM json_each(:ids) AS wanted CROSS JOIN interaction AS i ON i.id = wanted.value
        LEFT JOIN focus_area AS fa ON fa.id = i.focus_area_id
        LEFT JOIN staff ON staff.id = i.responsible_id
        ORDER BY wanted.key
        """,
        ids,
    )


def _rows(sql: str, ids: Sequence[int], today: date | None = None) -> list[tuple[Any, ...]]:
    wanted = {"ids": json.dumps(list(ids))}
    found: list[tuple[Any, ...]] = rows(sql, wanted | ({"day": today.isoformat()} if today else {}))
    return found
