"""Add or edit a follow-up: what was promised, by when, who does it, about whom."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from crm.commands import tasks
from crm.i18n import _
from crm.queries import tasks as task_queries
from ui.dialogs import choices, editing
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = ("title", "due_on", "responsible", "organisation", "person", "notes")


def ask(
    parent: QWidget | None, *, task: int | None = None, organisation: int | None = None, person: int | None = None
) -> Dialog:
    """A new follow-up, perhaps about an organisation or a person, or an existing one's facts."""
    form = Form(
        [
            fields.text("title", _("What is to be done?"), required=True, wide=True),
            choices.day("due_on", _("By"), required=True),
            choices.staff_member("responsible", _("Responsible"), nobody=_("Me") if task is None else "–"),
            choices.known_person("person", _("Contact")),
            choices.known_organisation("organisation", _("Organisation")),
            fields.lines("notes", _("Note"), rows=3),
        ],
        columns=2,
    )
    if task is None:
        in_a_week = choices.today() + timedelta(days=7)
        form.set_values({"due_on": in_a_week, "organisation": organisation, "person": person})
        dialog = Dialog(parent, _("New follow-up"), save=_("Add"), form=form, width=560)
        dialog.on_save(lambda: tasks.add(**form.values()))
    else:
        known = task_queries.detail(task)
        form.set_values(
            {
                "title": known.title,
                "due_on": known.due_on,
                "responsible": known.responsible_id,
                "organisation": known.organisation_id,
                "person": known.person_id,
                "notes": known.notes,
            }
        )
        dialog = Dialog(parent, _("Edit follow-up"), form=form, width=560)
        editing.save_changes(
            dialog,
            form,
            "task",
            version=lambda: task_queries.detail(task).version,
            save=lambda changed, seen: tasks.edit(task, seen=seen, **changed),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("title").setFocus()
    return dialog
