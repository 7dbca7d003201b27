"""The kinds of records that are told of each year, as the page of report data lists them."""

from ui.pages import fact_groups, fact_money, fact_results
from ui.pages.fact_kind import FactKind


def all() -> list[FactKind]:
    """Every kind, in the order of the chips, in the present language."""
    return [
        fact_money.company_figures(),
        fact_money.economy(),
        fact_results.results(),
        fact_results.media(),
        fact_results.surveys(),
        fact_groups.bodies(),
        fact_groups.seats(),
        fact_groups.relations(),
        fact_groups.hours(),
        fact_money.state_aid(),
        fact_results.labels(),
    ]
