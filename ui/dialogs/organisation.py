"""Add or edit an organisation."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import organisations
from crm.i18n import _
from crm.queries import organisations as organisation_queries
from crm.rules import orgnr
from ui.dialogs import already, choices, editing, note_field, own_form
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    "name",
    "short_name",
    "org_number",
    "helix_sector",
    "segment",
    "employees",
    "turnover",
    "balance",
    "accounts_year",
    "in_group",
    "street",
    "postal_code",
    "city",
    "municipality_code",
    "contact_every_days",
    "notes",
)


def ask(parent: QWidget | None, *, organisation: int | None = None) -> Dialog:
    """A new organisation, or an existing one's facts."""
    group: list[tuple[Any, str]] = [(None, _("Not known")), (False, _("No")), (True, _("Yes"))]
    form = Form(
        [
            fields.text("name", _("Name"), required=True, wide=True),
            fields.text("short_name", _("Short name")),
            fields.text("org_number", _("Organisation number"), placeholder=_("nine digits")),
            choices.code("helix_sector", _("Actor type"), "helix_sector"),
            choices.code("segment", _("Segment"), "segment", blank=True),
            fields.number("employees", _("Employees"), most=1_000_000),
            choices.municipality("municipality_code", _("Municipality")),
            choices.money("turnover", _("Turnover")),
            choices.money("balance", _("Balance sheet total")),
            choices.year("accounts_year", _("Accounts of the year"), required=False),
            fields.choice("in_group", _("Part of a group"), choices=group),
            fields.text("street", _("Street")),
            fields.text("postal_code", _("Postal code")),
            fields.text("city", _("City")),
            choices.every_days("contact_every_days"),
            own_form.tag_field("organisation", organisation),
            note_field.note(),
            *own_form.part("organisation", organisation),
        ],
        columns=2,
    )
    if organisation is None:
        form.set_values({"helix_sector": "company"})
        dialog = Dialog(parent, _("New organisation"), save=_("Add"), form=form, width=600)
        already.hint(dialog, form, "organisation")
        dialog.on_save(lambda: organisations.add(**own_form.kept(form.values())))
    else:
        known = organisation_queries.detail(organisation)
        form.set_values({name: getattr(known, name) for name in NAMES} | {"org_number": orgnr.show(known.org_number)})
        dialog = Dialog(parent, _("Edit organisation"), form=form, width=600)
        editing.save_changes(
            dialog,
            form,
            "organisation",
            version=lambda: organisation_queries.detail(organisation).version,
            save=lambda changed, seen: organisations.edit(organisation, seen=seen, **changed),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("name").setFocus()
    return dialog
