"""Saving the rows that did not come in as a workbook, to be mended and imported again."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.exchange import rejects
from crm.exchange.writers.columns import Written
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs.working import WorkDialog


def save(dialog: WorkDialog, batch: int, file_name: str) -> None:
    """Ask where, write in the worker, and say so in the dialog."""
    proposal = Path.home() / (_("Rejected rows of {file}").format(file=Path(file_name).stem) + ".xlsx")
    books = _("Excel workbook") + " (*.xlsx)"
    chosen, _filter = QFileDialog.getSaveFileName(dialog, _("Save rejected rows"), str(proposal), books)
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in (".xlsx", ".csv"):
        path = path.with_name(path.name + ".xlsx")

    def done(written: Written) -> None:
        words = ngettext("{count} row saved in {file}.", "{count} rows saved in {file}.", written.rows)
        dialog.say(words.format(count=numbers.show_int(written.rows), file=path.name), "success")
        dialog.save_button.setEnabled(True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    dialog.run(lambda progress: rejects.save(batch, path, progress), done, _("Saving the rows"))
