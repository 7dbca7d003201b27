"""A figure over the years as a small chart, with its baseline and its target where a goal has one."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.goals import IndicatorRow
from crm.reports.history import Number
from crm.reports.report import Report, Reported
from crm.rules import goals, numbers
from ui.dialogs import figure_words
from ui.kit import theme
from ui.kit.chart import Chart, Series
from ui.kit.chart_view import ChartView
from ui.pages.sheet import Fact

HIGH, LEGEND = 100, 30
"""Pixels of the chart, and of the line above it that names the target."""
Years = Mapping[int, Mapping[str, Number]]


class FigureYears(QWidget):
    """The chart; hidden while no year is known."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = ChartView(_("Over the years"))
        self._fit()
        theme.news.changed.connect(self._fit)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.chart)
        self.hide()

    def _fit(self) -> None:
        legend = LEGEND if self.chart.chart.target is not None else 0
        self.chart.setFixedHeight(theme.px(HIGH + legend))

    def show_figure(self, figure: Reported, years: Years, indicator: IndicatorRow | None) -> None:
        """Show a figure in these years, and the target it is measured by."""
        values = [years[year].get(figure.key) for year in years]
        target = None if indicator is None or indicator.target is None else indicator.target / 100
        chart = Chart(
            "bar",
            [str(year) for year in years],
            [Series("", values, key=1)],
            show=lambda value: figure_words.value(value, figure.unit),
            target=target,
            target_name=_("Target"),
        )
        self.chart.set_chart(chart)
        self._fit()
        self.setVisible(sum(value is not None for value in values) > 1)


def two(report: Report) -> Years:
    """What the report itself tells, until the years before are there."""
    return {
        report.year - 1: {key: figure.before.value for key, figure in report.figures.items()},
        report.year: {key: figure.value for key, figure in report.figures.items()},
    }


def measured(figure: Reported, indicators: Sequence[IndicatorRow]) -> IndicatorRow | None:
    """The indicator of the figure, the one with a target first; None where no goal asks for it."""
    of = [one for one in indicators if one.figure_key == figure.key]
    return next((one for one in of if one.target is not None), next(iter(of), None))


def facts(figure: Reported, indicator: IndicatorRow | None) -> list[Fact]:
    """Baseline, target and how much of the way is done."""
    if indicator is None:
        return []
    found = []
    for words, value, year in (
        (_("Baseline"), indicator.baseline, indicator.baseline_year),
        (_("Target"), indicator.target, indicator.target_year),
    ):
        if value is not None:
            shown = figure_words.with_unit(value / 100, figure.unit)
            found.append(Fact(words, f"{shown} ({year})" if year else shown))
    done = goals.achieved(indicator.baseline, indicator.target, _hundredths(figure.value))
    if done is not None:
        found.append(Fact(_("Of the way"), numbers.show_percent(float(done))))
    return found


def target(figure: Reported, indicators: Sequence[IndicatorRow]) -> str:
    """The target in the list of figures, "" where there is none."""
    indicator = measured(figure, indicators)
    return (
        "" if indicator is None or indicator.target is None else figure_words.value(indicator.target / 100, figure.unit)
    )


def _hundredths(value: Number) -> int | None:
    return None if value is None else int(numbers.round_half_up(value * 100))
