"""Before people go out: how many of them have objected to being registered, and whether they go out all the same."""

from PySide6.QtWidgets import QWidget

from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, objected: int, of: int, title: str) -> Dialog:
    """Say how many of the people in a list have objected; `saved` tells whether they go out with the others."""
    form = Form([fields.check("all", _("Take them too"))])
    form.set_values({"all": False})
    dialog = Dialog(parent, title, save=_("Continue"), form=form, width=460)
    told = ngettext(
        "{count} of {all} in the list has objected to being registered, and is left out.",
        "{count} of {all} in the list have objected to being registered, and are left out.",
        objected,
    ).format(count=numbers.show_int(objected), all=numbers.show_int(of))
    why = _("Include them only where you must, such as in an answer to themselves.")
    dialog.body.insertWidget(0, text.label(told, "strong", wrap=True))
    dialog.body.insertWidget(1, text.label(why, "muted", wrap=True))
    dialog.on_save(lambda: bool(form.values()["all"]))
    dialog.open()
    dialog.save_button.setFocus()
    return dialog


def told(objected: int) -> str:
    """What stands on paper of those who are not on it."""
    words = ngettext("{count} who has objected is left out", "{count} who have objected are left out", objected)
    return words.format(count=numbers.show_int(objected))
