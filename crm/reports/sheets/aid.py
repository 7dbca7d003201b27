"""Sheet 15, Statsstøtte: only where aid is registered; the ceiling of de minimis is 300 000 euros in three years."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import money
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("State aid")

FIELDS = (
    Field("name", N_("Organisation"), width=34),
    Field("org_number", N_("Org. number"), "code", 11),
    Field("granted_on", N_("Date"), "day", 11),
    Field("basis", N_("Basis"), width=24, codes="aid_basis"),
    Field("amount", N_("NOK"), "money", 14),
    Field("euro", N_("EUR"), "money", 14),
    Field("three_years", N_("Three-year sum, EUR"), "money", 16),
    Field("left", N_("Left, EUR"), "money", 14),
)


CEILING = 300_000_00
"""De minimis in three years, in hundredths of a euro (DOMAIN.md 1.2 no. 3)."""


def table(now: Facts, _before: Facts) -> Table:
    """One row for each piece of aid up to the last day of the year, by organisation."""
    rows = []
    for row in money.aid(now.last):
        total = row[6]
        rows.append((*row, None if total is None else CEILING - int(total)))
    return Table(tuple(field.key for field in FIELDS), tuple(rows))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "aid", report, language)
