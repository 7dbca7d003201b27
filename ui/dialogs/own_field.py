"""A field of the cluster's own: what it is called, what may stand in it, and which records have it."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import own_fields as commands
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import own_fields as queries
from crm.queries.own_fields import OwnField
from crm.rules import code_lists
from ui.dialogs import choices, own_choices, wording
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, field: int | None = None, about: str = "person") -> Dialog:
    """A new field, of the records of `about` unless another kind is chosen; or what an existing one is called.

    Raises CrmError where that one is gone.
    """
    if field is None:
        return _new(parent, about)
    known = queries.field(field)
    if known is None:
        raise CrmError(_("This field does not exist any more."))
    return _edit(parent, known)


def _new(parent: QWidget | None, about: str) -> Dialog:
    form = Form(
        [
            fields.text("name", _("Name"), required=True, wide=True),
            fields.choice("about", _("Field of"), choices=[(one, wording.kind(one)) for one in queries.KINDS]),
            choices.code("kind", _("What it holds"), "own_field_kind"),
            fields.lines("choices", _("What can be chosen"), rows=4, hint=_("One per line.")),
            fields.text("help", _("Explanation"), hint=_("Shown below the field."), wide=True),
        ],
        columns=2,
    )
    form.set_values({"about": about, "kind": "text"})
    form.set_visible("choices", False)
    form.edited.connect(
        lambda name: form.set_visible("choices", form.value("kind") == "choice") if name == "kind" else None
    )
    dialog = Dialog(parent, _("New field"), save=_("Add"), form=form, width=520)

    def save() -> int:
        values: dict[str, Any] = form.values()
        return commands.add(
            values["about"],
            values["name"],
            values["kind"],
            help=values["help"],
            choices=str(values["choices"]).splitlines(),
        )

    dialog.on_save(save)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("name").setFocus()
    return dialog


def _edit(parent: QWidget | None, known: OwnField) -> Dialog:
    form = Form(
        [
            fields.text("name", _("Name"), required=True),
            fields.text("help", _("Explanation"), hint=_("Shown below the field.")),
        ]
    )
    form.set_values({"name": known.name, "help": known.help})
    dialog = Dialog(parent, _("Edit field"), form=form, width=460)
    told = f"{wording.kind(known.about)} · {code_lists.label('own_field_kind', known.kind)}"
    dialog.body.insertWidget(0, text.label(told, "muted"))
    dialog.on_save(lambda: commands.edit(known.id, seen=known.version, **form.values()))
    if known.kind == "choice":
        dialog.add_button(_("Choices…"), lambda: own_choices.ask(dialog, field=known.id), icon="edit")
    dialog.ask_before_losing()
    dialog.open()
    form.widget("name").setFocus()
    return dialog
