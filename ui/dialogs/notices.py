"""Deadlines of notice that come near, and follow-ups before each of them."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import memberships
from crm.errors import Invalid
from crm.i18n import _, ngettext
from crm.queries import ledger
from crm.queries.ledger import Notice
from crm.rules import code_lists, dates, numbers
from ui.dialogs import choices
from ui.dialogs.ticks import Ticks
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column

AHEAD = 365


def ask(parent: QWidget | None) -> Dialog:
    """List the deadlines of the coming year; those that are taken get a follow-up some days before."""
    today = choices.today()
    form = Form(
        [
            choices.day("until", _("Deadlines up to"), required=True),
            fields.number("days", _("Follow-up this long before"), most=365, suffix=_("days"), required=True),
            choices.staff_member("responsible", _("Responsible"), nobody=_("whoever is signed in")),
        ],
        columns=2,
    )
    form.set_values({"until": today + timedelta(days=AHEAD), "days": 14, "responsible": None})
    dialog = Dialog(parent, _("Notice deadlines"), save=_("Make follow-ups"), form=form, width=840)
    ticks = Ticks(
        _("Notice deadlines"),
        [
            Column("name", _("Organisation"), 220, sortable=False),
            Column("category", _("Category"), 148, sortable=False, show=_category),
            Column("notice_by", _("Notice by"), 132, sortable=False, show=lambda row: dates.show(row.notice_by)),
            Column("agreed_to", _("Agreed until"), 104, sortable=False, show=_agreed),
            Column("task", _("Follow-up"), 100, sortable=False, show=lambda row: _("is there") if row.task else ""),
        ],
    )
    none = text.label(
        _("No membership has a deadline of notice in this time. It is written in the membership."), "muted", wrap=True
    )
    dialog.body.addWidget(none)
    dialog.body.addWidget(ticks, 1)

    def show(*_what: object) -> None:
        found: list[Notice] = []
        try:
            until = form.value("until")
            found = ledger.notices(until, today) if until is not None else []
        except Invalid:
            found = []
        ticks.show_rows(found, range(len(found)), [place for place, row in enumerate(found) if row.task])
        none.setVisible(not found)
        ticks.setVisible(bool(found))

    def tell() -> None:
        taken = ticks.taken()
        words = ngettext("{count} follow-up", "{count} follow-ups", len(taken))
        ticks.tell(words.format(count=numbers.show_int(len(taken))))
        dialog.save_button.setEnabled(bool(taken))

    def save() -> list[int]:
        values: dict[str, Any] = form.values()
        return memberships.remind(ticks.taken(), days_before=values["days"], responsible=values["responsible"])

    ticks.changed.connect(tell)
    form.edited.connect(lambda name: show() if name == "until" else None)
    dialog.on_save(save)
    show()
    dialog.open()
    form.widget("until").setFocus()
    return dialog


def _category(row: Notice) -> str:
    return code_lists.label("membership_category", row.category)


def _agreed(row: Notice) -> str:
    return dates.show(row.agreed_to) if row.agreed_to is not None else "–"
