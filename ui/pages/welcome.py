"""The first page: a cluster of one's own, one that exists, or the sample cluster to try things on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.i18n import _
from ui.kit import icons, text, theme, tokens
from ui.kit.buttons import button
from ui.pages.desk import Desk, Page


class WelcomePage(Page):
    """Four ways in, and the registers opened lately."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(720))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(text.label(_("Welcome to Klynge"), "title"))
        why = _("Members, contacts and meetings of your cluster in one place, and the figures of the annual report.")
        column.addWidget(text.label(why, "muted", wrap=True))
        column.addSpacing(tokens.S)
        column.addLayout(self._ways())
        column.addLayout(self._lately())
        self.body.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch(2)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Welcome")

    def primary_action(self) -> None:
        """Make a new cluster."""
        self.desk.action("new_register")

    def _ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(tokens.M)
        ways = (
            (
                "star",
                _("New cluster"),
                _("Give it a name, and begin with members and contacts of your own."),
                "new_register",
            ),
            ("folder", _("Open"), _("A register of your cluster that exists already."), "open"),
            (
                "eye",
                _("Try with sample data"),
                _("An invented cluster in a file of its own. Nothing of it mixes with yours."),
                "sample",
            ),
            (
                "import",
                _("Bring your Excel list"),
                _("Make the cluster first; then drop the list you have anywhere on this window."),
                "new_register",
            ),
        )
        for place, (icon, title, why, action) in enumerate(ways):
            way = Way(icon, title, why)
            way.clicked.connect(lambda action=action: self.desk.action(action))
            grid.addWidget(way, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return grid

    def _lately(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        recent = self.desk.recent()[:5]
        if recent:
            column.addSpacing(tokens.M)
            column.addWidget(text.label(_("Opened lately"), "section"))
        for path in recent:
            line = QHBoxLayout()
            line.addWidget(button(path.stem.replace("&", "&&"), self._opening(path), icon="file", quiet=True))
            line.addWidget(text.Elided(str(path.parent), "muted"), 1)
            column.addLayout(line)
        return column

    def _opening(self, path: Path) -> Callable[[], object]:
        return lambda: self.desk.open_file(path)


class Way(QFrame):
    """A card that is a button: an icon, a title, a sentence."""

    clicked = Signal()

    def __init__(self, icon: str, title: str, why: str) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("card", True)
        self.setProperty("clickable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)
        self._picture = QLabel()
        words = QVBoxLayout()
        words.setSpacing(tokens.XS)
        words.addWidget(text.label(title, "strong"))
        words.addWidget(text.label(why, "muted", wrap=True))
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        line.setSpacing(tokens.M)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        theme.news.changed.connect(self._draw)
        self._draw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, 24, "accent"))
