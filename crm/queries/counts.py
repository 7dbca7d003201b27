"""The numbers beside the pages' names."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from crm.queries.on_a_day import MEMBER_ON, WORKS
from crm.store.database import rows


class Contacts(NamedTuple):
    """How many people there are, how many of them work at a member, and how many members there are."""

    people: int
    at_members: int
    members: int


def contacts(today: date) -> Contacts:
    """The numbers above the list of contacts."""
    members = f"SELECT organisation_id FROM membership WHERE {MEMBER_ON.format(day=':day')}"
    # The plus sign keeps SQLite from going from each member to its positions one by one.
    working = f"SELECT DISTINCT p.person_id FROM position AS p WHERE {WORKS} AND +p.organisation_id IN ({members})"
    found = rows(
        f"""
        SELECT (SELECT count(*) FROM person WHERE archived = 0),
               (SELECT count(*) FROM ({working}) CROSS JOIN person ON person.id = person_id WHERE archived = 0),
               (SELECT count(DISTINCT organisation_id) FROM ({members}) CROSS JOIN organisation
                ON organisation.id = organisation_id WHERE archived = 0)""",
        {"day": today.isoformat()},
    )
    return Contacts(*found[0])


# By the one table that each is read from.
_SIDEBAR = {
    "membership": (
        ("members",),
        f"SELECT count(DISTINCT organisation_id) FROM membership WHERE {MEMBER_ON.format(day=':day')}",
    ),
    "membership_fee": (
        ("fees",),
        "SELECT count(*) FROM membership_fee WHERE invoiced_on IS NOT NULL AND paid_on IS NULL AND amount > 0",
    ),
    "contribution": (
        ("contributions",),
        "SELECT count(*) FROM contribution WHERE archived = 0 AND approved = 0",
    ),
    "person": (("contacts",), "SELECT count(*) FROM person WHERE archived = 0"),
    "interaction": (("interactions",), "SELECT count(*) FROM interaction WHERE archived = 0"),
    "task": (
        ("today", "followups"),
        "SELECT coalesce(sum(due_on <= :day), 0), count(*) FROM task WHERE status = 'open' AND archived = 0",
    ),
    "activity": (
        ("activities",),
        "SELECT count(*) FROM activity WHERE archived = 0 AND status <> 'cancelled' AND year = :year",
    ),
    "project": (
        ("projects",),
        """SELECT count(*) FROM project
           WHERE archived = 0 AND stage IN ('idea', 'application', 'granted', 'running')""",
    ),
    "import_batch": (("imports",), "SELECT count(*) FROM import_batch"),
}


def sidebar(today: date, touched: Collection[str] | None = None) -> dict[str, int]:
    """How many there are by page; today counts what is due and overdue.

    Activities count those of the year, projects those that are not over, fees those that are invoiced and not paid,
    contributions those that are not approved yet.
    With `touched` only the pages whose number a change of these tables may alter.
    """
    found: dict[str, int] = {}
    for table, (pages, sql) in _SIDEBAR.items():
        if touched is None or table in touched:
            found |= zip(pages, rows(sql, {"day": today.isoformat(), "year": today.year})[0], strict=True)
    return found
