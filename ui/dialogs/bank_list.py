"""A list from the bank: which fees the payments pay, looked over, then marked as paid in one step."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.exchange import bank
from crm.exchange.bank import Match
from crm.i18n import N_, _, ngettext
from crm.rules import dates, numbers
from ui.dialogs import choices, received
from ui.dialogs.ticks import Ticks
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.table import Column

HOW = {
    "reference": N_("the invoice number"),
    "org_number": N_("the organisation number"),
    "name": N_("the name"),
    "amount": N_("only the amount"),
}
NOTES = {
    "amount": N_("another amount than the fee"),
    "several": N_("it could be several"),
    "paid": N_("paid before"),
}


def choose(parent: QWidget) -> "BankDialog | None":
    """Ask for the file, then show what it pays; None where somebody thought better of it."""
    file = received.one(parent, _("List from the bank"), received.tables())
    return ask(parent, file=file) if file is not None else None


def ask(parent: QWidget, *, file: Path) -> "BankDialog":
    """Read the file in the worker and show what it pays."""
    dialog = BankDialog(parent, file)
    dialog.open()
    dialog.look()
    return dialog


class BankDialog(WorkDialog):
    """Every payment with the fee it seems to pay; those that are sure are taken, the others wait for a look."""

    def __init__(self, parent: QWidget, file: Path) -> None:
        super().__init__(parent, _("Payments in {file}").format(file=file.name), save=_("Mark as paid"), width=1040)
        self._file = file
        self._told = text.label("", "muted", wrap=True)
        self.ticks = Ticks(
            _("Payments"),
            [
                Column("day", _("Day"), 92, sortable=False, show=lambda row: dates.show(row.payment.day)),
                Column("amount", _("Amount"), 104, "right", sortable=False, show=_amount),
                Column("pays", _("Pays"), 200, sortable=False, show=_pays),
                Column("how", _("Known by"), 304, sortable=False, show=_how),
                Column("text", _("What the bank says"), 220, sortable=False, show=lambda row: row.payment.text),
            ],
            tall=12,
        )
        self.body.addWidget(self._told)
        self.body.addWidget(self.ticks, 1)
        self.ticks.changed.connect(self._count)
        self.on_save(lambda: bank.mark(self.ticks.taken()))
        self.ticks.hide()
        self.save_button.setEnabled(False)

    def look(self) -> None:
        """Read the file; nothing is written."""
        file, today = self._file, choices.today()
        self.run(lambda progress: bank.read(file, today=today, progress=progress), self._show, _("Reading the file"))

    def work_failed(self, problem: BaseException) -> None:
        """A file that cannot be read leaves no button to press."""
        super().work_failed(problem)
        self.save_button.setEnabled(False)

    def _show(self, found: list[Match]) -> None:
        sure = [place for place, match in enumerate(found) if match.sure]
        barred = [place for place, match in enumerate(found) if not match.fees]
        known = len(found) - len(barred)
        words = ngettext(
            "{count} payment came in, {known} seem to pay a fee. Those that are sure are taken; look at the others.",
            "{count} payments came in, {known} seem to pay a fee. Those that are sure are taken; look at the others.",
            len(found),
        )
        self._told.setText(words.format(count=numbers.show_int(len(found)), known=numbers.show_int(known)))
        self.ticks.show()
        # What needs a look stands first after what is sure; what pays nothing stands last.
        order = sorted(range(len(found)), key=lambda place: (place in barred, place not in sure, place))
        places = {place: new for new, place in enumerate(order)}
        self.ticks.show_rows(
            [found[place] for place in order], [places[one] for one in sure], [places[one] for one in barred]
        )
        self.ticks.view.setFocus()

    def _count(self) -> None:
        taken: list[Match] = self.ticks.taken()
        words = ngettext("{count} payment taken, {sum}", "{count} payments taken, {sum}", len(taken))
        money = numbers.show_money(sum(match.payment.amount for match in taken))
        self.ticks.tell(words.format(count=numbers.show_int(len(taken)), sum=money))
        self.save_button.setEnabled(bool(taken))


def _amount(match: Match) -> str:
    return numbers.show_money(match.payment.amount)


def _pays(match: Match) -> str:
    return ", ".join(f"{fee.name} {fee.year}" for fee in match.fees)


def _how(match: Match) -> str:
    told = [HOW.get(match.how, ""), NOTES.get(match.note, "")]
    return ", ".join(_(words) for words in told if words)
