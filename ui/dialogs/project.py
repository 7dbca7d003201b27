"""Add or edit a project."""

from contextlib import suppress
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import projects
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import projects as project_queries
from ui.dialogs import choices, editing, note_field, own_form, suggested
from ui.dialogs.folded import FoldedForm, Section
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    *("title", "lead", "stage", "type", "focus_area", "cluster_role", "cross_domain", "international"),
    *("start_on", "end_on", "stage_on", "applied_on", "decided_on", "funder", "funder_programme", "funder_reference"),
    *("sdg", "budget", "external_funding", "public_summary", "notes"),
)


def ask(parent: QWidget | None, *, project: int | None = None) -> Dialog:
    """A new project, or an existing one's facts: open what one knows of an idea, the rest folded away."""
    form = FoldedForm(
        [
            fields.text("title", _("Title"), required=True, wide=True),
            suggested.known_organisation("lead", _("Lead partner")),
            choices.code("stage", _("Stage"), "project_stage"),
            choices.code("type", _("Type"), "project_type"),
            choices.code("cluster_role", _("The cluster is"), "cluster_role"),
            choices.day("start_on", _("From")),
            choices.day("end_on", _("Until")),
            choices.day("stage_on", _("At this stage since")),
            note_field.note("public_summary", _("Public summary"), rows=2),
            note_field.note(rows=2),
        ],
        [
            Section(
                "belongs_to",
                _("What it belongs to"),
                [
                    choices.focus_area("focus_area", _("Focus area")),
                    choices.code("cross_domain", _("Across industries"), "cross_domain", blank=True),
                    fields.text("sdg", _("Sustainability goals"), placeholder=_("9, 12, 14")),
                    fields.check("international", _("International")),
                    own_form.tag_field("project", project),
                ],
            ),
            Section(
                "funding",
                _("Application and money"),
                [
                    choices.day("applied_on", _("Applied on")),
                    choices.day("decided_on", _("Decided on")),
                    choices.code("funder", _("Funder"), "funder", blank=True),
                    fields.text("funder_programme", _("Programme")),
                    fields.text("funder_reference", _("The funder's number")),
                    choices.money("budget", _("Budget")),
                    choices.money("external_funding", _("External funding")),
                ],
            ),
            *own_form.sections("project", project),
        ],
        columns=3,
    )
    form.edited.connect(
        lambda name: _warn(form) if name in ("stage", "start_on", "budget", "external_funding") else None
    )
    form.edited.connect(lambda name: _begin_anew(form) if name == "stage" else None)
    if project is None:
        form.set_values(
            {"type": "innovation", "stage": "idea", "cluster_role": "facilitator", "stage_on": choices.today()}
        )
        dialog = Dialog(parent, _("New project"), save=_("Add"), form=form, width=760)
        dialog.on_save(lambda: projects.add(**own_form.kept(form.values())))
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
        form.unfold_filled()
        _warn(form)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("title").setFocus()
    return dialog


def _begin_anew(form: Form) -> None:
    """Another stage began today, unless one says otherwise."""
    form.fields["stage_on"].put(choices.today())


def _warn(form: Form) -> None:
    """What the report would miss, and what can hardly be."""
    known: dict[str, Any] = {}
    for name in ("stage", "start_on", "budget", "external_funding"):
        with suppress(Invalid):
            known[name] = form.value(name)
    warnings = {}
    if known.get("stage") in ("granted", "running", "completed") and known.get("start_on", True) is None:
        warnings["start_on"] = _("Needed for the project to count in the annual report.")
    if known.get("budget") is not None and (known.get("external_funding") or 0) > known["budget"]:
        warnings["external_funding"] = _("More than the whole budget.")
    form.set_warnings(warnings)
