"""Charts: what they say, and where each value stands. `chart_paint` draws them, `chart_view` is the widget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from PySide6.QtCore import QRectF

from crm.i18n import _

ROUND = 5760
"""A whole turn as Qt counts angles: in sixteenths of a degree."""
LEAST = 1.0
"""How high the smallest bar is that is not zero: it is there, and must be seen."""


class Series(NamedTuple):
    """A value for each label of the chart; None is unknown, which is never zero. `key` steadies the colour."""

    name: str
    values: Sequence[float | None]
    key: int | str = 0


def plain(value: float) -> str:
    """The value as it is, its thousands parted."""
    return f"{value:,.10g}".replace(",", "\u00a0")


@dataclass(frozen=True)
class Chart:
    """Values to look at; `show` writes one as people read it, `target` is the goal they are measured by.

    The slices of a donut are its series, with one value each; what is below zero has no share of it.
    """

    kind: Literal["bar", "line", "stacked", "donut"]
    labels: Sequence[str]
    series: Sequence[Series]
    show: Callable[[float], str] = plain
    target: float | None = None
    target_name: str = ""

    def value(self, series: int, place: int) -> float | None:
        """One value; None where it is unknown."""
        values = self.series[series].values
        return values[place] if place < len(values) else None

    def is_known(self) -> bool:
        """Whether there is any value to show."""
        return any(value is not None for one in self.series for value in one.values)

    def words(self, series: int, place: int) -> str:
        """One value as it is read out: "March, 2026: 12"."""
        value = self.value(series, place)
        where = ", ".join(part for part in (self.labels[place], self.series[series].name) if part)
        return _("{what}: {value}").format(what=where, value=_("unknown") if value is None else self.show(value))

    def told(self) -> str:
        """All values as they are read out, and the goal."""
        found = [self.words(series, at) for series in range(len(self.series)) for at in range(len(self.labels))]
        if self.target is not None:
            found.append(_("{what}: {value}").format(what=self.target_name, value=self.show(self.target)))
        return "; ".join(found) or _("no figures yet")

    @cached_property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest value that has to find room, zero and the goal among them."""
        columns = [[self.value(one, at) or 0 for one in range(len(self.series))] for at in range(len(self.labels))]
        if self.kind == "stacked":
            columns = [
                [sum(one for one in column if one < 0), sum(max(one, 0) for one in column)] for column in columns
            ]
        every = [0.0, self.target or 0.0, *(one for column in columns for one in column)]
        return min(every), max(every)


class Mark(NamedTuple):
    """Where a known value stands: a bar, the spot of a point, or a slice from `start` over `span` (see ROUND)."""

    series: int
    place: int
    box: QRectF
    start: int = 0
    span: int = 0


def level(chart: Chart, box: QRectF, value: float) -> float:
    """How far down a value stands in the box of the bars, or the points."""
    least, most = chart.reach
    return box.bottom() - (value - least) / ((most - least) or 1) * box.height()


def marks(chart: Chart, box: QRectF, dot: float = 7) -> list[Mark]:
    """The marks of all known values; none reaches out of the box. `dot` is the width of a line's points."""
    if chart.kind == "donut":
        return _slices(chart, box)
    found, slot = [], box.width() / max(1, len(chart.labels))
    beside = 1 if chart.kind == "stacked" else max(1, len(chart.series))
    for place in range(len(chart.labels)):
        tops = [0.0, 0.0]  # what a stack has reached above zero, and below
        for series in range(len(chart.series)):
            value = chart.value(series, place)
            if value is None:
                continue
            wide = slot * 0.72 / beside
            left = box.left() + place * slot + slot * 0.14 + (series * wide if beside > 1 else 0)
            if chart.kind == "line":
                side = min(dot, slot, box.height())
                y = min(max(level(chart, box, value), box.top() + side / 2), box.bottom() - side / 2)
                found.append(
                    Mark(series, place, QRectF(box.left() + (place + 0.5) * slot - side / 2, y - side / 2, side, side))
                )
                continue
            below = value < 0
            start = tops[below] if chart.kind == "stacked" else 0.0
            tops[below] = start + value
            found.append(Mark(series, place, _bar(chart, box, left, wide, start, start + value)))
    return found


def _bar(chart: Chart, box: QRectF, left: float, wide: float, start: float, end: float) -> QRectF:
    one, other = level(chart, box, start), level(chart, box, end)
    high = max(abs(one - other), min(LEAST, box.height()) if start != end else 0)
    top = one - high if end >= start else one
    return QRectF(left, min(max(top, box.top()), box.bottom() - high), wide, high)


def _slices(chart: Chart, box: QRectF) -> list[Mark]:
    side = min(box.width(), box.height())
    disc = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    values = [chart.value(series, 0) for series in range(len(chart.series))]
    shares = [max(0.0, value or 0.0) for value in values]
    whole = sum(shares) or 1.0
    # Ends are rounded, not spans, so that the slices add up to what they are of.
    ends = [0, *(round(ROUND * reached / whole) for reached in accumulate(shares))]
    return [
        Mark(series, 0, disc, ends[series], ends[series + 1] - ends[series])
        for series, value in enumerate(values)
        if value is not None
    ]
