"""Put the open register under a passphrase, or under another one."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from crm.commands import protection
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import protection as queries
from ui.dialogs import passphrase_field
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

SHORTEST = protection.SHORTEST


def ask(parent: QWidget, *, name: str) -> Dialog:
    """Ask for the new passphrase twice, and for the present one first where there is one.

    `name` is what the register is called; `saved(key)` gives on what the passphrase comes to.
    """
    was = queries.is_protected()
    long = _("At least {count} characters. Four words that do not belong together are easy to keep in mind.")
    fields = [
        *([passphrase_field.field("present", _("Current passphrase"))] if was else []),
        passphrase_field.field("new", _("New passphrase") if was else _("Passphrase"), long.format(count=SHORTEST)),
        passphrase_field.field("again", _("The same once more")),
    ]
    form = Form(fields)
    title = _("Another passphrase for {name}") if was else _("Protect {name} with a passphrase")
    dialog = Dialog(parent, title.format(name=name), save=_("Change it") if was else _("Protect"), form=form, width=560)
    for place, words in enumerate(_about(was)):
        dialog.body.insertWidget(place, text.label(words, "muted", wrap=True))
    dialog.body.addWidget(passphrase_field.show_box(*fields))
    known = QCheckBox(_("I have written it down where I will find it"))
    dialog.body.addWidget(known)

    def key() -> Any:
        given = {one.name: one.get() for one in fields}
        if was and not protection.is_passphrase(given["present"]):
            raise Invalid({"present": _("This is not the present passphrase.")})
        if len(given["new"]) < SHORTEST:
            raise Invalid({"new": _("At least {count} characters.").format(count=SHORTEST)})
        if given["new"] != given["again"]:
            raise Invalid({"again": _("The two are not the same.")})
        if not known.isChecked():
            raise Invalid({"": _("Write it down first, and say so below: nobody can give it back to you.")})
        return protection.key_for(given["new"])

    dialog.on_save(key)
    dialog.open()
    fields[0].widget.setFocus()
    return dialog


def _about(was: bool) -> list[str]:
    if was:
        return [
            _("The register, its backups and its drafts are written anew under it. Copies elsewhere keep the old one.")
        ]
    return [
        _(
            "The register, its backups, attached files and drafts open with this passphrase alone. Nobody can give it"
            " back to you: keep it where you keep other keys."
        ),
        _(
            "What lay there readable is removed, but a disk, above all an SSD, can keep traces of it for a while, and"
            " exports and copies elsewhere stay as they are. Encrypt the whole disk too (BitLocker, FileVault)."
        ),
    ]
