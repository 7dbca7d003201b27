"""What lists of contributions, and of what members pledged and gave, say in a file (DOMAIN.md 8, sheet 8)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.contributions import Balance, ContributionsQuery
from crm.rules import code_lists, numbers


class ContributionColumn(NamedTuple):
    """A column: its title marked with N_, the kind of its values (crm.exchange.writers), its width in characters."""

    title: str
    value: Callable[[Any], Value]
    kind: str = "text"
    width: float | None = None


COLUMNS = (
    ContributionColumn(N_("Year"), lambda line: line.year, "int"),
    ContributionColumn(N_("Day"), lambda line: line.given_on, "day"),
    ContributionColumn(N_("Organisation"), lambda line: line.name, width=34),
    ContributionColumn(N_("Org. number"), lambda line: line.org_number, "code"),
    ContributionColumn(N_("Kind"), lambda line: code_lists.label("contribution_kind", line.kind), width=12),
    ContributionColumn(N_("Hours"), lambda line: _hours(line.minutes), "number"),
    ContributionColumn(N_("Rate"), lambda line: line.rate, "money"),
    ContributionColumn(N_("Amount"), lambda line: line.amount, "money"),
    ContributionColumn(N_("Counts for"), lambda line: line.value, "money"),
    ContributionColumn(N_("Above the cap"), lambda line: line.above or None, "money"),
    ContributionColumn(N_("Project or activity"), lambda line: line.for_what, width=30),
    ContributionColumn(N_("Focus area"), lambda line: line.focus_area, width=24),
    ContributionColumn(N_("Document"), lambda line: line.document_ref, width=18),
    ContributionColumn(N_("Approved"), lambda line: _("Yes") if line.approved else _("No"), width=12),
    ContributionColumn(N_("Notes"), lambda line: line.notes, width=40),
)
"""Of a `Line` of crm.queries.contributions."""

MEMBER_COLUMNS = (
    ContributionColumn(N_("Year"), lambda row: row.year, "int"),
    ContributionColumn(N_("Organisation"), lambda row: row.name, width=34),
    ContributionColumn(N_("Org. number"), lambda row: row.org_number, "code"),
    ContributionColumn(N_("Hours pledged"), lambda row: _hours(row.pledged_minutes), "number"),
    ContributionColumn(N_("Hours given"), lambda row: _hours(row.given.minutes), "number"),
    ContributionColumn(N_("Money pledged"), lambda row: row.pledged_cash, "money"),
    ContributionColumn(N_("Money given"), lambda row: row.given.cash, "money"),
    ContributionColumn(N_("Other"), lambda row: row.given.other, "money"),
    ContributionColumn(N_("Counts for"), lambda row: row.given.value, "money"),
    ContributionColumn(N_("Not approved"), lambda row: row.waiting.value, "money"),
    ContributionColumn(N_("Against the pledge"), lambda row: state(row), width=26),
)
"""Of a `Balance`."""


def ids(today: date) -> list[int]:
    """All contributions by year, the newest first; archived ones stay behind."""
    return ContributionsQuery(order="year", descending=True).ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These contributions, each with the values of COLUMNS."""
    found = ContributionsQuery().rows(ids)
    return [tuple(column.value(found[id]) for column in COLUMNS) for id in ids if id in found]


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
