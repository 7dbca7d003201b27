"""What the program has to say in a dialog: a question before what cannot be undone, a sentence, the unexpected."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from crm.i18n import _
from ui.kit.buttons import set_icon
from ui.kit.message_box import MessageBox


def ask(parent: QWidget | None, title: str, words: str, verb: str, *, danger: bool = False) -> bool:
    """Ask before what cannot be undone; `verb` stands on the button.

    With `danger` Cancel is the one that Enter presses.
    """
    box = question(parent, title, words, verb, danger=danger)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # its answer is asked for after it closed
    box.exec()
    box.deleteLater()
    return box.answer == verb


def question(parent: QWidget | None, title: str, words: str, verb: str, *, danger: bool = False) -> MessageBox:
    """The box in which `ask` asks, not yet shown."""
    box = MessageBox(parent, "warning" if danger else "help", "danger" if danger else "accent", title, words)
    box.add(_("Cancel"), default=danger)
    box.add(verb, primary=not danger, danger=danger, default=not danger)
    return box


def sentence(parent: QWidget | None, problem: Exception | str, title: str = "") -> MessageBox:
    """Show a sentence a person can act on (a `CrmError`), without waiting for the answer."""
    box = MessageBox(parent, "warning", "warning", title or _("That did not work"), str(problem))
    box.add(_("Close"), primary=True, default=True)
    box.open()
    return box


def unexpected(parent: QWidget | None, details: str, log_folder: Path | None = None, what: str = "") -> MessageBox:
    """The one dialog for our own mistakes: what happened, that the data is safe, copy details, open the log folder."""
    words = what or _("Something went wrong that should not have.")
    safe = _("Your data is safe: nothing half done was stored. You can go on working.")
    box = MessageBox(parent, "danger", "danger", _("Unexpected error"), words, safe)
    box.setObjectName("unexpected")
    copy = box.add(_("Copy details"), lambda: _copied(copy, details), icon="copy")
    if log_folder is not None:
        box.add(
            _("Open log folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder))),
            icon="folder",
        )
    box.add(_("Close"), primary=True, default=True)
    box.open()
    return box


def _copied(where: QPushButton, details: str) -> None:
    from ui.kit import clipboard

    clipboard.copy_text(details)
    where.setText(_("Copied"))
    set_icon(where, "check")
