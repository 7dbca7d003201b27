"""Any period beside another: chosen, written as days, the records behind a figure, and the way to one of them."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import interactions
from crm.commands.interactions import Participant
from crm.rules import stretches
from crm.store.database import rows
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import periods
from ui.dialogs.periods import PeriodsDialog
from ui.dialogs.reconciled import ReconciledDialog
from ui.kit import messages
from ui.kit.bar import Bar

TODAY = date(2026, 11, 23)


@pytest.fixture
def went() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, cluster: Cluster, window: QWidget, went: list[tuple[str, int]]) -> PeriodsDialog:
    made = periods.ask(window, go=lambda record, id: went.append((record, id)), today=TODAY)
    qtbot.waitUntil(lambda: made.compared is not None and not made.working())
    return made


def said(dialog: PeriodsDialog) -> str:
    (bar,) = [bar for bar in dialog.findChildren(Bar) if bar is not dialog.frozen]
    return bar.words()


def figure(dialog: PeriodsDialog, key: str) -> tuple[object, object]:
    assert dialog.compared is not None
    one = dialog.compared.figures[key]
    return one.value, one.before.value


def test_it_begins_with_the_last_whole_quarter_and_the_same_a_year_earlier(dialog: PeriodsDialog) -> None:
    assert dialog.compared is not None
    assert (dialog.compared.period, dialog.compared.against) == (stretches.quarter(2026, 3), stretches.quarter(2025, 3))
    assert figure(dialog, "K29") == (None, None)


def test_days_are_written_and_a_wrong_order_is_said(qtbot: QtBot, dialog: PeriodsDialog) -> None:
    dialog.form_.set_values({"first": date(2026, 11, 1), "last": date(2026, 10, 1)})
    dialog.form_.edited.emit("last")
    qtbot.waitUntil(lambda: said(dialog) != "")
    assert dialog.form_.value("period") == periods.OTHER
    dialog.form_.set_values({"last": date(2026, 11, 30)})
    dialog.form_.edited.emit("last")
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.period.last == date(2026, 11, 30))
    assert dialog.compared is not None and dialog.compared.against == (date(2025, 11, 1), date(2025, 11, 30))
    assert said(dialog) == ""


def test_enter_on_a_record_behind_a_figure_leads_to_it(
    qtbot: QtBot, dialog: PeriodsDialog, cluster: Cluster, went: list[tuple[str, int]]
) -> None:
    made = interactions.log("Besøk", held_on=date(2025, 8, 5), participants=[Participant(cluster.ada)])
    dialog.form_.set_values({"period": "y2025"})
    dialog.form_.edited.emit("period")
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.period == stretches.of_year(2025))
    keys = [one.key for one in dialog.figures.rows()]
    dialog.figures.go_to(keys.index("K10"))
    shown = [one.id for one in dialog.counted.rows()]
    assert shown == ([made] if figure(dialog, "K10")[0] else [])
    dialog.figures.go_to(keys.index("K01"))
    dialog.counted.setFocus()
    first = dialog.counted.rows()[0]
    QTest.keyClick(dialog.counted, Qt.Key.Key_Return)
    assert went == [("organisation", first.id)] and not dialog.isVisible()


def test_both_periods_are_written_with_the_records_behind_each_figure(
    qtbot: QtBot, dialog: PeriodsDialog, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    dialog.form_.set_values({"period": "y2025"})
    dialog.form_.edited.emit("period")
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.period == stretches.of_year(2025))
    qtbot.waitUntil(lambda: not dialog.working())
    dialog.write(tmp_path / "tall.xlsx")
    qtbot.waitUntil(lambda: not dialog.working())
    book = openpyxl.load_workbook(tmp_path / "tall.xlsx")
    figures, behind, _about = book.worksheets
    assert [figures.cell(1, column).value for column in (4, 5)] == ["2025", "2024"]
    assert dialog.compared is not None
    known = {row[0].value: row for row in figures.iter_rows(min_row=2)}
    for one in dialog.compared.figures.values():
        value = known[one.key][3].value
        assert value == (one.value if one.value is not None else "not applicable")
        counted = [row for row in behind.iter_rows(min_row=2, values_only=True) if row[0] == one.key]
        assert [row[4] for row in counted] == list(one.counted)
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    names = rows("SELECT first_name, last_name FROM person")
    assert not {f"{first} {last}" for first, last in names} & words


def test_a_quarter_is_frozen_opened_as_it_was_and_its_edits_are_explained(
    qtbot: QtBot, dialog: PeriodsDialog, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_words, **_how: True)
    before = figure(dialog, "K10")
    assert dialog.compared is not None
    known = dialog.compared.figures["K10"].counted
    dialog.freeze()
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.run is not None and not dialog.working())
    assert dialog.form_.value("period") == "run1" and not dialog.freeze_button.isEnabled()
    assert dialog.since_button.isVisible() and "no. 1" in dialog.frozen.words()
    organisation = rows("SELECT organisation_id FROM membership")[0][0]
    interactions.log("Besøk", held_on=date(2026, 8, 5), participants=[Participant(organisation=organisation)])
    assert figure(dialog, "K10") == before
    dialog.since_button.click()
    (told,) = dialog.findChildren(ReconciledDialog)
    qtbot.waitUntil(lambda: told.found is not None)
    assert told.found is not None and "K10" in {one.figure.key for one in told.found.differences}
    told.reject()
    dialog._open_now()
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.run is None and not dialog.working())
    assert dialog.compared is not None and len(dialog.compared.figures["K10"].counted) == len(known) + 1
    assert "as it would be now" in dialog.frozen.words()
    dialog._open_frozen(1)
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.run == 1 and not dialog.working())
    assert figure(dialog, "K10") == before
    dialog.form_.set_values({"period": "y2025"})
    dialog.form_.edited.emit("period")
    qtbot.waitUntil(lambda: dialog.compared is not None and dialog.compared.period == stretches.of_year(2025))
    assert not dialog.freeze_button.isEnabled() and "Reports" in dialog.freeze_button.toolTip()
