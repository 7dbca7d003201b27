"""The figures of the annual report, in their order (DOMAIN.md 7)."""

from crm.reports.figures import activity, contact, economy, membership, outcome, own, project, quality, running
from crm.reports.figures.definition import Figure, defined

FIGURES: tuple[Figure, ...] = defined(
    membership.ASKS
    | contact.ASKS
    | activity.ASKS
    | project.ASKS
    | outcome.ASKS
    | economy.ASKS
    | running.ASKS
    | quality.ASKS
)
"""K01-K40."""


def known() -> tuple[Figure, ...]:
    """All figures of the report: K01-K40, and those of the cluster's own behind them."""
    return (*FIGURES, *own.own())
