"""Meetings that were added since an answer was read: all it changes is said by them alone, no year is counted again."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from crm.store.database import rows, value

_ADDED = "(SELECT value FROM json_each(:meetings))"
_ADDED_TO = "(SELECT value FROM json_each(:participants))"
_TOOK_PART = f"""
    SELECT organisation_id, person_id FROM interaction_participant
    WHERE interaction_id IN {_ADDED} OR id IN {_ADDED_TO}"""
_DAYS = f"""
    SELECT DISTINCT held_on FROM interaction
    WHERE id IN {_ADDED} OR id IN (SELECT interaction_id FROM interaction_participant WHERE id IN {_ADDED_TO})"""


class Newest(NamedTuple):
    """The highest ids there are; read before an answer, whatever is not above them may be in it already."""

    interaction: int
    participant: int


class Met(NamedTuple):
    """The meetings added: their days as ISO text, and who took part."""

    days: frozenset[str] = frozenset()
    organisations: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()


def newest() -> Newest:
    """As it is now."""
    return Newest(
        value("SELECT max(id) FROM interaction") or 0, value("SELECT max(id) FROM interaction_participant") or 0
    )


def since(before: Newest, touched: Mapping[str, frozenset[int]]) -> Met | None:
    """Who was met in what was added, where the rows `touched` since, by table, are all new.

    None where one that was there before was changed or is gone, or where there are too many to name: then nobody can
    tell but by counting. The ids of a table rise and are not used again, but for a row that is brought back.
    """
    meetings, participants = (touched.get(table) for table in ("interaction", "interaction_participant"))
    for ids, highest in ((meetings, before.interaction), (participants, before.participant)):
        if ids is not None and (not ids or min(ids) <= highest):
            return None
    asked = {"meetings": json.dumps(sorted(meetings or ())), "participants": json.dumps(sorted(participants or ()))}
    took_part = rows(_TOOK_PART, asked)
    return Met(
        frozenset(day for (day,) in rows(_DAYS, asked)),
        frozenset(organisation for organisation, _person in took_part if organisation is not None),
        frozenset(person for _organisation, person in took_part if person is not None),
    )
