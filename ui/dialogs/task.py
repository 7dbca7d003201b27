"""Add or edit a follow-up: what was promised, by when, who does it, about whom, how often it comes again."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import tasks
from crm.errors import Conflict
from crm.i18n import _
from crm.queries import tasks as task_queries
from crm.rules.recurrence import Interval
from ui.dialogs import choices, editing, note_field, own_form, suggested
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(
    parent: QWidget | None,
    *,
    task: int | None = None,
    organisation: int | None = None,
    person: int | None = None,
    project: int | None = None,
    interaction: int | None = None,
    title: str = "",
) -> Dialog:
    """A new follow-up, perhaps about an organisation, a person or a project, or an existing one's facts.

    A new one may be promised at an interaction, and have a title to begin with.
    """
    known = None if task is None else task_queries.detail(task)
    form = Form(
        [
            fields.text("title", _("What is to be done?"), required=True, wide=True),
            choices.day("due_on", _("By"), required=True),
            choices.repeat("repeat", _("Comes again")),
            choices.staff_member("responsible", _("Responsible"), nobody=_("Me") if task is None else "–"),
            choices.project("project_id", _("Project"), chosen=known.project_id if known else project),
            suggested.known_person("person", _("Contact")),
            suggested.known_organisation("organisation", _("Organisation")),
            own_form.tag_field("task", task),
            note_field.note(),
            *own_form.part("task", task),
        ],
        columns=2,
    )
    if known is None:
        in_a_week = choices.today() + timedelta(days=7)
        form.set_values({"title": title, "due_on": in_a_week, "organisation": organisation, "person": person})
        form.set_values({"project_id": project})
        form.fields["repeat"].put(None)
        dialog = Dialog(parent, _("New follow-up"), save=_("Add"), form=form, width=560)
        dialog.on_save(lambda: _add(own_form.kept(form.values()) | {"interaction": interaction}))
    else:
        form.set_values(
            {
                "title": known.title,
                "due_on": known.due_on,
                "responsible": known.responsible_id,
                "organisation": known.organisation_id,
                "person": known.person_id,
                "project_id": known.project_id,
                "notes": known.notes,
            }
        )
        form.fields["repeat"].put(_interval(known))
        dialog = Dialog(parent, _("Edit follow-up"), form=form, width=560)
        editing.save_changes(
            dialog,
            form,
            "task",
            version=lambda: task_queries.detail(known.id).version,
            save=lambda changed, seen: _edit(known, changed, seen),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("title").setFocus()
    return dialog


def _add(values: dict[str, Any]) -> int:
    project = values.pop("project_id")
    return tasks.add(project=project, **_columns(values))


def _edit(known: task_queries.TaskRow, changed: dict[str, Any], seen: int) -> None:
    try:
        tasks.edit(known.id, seen=seen, **_columns(changed))
    except Conflict as problem:
        # Two columns are one question to a person.
        fields_ = {name: both for name, both in problem.fields.items() if not name.startswith("repeat_")}
        if len(fields_) < len(problem.fields):
            theirs = _interval(task_queries.detail(known.id))
            fields_["repeat"] = (_interval(known), changed["repeat"], theirs)
        raise Conflict(str(problem), fields_) from problem


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """The values of the form as the record has them."""
    rest = {name: value for name, value in values.items() if name != "repeat"}
    if "repeat" not in values:
        return rest
    interval: Interval | None = values["repeat"]
    return rest | {
        "repeat_every": interval.every if interval else None,
        "repeat_unit": interval.unit if interval else "",
    }


def _interval(row: task_queries.TaskRow) -> Interval | None:
    return Interval(row.repeat_every, row.repeat_unit) if row.repeat_every else None
