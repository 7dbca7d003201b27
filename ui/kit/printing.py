"""Sheets of paper: the printer of the system, asked for in its own dialog, and a PDF."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from crm.errors import CrmError
from crm.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 600
"""Of a PDF, to the inch."""


def ask(parent: QWidget, name: str, put: Callable[["QPrinter"], object], *, to_the_edge: bool = True) -> None:
    """Ask for the printer in the system's own dialog, and give it to `put`; `name` is what the system calls the job.

    With `to_the_edge` whoever paints keeps the margins.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # half a second of libraries

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(to_the_edge)
    printer.setDocName(name)
    asked = QPrintDialog(printer, parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.accepted.connect(lambda: put(printer))
    QDialog.open(asked)  # its own wants a slot


def refused() -> str:
    """What is said where a printer takes nothing."""
    return _("The printer does not take the page. Choose another, or save it as PDF.")


def pdf(title: str, put: Callable[[QPdfWriter], bool]) -> bytes:
    """What `put` paints, as a PDF. Raises CrmError where that says that it could not."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setTitle(title)
    writer.setCreator("Klynge")
    if not put(writer):
        raise CrmError(_("The page could not be made into a PDF."))
    buffer.close()
    return bytes(buffer.data().data())
