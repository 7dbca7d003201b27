"""The numbers beside the pages' names."""

from datetime import date

from crm.queries.on_a_day import MEMBER_ON
from crm.store.database import rows


def sidebar(today: date) -> dict[str, int]:
    """How many there are by page: today (due and overdue), members, contacts, interactions, followups, imports."""
    day = today.isoformat()
    members = MEMBER_ON.format(day=f"'{day}'")
    found = rows(
        f"""
        SELECT (SELECT count(*) FROM task WHERE status = 'open' AND archived = 0 AND due_on <= ?),
               (SELECT count(DISTINCT organisation_id) FROM membership WHERE {members}),
               (SELECT count(*) FROM person WHERE archived = 0),
               (SELECT count(*) FROM interaction WHERE archived = 0),
               (SELECT count(*) FROM task WHERE status = 'open' AND archived = 0),
               (SELECT count(*) FROM import_batch)""",
        (day,),
    )[0]
    return dict(zip(("today", "members", "contacts", "interactions", "followups", "imports"), found, strict=True))
