"""The dialog of cross tables: another list, another measure, the records of a cell, and out to Excel."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import interactions
from crm.commands.interactions import Participant
from crm.queries.lists.conditions import Compare
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import cross
from ui.dialogs.cross import CrossDialog

TODAY = date(2026, 11, 23)


@pytest.fixture
def went() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, cluster: Cluster, window: QWidget, went: list[tuple[str, int]]) -> CrossDialog:
    for month, people in ((2, [cluster.ada]), (3, [cluster.ada, cluster.bo]), (8, [])):
        day = date(2026, month, 2)
        interactions.log(f"Nr {month}", held_on=day, participants=[Participant(one) for one in people], minutes=90)
    made = cross.ask(window, go=lambda record, id: went.append((record, id)), today=TODAY)
    settled(qtbot, made)
    return made


def settled(qtbot: QtBot, dialog: CrossDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.working() and dialog.shown is not None and dialog.shown.query == dialog.query())


def choose(qtbot: QtBot, dialog: CrossDialog, **values: object) -> None:
    for name, value in values.items():
        dialog.form_.set_values({name: value})
        dialog.form_.edited.emit(name)
    settled(qtbot, dialog)


def numbers(dialog: CrossDialog) -> list[list[str]]:
    table = dialog.view.table()
    return [[column.text(table.record(row)) for column in table.columns] for row in range(table.rowCount())]


def test_a_cell_shows_the_records_it_counts_and_enter_leads_to_one(
    qtbot: QtBot, dialog: CrossDialog, went: list[tuple[str, int]]
) -> None:
    choose(qtbot, dialog, rows="people.id", columns="held_on:quarter")
    shown, view = numbers(dialog), dialog.view
    assert shown[-1][-1] == "3" and [line[-1] for line in shown[:-1]] == ["2", "1", "1"], shown
    for row in range(len(shown)):
        for column in range(1, len(shown[0])):
            view.setCurrentIndex(view.table().index(row, column))
            assert str(len(dialog.behind.rows())) == shown[row][column]
    view.setCurrentIndex(view.table().index(len(shown) - 1, 0))
    assert len(dialog.behind.rows()) == 3, "the words of a row stand for the whole row"
    first = dialog.behind.rows()[0]
    dialog.behind.setFocus()
    QTest.keyClick(dialog.behind, Qt.Key.Key_Return)
    assert went == [("interaction", first.id)] and not dialog.isVisible()


def test_another_list_has_its_own_sides_and_the_filter_goes_with_the_old_one(qtbot: QtBot, dialog: CrossDialog) -> None:
    dialog._take(Compare("held_on", "is", date(2026, 2, 2)))
    settled(qtbot, dialog)
    assert dialog.shown is not None and dialog.shown.value() == 1
    choose(qtbot, dialog, measure="sum", field="minutes")
    assert numbers(dialog)[-1][-1] == "1.5"
    choose(qtbot, dialog, about="person")
    assert dialog.shown.value() == len(dialog.shown.query.asked().ids()) > 1
    choose(qtbot, dialog, columns="")
    assert len(numbers(dialog)[0]) == 2


def test_it_is_copied_printed_and_written_with_real_numbers(
    qtbot: QtBot, dialog: CrossDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    choose(qtbot, dialog, rows="type", columns="held_on:quarter", measure="sum", field="minutes")
    dialog.copy_button.click()
    copied = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(copied) == len(numbers(dialog)) + 1 and copied[-1][-1] == "4.5"
    path = tmp_path / "tabell.xlsx"
    dialog.write(path)
    qtbot.waitUntil(lambda: not dialog.working())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert len(book.worksheets) == 2 and isinstance(last[-1], int | float)
    assert [type(value) for value in last[1:]] == [type(last[-1])] * (len(last) - 1)
    dialog.print_it()
