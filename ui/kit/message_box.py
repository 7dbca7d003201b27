"""A small dialog of our own for what has to be said or asked: an icon, a title, words, buttons.

Qt's message box shows no title on a Mac, guesses rich text and lays its buttons out as it pleases.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons, text, theme, tokens
from ui.kit.buttons import button

WIDTH = 440


class MessageBox(QDialog):
    """Buttons are added from left to right; `answer` is the words of the one that closed it, "" after Esc."""

    def __init__(self, parent: QWidget | None, icon: str, color: str, title: str, words: str, more: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.answer = ""
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, 28, color))
        column = QVBoxLayout()
        column.setSpacing(tokens.S)
        for part, role in ((title, "heading"), (words, "body"), (more, "muted")):
            if part:
                label = text.label(part, role, wrap=True, selectable=role == "body")
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                column.addWidget(label)
        self._column = column
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(tokens.L)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(column, 1)
        self._feet = QHBoxLayout()
        self._feet.setSpacing(tokens.S)
        self._feet.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.L)
        body.setSpacing(tokens.XL)
        # The least height of wrapped words is reckoned for the least width: too high by lines.
        body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        body.addLayout(top, 1)
        body.addLayout(self._feet)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def add(
        self,
        words: str,
        on: Callable[[], object] | None = None,
        *,
        icon: str = "",
        primary: bool = False,
        danger: bool = False,
        default: bool = False,
    ) -> QPushButton:
        """Add a button: with `on` it does that and the box stays, else it closes the box."""
        made = button(words, on or (lambda: self._close_with(words)), icon=icon, primary=primary, danger=danger)
        self._feet.addWidget(made)
        if default:
            made.setDefault(True)
            made.setFocus()
        return made

    def add_below(self, widget: QWidget) -> None:
        """Add something below the words."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def sizeHint(self) -> QSize:
        width = max(theme.px(WIDTH), super().minimumSizeHint().width())
        layout = self.layout()
        assert layout is not None
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else super().sizeHint().height()
        return QSize(width, high)

    def showEvent(self, event: QShowEvent) -> None:
        self.setMinimumSize(self.sizeHint())
        super().showEvent(event)

    def _close_with(self, words: str) -> None:
        self.answer = words
        self.accept()
