"""A form of one's own to be filled: an .xlsx that is there, or none."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from crm.errors import Invalid
from crm.i18n import _
from ui.kit.buttons import button


class FormFile(QWidget):
    """The file of a form, written or chosen; empty for none."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("None: the workbook is laid out by Klynge"))
        self.edit.setClearButtonEnabled(True)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit, 1)
        line.addWidget(button(_("Choose a form…"), self._choose))

    def path(self) -> Path | None:
        """The form that was named, None for none; raises Invalid where it is not there."""
        words = self.edit.text().strip()
        if not words:
            return None
        path = Path(words).expanduser()
        if not path.is_file():
            raise Invalid({"": _("There is no file {file}.").format(file=path)})
        return path

    def put(self, path: Any) -> None:
        """Show a file."""
        self.edit.setText("" if path is None else str(path))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _choose(self) -> None:
        books = _("Excel workbook") + " (*.xlsx)"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose a form"), self.edit.text(), books)
        if chosen:
            self.put(chosen)
