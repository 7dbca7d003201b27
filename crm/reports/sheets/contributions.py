"""Sheet 8, Egeninnsats: what members put in, what of it counts (K29), and what was pledged against what was given."""

from collections.abc import Sequence

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.contributions import balances
from crm.queries.figures.economy import Given
from crm.queries.report_rows import money
from crm.reports.facts import Facts
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Own contribution")

FIELDS = (
    Field(
        "part",
        N_("Part"),
        width=22,
        words={
            "line": N_("Contributions"),
            "sum": N_("Approved, in all"),
            "waiting": N_("Not approved yet, in all"),
            "pledge": N_("Pledged against given"),
        },
    ),
    Field("member", N_("Member"), width=32),
    Field("org_number", N_("Org. number"), "code", 11),
    Field("kind", N_("Kind"), width=10, codes="contribution_kind"),
    Field("cash", N_("Cash"), "money", 13),
    Field("hours", N_("Hours"), "number", 9),
    Field("rate", N_("Rate an hour"), "money", 12),
    Field("value", N_("Counts for"), "money", 14),
    Field("pledged_cash", N_("Pledged cash"), "money", 13),
    Field("pledged_hours", N_("Pledged hours"), "number", 11),
    Field("focus_area", N_("Focus area"), width=24, codes="focus_area"),
    Field("document", N_("Voucher"), width=16),
    Field("approved", N_("Approved"), width=10, yes_no=True),
)


def table(now: Facts, _before: Facts) -> Table:
    """The lines of the year by member, their sums, then what each pledged and gave; nothing where nothing was given."""
    pledges = {one.organisation_id: one for one in balances(now.year) if one.pledged_cash or one.pledged_minutes}
    named = money.named({*pledges, *(one.organisation for one in now.contributions)})
    order = {organisation: place for place, organisation in enumerate(named)}
    lines = sorted(now.contributions, key=lambda one: (order[one.organisation], one.id))
    rows: list[tuple[Data, ...]] = [_line(one, *named[one.organisation]) for one in lines]
    for part, approved in (("sum", True), ("waiting", False)):
        chosen = [one for one in lines if one.approved == approved]
        if chosen:
            rows.append((part, "", "", "", *_sums(chosen), None, None, "", "", int(approved)))
    given: dict[int, list[Given]] = {}
    for one in lines:
        if one.approved:
            given.setdefault(one.organisation, []).append(one)
    for organisation in named:
        pledge = pledges.get(organisation)
        agreed = (pledge.pledged_cash, spec.hours(pledge.pledged_minutes)) if pledge else (None, None)
        rows.append(("pledge", *named[organisation], "", *_sums(given.get(organisation, ())), *agreed, "", "", None))
    return Table(tuple(field.key for field in FIELDS), tuple(rows))


def _line(one: Given, name: str, number: str) -> tuple[Data, ...]:
    area = "" if one.focus_area is None else str(one.focus_area)
    cash = one.value if one.kind == "cash" else None
    told = ("line", name, number, one.kind, cash, spec.hours(one.minutes), one.rate, one.value, None, None)
    return (*told, area, one.document_ref, int(one.approved))


def _sums(lines: Sequence[Given]) -> tuple[Data, ...]:
    """Cash, hours, no rate, and what it counts for."""
    cash = sum(one.value for one in lines if one.kind == "cash")
    minutes = sum(one.minutes or 0 for one in lines)
    return cash, spec.hours(minutes), None, sum(one.value for one in lines)


def sheet(report: Report, language: str) -> Sheet:
    """The sheet; sums are strong, and a line begins what was pledged."""
    data = report.tables["contributions"]
    strong = frozenset(place for place, row in enumerate(data.rows) if row[0] in ("sum", "waiting"))
    begins = spec.blocks(data)
    return spec.marked(spec.sheet(TITLE, FIELDS, "contributions", report, language), strong=strong, begins=begins)
