"""Add or edit an e-mail, a phone or a link of a person or an organisation."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import contact_points
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import contact_points as point_queries
from crm.queries.contact_points import ContactPointRow
from ui.dialogs import choices, editing
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = ("kind", "label", "value", "is_primary", "retired_on")


def ask(
    parent: QWidget | None, *, person: int | None = None, organisation: int | None = None, point: int | None = None
) -> Dialog:
    """One more way to reach a person or an organisation (one of the two is given), or an existing one's facts."""
    shown = [
        choices.code("kind", _("Kind"), "contact_kind", required=True),
        choices.code("label", _("Used for"), "contact_label"),
        fields.text("value", _("E-mail, phone or link"), required=True, wide=True),
        fields.check("is_primary", _("The main one of its kind")),
    ]
    if point is None:
        form = Form(shown, columns=2)
        form.set_values({"kind": "email", "label": "work", "is_primary": False})
        dialog = Dialog(parent, _("New e-mail, phone or link"), save=_("Add"), form=form, width=480)

        def add() -> int:
            values: dict[str, Any] = form.values()
            # Not ticked means: as the register has it, where the first of a kind is the main one.
            values["is_primary"] = values["is_primary"] or None
            return contact_points.add(person=person, organisation=organisation, **values)

        dialog.on_save(add)
    else:
        used_until = choices.day(
            "retired_on", _("No longer used from"), hint=_("Lists that still carry it go on matching.")
        )
        form = Form([*shown, used_until], columns=2)
        known = _row(person, organisation, point)
        form.set_values({name: getattr(known, name) for name in NAMES})
        dialog = Dialog(parent, _("Edit e-mail, phone or link"), form=form, width=480)
        editing.save_changes(
            dialog,
            form,
            "contact_point",
            version=lambda: _row(person, organisation, point).version,
            save=lambda changed, seen: _edit(point, seen, changed),
        )
        editing.offer_removal(dialog, lambda: contact_points.remove(point))
    form.edited.connect(lambda name: _kind_of(form) if name == "value" and point is None else None)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("value").setFocus()
    return dialog


def _edit(point: int, seen: int, changed: dict[str, Any]) -> None:
    if changed.get("retired_on") is not None:
        changed["is_primary"] = False
    contact_points.edit(point, seen=seen, **changed)


def _kind_of(form: Form) -> None:
    """Let the kind follow what is being typed, until somebody chooses it."""
    typed = str(form.value("value"))
    kind = "email" if "@" in typed else "link" if "www." in typed or "://" in typed else ""
    if not kind and len(typed) > 2 and not any(sign.isalpha() for sign in typed):
        kind = "phone"
    if kind:
        form.fields["kind"].put(kind)


def _row(person: int | None, organisation: int | None, point: int) -> ContactPointRow:
    for row in point_queries.contact_points(person=person, organisation=organisation):
        if row.id == point:
            return row
    raise CrmError(_("This record does not exist any more."))
