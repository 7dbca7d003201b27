"""What a counted record is called in a frozen report: days, organisations and titles, never a person."""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.store.database import rows


class Shown(NamedTuple):
    """A counted record in a few words: its day or year ("" for none), its text, and the code list if that is a key."""

    on: str
    text: str
    words: str = ""


_ORGANISATION = " LEFT JOIN organisation AS o ON o.id = t.organisation_id"
_ASKED = {
    "organisation": ("", "t.name", "", ""),
    # The subject of a meeting may name people, so it is not kept.
    "interaction": ("t.held_on", "t.type", "interaction_type", ""),
    "interaction_participant": (
        "i.held_on", "coalesce(o.name, '')", "", f" JOIN interaction AS i ON i.id = t.interaction_id{_ORGANISATION}",
    ),
    "task": ("t.due_on", "t.status", "task_status", ""),
    "membership_fee": (
        "t.year", "o.name", "",
        " JOIN membership AS m ON m.id = t.membership_id JOIN organisation AS o ON o.id = m.organisation_id",
    ),
    "activity": ("t.start_on", "t.name", "", ""),
    "activity_participation": (
        "a.start_on", "trim(a.name || ' – ' || coalesce(o.name, ''), ' –')", "",
        f" JOIN activity AS a ON a.id = t.activity_id{_ORGANISATION}",
    ),
    "project": ("coalesce(t.start_on, '')", "t.title", "", ""),
    "contribution": ("t.year", "o.name", "", _ORGANISATION),
    "organisation_year": ("t.year", "o.name", "", _ORGANISATION),
    "result": ("t.year", "t.title", "", ""),
    "media_item": ("t.published_on", "t.title", "", ""),
    "survey": ("t.year", "t.name", "", ""),
    "governance_member": ("coalesce(t.from_on, '')", "b.name", "", " JOIN governance_body AS b ON b.id = t.body_id"),
    "external_relation": ("coalesce(t.from_on, '')", "coalesce(o.name, '')", "", _ORGANISATION),
    "finance_line": ("t.year", "CASE t.name WHEN '' THEN t.category ELSE t.name END", "", ""),
    "staff_time": ("t.worked_on", "t.target_group", "target_group", ""),
    "aid_record": ("t.granted_on", "o.name", "", _ORGANISATION),
    "goal": ("", "t.text_nb", "", ""),
    "indicator": ("", "t.name_nb", "", ""),
}  # fmt: skip


def shown(record: str, ids: Collection[int]) -> dict[int, Shown]:
    """What each of these records is called; empty for people and for kinds that have no words of their own."""
    if record not in _ASKED or not ids:
        return {}
    on, text, words, joins = _ASKED[record]
    found = rows(
        f"SELECT t.id, {on or repr('')}, {text} FROM json_each(?) AS j JOIN {record} AS t ON t.id = j.value{joins}",
        (json.dumps(sorted(ids)),),
    )
    return {id: Shown(str(day), str(name), words) for id, day, name in found}
