"""What a view is called, whose it is, and whether it stands in the sidebar."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crm.commands import saved_views
from crm.i18n import _
from crm.queries import saved_views as queries
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def save(
    parent: QWidget | None,
    *,
    about: str,
    content: str,
    says: str = "",
    staff: int | None = None,
    added: Sequence[int] = (),
) -> Dialog:
    """Keep a list under a name; `saved` tells the view's id.

    `says` is what it holds in plain words, `staff` who could have it alone (None: nobody has signed), `added` the
    records that are picked for it by hand.
    """
    asked = [fields.text("name", _("Name"), required=True), fields.check("pinned", _("Show in the sidebar"))]
    if staff is not None:
        asked.append(
            fields.check("mine", _("Only for me"), hint=_("Otherwise everybody who uses this register sees it."))
        )
    form = Form(asked)
    form.set_values({"pinned": True})
    dialog = Dialog(parent, _("Save view"), save=_("Save"), form=form, width=440)
    if says:
        dialog.body.insertWidget(0, text.label(says, "muted", wrap=True))

    def work() -> int:
        values = form.values()
        owner = staff if values.get("mine") else None
        return saved_views.save(about, values["name"], content, staff=owner, pinned=values["pinned"], added=added)

    dialog.on_save(work)
    dialog.open()
    form.widget("name").setFocus()
    return dialog


def rename(parent: QWidget | None, *, view: int) -> Dialog:
    """Ask for another name; `saved` tells the view's id."""
    form = Form([fields.text("name", _("Name"), required=True)])
    form.set_values({"name": queries.view(view).name})
    dialog = Dialog(parent, _("Rename the view"), save=_("Rename"), form=form, width=380)

    def work() -> int:
        saved_views.rename(view, form.values()["name"])
        return view

    dialog.on_save(work)
    dialog.open()
    form.widget("name").setFocus()
    return dialog
