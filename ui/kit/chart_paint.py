"""Draws a chart on a window, a picture, a page of paper: colour is never the only sign, each series has its pattern."""

from collections.abc import Sequence
from math import ceil, hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from crm.i18n import _
from ui.kit import theme, tokens
from ui.kit.chart import ROUND, Chart, Mark, level, marks
from ui.kit.tokens import Tokens

STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
PATTERNS = (Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense6Pattern, Qt.BrushStyle.CrossPattern)
LEFT, MIDDLE, RIGHT = (Qt.AlignmentFlag.AlignVCenter | one for one in (
    Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight))  # fmt: skip

RING = 0.12
"""How thick the ring of a donut is, as a share of its width: so that "89 %" has room in the smallest."""


class Drawing:
    """A chart in its place on a device; where `bare`, without words, as a small one beside its number.

    `centre` stands in the hole of a donut. On paper `colors` are those of the light theme.
    """

    def __init__(self, painter: QPainter, room: QRectF, chart: Chart, colors: Tokens, bare: bool, centre: str) -> None:
        self.painter, self.room, self.chart, self.colors = painter, room, chart, colors
        self.bare, self.centre = bare, centre
        self.unit = painter.device().logicalDpiY() / 96  # a pixel of the screen, on paper as well
        self.font = theme.font("small")
        self.metrics = QFontMetricsF(self.font, painter.device())
        self.line = self.metrics.height()
        self.box = self._box()
        self.marks = marks(chart, self.box, 7 * self.unit)

    def draw(self, lit: tuple[int, int] | None = None) -> None:
        """Paint it; `lit` is the (series, place) that one is on."""
        painter = self.painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font)
        if not self.marks and not self.bare:
            self._write(self.room, _("no figures yet"), MIDDLE, "muted")
        elif self.chart.kind == "donut":
            self._ring()
        else:
            self._axes()
            self._joined()
        for mark in self.marks:
            self._mark(mark, lit == (mark.series, mark.place))
        if self.chart.target is not None and self.chart.kind != "donut" and (self.marks or self.bare):
            self._rule(self.chart.target, "text", Qt.PenStyle.DashLine)  # over the bars: none may hide it
        self._numbers()
        if not self.bare and self.marks:
            self._legend()
        painter.restore()

    def _box(self) -> QRectF:
        room, line, gap = self.room, self.line, 4 * self.unit
        if self.bare:
            return room.adjusted(gap / 4, gap / 4, -gap / 4, -gap / 4)
        if self.chart.kind == "donut":
            side = min(room.height(), room.width() * 0.5)
            return QRectF(room.left(), room.center().y() - side / 2, side, side).adjusted(gap, gap, -gap, -gap)
        above = line * (2 if self._explained() else 1) + gap
        below = line * (2 if self.chart.reach[0] < 0 else 1) + gap
        gutter = 0 if self._told() else max(map(self._wide, self._ends())) + 2 * gap
        box = room.adjusted(gutter, above, 0, -below)
        return QRectF(box.left(), box.top(), max(1, box.width()), max(1, box.height()))

    def _wide(self, words: str) -> float:
        return self.metrics.horizontalAdvance(words)

    def _ends(self) -> list[str]:
        return [self.chart.show(value) for value in self.chart.reach]

    def _explained(self) -> bool:
        """Whether there is more to tell apart than one series."""
        return len(self.chart.series) > 1 or self.chart.target is not None

    def _told(self) -> bool:
        """Whether each bar has room for its own number."""
        slot = self.room.width() / max(1, len(self.chart.labels))
        values = [value for value in (self.chart.series[0].values if self.chart.series else ()) if value is not None]
        alone = self.chart.kind == "bar" and len(self.chart.series) == 1
        return alone and all(self._wide(self.chart.show(value)) < slot for value in values)

    def _ink(self, series: int) -> tuple[QColor, QColor]:
        soft, ink = tokens.pair(self.chart.series[series].key, self.colors)
        return theme.color(soft), theme.color(ink)

    def _dress(self, series: int) -> None:
        """The first series is full, the second an outline, the others patterned."""
        soft, ink = self._ink(series)
        self.painter.setPen(QPen(ink, self.unit))
        brush = QBrush(ink if series == 0 else soft)
        if series > 1:
            brush = QBrush(ink, PATTERNS[series % len(PATTERNS)])
            brush.setTransform(QTransform.fromScale(self.unit, self.unit))
        self.painter.setBrush(brush)

    def _write(self, room: QRectF, words: str, align: Qt.AlignmentFlag, token: str) -> None:
        self.painter.setPen(theme.color(getattr(self.colors, token)))
        self.painter.drawText(
            room, int(align), self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )

    def _rule(self, value: float, token: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> float:
        y = level(self.chart, self.box, value)
        self.painter.setPen(QPen(theme.color(getattr(self.colors, token)), self.unit, style))
        self.painter.drawLine(QPointF(self.box.left(), y), QPointF(self.box.right(), y))
        return y

    def _axes(self) -> None:
        chart, box, line = self.chart, self.box, self.line
        for value in {0.0, *(() if self.bare or self._told() else chart.reach)}:
            y = self._rule(value, "control_border" if value == 0 else "border")
            if not self.bare and not self._told():
                self._write(QRectF(self.room.left(), y - line / 2, box.left() - self.room.left() - 6 * self.unit, line),
                            chart.show(value), RIGHT, "muted")  # fmt: skip
        if self.bare:
            return
        slot = box.width() / max(1, len(chart.labels))
        every = max(1, ceil(max(map(self._wide, chart.labels), default=0) / (slot * 0.96)))
        for place in range(0, len(chart.labels), every):
            wide = min(slot * every, box.width())
            left = min(max(box.left() + (place + 0.5) * slot - wide / 2, self.room.left()), self.room.right() - wide)
            self._write(QRectF(left, self.room.bottom() - line, wide, line), chart.labels[place], MIDDLE, "muted")

    def _joined(self) -> None:
        """The lines between neighbours that are both known."""
        for series in range(len(self.chart.series) if self.chart.kind == "line" else 0):
            self.painter.setPen(QPen(self._ink(series)[1], 2 * self.unit, STROKES[series % len(STROKES)]))
            known = {mark.place: mark.box.center() for mark in self.marks if mark.series == series}
            for place in known.keys() & {place - 1 for place in known}:
                self.painter.drawLine(known[place], known[place + 1])

    def _ring(self) -> None:
        side = min(self.box.width(), self.box.height())
        wide = side * RING
        self.painter.setPen(QPen(theme.color(self.colors.border), wide))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = (side - wide) / 2
        self.painter.drawEllipse(self.box.center(), inner, inner)
        self._centred(2 * inner - wide)

    def _centred(self, hole: float) -> None:
        """What stands in the hole of a donut, as large as it may be; nothing where it would run over the ring."""
        words = self.centre.replace("\u00a0", "\u202f")  # "89 %": each pixel counts in there
        for role in ("strong", "small"):
            self.painter.setFont(theme.font(role))
            room = QFontMetricsF(self.painter.font(), self.painter.device()).tightBoundingRect(words)
            if hypot(room.width(), room.height()) < hole:
                self._write(self.box, words, MIDDLE, "text")
                break
        self.painter.setFont(self.font)

    def _mark(self, mark: Mark, lit: bool) -> None:
        self._dress(mark.series)
        if lit:
            self.painter.setPen(QPen(theme.color(self.colors.text), 2 * self.unit))
        if self.chart.kind == "donut":
            self.painter.drawPath(slice_path(mark))
        elif self.chart.kind == "line":
            (self.painter.drawEllipse if mark.series % 2 == 0 else self.painter.drawRect)(mark.box)
        else:
            self.painter.drawRect(mark.box)  # of a zero its line alone: it is known

    def _numbers(self) -> None:
        """The number of each bar, where each has room for it."""
        if self.bare or self.chart.kind == "donut" or not self._told():
            return
        for mark in self.marks:
            value = self.chart.value(mark.series, mark.place)
            if value is not None:
                self._write(self.number_room(mark, value), self.chart.show(value), MIDDLE, "text")

    def number_room(self, mark: Mark, value: float) -> QRectF:
        """Where a bar's number stands: at its end, or beyond the goal's line where that would run through it."""
        y = mark.box.bottom() + self.unit if value < 0 else mark.box.top() - self.line
        if self.chart.target is not None:
            line = level(self.chart, self.box, self.chart.target)
            if y < line < y + self.line:
                y = line + self.unit if value < 0 else line - self.line
        wide = self._wide(self.chart.show(value)) + 2 * self.unit
        return QRectF(mark.box.center().x() - wide / 2, y, wide, self.line)

    def _legend(self) -> None:
        series: Sequence[int] = range(len(self.chart.series))
        swatch, gap, x = self.line * 0.6, 6 * self.unit, self.box.left()
        donut = self.chart.kind == "donut"
        y = self.room.center().y() - len(series) * self.line * 0.6 if donut else self.room.top()
        for one in series if donut or self._explained() else ():
            name = self.chart.words(one, 0) if donut else self.chart.series[one].name
            if not name:  # a mark beside nothing says nothing
                continue
            left = self.box.right() + 3 * gap if donut else x
            self._dress(one)
            self.painter.drawRect(QRectF(left, y + self.line * 0.2, swatch, swatch))
            room = QRectF(left + swatch + gap, y, max(1, self.room.right() - left - swatch - gap), self.line)
            self._write(room, name, LEFT, "text" if donut else "muted")
            x, y = (x, y + self.line * 1.2) if donut else (room.left() + self._wide(name) + 2 * gap, y)
        if self.chart.target is not None and not donut:
            self.painter.setPen(QPen(theme.color(self.colors.text), self.unit, Qt.PenStyle.DashLine))
            self.painter.drawLine(QPointF(x, y + self.line / 2), QPointF(x + 2 * swatch, y + self.line / 2))
            goal = _("{what}: {value}").format(what=self.chart.target_name, value=self.chart.show(self.chart.target))
            x += 2 * swatch + gap
            self._write(QRectF(x, y, max(1, self.room.right() - x), self.line), goal, LEFT, "text")


def slice_path(mark: Mark) -> QPainterPath:
    """A slice of a donut, from the top and clockwise."""
    hole = mark.box.width() * RING
    inner = mark.box.adjusted(hole, hole, -hole, -hole)
    start, span = 90 - mark.start * 360 / ROUND, -mark.span * 360 / ROUND
    path = QPainterPath()
    path.arcMoveTo(mark.box, start)
    path.arcTo(mark.box, start, span)
    path.arcTo(inner, start + span, -span)
    path.closeSubpath()
    return path if mark.span else QPainterPath()
