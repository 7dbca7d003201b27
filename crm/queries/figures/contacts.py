"""The personal contacts of a year: who met members, when and how (DOMAIN.md 7, I and IM).

The one question that reads many rows: a year of a large register is read once, by (year, status, type, held_on) and
(interaction, organisation, person), both covering.
"""

import json
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

# The types are the program's own words, never a user's.
_TYPES = ", ".join(f"'{key}'" for key in PERSONAL)
_KINDS = f"i.type IN ({_TYPES})"
_MEMBERS = """
    WITH member AS MATERIALIZED (
        SELECT organisation_id, joined_on, coalesce(left_on, '9999-12-31') AS left_on FROM membership
        WHERE network = 'main' AND category <> 'observer'
        AND joined_on <= :last AND (left_on IS NULL OR left_on >= :first)
    )
"""


class Met(NamedTuple):
    """How often one member was met, by the types of PERSONAL in their order, and the last day up to the one asked."""

    times: tuple[int, ...]
    last_on: str | None


class Contacts(NamedTuple):
    """The contacts of a year with members (IM): ids in order, and what each member had of them.

    `pairs` holds one participant row, the first, for each pair of an interaction and a member; `people` are those who
    took part for a member; `often` counts the interactions by type and month ("01" to "12").
    """

    interactions: tuple[int, ...]
    pairs: tuple[int, ...]
    members: dict[int, Met]
    people: tuple[int, ...] = ()
    often: Mapping[tuple[str, str], int] = MappingProxyType({})


class Gap(NamedTuple):
    """An interaction that would count if something were filled in: `field` is what is missing."""

    interaction: int
    held_on: str
    field: str  # "participants", "organisation" or "status"


def with_members(first: str, last: str, until: str) -> Contacts:
    """The personal, done interactions from the first day to the last with organisations that were members on their day.

    Several people of one organisation at a meeting are one contact. SQLite does the counting and hands the ids over as
    one text: hundreds of thousands of rows would take longer to carry than to find.
    """
    times = ", ".join(f"sum(type = '{key}')" for key in PERSONAL)
    found = rows(
        f"""
        {_MEMBERS},
        pair AS MATERIALIZED (
            SELECT min(p.id) AS participant, i.id AS interaction, p.organisation_id AS organisation, i.type AS type,
                i.held_on AS held_on, group_concat(p.person_id) AS people
            FROM interaction AS i
            CROSS JOIN interaction_participant AS p ON p.interaction_id = i.id
            CROSS JOIN member ON member.organisation_id = p.organisation_id
            WHERE {_within(first, last)} AND i.status = 'done' AND {_KINDS}
                AND i.held_on BETWEEN member.joined_on AND member.left_on
            GROUP BY i.type, i.held_on, i.id, p.organisation_id -- the order of the indexes: nothing is sorted
        )
        SELECT 'all', json_group_array(interaction), json_group_array(participant), group_concat(people), 0, 0, 0
        FROM pair
        UNION ALL
        SELECT 'often', type, substr(held_on, 6, 2), count(DISTINCT interaction), 0, 0, 0 FROM pair GROUP BY 2, 3
        UNION ALL
        SELECT 'member', organisation, max(held_on) FILTER (WHERE held_on <= :until), {times} FROM pair GROUP BY 2
        """,
        {"first": first, "last": last, "until": until},
    )
    _kind, interactions, pairs, people, *_rest = found[0]
    return Contacts(
        tuple(sorted(set(json.loads(interactions)))),
        tuple(sorted(json.loads(pairs))),
        {row[1]: Met(tuple(row[3:]), row[2]) for row in found if row[0] == "member"},
        tuple(sorted(set(map(int, people.split(","))))) if people else (),
        {(row[1], row[2]): row[3] for row in found if row[0] == "often"},
    )


def days_of_members(first: str, last: str, until: str) -> Contacts:
    """Only which members were met, and the last day of each: less than half the work where nothing else is asked."""
    found = rows(
        f"""
        {_MEMBERS}
        SELECT p.organisation_id, max(i.held_on) FILTER (WHERE i.held_on <= :until)
        FROM interaction AS i
        CROSS JOIN interaction_participant AS p ON p.interaction_id = i.id
        CROSS JOIN member ON member.organisation_id = p.organisation_id
        WHERE {_within(first, last)} AND i.status = 'done' AND {_KINDS}
            AND i.held_on BETWEEN member.joined_on AND member.left_on
        GROUP BY p.organisation_id
        """,
        {"first": first, "last": last, "until": until},
    )
    return Contacts((), (), {organisation: Met((), day) for organisation, day in found})


def last_days(organisations: Collection[int], until: str) -> dict[int, str]:
    """The day of each organisation's last personal, done interaction up to a day, members or not; absent where none."""
    return dict(
        rows(
            "SELECT p.organisation_id, max(i.held_on) FROM json_each(:ids) AS o"
            " CROSS JOIN interaction_participant AS p ON p.organisation_id = o.value"
            " CROSS JOIN interaction AS i ON i.id = p.interaction_id"
            f" WHERE i.status = 'done' AND i.type IN ({_TYPES}) AND i.held_on <= :until GROUP BY p.organisation_id",
            {"ids": json.dumps(sorted(organisations)), "until": until},
        )
    )


def gaps(first: str, last: str, as_of: str) -> list[Gap]:
    """Personal interactions between two days that count for nobody because something is missing, by id."""
    within = _within(first, last)
    done = f"{within} AND i.status = 'done' AND {_KINDS}"
    found = rows(
        f"""
        SELECT i.id, i.held_on, 'participants' FROM interaction AS i
        WHERE {done} AND NOT EXISTS (SELECT 1 FROM interaction_participant AS p WHERE p.interaction_id = i.id)
        UNION ALL
        SELECT DISTINCT i.id, i.held_on, 'organisation'
        FROM interaction_participant AS p CROSS JOIN interaction AS i ON i.id = p.interaction_id
        WHERE p.organisation_id IS NULL AND {done}
        UNION ALL
        SELECT i.id, i.held_on, 'status' FROM interaction AS i
        WHERE {within} AND i.status = 'planned' AND {_KINDS} AND i.held_on <= :as_of
        ORDER BY 1
        """,
        {"first": first, "last": last, "as_of": as_of},
    )
    return [Gap(*row) for row in found]


def _within(first: str, last: str) -> str:
    """That the day of `i` lies between :first and :last; by the years, which the index begins with."""
    years = ", ".join(map(str, range(int(first[:4]), int(last[:4]) + 1)))
    whole = first.endswith("-01-01") and last.endswith("-12-31")
    return f"i.year IN ({years})" + ("" if whole else " AND i.held_on BETWEEN :first AND :last")


def done_after(year: int, as_of: str) -> list[tuple[int, str]]:
    """Interactions of the year that are marked done though their day has not come: (id, day)."""
    found: list[tuple[int, str]] = rows(
        "SELECT id, held_on FROM interaction WHERE year = ? AND status = 'done' AND held_on > ? ORDER BY held_on, id",
        (year, as_of),
    )
    return found
