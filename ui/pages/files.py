"""The files of a record: shown, opened, added by dropping them, taken away."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm.commands import attachments as commands
from crm.commands.attachments import Kept
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import attachments
from crm.queries.attachments import AttachmentRow
from crm.rules import numbers
from ui.dialogs import file_icons
from ui.kit import flow, text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.name_button import NameButton
from ui.pages import doing, lending
from ui.pages.desk import Desk
from ui.pages.sheet import section


class Files(QWidget):
    """The files of one record at a time; what is dropped on it, or on `area` around it, is attached."""

    def __init__(self, desk: Desk, area: QWidget | None = None, *, apart: str = "") -> None:
        """`apart` tells it from others of its kind that are shown at once; those stand without a title."""
        super().__init__()
        self.desk = desk
        self._apart = apart
        self._owner: tuple[str, int] | None = None
        self.rows: list[AttachmentRow] = []
        self._title = section(_("Files"))
        self._add = button(_("Add a file…"), self.choose, icon="plus", quiet=True)
        self._add.setToolTip(_("Or drop files here"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(-tokens.S, 0, 0, 0)  # the words of a quiet button stand a little inside it
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        body.addWidget(self._title)
        self._title.setVisible(not apart)
        body.addLayout(self._list)
        body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self, area):
            if one is not None:
                one.setAcceptDrops(True)
                one.installEventFilter(self)

    def about(self, owner: str, id: int) -> None:
        """Show the files of a record (crm.queries.attachments.OWNERS)."""
        self._owner = (owner, id)
        self.desk.questions.ask(f"files.{owner}{self._apart}", lambda: attachments.of(owner, id), self._show)

    def choose(self) -> None:
        """Ask which files to attach."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getOpenFileNames(self.window(), _("Add a file"), folder)
        self.attach([Path(name) for name in chosen])

    def attach(self, paths: Sequence[Path]) -> None:
        """Copy files beside the register in the worker, and attach them in one step."""
        if not paths or self._owner is None or not self.desk.writable():
            return
        owner, id = self._owner

        def work(progress: Progress) -> list[Kept]:
            return [commands.keep(path, progress=progress) for path in paths]

        def done(kept: list[Kept]) -> None:
            commands.add(kept, **{owner: id})
            words = ngettext("{count} file attached.", "{count} files attached.", len(kept))
            doing.told(self.desk, words.format(count=len(kept)))

        large = sum(path.stat().st_size for path in paths if path.is_file()) > commands.LARGE
        self.desk.jobs.run(work, title=_("Attaching") if large else "", window=self.desk.window(), done=done)

    def open(self, row: AttachmentRow) -> None:
        """Open a copy with the system's program; what would run is offered to be saved."""
        lending.open(self.desk, row)

    def save(self, row: AttachmentRow) -> None:
        """Ask where to, and write a copy there."""
        lending.save(self.desk, row)

    def remove(self, row: AttachmentRow) -> None:
        """Take a file away; the toast brings it back."""
        commands.remove(row.id)
        doing.told(self.desk, _("«{file}» removed.").format(file=row.name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take dropped files: all of them on the list of files itself, around it those that mean nothing else."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and self.desk.writable() and self._owner is not None:
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if watched is not self:
                paths = [path for path in paths if not _means_more(path)]
            if paths and len(paths) == len(event.mimeData().urls()):
                event.acceptProposedAction()
                if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                    self.attach(paths)
                return True
        return super().eventFilter(watched, event)

    def _show(self, rows: list[AttachmentRow]) -> None:
        self.rows = rows
        flow.clear(self._list)
        for row in rows:
            self._list.addWidget(self._line(row))
        self._add.setEnabled(self.desk.writable())
        self.setVisible(bool(rows) or self.desk.writable())

    def _line(self, row: AttachmentRow) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        icon = file_icons.of(row.name)
        name = NameButton(row.name, partial(self.open, row), icon=icon, tip=row.name)
        name.setAccessibleName(_("Open {file}").format(file=row.name))
        more = icon_button("more", _("More about {file}").format(file=row.name), lambda: self._menu(row, more))
        line.addWidget(name, 1)
        line.addWidget(text.label(numbers.show_bytes(row.size), "muted"))
        line.addWidget(more)
        return made

    def _menu(self, row: AttachmentRow, place: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), partial(self.open, row))
        menu.addAction(_("Save as…"), partial(self.save, row))
        if self.desk.writable():
            menu.addAction(_("Remove"), partial(self.remove, row))
        menu.popup(place.mapToGlobal(place.rect().bottomLeft()))


def _means_more(path: Path) -> bool:
    """Whether a file dropped anywhere else is read and not attached: a list, a register, a mail, an appointment."""
    from crm.exchange import letters, source

    return path.suffix.lower() in (*source.ENDINGS, *letters.ENDINGS, ".klynge")
