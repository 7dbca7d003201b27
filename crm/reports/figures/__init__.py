"""The figures of the annual report, in their order (DOMAIN.md 7)."""

from dataclasses import replace

from crm.queries import figure_wordings
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
    """All figures of the report under the names the cluster gave them: K01-K40, and those of its own behind them."""
    named = figure_wordings.all()
    return (*(_called(figure, named[figure.key]) if figure.key in named else figure for figure in FIGURES), *own.own())


def _called(figure: Figure, own: figure_wordings.Wording) -> Figure:
    return replace(figure, name_nb=own.name_nb or figure.name_nb, name_en=own.name_en or figure.name_en)
