"""Members between two days: at the start + joined - left = at the end, and who is behind each number."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _
from crm.queries import ledger
from crm.queries.ledger import Member
from crm.rules import code_lists, dates, numbers
from ui.dialogs import choices
from ui.dialogs.listing import Listing
from ui.kit import fields, text, tokens
from ui.kit.cards import StatCard
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column

PARTS = ("start", "joined", "left", "end")


def ask(parent: QWidget | None, *, go: Callable[[int], object], first: date | None = None) -> "BridgeDialog":
    """Show this year so far; `go(organisation)` leads to a member that is opened in the list."""
    dialog = BridgeDialog(parent, go, first or date(choices.today().year, 1, 1))
    dialog.open()
    dialog.cards["joined"].setFocus()
    return dialog


class BridgeDialog(Dialog):
    """Two days, four numbers; a click on a number lists who it counts, Enter there leads to the member."""

    def __init__(self, parent: QWidget | None, go: Callable[[int], object], first: date) -> None:
        form = Form(
            [
                choices.day("first", _("From"), required=True),
                choices.day("last", _("Up to and including"), required=True),
                fields.choice("network", _("Network"), choices=list(ledger.networks())),
            ],
            columns=3,
        )
        form.set_values({"first": first, "last": choices.today(), "network": ledger.MAIN})
        form.set_visible("network", len(ledger.networks()) > 1)
        super().__init__(parent, _("Members between two days"), save=_("Close"), form=form, width=800)
        self._form, self._go = form, go
        self.made: ledger.Bridge | None = None
        self.part = "joined"
        self.cards = {part: StatCard("", clickable=True) for part in PARTS}
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        for part, sign in zip(PARTS, ("", "+", "\u2212", "="), strict=True):
            if sign:
                line.addWidget(text.label(sign, "heading"))
            line.addWidget(self.cards[part], 1)
            self.cards[part].clicked.connect(partial(self.show_part, part))
        self._what = text.label("", "section")
        self.listing = Listing(
            _("Members"),
            [
                Column("name", _("Organisation"), 260, sortable=False),
                Column("category", _("Category"), 150, sortable=False, show=_category),
                Column("joined_on", _("Joined on"), 104, sortable=False, show=lambda row: dates.show(row.joined_on)),
                Column("left_on", _("Last day"), 170, sortable=False, show=_left),
            ],
            tall=9,
            least=6,
        )
        self.body.addLayout(line)
        self.body.addWidget(self._what)
        self.body.addWidget(self.listing, 1)
        self.cancel_button.hide()
        self.listing.opened.connect(self._open)
        form.edited.connect(lambda _name: self._count())
        self._count()

    def show_part(self, part: str) -> None:
        """List who one of the numbers counts."""
        self.part = part
        if self.made is None:
            return
        day = {"start": self.made.first, "left": self.made.last}.get(part, self.made.last)
        rows = ledger.listed(getattr(self.made, part), day, self._network())
        self.listing.show_rows(rows)
        self._what.setText(_words()[part])

    def _network(self) -> str:
        return str(self._form.value("network"))

    def _count(self) -> None:
        try:
            values: dict[str, Any] = {name: self._form.value(name) for name in ("first", "last")}
        except Invalid:
            return
        if None in values.values():
            return
        self.made = ledger.bridge(values["first"], values["last"], self._network())
        eve = dates.show(self.made.first)
        told = {
            "start": _("before {day}").format(day=eve),
            "joined": "",
            "left": "",
            "end": dates.show(self.made.last),
        }
        for part, label in _words().items():
            count = numbers.show_int(len(getattr(self.made, part)))
            self.cards[part].set(count, told[part], label)
        self.show_part(self.part)

    def _open(self, place: object) -> None:
        row: Member | None = self.listing.current_row()
        if row is not None:
            self.accept()
            self._go(row.id)


def _words() -> dict[str, str]:
    return {
        "start": _("At the start"),
        "joined": _("Joined"),
        "left": _("Left"),
        "end": _("At the end"),
    }


def _category(row: Member) -> str:
    return code_lists.label("membership_category", row.category)


def _left(row: Member) -> str:
    if row.left_on is None:
        return "–"
    reason = code_lists.label("leave_reason", row.leave_reason)
    return " · ".join(part for part in (dates.show(row.left_on), reason) if part)
