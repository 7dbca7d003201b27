"""Add or edit where somebody works or worked."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import people
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import people as people_queries
from crm.queries.people import PositionRow
from ui.dialogs import choices, editing, suggested
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = ("title", "role", "from_on", "to_on", "is_primary")


def ask(parent: QWidget | None, *, person: int, position: int | None = None) -> Dialog:
    """One more position of a person, present or past, or an existing one's facts."""
    return _add(parent, person) if position is None else _edit(parent, person, position)


def _add(parent: QWidget | None, person: int) -> Dialog:
    form = _form(suggested.organisation("organisation", _("Works at"), required=True))
    form.set_values({"is_primary": not any(row.is_now for row in people_queries.detail(person).positions)})

    def save() -> int:
        values: dict[str, Any] = form.values()
        return people.add_position(person, **suggested.employer(values.pop("organisation")), **values)

    dialog = Dialog(parent, _("New position"), save=_("Add"), form=form, width=560)
    dialog.on_save(save)
    return _open(dialog, form)


def _edit(parent: QWidget | None, person: int, position: int) -> Dialog:
    known = _row(person, position)
    form = _form(suggested.known_organisation("organisation", _("Works at"), required=True))
    form.set_values({name: getattr(known, name) for name in NAMES} | {"organisation": known.organisation_id})
    dialog = Dialog(parent, _("Edit position"), form=form, width=560)
    editing.save_changes(
        dialog,
        form,
        "position",
        version=lambda: _row(person, position).version,
        save=lambda changed, seen: people.edit_position(position, seen=seen, **changed),
    )
    editing.offer_removal(dialog, lambda: people.remove_position(position))
    return _open(dialog, form)


def _form(organisation: fields.Field) -> Form:
    return Form(
        [
            organisation,
            fields.text("title", _("Title")),
            choices.code("role", _("Role"), "position_role", blank=True),
            choices.day("from_on", _("From"), hint=_("Leave it empty if nobody knows.")),
            choices.day("to_on", _("Last day"), hint=_("Empty: works there still.")),
            fields.check("is_primary", _("Main position"), hint=_("Meetings count for this employer.")),
        ],
        columns=2,
    )


def _open(dialog: Dialog, form: Form) -> Dialog:
    dialog.ask_before_losing()
    dialog.open()
    form.widget("organisation").setFocus()
    return dialog


def _row(person: int, position: int) -> PositionRow:
    for row in people_queries.positions(person):
        if row.id == position:
            return row
    raise CrmError(_("This record does not exist any more."))
