"""Take the passphrase of the open register away."""

from PySide6.QtWidgets import QWidget

from crm.commands import protection
from crm.errors import Invalid
from crm.i18n import _
from ui.dialogs import passphrase_field
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget, *, name: str) -> Dialog:
    """Ask for the present passphrase; `saved` tells that the protection of the register `name` may go."""
    present = passphrase_field.field("present", _("Current passphrase"))
    title = _("Remove the protection of {name}").format(name=name)
    dialog = Dialog(parent, title, save=_("Remove protection"), form=Form([present]), danger=True, width=480)
    why = _("Anybody who gets the file, one of its backups or this computer can read all of it then.")
    dialog.body.insertWidget(0, text.label(why, "muted", wrap=True))
    dialog.body.addWidget(passphrase_field.show_box(present))

    def allowed() -> None:
        if not protection.is_passphrase(present.get()):
            raise Invalid({"present": _("This is not the present passphrase.")})

    dialog.on_save(allowed)
    dialog.open()
    present.widget.setFocus()
    return dialog
