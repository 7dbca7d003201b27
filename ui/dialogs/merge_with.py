"""With which one a person or an organisation is to be merged."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm.errors import Invalid
from crm.i18n import _
from crm.queries import named
from ui.dialogs import merge, suggested
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, kind: str, one: int, done: Callable[[tuple[int, int]], object]) -> Dialog:
    """Ask for the other one, then show both side by side; `done` is told (kept, gone) when they are one."""
    name = named.names(kind, [one]).get(one, "")
    words = _("The same as")
    known = suggested.known_person if kind == "person" else suggested.known_organisation
    form = Form([known("other", words, required=True)])
    title = _("Merge “{name}” with another").format(name=name)
    dialog = Dialog(parent, title, save=_("Next"), form=form, width=460)
    told = _("Both are shown side by side before anything is done.")
    dialog.body.insertWidget(0, text.label(told, "muted", wrap=True))

    def check() -> int:
        other = int(form.values()["other"])
        if other == one:
            raise Invalid({"other": _("Choose another one.")})
        return other

    def beside(other: int) -> None:
        merge.ask(parent, kind=kind, one=one, other=other).saved.connect(done)

    dialog.on_save(check)
    dialog.saved.connect(beside)
    dialog.open()
    form.widget("other").setFocus()
    return dialog
