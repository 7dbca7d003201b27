"""What the program has to say in a dialog: a question before what cannot be undone, a sentence, the unexpected."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.kit.message_box import MessageBox
from ui.kit.unexpected import Unexpected


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


def unexpected(parent: QWidget | None, details: str, log_folder: Path | None = None, what: str = "") -> Unexpected:
    """The one dialog for our own mistakes: what happened, that the data is safe, copy details, open the log folder.

    While it is open another mistake is added to it instead of covering it with a second dialog.
    """
    before = Unexpected.shown()
    if before is not None:
        before.add_details(details)
        return before
    box = Unexpected(parent, details, log_folder, what)
    box.open()
    return box
