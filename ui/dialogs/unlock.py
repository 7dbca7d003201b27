"""Ask for the passphrase of a protected register that is to be opened."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from crm.commands import protection
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import protection as queries
from ui.dialogs import passphrase_field
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget, *, path: Path) -> Dialog:
    """Ask until it is right; `saved` tells that the register can be opened now."""
    passphrase = passphrase_field.field("passphrase", _("Passphrase"))
    title = _("{file} is protected").format(file=path.name)
    dialog = Dialog(parent, title, save=_("Open"), form=Form([passphrase]), width=460)
    dialog.body.insertWidget(0, text.label(_("Write its passphrase to open it."), "muted", wrap=True))
    dialog.body.addWidget(passphrase_field.show_box(passphrase))
    keep = QCheckBox(_("Do not ask again on this computer"))
    dialog.body.addWidget(keep)
    why_not = queries.why_not_kept()
    keep.setEnabled(not why_not)
    if why_not:
        keep.setAccessibleDescription(why_not)
        dialog.body.addWidget(text.label(why_not, "hint", wrap=True))
    else:
        keep.setToolTip(_("The key is kept in the system's keyring, which opens when you sign in to the computer."))
    forgotten = _(
        "Forgotten? Nobody can open the register without it. Only a copy of it from before, kept elsewhere, helps."
    )
    dialog.body.addWidget(text.label(forgotten, "hint", wrap=True))

    def unlock() -> None:
        typed = passphrase.get()
        if not typed:
            raise Invalid({"passphrase": _("Write the passphrase.")})
        protection.unlock(path, typed, keep=keep.isChecked())

    dialog.on_save(unlock)
    dialog.open()
    passphrase.widget.setFocus()
    return dialog
