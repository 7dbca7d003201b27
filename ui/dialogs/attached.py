"""Files of a meeting not logged yet: dropped on its dialog or chosen, kept beside the register, saved with it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.commands import attachments
from crm.commands.attachments import Kept
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from crm.rules import numbers
from ui.dialogs import worker
from ui.dialogs.file_icons import FileIcon
from ui.kit import fields, flow, text, tokens
from ui.kit.buttons import icon_button
from ui.kit.dialog import Dialog
from ui.kit.fields import Field


class Attached(QWidget):
    """One line a file, with its size and a button that takes it away; hidden without files."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: list[Kept] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def files(self) -> list[Kept]:
        """What is to be saved with the meeting."""
        return list(self._files)

    def put(self, files: Sequence[Sequence[Any]] | None) -> None:
        """Show these files, also as a draft gives them; the same bytes once."""
        kept = {one.sha256: one for one in (Kept(*file) for file in files or ())}
        self._files = list(kept.values())
        flow.clear(self._lines)
        for file in self._files:
            self._lines.addWidget(self._line(file))
        self.changed.emit()

    def _line(self, file: Kept) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        name = text.Elided(file.name, "body")
        name.setToolTip(text.plain_tip(file.name))
        line.addWidget(FileIcon(file.name))
        line.addWidget(name, 1)
        line.addWidget(text.label(numbers.show_bytes(file.size), "muted"))
        away = icon_button("close", _("Take {file} away").format(file=file.name), partial(self._take_away, file))
        line.addWidget(away)
        return made

    def _take_away(self, file: Kept) -> None:
        # Later: the button that was pressed is one of those that go.
        left = [one for one in self._files if one != file]
        QTimer.singleShot(0, self, lambda: self.put(left))


def field(name: str, label: str) -> Field:
    """The files as a field of a form: its value is a list of Kept."""
    made = Attached()
    return fields.custom(name, label, widget=made, get=made.files, put=made.put, changed=made.changed, wide=True)


class Taking(QObject):
    """Takes files for a dialog: whatever is dropped on it or on a field in it, and what is chosen at its button."""

    def __init__(self, dialog: Dialog, attached: Attached) -> None:
        super().__init__(dialog)
        self._dialog, self._attached = dialog, attached
        self._running = 0
        made = dialog.add_button(_("Attach &file…"), self.choose, icon="file")
        made.setToolTip(_("Or drop files on this window"))
        dialog.setAcceptDrops(True)
        self.watch()

    def watch(self) -> None:
        """Hear of drops on everything in the dialog: a field would take the address of a file for its words."""
        for one in (self._dialog, *self._dialog.findChildren(QWidget)):
            if one.acceptDrops():
                one.installEventFilter(self)

    def choose(self) -> None:
        """Ask which files to attach."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getOpenFileNames(self._dialog, _("Attach files"), folder)
        self.take([Path(name) for name in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Copy files beside the register in the worker; the meeting cannot be logged before they are there."""
        if not paths:
            return

        def work(progress: Progress) -> tuple[list[Kept], list[str]]:
            kept, refused = [], []
            for path in paths:
                try:
                    kept.append(attachments.keep(path, progress=progress))
                except CrmError as error:
                    refused.append(str(error))
            return kept, refused

        self._running += 1
        self._dialog.save_button.setEnabled(False)
        large = sum(path.stat().st_size for path in paths if path.is_file()) > attachments.LARGE
        job = worker.jobs(self._dialog).run(
            work, title=_("Attaching") if large else "", window=self._dialog, done=self._done
        )
        job.ended.connect(self._ended)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragMoveEvent | QDropEvent):
            urls = event.mimeData().urls()
            if urls and all(url.isLocalFile() for url in urls):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                if event.type() == QEvent.Type.Drop:
                    self.take([Path(url.toLocalFile()) for url in urls])
                return True
        return super().eventFilter(watched, event)

    def _ended(self) -> None:
        self._running -= 1
        self._dialog.save_button.setEnabled(not self._running)

    def _done(self, found: tuple[list[Kept], list[str]]) -> None:
        kept, refused = found
        self._attached.put([*self._attached.files(), *kept])
        letters = [one.name for one in kept if _is_letter(one.name)]
        said = _("«{file}» is attached as a file; its text is not read into the fields.")
        words = [*refused, *(said.format(file=name) for name in letters)]
        if words:
            self._dialog.say("\n".join(words), "warning" if refused else "info")
        if kept:
            QTimer.singleShot(0, self._attached, self._show)

    def _show(self) -> None:
        """Scroll there where the dialog is as high as the screen already."""
        around = self._attached.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._attached)


def _is_letter(name: str) -> bool:
    from crm.exchange import letters

    return Path(name).suffix.lower() in letters.ENDINGS
