"""The first page: a cluster of one's own with the list one has, one that exists, or the sample cluster to try on."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _, ngettext, quoted
from ui.dialogs import received
from ui.kit import fields, icons, text, theme, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.forms import Form
from ui.pages import kept_in
from ui.pages.desk import Desk, Page


class WelcomePage(Page):
    """The language, the name of one's cluster, the list that waits; or another way in, and the registers opened lately.

    A name and Enter are enough to begin.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(720))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        head = QHBoxLayout()
        head.addWidget(text.label(_("Welcome to Klynge"), "title"), 1)
        head.addLayout(self._languages())
        column.addLayout(head)
        why = _("Members, contacts and meetings of your cluster in one place, and the figures of the annual report.")
        column.addWidget(text.label(why, "muted", wrap=True))
        column.addSpacing(tokens.S)
        column.addWidget(self._own())
        column.addLayout(self._ways())
        column.addLayout(self._lately())
        self.body.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 100)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch(2)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Welcome")

    def primary_action(self) -> None:
        """Make the cluster that was named, and show it."""
        self.form.clear_problems()
        called = self.name.text().strip()
        if not called:
            self.form.show_problems({"name": _("Say what the cluster is called.")})
            self.name.setFocus()
            return
        from ui.pages import beginning  # and with it the database, read when one begins

        try:
            beginning.make(self.desk, kept_in.proposal(called), called)
        except Invalid as problem:
            self.form.show_problems({"name": " ".join(problem.fields.values())})
            return
        # Only now: the page goes when the register is shown.
        QTimer.singleShot(0, self.desk.show_created)

    def refresh(self) -> None:
        """Say which lists wait for the register."""
        waiting = self.desk.waiting()
        if waiting:
            names = ", ".join(quoted(file.name) for file in waiting)
            words = ngettext(
                "{files} waits: give the cluster a name, and it is brought in at once.",
                "{files} wait: give the cluster a name, and they are brought in at once.",
                len(waiting),
            ).format(files=names)
        else:
            words = _("Have a list in Excel? Drop it anywhere on this window; it is brought in as the first thing.")
        self._list.setText(words)
        text.set_tone(self._list, "success" if waiting else "muted")
        self._tell_file()

    def state(self) -> dict[str, Any]:
        """The name typed so far: it stays when the language changes."""
        return {"name": self.name.text()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show it again."""
        self.name.setText(state.get("name", ""))
        self._tell_file()

    def _languages(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.XS)
        for one in self.desk.preferences():
            if one.name != "language":
                continue
            for value, label in one.choices:
                made = button(label, partial(self.desk.prefer, "language", value))
                made.setProperty("kind", "chip")
                made.setCheckable(True)
                made.setChecked(value == one.value)
                line.addWidget(made)
        return line

    def _own(self) -> Card:
        card = Card(_("Begin with your own cluster"))
        self.form = Form([fields.text("name", _("What is it called?"), wide=True)])
        name = self.form.widget("name")
        assert isinstance(name, QLineEdit)
        self.name = name
        self.name.textChanged.connect(lambda _words: self._tell_file())
        self.name.returnPressed.connect(self.primary_action)
        begin = button(_("Begin"), self.primary_action, primary=True)
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self.form, 1)
        line.addWidget(begin, 0, Qt.AlignmentFlag.AlignBottom)
        self._file = text.Elided("", "hint")
        below = QHBoxLayout()
        below.addWidget(self._file, 1)
        below.addWidget(button(_("More choices…"), self._more, quiet=True))
        self._list = text.label("", "muted", wrap=True)
        lists = QHBoxLayout()
        lists.addWidget(self._list, 1)
        lists.addWidget(button(_("Choose the list…"), self._choose_list, icon="import"))
        card.body.addLayout(line)
        card.body.addLayout(below)
        card.body.addLayout(lists)
        return card

    def _tell_file(self) -> None:
        path = kept_in.proposal(self.name.text())
        self._file.setText(_("Everything is kept in one file: {path}").format(path=path))

    def _more(self) -> None:
        from ui.pages import beginning

        beginning.ask(self.window(), self.desk, called=self.name.text().strip())

    def _choose_list(self) -> None:
        chosen = received.several(self, _("Choose a list"), received.lists())
        if chosen:
            self.desk.wait(tuple(chosen))
            self.refresh()
            self.name.setFocus()

    def _ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(tokens.M)
        ways = (
            ("folder", _("Open"), _("A register of your cluster that exists already."), "open"),
            (
                "eye",
                _("Try with sample data"),
                _("An invented cluster in a file of its own. It never mixes with yours."),
                "sample",
            ),
        )
        for place, (icon, title, why, action) in enumerate(ways):
            way = Way(icon, title, why)
            way.clicked.connect(lambda action=action: self.desk.action(action))
            grid.addWidget(way, 0, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _lately(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        recent = self.desk.recent()[:5]
        if recent:
            column.addSpacing(tokens.M)
            column.addWidget(text.label(_("Recently opened"), "section"))
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
