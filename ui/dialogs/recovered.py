"""The account of a recovery: what stands in the new register, where it came from, and what is missing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from crm.i18n import _
from ui.kit import text
from ui.kit.dialog import Dialog


def ask(parent: QWidget | None, *, file: str, damaged: str, lines: Sequence[str]) -> Dialog:
    """Tell what became of a damaged register; `file` is the new one, which is open now."""
    dialog = Dialog(parent, _("What was recovered"), save=_("Close"), width=640)
    told = _(
        "What could be read of {damaged} stands in {file}, which is open now. The damaged file is as it was; keep it"
        " until you have looked over the new one."
    )
    dialog.body.addWidget(text.label(told.format(damaged=damaged, file=file), wrap=True))
    for line in lines:
        dialog.body.addWidget(text.label(line, wrap=True, selectable=True))
    dialog.add_button(_("Copy"), lambda: QApplication.clipboard().setText("\n".join(lines)), icon="copy")
    dialog.on_save(lambda: None)
    dialog.cancel_button.hide()
    dialog.open()
    return dialog
