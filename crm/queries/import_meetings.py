"""The meeting that a list of participants may already belong to, and for whom its people count."""

import json
from collections.abc import Collection

from crm.queries.on_a_day import FIRST, WORKS
from crm.rules import names
from crm.store.database import rows


def known(subject: str, held_on: str) -> int | None:
    """The meeting of this subject, in whatever case, on this day (ISO text); none that is archived or cancelled."""
    wanted = names.clean(subject).casefold()
    found = rows(
        "SELECT id, subject FROM interaction WHERE archived = 0 AND held_on = ? AND status <> 'cancelled' ORDER BY id",
        (held_on,),
    )
    return next((id_ for id_, told in found if names.clean(told).casefold() == wanted), None)


def participants(interaction: int) -> set[int]:
    """The people who are noted as having taken part."""
    found = rows(
        "SELECT person_id FROM interaction_participant WHERE interaction_id = ? AND person_id IS NOT NULL",
        (interaction,),
    )
    return {person for (person,) in found}


def employers(people: Collection[int], day: str) -> dict[int, int]:
    """{person: organisation} where these people worked on a day (ISO text), the first one as when a meeting is logged
    (crm.queries.people.employers).
    """
    found = rows(
        "SELECT p.person_id, p.organisation_id FROM json_each(:people) AS wanted"
        f" CROSS JOIN position AS p ON p.person_id = wanted.value WHERE {WORKS} ORDER BY {FIRST}",
        {"people": json.dumps(list(people)), "day": day},
    )
    first: dict[int, int] = {}
    for person, organisation in found:
        first.setdefault(person, organisation)
    return first
