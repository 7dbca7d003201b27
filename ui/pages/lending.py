"""A file of a record given out: a copy opened with the system's program, or saved where somebody wants it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.i18n import _
from crm.progress import Progress
from crm.queries.attachments import AttachmentRow
from crm.rules import file_names
from ui.pages.desk import Desk


def open(desk: Desk, row: AttachmentRow) -> None:
    """Open a copy with the system's program; what would run is offered to be saved."""
    if file_names.runs(row.name):
        words = _("«{file}» could run something and is not opened from here.").format(file=row.name)
        desk.say(words, _("Save as…"), partial(save, desk, row))
        return

    def work(_progress: Progress) -> Path:
        from crm.exchange import attachment_copies

        return attachment_copies.lend(row.id)

    def done(copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            desk.say(
                _("No program here opens «{file}».").format(file=row.name), _("Save as…"), partial(save, desk, row)
            )

    desk.jobs.run(work, window=desk.window(), done=done)


def save(desk: Desk, row: AttachmentRow) -> None:
    """Ask where to, and write a copy there."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    proposed = str(Path(folder) / file_names.safe(row.name, _("file")))
    chosen, _kind = QFileDialog.getSaveFileName(desk.window(), _("Save as"), proposed)
    if not chosen:
        return

    def work(_progress: Progress) -> None:
        from crm.exchange import attachment_copies

        attachment_copies.save(row.id, Path(chosen))

    said = _("Saved as {file}").format(file=Path(chosen).name)
    desk.jobs.run(work, window=desk.window(), done=lambda _nothing: desk.say(said))
