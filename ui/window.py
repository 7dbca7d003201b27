"""The main window: navigation, pages made when first shown, menus, and the news that makes them ask again."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm.changes import Changes
from ui import bringing_in, caption, errands, hints, quick_log, record_menu, submenus
from ui.actions import Actions
from ui.apart import Apart
from ui.bridge import Bridge
from ui.gestures import Gestures
from ui.help import Help
from ui.kit import state
from ui.page_stack import PageStack
from ui.pages import places
from ui.pinned import Pinned
from ui.reminders import Reminder
from ui.safekeeping import Keeper
from ui.shell import Shell
from ui.told import Counts, Told

if TYPE_CHECKING:
    from ui.pages.desk import Desk, Page
    from ui.program import Program
    from ui.trail import Place

MEMORY = "main"
SIZE = (1240, 800)
AHEAD_MS = 150
MINIMIZED = Qt.WindowState.WindowMinimized


class MainWindow(Gestures):
    """Shows one register, or the welcome page while there is none."""

    closed = Signal()

    def __init__(
        self,
        program: "Program",
        *,
        today: Callable[[], date] = date.today,
        ahead: bool = True,
    ) -> None:
        """`ahead` gets the pages ready that one is likely to open next, while nobody waits."""
        super().__init__()
        self.program, self.today = program, today
        self.file = None
        self.read_only = ""
        self.sample, self.waiting = False, ()
        self.released = False
        self._undo: tuple[str | None, str | None] = (None, None)
        self.logging = None
        self._desk: Desk | None = None
        self.apart = Apart(self)
        self.help = Help(self, program.layout, lambda: self.current)
        self.setObjectName("klynge")
        self.actions_ = Actions(
            self, lambda key: errands.run(self, key), lambda key, menu: submenus.fill(self, key, menu)
        )
        self.shell = Shell(
            self,
            find=lambda: self.open_palette(),
            leave_sample=lambda: errands.leave_sample(self),
            backups=lambda: errands.run(self, "backups"),
        )
        self.setCentralWidget(self.shell)
        self.pages = PageStack(self.shell.stack, self.tell)
        self.pinned = Pinned(self)
        self._idle = QTimer(self)
        self._idle.setInterval(AHEAD_MS)
        self._idle.timeout.connect(self._make_ahead)
        self._ahead = ahead
        self.reminder = Reminder(self)
        self.keeper = Keeper(self)
        self._told = Told(self, self.pinned, self._tell_counts)
        self.bridge = Bridge(self)
        self.bridge.changed.connect(self._react)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.resize(*SIZE)
        state.restore_window(self, program.layout, MEMORY)

    # The register

    def show_nothing(self, register: bool) -> None:
        """Show only the frame, before anything was opened; with the navigation where a register is about to be."""
        self.shell.sidebar.setVisible(register)
        self.shell.sidebar.set_items(places.items())
        self.shell.sidebar.select(self._first())

    def show_register(self, path: Path, read_only: str, *, sample: bool = False) -> None:
        """Show the register that was just opened, on the page where one was last time.

        Lists that wait for a register of one's own are taken in now.
        """
        self._clear()
        self.sample = sample
        self.file, self.read_only, self.released = path, read_only, False
        self.shell.sidebar.setVisible(True)
        self.go(self._first())
        self._name()
        self._told.read()
        if self._ahead:
            self._idle.start()
        self.reminder.start()
        self.keeper.start()
        waiting, self.waiting = self.waiting, ()
        if waiting and not sample:
            QTimer.singleShot(0, self, lambda: bringing_in.import_lists(self, waiting))

    def show_welcome(self, problem: str = "") -> None:
        """Show the first page of somebody who has no register open, and why where something went wrong."""
        self._clear()
        self.file, self.read_only, self.sample = None, "", False
        self.shell.sidebar.setVisible(False)
        self.shell.tell_backup("")
        self._show("welcome")
        self._name()
        if problem:
            self.shell.bar.say(problem, "danger")

    def at_rest(self) -> bool:
        """Whether nothing is being asked, worked at or made ahead."""
        return not (self.desk.questions.waiting() or self.desk.jobs.busy() or self._idle.isActive())

    def _make_ahead(self) -> None:
        if not self.pages.make_ahead(self.desk) and not quick_log.read_ahead():
            self._idle.stop()

    def release(self) -> None:
        """Let go of the register before it is closed: no page, no question, no job."""
        self._idle.stop()
        self.reminder.stop()
        self.keeper.stop()
        self.pinned.forget()
        self.released = True
        self.apart.close()
        self.pages.clear()
        if self._desk is not None:
            self._desk.jobs.stop()
            self._desk.questions.stop()
        self.stop_alone()

    def retranslate(self) -> None:
        """Say everything in another language: the pages are made again where they stood."""
        self.actions_.build()
        self.shell.name()
        self.dismiss_toast()
        if self._desk is not None:
            self._desk.questions.forget("")  # the pages that asked are taken down
        here = self.pages.make_again()
        if here:
            self._show(here)
        self._name()
        self.apart.make_again()
        self.help.make_again()
        if self.file is not None:
            self._told.read()
            self.tell_backup()

    # Going about

    def go(self, key: str, id: int | None = None, **what: Any) -> None:
        """Go to a page, and to a record there; `what` is passed on to the page's `restore` (a filter to begin with)."""
        if self.file is not None and (key != self.current or id is not None or what):
            self.pages.leave()
        page = self._show(key)
        if what:
            page.restore(what)
        if id is not None:
            page.show_record(id)

    def go_back(self) -> None:
        """Go back to where one was: the same row, the same scroll position."""
        self._return_to(self.pages.way_back())

    def go_forward(self) -> None:
        """Go to where one came back from."""
        self._return_to(self.pages.way_forward())

    def _return_to(self, place: "Place | None") -> None:
        if place is not None:
            self._show(place.key).restore(place.state)
        self.tell()

    def page(self) -> "Page | None":
        """The page that is shown."""
        return self.pages.page()

    @property
    def current(self) -> str:
        """The key of the page that is shown, "" for none."""
        return self.pages.current

    def open_apart(self, table: str, id: int) -> None:
        """Open a record in a window of its own."""
        self.apart.open(table, id)

    def windows_apart(self) -> Sequence[QWidget]:
        """The windows of single records that are open."""
        return self.apart.windows

    def tell(self) -> None:
        """Bring the status line and the menus up to date with the page."""
        page = self.page()
        if page is None:
            return
        status = page.shown_status()
        self.shell.tell(status.text, status.selected, status.sums)
        undo, redo = self._undo
        self.actions_.allow(
            register=self.file is not None,
            writable=self.file is not None and not self.read_only,
            verbs=page.shown_verbs(),
            undo=undo,
            redo=redo,
        )
        for key, can in zip(("back", "forward"), self.pages.ways(), strict=True):
            self.actions_.of[key].setEnabled(can)
        self.actions_.check(self.current)
        self.pinned.select()
        self.apart.tell()

    @property
    def desk(self) -> "Desk":
        """What the pages find on their desk; a new one for each register."""
        if self._desk is None:
            from ui import furnishing

            self._desk = furnishing.desk(self)
        return self._desk

    def _first(self) -> str:
        """The page where one was last time."""
        last = str(self.program.setting("last_page"))
        return last if places.exists(last) else places.FIRST

    def _clear(self) -> None:
        self.release()
        self._desk = None
        self._undo = (None, None)
        self.shell.bar.clear()
        self.dismiss_toast()

    def _show(self, key: str) -> "Page":
        page = self.pages.show(key, self.desk)
        hints.tell_keys(page)
        if self.file is not None:
            self.program.prefer("last_page", key)
            if key == "reports":
                self.program.layout.setdefault("first_steps.report", "1")
        self.tell()
        return page

    def _name(self) -> None:
        name = self.file.stem if self.file is not None else ""
        self.setWindowTitle(caption.of(name, read_only=bool(self.read_only), sample=self.sample))
        if not name:
            self.setWindowModified(False)
        own = self.program.registers.own() if self.sample else None
        self.shell.sample.show_mark(self.sample, own.stem if own else "")
        self.shell.tell_file(self.file.name if self.file else "", str(self.file or ""), self.read_only)
        self.pinned.show()
        self.tell()

    def tell_backup(self) -> None:
        """Say in the status bar when the last backup was made."""
        self.keeper.read()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        bringing_in.log_from(self, now)

    def show_record_menu(self, place: QPoint) -> None:
        """Pop up what can be done with the record one is on."""
        self.tell()
        record_menu.pop_up(self, self.actions_, place)

    # News

    def _react(self, changes: Changes) -> None:
        if changes.touches("code_term", "renamed_term"):
            self.retranslate()  # every page, menu and list may hold one of the words
        self.pages.react(changes)
        self.apart.react(changes)
        if self.file is not None:
            self._told.react(changes)
            self.keeper.react(changes)

    def _tell_counts(self, answer: Counts) -> None:
        self.shell.sidebar.set_title(answer.name or (self.file.stem if self.file else ""))
        for key, count in answer.pages.items():
            self.shell.sidebar.set_count(key, count)
        self._undo = (answer.undo, answer.redo)
        self.setWindowModified(bool(answer.drafts))
        self.tell()

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keeper.may_close():
            event.ignore()
            return
        state.remember_window(self, self.program.layout, MEMORY)
        self.bridge.close()
        self.help.close()
        self.release()
        self.closed.emit()
        super().closeEvent(event)
