"""What left the register as a file, on paper or as a mail list: who took it, when, which list, how many."""

import json
from typing import NamedTuple

from crm.store.database import rows

FILE, EDITED, PAPER, OUTLOOK, MAILCHIMP, MERGE, CARDS, LABELS = HOWS = (
    *("file", "edited", "paper", "outlook", "mailchimp", "merge", "cards", "labels"),
)
"""A file of the list; one to come back edited; paper or PDF; and what is made of a mail list."""


class WentOut(NamedTuple):
    """A list that left. `at` is UTC in ISO, `how` one of HOWS, `purpose` what a mail list was for or ""."""

    id: int
    at: str
    staff: str
    origin: str
    what: str
    number: int
    how: str
    purpose: str


def latest(limit: int = 500) -> list[WentOut]:
    """What went out last, the newest first."""
    found = rows(
        "SELECT step.id, step.at, coalesce(staff.name, ''), step.origin, step.args FROM step"
        " LEFT JOIN staff ON staff.id = step.staff"
        " WHERE step.last_change IS NULL AND json_extract(step.args, '$.how') IS NOT NULL"
        " ORDER BY step.id DESC LIMIT ?",
        (limit,),
    )
    return [_one(*line) for line in found]


def _one(id: int, at: str, staff: str, origin: str, args: str) -> WentOut:
    told = json.loads(args)
    return WentOut(
        *(id, at, staff, origin, str(told.get("what", "")), int(told.get("count", 0)), str(told["how"])),
        str(told.get("purpose", "")),
    )
