"""What a list of activities says of each, as sheet 5 of the annual report has it (DOMAIN.md 8)."""

from collections.abc import Sequence
from datetime import date

from crm.exchange import record_columns
from crm.exchange.record_columns import RecordColumn, code
from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.activities import ActivitiesQuery, ActivityRow
from crm.rules import places


def _yes(told: bool) -> str:
    return _("Yes") if told else _("No")


def _place(row: ActivityRow) -> str:
    return places.name(row.municipality_code) or row.municipality_code


COLUMNS: tuple[RecordColumn[ActivityRow], ...] = (
    RecordColumn(N_("Day"), lambda row: row.start_on, "day"),
    RecordColumn(N_("Until"), lambda row: row.end_on, "day"),
    RecordColumn(N_("Name"), lambda row: row.name, width=40),
    RecordColumn(N_("Type"), code("activity_type", "type"), width=22),
    RecordColumn(N_("Service"), code("service_group", "service_group"), width=26),
    RecordColumn(N_("Status"), code("activity_status", "status"), width=12),
    RecordColumn(N_("Focus area"), lambda row: row.focus_area, width=26),
    RecordColumn(N_("For whom"), code("target_group", "target_group"), width=16),
    RecordColumn(N_("Place"), lambda row: row.venue, width=24),
    RecordColumn(N_("Municipality"), _place, width=16),
    RecordColumn(N_("Online"), lambda row: _yes(row.online), width=10),
    RecordColumn(N_("International"), lambda row: _yes(row.international), width=12),
    RecordColumn(N_("Together with"), lambda row: row.joint_with, width=24),
    RecordColumn(N_("Hours"), lambda row: row.minutes / 60 if row.minutes is not None else None, "number"),
    RecordColumn(N_("Came"), lambda row: row.came, "int"),
    RecordColumn(N_("Organisations"), lambda row: row.organisations, "int"),
    RecordColumn(N_("Of them members"), lambda row: row.members, "int"),
    RecordColumn(N_("Women"), lambda row: row.women, "int"),
    RecordColumn(N_("Men"), lambda row: row.men, "int"),
    RecordColumn(
        N_("Satisfaction"), lambda row: row.satisfaction / 100 if row.satisfaction is not None else None, "number"
    ),
    RecordColumn(N_("Answers"), lambda row: row.answers, "int"),
    RecordColumn(N_("Income"), lambda row: row.income, "money"),
    RecordColumn(N_("Cost"), lambda row: row.cost, "money"),
)


def ids(today: date) -> list[int]:
    """All activities, the earliest first; archived ones stay behind."""
    return ActivitiesQuery(descending=False).ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These activities, each with the values of COLUMNS."""
    return record_columns.values(COLUMNS, ActivitiesQuery().rows(ids), ids)
