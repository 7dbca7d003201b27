"""A chart in a window: each value is reached by keyboard and mouse, read out, copied, and leads to what it counts."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.kit import clipboard, paint, text, theme, tokens
from ui.kit.chart import Chart, Mark
from ui.kit.chart_paint import Drawing, slice_path

TURNS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
NOTHING = Chart("bar", (), ())


class ChartView(QWidget):
    """Shows a `Chart`; `chosen(series, place)` when a value is clicked or Enter is pressed on it.

    A `bare` one has no words in it; its values are reached and told all the same.
    """

    chosen = Signal(int, int)

    def __init__(self, name: str, chart: Chart = NOTHING, *, bare: bool = False, centre: str = "") -> None:
        super().__init__()
        self._bare, self._lit = bare, (0, 0)
        self._marks: list[Mark] = []  # where they were painted last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        theme.news.changed.connect(self.updateGeometry)
        self.set_chart(chart, centre)

    def set_chart(self, chart: Chart, centre: str = "") -> None:
        """Show another one; `centre` stands in the hole of a donut."""
        self.chart, self._centre, self._lit = chart, centre, (0, 0)
        self.setAccessibleDescription(chart.told())
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Leave the words away, or write them."""
        if bare != self._bare:
            self._bare = bare
            self.updateGeometry()
            self.update()

    def current(self) -> tuple[int, int]:
        """The (series, place) that one is on."""
        return self._lit

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(64)) if self._bare else QSize(theme.px(320), theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(40)) if self._bare else QSize(theme.px(140), theme.px(110))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        drawing = Drawing(painter, room, self.chart, theme.now(), self._bare, self._centre)
        drawing.draw(self._lit if self.hasFocus() else None)
        self._marks = drawing.marks
        if self.hasFocus():
            paint.rounded(painter, self.rect(), "", tokens.RADIUS_CONTROL, "focus", 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            clipboard.copy_text(self._cells())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chart.is_known() and self.chart.value(*self._lit) is not None:
                self.chosen.emit(*self._lit)
        elif event.key() in TURNS and self.chart.is_known():
            series, place = TURNS[Qt.Key(event.key())]
            if self.chart.kind == "donut":
                series, place = series + place, 0
            self._go(
                min(max(0, self._lit[0] + series), len(self.chart.series) - 1),
                min(max(0, self._lit[1] + place), len(self.chart.labels) - 1),
            )
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click on a value from whoever it lies on, whose click means something else."""
        event.setAccepted(self.at(event.position().toPoint()) is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position().toPoint())
        event.setAccepted(found is not None)
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._lit = found
            self.chosen.emit(*found)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.at(event.pos())
            places = [] if found is None else [found[1]]
            words = [self.chart.words(one, place) for place in places for one in range(len(self.chart.series))]
            QToolTip.showText(event.globalPos(), text.plain_tip("\n".join(words)), self)
            return True
        return super().event(event)

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """The (series, place) of the value at a point: its bar, its slice, else the nearest one of that place."""
        if self.chart.kind == "donut":
            return next(((mark.series, 0) for mark in self._marks if slice_path(mark).contains(point)), None)
        near = min(self._marks, key=lambda mark: abs(mark.box.center().x() - point.x()), default=None)
        return None if near is None else (near.series, near.place)

    def _go(self, series: int, place: int) -> None:
        self._lit = (series, place)
        words = self.chart.words(series, place)
        QToolTip.showText(self.mapToGlobal(QPoint(self.width() // 2, self.height())), text.plain_tip(words), self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.update()

    def _cells(self) -> str:
        """The values as cells, as Excel takes them."""
        rows = [["", *(one.name for one in self.chart.series)]]
        for place, label in enumerate(self.chart.labels):
            values = [self.chart.value(series, place) for series in range(len(self.chart.series))]
            rows.append([label, *("" if value is None else self.chart.show(value) for value in values)])
        return "\n".join("\t".join(row) for row in rows)
