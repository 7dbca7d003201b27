"""Add or edit a contact."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import people
from crm.i18n import _
from crm.queries import organisations
from crm.queries import people as people_queries
from ui.dialogs import already, choices, editing, note_field, own_form, suggested
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.people_field import Suggestion


def ask(parent: QWidget | None, *, person: int | None = None, organisation: int | None = None) -> Dialog:
    """A new contact, perhaps at an organisation, or an existing one's own facts (positions have their own dialogs)."""
    return _add(parent, organisation) if person is None else _edit(parent, person)


def _add(parent: QWidget | None, organisation: int | None) -> Dialog:
    form = Form(
        [
            fields.text("first_name", _("First name")),
            fields.text("last_name", _("Last name"), required=True),
            suggested.organisation("organisation", _("Works at")),
            fields.text("title", _("Title")),
            choices.code("role", _("Role"), "position_role", blank=True),
            fields.text("email", _("E-mail")),
            fields.text("phone", _("Phone")),
            own_form.tag_field("person"),
            note_field.note(),
            *own_form.part("person"),
        ],
        columns=2,
    )
    if organisation is not None:
        form.set_values({"organisation": Suggestion(organisation, organisations.detail(organisation).name)})

    def save() -> int:
        values: dict[str, Any] = own_form.kept(form.values())
        return people.add(**suggested.employer(values.pop("organisation")), **values)

    dialog = Dialog(parent, _("New contact"), save=_("Add"), form=form, width=560)
    already.hint(dialog, form, "person")
    dialog.on_save(save)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("first_name").setFocus()
    return dialog


def _edit(parent: QWidget | None, person: int) -> Dialog:
    known = people_queries.detail(person)
    names = (
        "first_name",
        "last_name",
        "gender",
        "language",
        "lawful_basis",
        "informed_on",
        "objected_on",
        "contact_every_days",
        "notes",
    )
    form = Form(
        [
            fields.text("first_name", _("First name")),
            fields.text("last_name", _("Last name"), required=True),
            choices.code("gender", _("Gender"), "gender", blank=True),
            choices.code("language", _("Language"), "language", blank=True),
            choices.code("lawful_basis", _("Lawful basis"), "lawful_basis"),
            choices.day("informed_on", _("Informed on"), hint=_("When the person was told that we keep this.")),
            choices.day("objected_on", _("Objected on")),
            choices.every_days("contact_every_days"),
            own_form.tag_field("person", person),
            note_field.note(rows=4),
            *own_form.part("person", person),
        ],
        columns=2,
    )
    form.set_values({name: getattr(known, name) for name in names})
    dialog = Dialog(parent, _("Edit contact"), form=form, width=560)
    editing.save_changes(
        dialog,
        form,
        "person",
        version=lambda: people_queries.detail(person).version,
        save=lambda changed, seen: people.edit(person, seen=seen, **changed),
    )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("first_name").setFocus()
    return dialog
