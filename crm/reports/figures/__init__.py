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
    """All figures of the report under the names and in the order that the cluster gave them, hidden ones too.

    By themselves they are K01-K40, and those of its own behind them.
    """
    named = figure_wordings.all()
    listed = [_called(figure, named[figure.key]) if figure.key in named else figure for figure in FIGURES]
    placed = {figure.key: figure for figure in listed if figure.key in named and named[figure.key].position}
    order = [figure for figure in (*listed, *own.own()) if figure.key not in placed]
    for key, figure in sorted(placed.items(), key=lambda one: (named[one[0]].position or 0, one[0])):
        order.insert((named[key].position or 1) - 1, figure)
    return tuple(order)


def _called(figure: Figure, own: figure_wordings.Wording) -> Figure:
    name_nb, name_en = own.name_nb or figure.name_nb, own.name_en or figure.name_en
    return replace(figure, name_nb=name_nb, name_en=name_en, hidden=own.hidden)
