"""Writing a note: Markdown as plain text, with small helps that never get in the way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSizePolicy

from ui.kit import text as texts

NextItem = Callable[[str], str | None]
FromHtml = Callable[[str], str]

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
LONGEST_PASTE = 4_000_000


class NoteEdit(QPlainTextEdit):
    """Several lines. Enter goes on with a list, Ctrl+B makes bold, Ctrl+V keeps lists and links of what was copied.

    Ctrl+Shift+V pastes plain words. `next_item(line)` says what the line after one of a list begins with (None for no
    list, "" where the list ends); `from_html(html)` turns copied HTML into Markdown. What was put in comes out to the
    letter as long as nobody changes it.
    """

    def __init__(self, rows: int, next_item: NextItem, from_html: FromHtml) -> None:
        super().__init__()
        self._rows, self._next_item, self._from_html = rows, next_item, from_html
        self._given = ("", "")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_note(self, words: str) -> None:
        """Put a note in."""
        self.setPlainText(words)
        self._given = (words, self._raw())

    def note(self) -> str:
        """What stands here, to the letter; "" where it is only blanks."""
        raw = self._raw()
        words = self._given[0] if raw == self._given[1] else raw
        return words if words.strip() else ""

    def sizeHint(self) -> QSize:
        return QSize(240, texts.lines_high(self, self._rows) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+B for the text: in a note it means bold, whatever the window has it for."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_bold(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_bold(event):
            self._bold()
        elif event.key() == Qt.Key.Key_V and event.modifiers() == _CONTROL | _SHIFT:
            self._paste_words()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _plain(event) and self._go_on():
            return
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasHtml():
            super().insertFromMimeData(source)
            return
        html = source.html()
        words = self._from_html(html) if len(html) <= LONGEST_PASTE else ""
        if words:
            self.textCursor().insertText(words)
            self.ensureCursorVisible()
        else:
            super().insertFromMimeData(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or super().canInsertFromMimeData(source)

    def _raw(self) -> str:
        # toPlainText would make a hard blank a soft one
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _go_on(self) -> bool:
        """Begin the next item of a list; after an empty item the list ends."""
        cursor = self.textCursor()
        line = cursor.block().text()
        begin = self._next_item(line)
        if begin is None or cursor.hasSelection():
            return False
        if begin == "":
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
            return True
        if cursor.positionInBlock() < len(line) - len(line.lstrip()) + 1:
            return False
        cursor.insertText("\n" + begin)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _bold(self) -> None:
        """Make the chosen words bold, or no longer bold; without any put the marks round the cursor."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.insertText("****")
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=2)
            self.setTextCursor(cursor)
            return
        chosen = cursor.selectedText()
        is_bold = len(chosen) > 4 and chosen.startswith("**") and chosen.endswith("**")
        words = chosen[2:-2] if is_bold else f"**{chosen}**"
        start = cursor.selectionStart()
        cursor.insertText(words)
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _paste_words(self) -> None:
        mime = QApplication.clipboard().mimeData()
        if mime is not None and mime.hasText():
            self.textCursor().insertText(mime.text())
            self.ensureCursorVisible()


def _is_bold(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_B and event.modifiers() == _CONTROL


def _plain(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
