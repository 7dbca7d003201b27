"""Add or edit a template of activities."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import activity_templates as commands
from crm.i18n import _
from crm.queries import activity_templates
from crm.queries.activity_templates import FIELDS
from ui.dialogs import choices, note_field
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, template: int | None = None) -> Dialog:
    """A new template, or change one."""
    known = next((row for row in activity_templates.all() if row.id == template), None)
    form = Form(
        [
            fields.text("name", _("Name"), required=True, hint=_("The name in the menu.")),
            fields.text(
                "activity_name", _("The activity is called"), hint=_("A year in it becomes the year of the activity.")
            ),
            choices.code("type", _("Type"), "activity_type", blank=True),
            choices.code("service_group", _("Service"), "service_group", blank=True),
            choices.focus_area("focus_area", _("Focus area")),
            choices.code("target_group", _("For whom"), "target_group", blank=True),
            choices.clock("start_time", _("Time")),
            choices.hours("minutes", _("How long")),
            fields.text("venue", _("Place")),
            choices.municipality("municipality_code", _("Municipality")),
            fields.check("online", _("Online")),
            fields.check("international", _("International")),
            note_field.note(rows=2),
        ],
        columns=2,
    )
    title = _("New activity template") if known is None else _("Edit activity template")
    dialog = Dialog(parent, title, save=_("Add") if known is None else "", form=form, width=640)
    if known is None:
        dialog.on_save(lambda: commands.add(**form.values()))
    else:
        shown: dict[str, Any] = {name: getattr(known, name) for name in ("name", "activity_name", *FIELDS)}
        form.set_values(shown | {"focus_area": known.focus_area_id})
        id, seen = known.id, known.version
        dialog.on_save(lambda: commands.edit(id, seen=seen, **form.values()))
    dialog.ask_before_losing()
    dialog.open()
    form.widget("name").setFocus()
    return dialog
