"""What a list of activities says of each, as sheet 5 of the annual report has it (DOMAIN.md 8)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.activities import ActivitiesQuery, ActivityRow
from crm.rules import code_lists, places


class ActivityColumn(NamedTuple):
    """A column: its title marked with N_, the kind of its values (crm.exchange.writers), its width in characters."""

    title: str
    value: Callable[[ActivityRow], Value]
    kind: str = "text"
    width: float | None = None


def _code(code_list: str, field: str) -> Callable[[ActivityRow], Value]:
    return lambda row: code_lists.label(code_list, getattr(row, field))


def _yes(told: bool) -> str:
    return _("Yes") if told else _("No")


def _place(row: ActivityRow) -> str:
    return places.name(row.municipality_code) or row.municipality_code


COLUMNS = (
    ActivityColumn(N_("Day"), lambda row: row.start_on, "day"),
    ActivityColumn(N_("Until"), lambda row: row.end_on, "day"),
    ActivityColumn(N_("Name"), lambda row: row.name, width=40),
    ActivityColumn(N_("Type"), _code("activity_type", "type"), width=22),
    ActivityColumn(N_("Service"), _code("service_group", "service_group"), width=26),
    ActivityColumn(N_("Status"), _code("activity_status", "status"), width=12),
    ActivityColumn(N_("Focus area"), lambda row: row.focus_area, width=26),
    ActivityColumn(N_("For whom"), _code("target_group", "target_group"), width=16),
    ActivityColumn(N_("Place"), lambda row: row.venue, width=24),
    ActivityColumn(N_("Municipality"), _place, width=16),
    ActivityColumn(N_("Online"), lambda row: _yes(row.online), width=10),
    ActivityColumn(N_("International"), lambda row: _yes(row.international), width=12),
    ActivityColumn(N_("Together with"), lambda row: row.joint_with, width=24),
    ActivityColumn(N_("How long"), lambda row: row.minutes, "minutes"),
    ActivityColumn(N_("Came"), lambda row: row.came, "int"),
    ActivityColumn(N_("Organisations"), lambda row: row.organisations, "int"),
    ActivityColumn(N_("Of them members"), lambda row: row.members, "int"),
    ActivityColumn(N_("Women"), lambda row: row.women, "int"),
    ActivityColumn(N_("Men"), lambda row: row.men, "int"),
    ActivityColumn(
        N_("Satisfaction"), lambda row: row.satisfaction / 100 if row.satisfaction is not None else None, "number"
    ),
    ActivityColumn(N_("Answers"), lambda row: row.answers, "int"),
    ActivityColumn(N_("Income"), lambda row: row.income, "money"),
    ActivityColumn(N_("Cost"), lambda row: row.cost, "money"),
)


def ids(today: date) -> list[int]:
    """All activities, the earliest first; archived ones stay behind."""
    return ActivitiesQuery(descending=False).ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These activities, each with the values of COLUMNS."""
    found = ActivitiesQuery().rows(ids)
    return [tuple(column.value(found[id]) for column in COLUMNS) for id in ids if id in found]
