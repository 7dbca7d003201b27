"""What a member pays for a year: the amount, when it was invoiced, when it was paid."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import fees
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import memberships as membership_queries
from ui.dialogs import choices, editing, own_form
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

PAYMENT = ("amount", "reference", "invoiced_on", "due_on", "paid_on")


def ask(parent: QWidget | None, *, membership: int, year: int | None = None) -> Dialog:
    """The fee of a year, this one where none is told; a year with a fee shows it."""
    known = membership_queries.detail(membership)
    form = Form(
        [
            choices.year("year", _("Year")),
            choices.money("amount", _("Amount"), required=True),
            fields.text("reference", _("Invoice number")),
            choices.day("invoiced_on", _("Invoiced on")),
            choices.day("due_on", _("To be paid by")),
            choices.day("paid_on", _("Paid on")),
            *own_form.part("membership_fee"),
        ],
        columns=2,
    )

    shown: dict[str, Any] = {}

    def show(of: int) -> None:
        fee = membership_queries.detail(membership).fee(of)
        shown.update({name: getattr(fee, name) if fee else None for name in PAYMENT})
        shown["reference"] = shown["reference"] or ""
        shown.update(own_form.values("membership_fee", fee.id if fee else None))
        form.set_values(shown)

    def follow(name: str) -> None:
        """Another year: show its fee, unless something is being written already."""
        if name == "year" and _held(form, list(shown)) == shown:
            of = _held(form, ["year"])["year"]
            if of is not None:
                show(of)

    def save() -> int:
        values: dict[str, Any] = own_form.kept(form.values())
        return fees.put(membership, values.pop("year"), values.pop("amount"), **values)

    first = year or choices.today().year
    form.set_values({"year": first})
    show(first)
    form.edited.connect(follow)
    dialog = Dialog(parent, _("Membership fee of {name}").format(name=known.organisation), form=form, width=480)
    dialog.on_save(save)
    dialog.ask_before_losing()
    here = known.fee(first)
    if here is not None:
        editing.offer_removal(dialog, lambda: fees.remove(here.id))
    dialog.open()
    form.widget("amount").setFocus()
    return dialog


def _held(form: Form, names: Iterable[str]) -> dict[str, Any]:
    """What stands in these fields; None where it is no value."""
    held: dict[str, Any] = {}
    for name in names:
        try:
            held[name] = form.value(name)
        except Invalid:
            held[name] = None
    return held
