"""Ask for the password of a workbook that is locked."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from crm.errors import Invalid
from crm.i18n import _
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget, *, name: str, wrong: str = "") -> Dialog:
    """Ask; `saved(password)` gives it on. `wrong` is the sentence about the one that was given before.

    It is kept nowhere and given to the reader alone.
    """
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)

    def put(value: Any) -> None:
        edit.setText(value or "")

    password = fields.custom(
        "password",
        _("Password"),
        widget=edit,
        # Blanks may be part of it
        get=edit.text,
        put=put,
        changed=edit.textChanged,
        required=True,
    )
    dialog = Dialog(parent, _("The workbook is locked"), save=_("Open"), form=Form([password]), width=460)
    about = _("“{name}” opens with a password. It is used to read the file this once, and not kept.").format(name=name)
    dialog.body.insertWidget(0, text.label(about, "muted", wrap=True))
    shown = QCheckBox(_("Show the password"))
    shown.toggled.connect(lambda on: edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password))
    dialog.body.addWidget(shown)

    def given() -> str:
        if not edit.text():
            raise Invalid({"password": _("Write the password.")})
        return edit.text()

    dialog.on_save(given)
    dialog.say(wrong)
    dialog.open()
    edit.setFocus()
    return dialog
