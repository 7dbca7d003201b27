"""State aid noted by keys alone: the ceiling of three years is told while the amount is typed, from 80 % on."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.commands import rates, state_aid
from crm.queries import state_aid as queries
from tests.ui.dialogs.typist import Typist
from tests.ui.pages.test_table import rest
from tests.ui.register import Known, settle
from ui.dialogs import facts
from ui.kit.dialog import Dialog
from ui.window import MainWindow

pytestmark = pytest.mark.begins_on("report_data")
TAB = Qt.Key.Key_Tab


def below(dialog: Dialog) -> str:
    """What stands below the amount in euro."""
    assert dialog.form is not None
    return dialog.form.widget("amount_euro").accessibleDescription()


def amount(keys: Typist, dialog: Dialog, text: str) -> None:
    assert dialog.form is not None
    dialog.form.widget("amount").setFocus()
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.type(text)
    keys.press(TAB)
    settle()


def test_aid_near_the_ceiling_is_said_while_it_is_typed_and_never_keeps_from_saving(
    qapp: QApplication, window: MainWindow, known: Known
) -> None:
    rates.put(2026, euro=10_00)
    state_aid.add(known.nordlys, date(2025, 6, 1), 2_000_000_00, amount_euro=200_000_00)
    state_aid.add(known.nordlys, date(2023, 6, 1), 900_000_00, amount_euro=90_000_00)  # three years ago
    rest(window)
    window.show()
    window.activateWindow()
    keys = Typist(qapp)
    dialog = facts.ask(window, "aid_record", year=2026)
    settle(lambda: QApplication.focusWidget() is not None)
    keys.type("Nordlys")
    keys.press(Qt.Key.Key_Return)
    assert dialog.form is not None
    dialog.form.set_values({"granted_on": date(2026, 11, 23)})
    amount(keys, dialog, "399 000")
    assert below(dialog) == "Empty: by the rate of the year."
    amount(keys, dialog, "400 000")
    assert below(dialog).replace("\u00a0", " ") == "With this 240 000 of 300 000 euro in three years (80 %)."
    amount(keys, dialog, "1 200 000")
    said = "With this 320 000 euro in three years: 20 000 more than the ceiling of 300 000."
    assert below(dialog).replace("\u00a0", " ") == said
    dialog.form.set_values({"basis": "gber"})
    dialog.form.edited.emit("basis")
    assert below(dialog) == "Empty: by the rate of the year."
    dialog.form.set_values({"basis": "de_minimis"})
    keys.save()
    (nearest,) = queries.recipients(date(2026, 11, 23))
    assert nearest.standing.cents == 320_000_00
    mine = max(queries.AidQuery().ids())
    again = facts.ask(window, "aid_record", id=mine)
    assert again.form is not None
    again.form.set_values({"amount": 400_000_00})
    again.form.edited.emit("amount")
    assert "240 000" in below(again).replace("\u00a0", " "), "what it was before does not count twice"
    again.reject()
