"""Backups while one works and when one leaves, and what keeps the register quick.

A backup is made every half hour and at closing where something was written.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from crm.changes import Changes
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from ui.frame import Frame

if TYPE_CHECKING:
    from datetime import datetime

    from ui.kit.job import Job

FIRST_MS = 60_000
"""A register that was left without a backup (the computer went off) gets it soon after it is opened."""
EVERY_MS = 30 * 60_000
MUCH = "import_batch"
"""Where it was written, the register is tidied soon after."""
_MAKING = ("import_batch", "merged", "erased")
"""What is written right after a backup of its own."""


class Keeper(QObject):
    """Makes the backups of the window's register in its worker, and says in the status bar when the last one was made.

    With `guards_closing` the window is closed only once what was written is in a backup, or somebody said it need not.
    """

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        self.guards_closing = False
        self._let_go = False
        self._failed = ""
        self._closing: Job | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._tidying = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._tidying.timeout.connect(self.tidy)

    def start(self) -> None:
        """Begin with the register that was just opened."""
        self._failed, self._let_go = "", False
        if self._keeps():
            self._timer.start(FIRST_MS)
            self._tidying.start()
        self.read()

    def stop(self) -> None:
        """End: the register is about to be closed."""
        self._timer.stop()
        self._tidying.stop()

    def react(self, changes: Changes) -> None:
        """Tell of a backup that was made before an import and the like; tidy up after one."""
        if changes.touches(*_MAKING):
            self.read()
        if changes.touches(MUCH) and self._keeps():
            self._tidying.start()

    def read(self) -> None:
        """Say when the last backup was made."""
        from crm.queries import backups

        if self._window.file is not None and not self._window.sample:
            self._window.desk.questions.ask("window.backup", backups.last, self._tell)
        else:
            self._window.shell.tell_backup("")

    def look(self) -> None:
        """Make a backup beside the window where something was written since the last one."""
        self._timer.start(EVERY_MS)
        self._window.desk.jobs.run(_made_if_due, done=self._made, failed=self._told)

    def tidy(self) -> None:
        """Make the register quick again, a little at a time: what the user asks for comes in between."""
        from crm.commands import upkeep
        from ui.kit.jobs import told_to_nobody

        # Where nothing can be written the user hears it from what they write; this is tried again another day
        self._window.desk.jobs.run(upkeep.tidy, done=self._tidied, failed=told_to_nobody, owner=self)

    def may_close(self) -> bool:
        """Whether the window may be closed now; else a backup is being made, and the window closes after it."""
        app = QApplication.instance()
        hurried = isinstance(app, QApplication) and app.isSavingSession()  # the computer is being shut down
        if not self.guards_closing or self._let_go or hurried or not self._keeps():
            return True
        if self._closing is not None and self._closing.running:
            return False
        from crm.queries import backups

        if not backups.is_due():
            return True
        # Behind what is being done now: that is not lost either.
        self._closing = self._window.desk.jobs.run(
            lambda progress: _make("closing", progress),
            done=self._leave,
            failed=lambda problem: self._ask(self._sentence(problem)),
            cancelled=lambda: self._ask(_("The backup was stopped.")),
            title=_("Making a backup before closing"),
            window=self._window,
        )
        return False

    def _keeps(self) -> bool:
        window = self._window
        return window.file is not None and not window.read_only and not window.sample

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self._failed = ""
            self.read()

    def _tidied(self, is_more: bool) -> None:
        if is_more and self._keeps():
            self.tidy()

    def _told(self, problem: BaseException) -> None:
        """A failed backup stays on the page and in the status bar until one is made."""
        self._failed = self._sentence(problem)
        words = _("No backup could be made: {reason}").format(reason=self._failed)
        self._window.shell.bar.say(words, "danger", _("Backups…"), lambda: open_backups(self._window))
        self.read()

    def _sentence(self, problem: BaseException) -> str:
        if not isinstance(problem, CrmError):
            raise problem
        return str(problem)

    def _leave(self, _path: object = None) -> None:
        self._let_go = True
        self._window.close()

    def _ask(self, why: str) -> None:
        from ui.kit.message_box import MessageBox

        words = _("What was written since the last backup stands in the register, but in no backup yet.")
        box = MessageBox(self._window, "warning", "warning", _("No backup was made"), why, words)
        leave = box.add(_("Close without a backup"))
        leave.clicked.connect(self._leave)
        box.add(_("Stay"), primary=True, default=True)
        box.open()
        self.read()

    def _tell(self, made: "datetime | None") -> None:
        from crm.commands import backups
        from crm.rules import dates

        if self._window.file is None:
            return
        trouble = backups.second_trouble()
        if made is None:
            words, tip = _("No backup yet"), _("The first one is made by itself when something was written.")
        else:
            day = dates.show(made.date())
            today = made.date() == self._window.today()
            words = _("Backup {when}").format(when=f"{made:%H:%M}" if today else day)
            tip = _("The last backup was made {day} at {time}.").format(day=day, time=f"{made:%H:%M}")
        if self._failed:
            self._window.shell.tell_backup(_("Backup failed"), f"{self._failed} {tip}", "danger")
        else:
            self._window.shell.tell_backup(words, trouble or tip, "warning" if trouble else "")


def open_backups(window: Frame, register: Path | None = None) -> None:
    """Show the backups of the register that is open, or of one that could not be opened."""
    from ui.dialogs import backups
    from ui.over_dialogs import over

    register = window.file or register or Path(str(window.program.setting("last_file") or ""))
    if not register.name:
        window.shell.bar.say(_("Open a register first; then its backups are shown."), "info")
        return
    opened = window.file is not None
    doors = backups.Doors(
        restore=lambda copy: window.program.registers.restore(copy, register),
        jobs=window.desk.jobs if opened else None,
        second=str(window.program.setting("backup_folder")),
        keep_second=lambda folder: window.program.prefer("backup_folder", folder),
    )
    dialog = backups.ask(over(window), register=register, doors=doors)
    dialog.finished.connect(window.tell_backup)


def _made_if_due(progress: Progress) -> Path | None:
    from crm.queries import backups

    return _make("timer", progress) if backups.is_due() else None


def _make(reason: str, progress: Progress) -> Path:
    from crm.commands import backups

    return backups.take(reason, progress)
