"""One record in a window of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from ui import actions, bringing_in, drop, quick_log
from ui.frame import Frame
from ui.kit import icons, state, tokens
from ui.pages import doing, halves, one_record, places
from ui.pages.desk import Desk

SIZE = (640, 760)
HERE = ("undo", "redo", "log", "guide")
"""What can be done here beside what can be done with the record."""


class RecordWindow(QMainWindow):
    """One record; Esc and Ctrl+W close it, the keys of the record's menu and of undo work as in the main window.

    `name` begins the keys of its questions, `closed` is called with it when it goes.
    """

    def __init__(self, main: Frame, table: str, id: int, name: str, closed: Callable[["RecordWindow"], object]) -> None:
        super().__init__()
        self.table, self.id = table, id
        self._main, self._name, self._closed = main, name, closed
        self._actions: dict[str, QAction] = {}
        self.setObjectName("apart")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._desk = self._own_desk()
        for keys in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(keys), self, self.close)
        self.build()

    def build(self) -> None:
        """Make what is shown, in the present language."""
        for action in self._actions.values():
            self.removeAction(action)
        self._actions = {}
        for entry in actions.entries():
            if entry.key in HERE or entry.needs == "page":
                made = self._actions[entry.key] = QAction(_(entry.text), self)
                made.setShortcuts([QKeySequence(keys) for keys in entry.keys])
                made.triggered.connect(partial(self.do, entry.key))
                if entry.icon:
                    icons.put(made, entry.icon)
                self.addAction(made)
        self.record = one_record.make(self.table, self._desk)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        body.addWidget(halves.detail_card(self.record.widget))
        self.setCentralWidget(inner)
        self._show()

    def react(self, changes: Changes) -> None:
        """Ask again; a record that is gone takes its window with it."""
        if changes.touches(self.table) and not places.is_there(self.table, self.id):
            self._main.say(_("«{name}» is gone, and its window was closed.").format(name=self._called))
            self.close()
        elif changes.touches(*one_record.TABLES):
            self._show()

    def tell(self) -> None:
        """Light up what the main window can do as well; whether the record lets itself be done with is asked then."""
        for key in HERE:
            known = self._main.actions_.of[key]
            self._actions[key].setEnabled(known.isEnabled())
            self._actions[key].setText(known.text())

    def do(self, key: str, *_checked: Any) -> None:
        """Do what the menu entry of that name says, with this record."""
        verbs = self.record.verbs()
        if key == "log":
            quick_log.log(self._main, whom=self.record.subject(), above=self)
        elif key == "guide":
            self._main.help.open_here()
        elif key in ("undo", "redo"):
            {"undo": doing.undo, "redo": doing.redo}[key](self._desk)
        elif key in verbs:
            verbs[key]()

    def popup(self, place: QPoint) -> None:
        """Pop up what can be done with the record."""
        verbs = self.record.verbs()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([action for key, action in self._actions.items() if key in verbs and key != "apart"])
        menu.popup(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drop.welcome(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = drop.sort(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self._main, lambda: bringing_in.take(self._main, dropped))

    def closeEvent(self, event: QCloseEvent) -> None:
        state.remember_window(self, self._main.program.layout, f"apart.{self.table}")
        self._desk.questions.forget("")
        self._closed(self)
        super().closeEvent(event)

    def _show(self) -> None:
        self._called = places.called(self.table, self.id)
        self.setWindowTitle(f"{self._called} – Klynge")
        self.record.show(self.id)
        self.tell()

    def _own_desk(self) -> Desk:
        main = self._main.desk
        return replace(
            main,
            questions=main.questions.apart(self._name),
            go=self._go,
            say=self._say,
            action=self.do,
            log=lambda about, values: quick_log.log(self._main, prefilled=values, whom=about, above=self),
            record_menu=self.popup,
            window=lambda: self,
        )

    def _go(self, key: str, id: int | None = None, **what: Any) -> None:
        """What lies elsewhere is shown in the main window."""
        self._main.go(key, id, **what)
        self._main.raise_()
        self._main.activateWindow()

    def _say(self, words: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        from ui.kit import toast

        toast.show(self, words, action, on)
