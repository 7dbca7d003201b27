"""What can be done with several fees at once, and from the menu beside them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from crm.commands import fees
from crm.i18n import _, ngettext
from crm.queries.fees import FeeLine, FeesQuery
from crm.rules import numbers
from ui.pages import doing, export, fee_words
from ui.pages.desk import Desk


def mark_invoiced(desk: Desk, lines: Sequence[FeeLine]) -> None:
    """Ask when those of the fees that are only proposed were invoiced."""
    from ui.dialogs import mark_fees

    _mark(desk, mark_fees.invoiced, [line for line in lines if line.state == "proposed"])


def mark_paid(desk: Desk, lines: Sequence[FeeLine]) -> None:
    """Ask when those of the fees that are not paid were."""
    from ui.dialogs import mark_fees

    _mark(desk, mark_fees.paid, [line for line in lines if line.state != "paid"])


def mark_unpaid(desk: Desk, lines: Sequence[FeeLine]) -> None:
    """Take back that fees were paid: a payment was another member's."""
    count = fees.unpay([line.id for line in lines if line.state == "paid"])
    words = ngettext("{count} fee marked as not paid.", "{count} fees marked as not paid.", count)
    doing.told(desk, words.format(count=numbers.show_int(count)))


def from_bank(desk: Desk) -> None:
    """Mark fees as paid by a list of payments."""
    from ui.dialogs import bank_list

    window = desk.window()
    dialog = bank_list.choose(window) if window is not None else None
    if dialog is not None:
        dialog.saved.connect(partial(_marked, desk))


def menu(parent: QWidget, desk: Desk, lines: Sequence[FeeLine]) -> QMenu:
    """What stands behind the three dots: the price list, what is open as a file, a payment that was none."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    paid = [line for line in lines if line.state == "paid"]
    made.addAction(_("Price list…"), partial(_price_list, desk)).setEnabled(desk.writable())
    made.addAction(_("Export what is open…"), partial(_export_open, desk))
    made.addAction(_("Mark as not paid"), partial(mark_unpaid, desk, paid)).setEnabled(desk.writable() and bool(paid))
    return made


def _mark(desk: Desk, ask: Any, lines: Sequence[FeeLine]) -> None:
    if lines:
        chosen, amount = [line.id for line in lines], sum(line.amount for line in lines)
        ask(desk.window(), chosen=chosen, amount=amount).saved.connect(partial(_marked, desk))


def _marked(desk: Desk, count: int) -> None:
    words = ngettext("{count} fee marked.", "{count} fees marked.", count)
    doing.told(desk, words.format(count=numbers.show_int(count)))


def _price_list(desk: Desk) -> None:
    from ui.dialogs import fee_levels

    fee_levels.ask(desk.window())


def _export_open(desk: Desk) -> None:
    """The open items of all years, as the office that sends reminders wants them."""
    title = _("Open fees")
    path = export.choose(desk, f"{title} {desk.today().isoformat()}")
    if path is not None:
        export.write_query(desk, path, title, fee_words.outs(desk), FeesQuery(state="open", order="year"))
