"""What lists of contributions, and of what members pledged and gave, say in a file (DOMAIN.md 8, sheet 8)."""

from collections.abc import Sequence
from datetime import date

from crm.exchange import record_columns
from crm.exchange.record_columns import RecordColumn, code
from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.contributions import Balance, ContributionsQuery, Line
from crm.rules import numbers

COLUMNS: tuple[RecordColumn[Line], ...] = (
    RecordColumn(N_("Year"), lambda line: line.year, "int"),
    RecordColumn(N_("Day"), lambda line: line.given_on, "day"),
    RecordColumn(N_("Organisation"), lambda line: line.name, width=34),
    RecordColumn(N_("Org. number"), lambda line: line.org_number, "code"),
    RecordColumn(N_("Kind"), code("contribution_kind", "kind"), width=12),
    RecordColumn(N_("Hours"), lambda line: _hours(line.minutes), "number"),
    RecordColumn(N_("Rate"), lambda line: line.rate, "money"),
    RecordColumn(N_("Amount"), lambda line: line.amount, "money"),
    RecordColumn(N_("Counts for"), lambda line: line.value, "money"),
    RecordColumn(N_("Above the cap"), lambda line: line.above or None, "money"),
    RecordColumn(N_("Project or activity"), lambda line: line.for_what, width=30),
    RecordColumn(N_("Focus area"), lambda line: line.focus_area, width=24),
    RecordColumn(N_("Document"), lambda line: line.document_ref, width=18),
    RecordColumn(N_("Approved"), lambda line: _("Yes") if line.approved else _("No"), width=12),
    RecordColumn(N_("Notes"), lambda line: line.notes, width=40),
)
MEMBER_COLUMNS: tuple[RecordColumn[Balance], ...] = (
    RecordColumn(N_("Year"), lambda row: row.year, "int"),
    RecordColumn(N_("Organisation"), lambda row: row.name, width=34),
    RecordColumn(N_("Org. number"), lambda row: row.org_number, "code"),
    RecordColumn(N_("Hours pledged"), lambda row: _hours(row.pledged_minutes), "number"),
    RecordColumn(N_("Hours given"), lambda row: _hours(row.given.minutes), "number"),
    RecordColumn(N_("Money pledged"), lambda row: row.pledged_cash, "money"),
    RecordColumn(N_("Money given"), lambda row: row.given.cash, "money"),
    RecordColumn(N_("Other"), lambda row: row.given.other, "money"),
    RecordColumn(N_("Counts for"), lambda row: row.given.value, "money"),
    RecordColumn(N_("Not approved"), lambda row: row.waiting.value, "money"),
    RecordColumn(N_("Against the pledge"), lambda row: state(row), width=26),
)


def ids(today: date) -> list[int]:
    """All contributions by year, the newest first; archived ones stay behind."""
    return ContributionsQuery(order="year", descending=True).ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These contributions, each with the values of COLUMNS."""
    return record_columns.values(COLUMNS, ContributionsQuery().rows(ids), ids)


def state(row: Balance) -> str:
    """How a member stands to what it pledged, in a few words; what waits for approval is not given yet."""
    minutes, cash = row.missing
    if row.pledged_minutes is None and row.pledged_cash is None:
        return _("nothing pledged")
    if not minutes and not cash:
        return _("As pledged")
    told = [_("{hours} h").format(hours=numbers.show_hours(minutes))] if minutes else []
    told += [numbers.show_money(cash)] if cash else []
    return _("{what} left").format(what=_(" and ").join(told))


def _hours(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60
