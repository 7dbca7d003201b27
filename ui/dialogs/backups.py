"""The backups of a register: which there are, a look inside, and one of them in the register's place."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.commands import backups as commands
from crm.errors import CrmError
from crm.i18n import _, quoted
from crm.progress import Progress
from crm.queries import backups
from crm.queries.backups import Copy, Inside
from crm.rules import dates, numbers
from ui.dialogs import wording
from ui.dialogs.backup_inside import InsideView
from ui.dialogs.listing import Listing
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.dialog import Dialog
from ui.kit.jobs import Jobs
from ui.kit.table import Column


class Doors(NamedTuple):
    """What the dialog reaches: `restore(copy)` puts one back, `jobs` are those of the open register (None: none is).

    `second` is the second folder, "" for none, and `keep_second(folder)` another one.
    """

    restore: Callable[[Path], object]
    jobs: Jobs | None = None
    second: str = ""
    keep_second: Callable[[str], object] | None = None


class Line(NamedTuple):
    """One backup in the table; `newest` is the last change in it, "" where that is not known yet."""

    copy: Copy
    when: str
    why: str
    size: str
    newest: str


def ask(parent: QWidget | None, *, register: Path, doors: Doors) -> "BackupsDialog":
    """Show the backups of a register, open or not; the newest is looked into first."""
    dialog = BackupsDialog(parent, register, doors)
    dialog.open()
    dialog.read()
    return dialog


class BackupsDialog(Dialog):
    """The list at the left, what is in the chosen one at the right. `made` is emitted after a backup by hand."""

    def __init__(self, parent: QWidget | None, register: Path, doors: Doors) -> None:
        name = register.stem
        super().__init__(
            parent, _("Backups of {name}").format(name=name), save=_("Restore this one"), cancel=_("Close"), width=1020
        )
        self._register, self._doors = register, doors
        self.second = doors.second
        self._own = None if doors.jobs is not None else Jobs(nullcontext, parent=self)
        self.jobs = doors.jobs or self._own
        self.listing = Listing(
            _("Backups"),
            [
                Column("when", _("When"), 144, sortable=False),
                Column("why", _("Why"), 164, sortable=False),
                Column("newest", _("Last change in it"), 146, sortable=False),
                Column("size", _("Size"), 84, "right", sortable=False),
            ],
            tall=11,
            least=6,
        )
        self.inside = InsideView()
        self._none = text.label(_("There is no backup of this register yet."), "muted", wrap=True)
        self.make = self.add_button(_("Make one now"), self.make_one, icon="plus")
        self.make.setEnabled(doors.jobs is not None)
        self.add_button(_("Another file…"), self._other, icon="file")
        self.folder = self.add_button(_("Open folder"), self._open_folder, icon="folder")
        self._second_words = text.label("", "muted", wrap=True)
        self._lay_out()
        self.listing.current_changed.connect(lambda _place: self._look())
        self.on_save(self._chosen)
        self.saved.connect(self._restore)
        if self._own is not None:
            self.finished.connect(self._own.stop)
        self._tell_second()

    def read(self) -> None:
        """List what is there now, and look when each was last changed, one after the other, beside the window."""
        copies = backups.listed(self._register)
        self._show([_line(copy) for copy in copies], 0)
        self.listing.setVisible(bool(copies))
        self._none.setVisible(not copies)
        self.folder.setEnabled(bool(copies))
        self.inside.clear()
        self.save_button.setEnabled(False)
        if copies:
            self.listing.setFocus()
            self._look()

        def work(progress: Progress) -> list[Line]:
            lines = []
            for place, copy in enumerate(copies):
                progress(place, len(copies))
                lines.append(_line(copy, backups.newest(copy.path)))
            return lines

        assert self.jobs is not None
        self.jobs.ask("backups.lines", work, self._fill, owner=self)

    def make_one(self) -> None:
        """Make a backup of the open register now."""
        self.say("")
        self.make.setEnabled(False)

        def done(path: Path) -> None:
            self.make.setEnabled(True)
            self.read()
            trouble = commands.second_trouble()
            self.say(
                trouble or _("Made and checked: {file}").format(file=path.name), "warning" if trouble else "success"
            )

        def failed(problem: BaseException) -> None:
            self.make.setEnabled(True)
            if not isinstance(problem, CrmError):
                raise problem
            self.say(str(problem))

        assert self.jobs is not None
        self.jobs.run(
            lambda progress: commands.take("asked", progress),
            done=done,
            failed=failed,
            cancelled=lambda: self.make.setEnabled(True),
            title=_("Making a backup"),
            window=self,
        )

    def look_into(self, path: Path) -> None:
        """Show what is in a file, and let it be restored where it is good."""
        self.save_button.setEnabled(False)
        compared = self._doors.jobs is not None

        def work(progress: Progress) -> tuple[Inside, list[backups.Held]]:
            found = backups.inside(path)
            return found, backups.held(found, compared=compared)

        def done(answer: tuple[Inside, list[backups.Held]]) -> None:
            self.inside.show_inside(*answer)
            self.inside.path = path
            self.save_button.setEnabled(True)

        def failed(problem: BaseException) -> None:
            if not isinstance(problem, CrmError):
                raise problem
            self.inside.show_problem(str(problem))

        assert self.jobs is not None
        self.jobs.ask("backups.inside", work, done, failed=failed, owner=self)

    def _look(self) -> None:
        line: Line | None = self.listing.current_row()
        if line is not None and self.inside.path != line.copy.path:
            self.inside.clear()
            self.look_into(line.copy.path)

    def _fill(self, lines: list[Line]) -> None:
        self._show(lines, self.listing.current_id() or 0)

    def _show(self, lines: list[Line], place: int) -> None:
        """Show lines, the one at `place` current, without looking into it."""
        self.listing.blockSignals(True)
        self.listing.show_rows(lines)
        self.listing.go_to(place)
        self.listing.blockSignals(False)

    def _chosen(self) -> Path:
        if self.inside.path is None:
            raise CrmError(_("Choose a backup first."))
        return self.inside.path

    def _restore(self, path: Path) -> None:
        restore = self._doors.restore
        QTimer.singleShot(0, self.parentWidget() or self, lambda: restore(path))

    def _other(self) -> None:
        kinds = _("Klynge registers") + " (*.klynge)"
        start = self.second or str(self._register.parent)
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Look into a backup"), start, kinds)
        if chosen:
            self.inside.clear()
            self.look_into(Path(chosen))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(backups.folder(self._register))))

    def choose_second(self) -> None:
        """Ask where the backups are to be copied as well."""
        chosen = QFileDialog.getExistingDirectory(self, _("Second folder for backups"), self.second or str(Path.home()))
        if chosen:
            self.keep_second(chosen)

    def keep_second(self, folder: str) -> None:
        """Copy the backups there as well from the next one on; "" for nowhere else."""
        self.second = folder
        if self._doors.keep_second is not None:
            self._doors.keep_second(folder)
        self._tell_second()

    def _tell_second(self) -> None:
        if self.second:
            words = _("Every backup is copied to {folder} as well.").format(folder=quoted(self.second))
        else:
            words = _(
                "Every backup lies beside the register, on the same disk. A memory stick or another disk is safer."
            )
        self._second_words.setText(words)
        self._stop_second.setVisible(bool(self.second))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(tokens.S)
        left.addWidget(self.listing, 1)
        left.addWidget(self._none)
        line = QHBoxLayout()
        line.setSpacing(tokens.XL)
        line.addLayout(left, 3)
        line.addWidget(self.inside, 2)
        self.body.addLayout(line, 1)
        second = QHBoxLayout()
        second.setSpacing(tokens.S)
        second.addWidget(self._second_words, 1)
        self._stop_second = button(_("Not any more"), lambda: self.keep_second(""), quiet=True)
        self._choose_second = button(_("Second folder…"), self.choose_second, quiet=True)
        for one in (self._stop_second, self._choose_second):
            second.addWidget(one)
        self.body.addLayout(second)
        # Only now: without a parent they would flash up as windows
        self._choose_second.setVisible(self._doors.keep_second is not None)


def _line(copy: Copy, newest: str | None = None) -> Line:
    when = f"{dates.show(copy.made.date())} {copy.made:%H:%M}"
    told = "…" if newest is None else wording.moment(newest) if newest else "–"
    return Line(copy, when, backups.why(copy), numbers.show_bytes(copy.size), told)
