"""Templates of activities in their order."""

from typing import Any, NamedTuple

from crm.rules import yearly
from crm.store.database import rows, value

FIELDS = (
    *("type", "service_group", "target_group", "start_time", "minutes", "venue", "municipality_code"),
    *("online", "international", "notes"),
)
"""What a template and an activity have under the same name, beside the focus area."""


class TemplateRow(NamedTuple):
    """A template; codes are keys, `minutes` whole minutes. Empty fields leave alone what stands in the dialog."""

    id: int
    version: int
    name: str
    activity_name: str
    type: str
    service_group: str
    focus_area_id: int | None
    target_group: str
    start_time: str
    minutes: int | None
    venue: str
    municipality_code: str
    online: bool
    international: bool
    notes: str


def all() -> list[TemplateRow]:
    """The templates in use."""
    found = rows(
        "SELECT id, version, name, activity_name, type, service_group, focus_area_id, target_group, start_time,"
        " minutes, venue, municipality_code, online, international, notes FROM activity_template"
        " WHERE archived = 0 ORDER BY position, id"
    )
    return [TemplateRow._make((*line[:12], bool(line[12]), bool(line[13]), line[14])) for line in found]


def any() -> bool:
    """Whether the register ever had a template."""
    return bool(value("SELECT EXISTS (SELECT 1 FROM activity_template)"))


def filled(row: TemplateRow, year: int) -> dict[str, Any]:
    """What a template fills of an activity in this year, by field of the record; a year in the name becomes this."""
    told: dict[str, Any] = {
        "name": yearly.of_year(row.activity_name or row.name, year),
        "focus_area": row.focus_area_id,
    } | {field: getattr(row, field) for field in FIELDS}
    return {field: said for field, said in told.items() if said not in ("", None, False)}
