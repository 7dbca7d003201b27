"""Add or edit a project."""

from PySide6.QtWidgets import QWidget

from crm.commands import projects
from crm.i18n import _
from crm.queries import projects as project_queries
from ui.dialogs import choices, editing, note_field, suggested
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    *("title", "type", "stage", "lead", "focus_area", "cluster_role", "cross_domain", "start_on", "end_on"),
    *("applied_on", "decided_on", "funder", "funder_programme", "budget", "external_funding", "sdg", "international"),
    *("public_summary", "notes"),
)


def ask(parent: QWidget | None, *, project: int | None = None) -> Dialog:
    """A new project, or an existing one's facts."""
    form = Form(
        [
            fields.text("title", _("Title"), required=True, wide=True),
            choices.code("type", _("Type"), "project_type"),
            choices.code("stage", _("Stage"), "project_stage"),
            suggested.known_organisation("lead", _("Lead partner")),
            choices.focus_area("focus_area", _("Focus area")),
            choices.code("cluster_role", _("The cluster is"), "cluster_role"),
            choices.code("cross_domain", _("Across industries"), "cross_domain", blank=True),
            choices.day("start_on", _("From")),
            choices.day("end_on", _("Until")),
            choices.code("funder", _("Funder"), "funder", blank=True),
            fields.text("funder_programme", _("Programme")),
            choices.day("applied_on", _("Applied on")),
            choices.day("decided_on", _("Decided on")),
            choices.money("budget", _("Budget")),
            choices.money("external_funding", _("External funding")),
            fields.text("sdg", _("Sustainability goals")),
            fields.check("international", _("International")),
            note_field.note("public_summary", _("Public summary"), rows=2),
            note_field.note(rows=2),
        ],
        columns=3,
    )
    if project is None:
        form.set_values({"type": "innovation", "stage": "idea", "cluster_role": "facilitator"})
        dialog = Dialog(parent, _("New project"), save=_("Add"), form=form, width=760)
        dialog.on_save(lambda: projects.add(**form.values()))
    else:
        known = project_queries.detail(project)
        ids = {"lead": known.lead_id, "focus_area": known.focus_area_id}
        form.set_values({name: ids[name] if name in ids else getattr(known, name) for name in NAMES})
        dialog = Dialog(parent, _("Edit project"), form=form, width=760)
        editing.save_changes(
            dialog,
            form,
            "project",
            version=lambda: project_queries.detail(project).version,
            save=lambda changed, seen: projects.edit(project, seen=seen, **changed),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("title").setFocus()
    return dialog
