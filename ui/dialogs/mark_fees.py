"""Marking several fees at once: invoiced on a day and due on another, or paid on a day."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from crm.commands import fees
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs import choices
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

DAYS_TO_PAY = 14


def invoiced(parent: QWidget | None, *, chosen: Sequence[int], amount: int) -> Dialog:
    """Ask when these fees were invoiced and when they are due."""
    form = Form(
        [choices.day("on", _("Invoiced on"), required=True), choices.day("due_on", _("To be paid by"))], columns=2
    )
    today = choices.today()
    form.set_values({"on": today, "due_on": today + timedelta(days=DAYS_TO_PAY)})
    dialog = _dialog(parent, _("Mark as invoiced"), form, chosen, amount)
    dialog.on_save(lambda: fees.invoice(chosen, form.values()["on"], due_on=form.values()["due_on"]))
    dialog.open()
    form.widget("on").setFocus()
    return dialog


def paid(parent: QWidget | None, *, chosen: Sequence[int], amount: int) -> Dialog:
    """Ask on which day these fees were paid."""
    form = Form([choices.day("on", _("Paid on"), required=True)], columns=2)
    form.set_values({"on": choices.today()})
    dialog = _dialog(parent, _("Mark as paid"), form, chosen, amount)
    dialog.on_save(lambda: fees.pay([(fee, form.values()["on"]) for fee in chosen]))
    dialog.open()
    form.widget("on").setFocus()
    return dialog


def _dialog(parent: QWidget | None, title: str, form: Form, chosen: Sequence[int], amount: int) -> Dialog:
    dialog = Dialog(parent, title, save=title, form=form, width=460)
    words = ngettext("{count} fee, {sum}", "{count} fees, {sum}", len(chosen))
    told = words.format(count=numbers.show_int(len(chosen)), sum=numbers.show_money(amount))
    dialog.body.insertWidget(0, text.label(told, "muted"))
    return dialog
