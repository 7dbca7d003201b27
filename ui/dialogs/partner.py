"""An organisation's part in a project: its role, and what it puts in."""

from PySide6.QtWidgets import QWidget

from crm.commands import projects
from crm.i18n import _
from crm.queries import projects as project_queries
from ui.dialogs import choices, editing, suggested
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, project: int, part: int | None = None) -> Dialog:
    """Another partner of a project, or what is known of one."""
    facts = [
        choices.code("role", _("Role"), "project_role"),
        choices.money("cash", _("Money")),
        choices.hours("minutes", _("Own work")),
    ]
    title = project_queries.title(project)
    if part is None:
        form = Form([suggested.organisation("organisation", _("Organisation"), required=True), *facts], columns=1)
        form.set_values({"role": "partner"})
        dialog = Dialog(parent, _("New partner of {name}").format(name=title), save=_("Add"), form=form, width=460)
        dialog.on_save(lambda: _add(project, form))
        focus = "organisation"
    else:
        known = project_queries.partner(part)
        form = Form(facts, columns=1)
        form.set_values({"role": known.role, "cash": known.cash, "minutes": known.minutes})
        dialog = Dialog(parent, known.organisation, form=form, width=460)
        editing.save_changes(
            dialog,
            form,
            "project_participant",
            version=lambda: project_queries.partner(part).version,
            save=lambda changed, seen: projects.edit_partner(part, seen=seen, **changed),
        )
        editing.offer_removal(dialog, lambda: projects.remove_partner(part))
        focus = "role"
    dialog.ask_before_losing()
    dialog.open()
    form.widget(focus).setFocus()
    return dialog


def _add(project: int, form: Form) -> int:
    values = form.values()
    chosen = values.pop("organisation")
    if chosen.id is None:
        return projects.add_partner(project, organisation_name=chosen.title, **values)
    return projects.add_partner(project, chosen.id, **values)
