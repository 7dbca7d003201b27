"""The numbers beside the pages' names."""

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


def sidebar(today: date) -> dict[str, int]:
    """How many there are by page; today counts what is due and overdue.

    Activities count those of the year, projects those that are not over, fees those that are invoiced and not paid.
    """
    day = today.isoformat()
    members = MEMBER_ON.format(day=f"'{day}'")
    due, waiting = rows(
        "SELECT coalesce(sum(due_on <= ?), 0), count(*) FROM task WHERE status = 'open' AND archived = 0", (day,)
    )[0]
    found = rows(
        f"""
        SELECT (SELECT count(DISTINCT organisation_id) FROM membership WHERE {members}),
               (SELECT count(*) FROM membership_fee
                WHERE invoiced_on IS NOT NULL AND paid_on IS NULL AND amount > 0),
               (SELECT count(*) FROM person WHERE archived = 0),
               (SELECT count(*) FROM interaction WHERE archived = 0),
               (SELECT count(*) FROM activity WHERE archived = 0 AND status <> 'cancelled' AND year = ?),
               (SELECT count(*) FROM project WHERE archived = 0
                AND stage IN ('idea', 'application', 'granted', 'running')),
               (SELECT count(*) FROM import_batch)""",
        (today.year,),
    )[0]
    pages = ("members", "fees", "contacts", "interactions", "activities", "projects", "imports")
    return dict(zip(pages, found, strict=True)) | {"today": due, "followups": waiting}
