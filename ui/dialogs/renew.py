"""Renewing many memberships at once: what it would do is shown for each, then done as one step."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import memberships
from crm.errors import Invalid
from crm.i18n import _, ngettext
from crm.queries import ledger
from crm.queries.ledger import Renewal
from crm.rules import code_lists, dates, numbers
from ui.dialogs import choices
from ui.dialogs.ticks import Ticks
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


def ask(parent: QWidget | None) -> Dialog:
    """Ask until when; every running membership that is not agreed as far is offered."""
    today = choices.today()
    form = Form(
        [
            choices.day("to", _("Renew until"), required=True),
            choices.day("notice_by", _("Notice at the latest"), hint=_("Empty: as long before the end as now.")),
            fields.choice("network", _("Network"), choices=list(ledger.networks())),
            fields.check("with_fees", _("Propose the fees of that year too")),
        ],
        columns=2,
    )
    form.set_values({"to": date(today.year + 1, 12, 31), "network": ledger.MAIN, "with_fees": True})
    form.set_visible("network", len(ledger.networks()) > 1)
    dialog = Dialog(parent, _("Renew memberships"), save=_("Renew"), form=form, width=920)
    ticks = Ticks(
        _("Memberships"),
        [
            Column("name", _("Organisation"), 200, sortable=False),
            Column("category", _("Category"), 148, sortable=False, show=_category),
            Column("agreed_to", _("Agreed until"), 104, sortable=False, show=lambda row: _day(row.agreed_to)),
            Column("new", _("Then until"), 104, sortable=False, show=lambda row: _day(row.new_agreed_to)),
            Column("notice", _("Notice by"), 132, sortable=False, show=lambda row: _day(row.new_notice_by)),
            Column("fee", _("Fee"), 100, "right", sortable=False, show=_fee),
        ],
    )
    none = text.label(_("Every running membership is agreed that far already."), "muted", wrap=True)
    dialog.body.addWidget(none)
    dialog.body.addWidget(ticks, 1)

    def show(*_what: object) -> None:
        found: list[Renewal] = []
        try:
            asked: dict[str, Any] = {name: form.value(name) for name in ("to", "network", "notice_by")}
            if asked["to"] is not None:
                found = ledger.renewals(asked["to"], asked["network"], asked["notice_by"])
        except Invalid:
            found = []
        ticks.show_rows(found, range(len(found)))
        none.setVisible(not found)
        ticks.setVisible(bool(found))

    def tell() -> None:
        taken = ticks.taken()
        words = ngettext("{count} membership", "{count} memberships", len(taken))
        ticks.tell(words.format(count=numbers.show_int(len(taken))))
        dialog.save_button.setEnabled(bool(taken))

    ticks.changed.connect(tell)
    form.edited.connect(show)
    dialog.on_save(lambda: memberships.renew(ticks.taken(), with_fees=form.value("with_fees")))
    show()
    dialog.open()
    form.widget("to").setFocus()
    return dialog


def _category(row: Renewal) -> str:
    return code_lists.label("membership_category", row.category)


def _day(day: date | None) -> str:
    return dates.show(day) if day is not None else "–"


def _fee(row: Renewal) -> str:
    return numbers.show_money(row.fee) if row.fee is not None else "–"
