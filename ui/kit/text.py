"""Words on a page: always plain text, never cut without saying so."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui.kit import theme, tokens


def label(
    text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False, tone: str = ""
) -> QLabel:
    """A label of plain text: a name with `<img src=...>` in it opens no file (RELIABILITY.md section 2).

    Roles: body, strong, small, hint (small and muted), muted, section, heading, title, number.
    Tones: muted, accent, success, warning, danger. Selectable text can be reached and copied by keyboard.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setCursor(Qt.CursorShape.IBeamCursor)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the style sheet notice."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is styled when it is shown or measured first
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_tone(widget: QLabel, tone: str) -> None:
    """Give a label another tone ("" for none)."""
    restyle(widget, "tone", tone)


class Points(QWidget):
    """Sentences below each other, each behind a dot, so that the eye sees where the next one begins."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.S)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def set(self, lines: Sequence[str]) -> None:
        """Show these."""
        while len(self._rows) < len(lines):
            row = (label("•", "muted"), label(wrap=True, selectable=True))
            for column, one in enumerate(row):
                self._grid.addWidget(one, len(self._rows), column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(row)
        for place, (dot, words) in enumerate(self._rows):
            words.setText(lines[place] if place < len(lines) else "")
            dot.setVisible(place < len(lines))
            words.setVisible(place < len(lines))

    def lines(self) -> list[str]:
        """What is shown."""
        return [words.text() for _dot, words in self._rows if words.text()]


class Elided(QLabel):
    """A label of one line that ends in … where room is short; then the tooltip tells all."""

    def __init__(self, text: str = "", role: str = "body", *, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def _tell(self) -> None:
        short = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(plain_tip(self.text()) if short else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), words)


def plain_tip(text: str) -> str:
    """The text as a tooltip shows it letter by letter: Qt guesses rich text where it sees a tag."""
    if "<" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"


def lines_high(widget: QWidget, lines: int) -> int:
    """Pixels that so many lines of a widget's font take."""
    return widget.fontMetrics().lineSpacing() * lines


def separator() -> QWidget:
    """A thin horizontal line."""
    made = QWidget()
    made.setObjectName("line")
    made.setProperty("line", True)
    made.setFixedHeight(1)
    made.setAutoFillBackground(True)
    made.setBackgroundRole(theme.palette(theme.now()).ColorRole.Mid)
    return made
