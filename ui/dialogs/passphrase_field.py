"""A field for a passphrase: not readable unless one asks for that, and taken as it was typed."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from crm.i18n import _
from ui.kit import fields
from ui.kit.fields import Field


def field(name: str, label: str, hint: str = "") -> Field:
    """A required field whose value is just what was typed: blanks may be part of it."""
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)

    def put(value: Any) -> None:
        edit.setText(value or "")

    return fields.custom(
        name, label, widget=edit, get=edit.text, put=put, changed=edit.textChanged, required=True, hint=hint
    )


def show_box(*shown: Field) -> QCheckBox:
    """A box that shows what was typed in these."""
    box = QCheckBox(_("Show the passphrase") if len(shown) == 1 else _("Show what I type"))
    plain, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
    for one in shown:
        edit = one.widget
        assert isinstance(edit, QLineEdit)
        box.toggled.connect(lambda on, edit=edit: edit.setEchoMode(plain if on else hidden))
    return box
