"""Sheet 9, Økonomi: income and costs by category, costs by focus area: budget, accounts and what lies between them."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import money
from crm.reports.facts import Facts
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import ALL, Field

TITLE = N_("Economy")

FIELDS = (
    Field(
        "block",
        N_("Part"),
        width=26,
        words={"income": N_("Income"), "cost": N_("Costs"), "focus_area": N_("Costs by focus area")},
    ),
    Field("group", N_("Group"), width=40, words=ALL | {"": N_("No focus area")}, codes="finance_group"),
    Field("budget", N_("Budget"), "money", 16),
    Field("actual", N_("Accounts"), "money", 16),
    Field("difference", N_("Difference"), "money", 16),
    Field("spent", N_("Spent"), "percent", 10),
)
_LISTS = {"income": "finance_income", "cost": "finance_cost", "focus_area": "focus_area"}


def table(now: Facts, _before: Facts) -> Table:
    """Blocks with a total each; the difference is accounts less budget, None where one of them is not known."""
    return Table(tuple(field.key for field in FIELDS), tuple(_row(*row) for row in money.economy(now.year)))


def _row(block: Data, group: Data, budget: Data, actual: Data) -> tuple[Data, ...]:
    if budget is None or actual is None:
        return block, group, budget, actual, None, None
    planned, spent = int(budget), int(actual)
    return block, group, planned, spent, spent - planned, spec.percent(spent, planned)


def sheet(report: Report, language: str) -> Sheet:
    """The sheet; a line begins each block and its total is strong."""
    data = report.tables["economy"]

    def word(row: tuple[Data, ...]) -> str:
        return report.word(_LISTS[str(row[0])], str(row[1]), language)

    made = spec.sheet(TITLE, FIELDS, "economy", report, language, group=("group", word))
    return spec.summed(made, data, 1)
