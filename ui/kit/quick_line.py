"""A line that offers what a sign in it may stand for, and marks what was understood."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit import theme
from ui.kit.drop_down import DropDown
from ui.kit.pick_list import Row

Sign = tuple[int, str, str]
"""Where a sign stands, the sign, and the words behind it as far as the cursor."""


class QuickLine(QLineEdit):
    """Enter, Tab or ; takes the marked row of what drops down (the first, until the arrows move); Esc lets it be.

    `sign_at(text, cursor)` says which sign is being written, `offer(sign, words)` what it may stand for. `picked(data,
    start, end)` tells which row was taken for which part of the text; whoever listens puts something there with
    `put_in`. `given_back(start)` comes for Backspace right behind a mark that can be given back. Enter without a list
    and Tab go on to `next_field()`. `left` comes when the keyboard leaves the line.
    """

    picked = Signal(object, int, int)
    given_back = Signal(int)
    left = Signal()

    def __init__(
        self,
        sign_at: Callable[[str, int], Sign | None],
        offer: Callable[[str, str], Sequence[Row]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign_at, self._offer = sign_at, offer
        self._marks: list[tuple[int, int, bool]] = []
        self.next_field: Callable[[], QWidget | None] = lambda: None
        self.setProperty("big", True)
        self._drop = DropDown(self)
        self._drop.picked.connect(self._take)
        self.textEdited.connect(self._typed)
        theme.news.changed.connect(self._paint_marks)

    def set_marks(self, marks: Sequence[tuple[int, int, bool]]) -> None:
        """Mark what was understood: (start, end, whether Backspace gives it back)."""
        self._marks = list(marks)
        self._paint_marks()

    def put_in(self, start: int, end: int, words: str) -> None:
        """Put words in the place of a part of the text, as if typed; the cursor stands behind them."""
        self.setSelection(start, end - start)
        self.insert(words)

    def event(self, event: QEvent) -> bool:
        # Tab is a key of the list while it is open, and knows where to go on else.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._drop.hide()
        super().focusOutEvent(event)
        self.left.emit()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        nothing = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._drop.is_open() and nothing:
            if enter or key == Qt.Key.Key_Tab or event.text() == ";":
                self._take(self._drop.current_row())
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._drop.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key == Qt.Key.Key_Escape:
                self._drop.hide()
                return True
        if nothing and (enter or key == Qt.Key.Key_Tab):
            after = self.next_field()
            if after is not None:
                after.setFocus(Qt.FocusReason.TabFocusReason)
            return enter or after is not None
        if nothing and key == Qt.Key.Key_Backspace and not self.hasSelectedText():
            for start, end, back in self._marks:
                if back and end == self.cursorPosition():
                    self.given_back.emit(start)
                    return True
        return False

    def _typed(self) -> None:
        sign = self._sign_at(self.text(), self.cursorPosition())
        self._drop.offer(self._offer(*sign[1:]) if sign is not None else [])

    def _take(self, row: Row | None) -> None:
        sign = self._sign_at(self.text(), self.cursorPosition())
        self._drop.hide()
        if row is not None and sign is not None:
            self.picked.emit(row.data, sign[0], self.cursorPosition())
            self.setFocus()

    def _paint_marks(self) -> None:
        """Qt paints formats in a line only for an input method: this is one that writes nothing."""
        attributes = []
        for start, end, _back in self._marks:
            look = QTextCharFormat()
            look.setBackground(theme.color("accent_soft"))
            look.setForeground(theme.color("link"))
            place = start - self.cursorPosition()
            attributes.append(
                QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, place, end - start, look)
            )
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))
