"""The privacy door, a file that was brought in before, and who is missing since last time, as the plan shows them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from crm.exchange import rejects
from crm.queries.imports import ImportsQuery
from crm.store.database import rows, value
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.test_import_list import at, planned, press, settled, told
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs.import_list import DONE, PLAN, ImportDialog
from ui.kit.dialog import Dialog

HEADER = "Fornavn;Etternavn;Bedrift;E-post\n"
LIV = "Liv;Strand;Havbruk Nord AS;liv@havbruk.example\n"
PER = "Per;Vik;Havbruk Nord AS;per@havbruk.example\n"

Open = Callable[[str, str], ImportDialog]


@pytest.fixture
def open_list(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path) -> Open:
    """Opens a list of these lines up to its plan."""

    def opened(name: str, lines: str) -> ImportDialog:
        path = tmp_path / name
        path.write_text(HEADER + lines, encoding="utf-8")
        return planned(qtbot, window, path)

    return opened


def brought(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.save_now()
    at(qtbot, dialog, DONE)
    dialog.save_now()


def test_origin_and_basis_are_asked_and_proposed_the_next_time(qtbot: QtBot, open_list: Open) -> None:
    dialog = open_list("i fjor.csv", LIV)
    door = dialog.plan_step.door
    assert door.isVisible() and door.origin.placeholderText() == "i fjor.csv"
    door.origin.setText("Havbruksdagen")
    door.origin.editingFinished.emit()
    door.basis.setCurrentIndex(door.basis.findData("consent"))
    door.basis.activated.emit(door.basis.currentIndex())
    settled(qtbot, dialog)
    brought(qtbot, dialog)
    assert rows("SELECT source, lawful_basis FROM person WHERE last_name = 'Strand'") == [("Havbruksdagen", "consent")]
    again = open_list("i år.csv", LIV + PER)
    assert again.plan_step.door.door().origin == "Havbruksdagen"
    assert again.plan_step.door.door().basis == "consent"


def test_a_tag_for_every_row_says_that_all_of_them_took_part(qtbot: QtBot, open_list: Open) -> None:
    dialog = open_list("liste.csv", LIV + PER)
    dialog.plan_step.tag.setText("Havbruksdagen")
    dialog.plan_step.tag.editingFinished.emit()
    settled(qtbot, dialog)
    brought(qtbot, dialog)
    assert rows("SELECT name, count(*) FROM tagging JOIN tag ON tag.id = tag_id") == [("Havbruksdagen", 2)]


def test_nobody_new_is_asked_nothing(qtbot: QtBot, open_list: Open) -> None:
    assert not open_list("liste.csv", "Ada;Berg;Nordlys AS;ada@nordlys.example\n").plan_step.door.isVisible()


def test_the_day_on_which_they_were_told_is_kept(qtbot: QtBot, open_list: Open) -> None:
    dialog = open_list("liste.csv", LIV)
    dialog.plan_step.door.informed_on.setText("3.11.2026")
    dialog.plan_step.door.informed_on.changed.emit(date(2026, 11, 3))
    settled(qtbot, dialog)
    brought(qtbot, dialog)
    assert value("SELECT informed_on FROM person WHERE last_name = 'Strand'") == "2026-11-03"


def test_the_same_file_is_told_and_leads_to_its_import(qtbot: QtBot, open_list: Open) -> None:
    brought(qtbot, open_list("liste.csv", LIV))
    dialog = open_list("samme.csv", LIV)
    assert any("This very file was brought in on" in words for words in told(dialog))
    with qtbot.waitSignal(dialog.import_asked) as asked:
        press(dialog, "Open that import")
    assert asked.args == ImportsQuery().ids()
    assert not dialog.isVisible()


def test_who_is_missing_can_be_ended_in_the_same_import(qtbot: QtBot, qapp: QApplication, open_list: Open) -> None:
    brought(qtbot, open_list("i fjor.csv", LIV + PER))
    dialog = open_list("i år.csv", LIV)
    assert any("1 of i fjor.csv" in words for words in told(dialog))
    assert not dialog.save_button.isEnabled()
    press(dialog, "Who is missing…")
    asking = missing_dialog(qtbot, qapp)
    tree = asking.findChild(QTreeWidget)
    assert tree is not None
    item: Any = tree.topLevelItem(0)
    assert [item.text(column) for column in range(3)] == ["Per Vik", "Position at Havbruk Nord AS", ""]
    assert item.checkState(0) == Qt.CheckState.Unchecked
    assert cut_words(asking) == [] and nameless(asking) == []
    press(asking, "Choose all")
    assert asking.form is not None
    asking.form.set_values({"day": date(2026, 10, 31)})
    asking.save_now()
    settled(qtbot, dialog)
    assert any(words.endswith("1 ends.") for words in told(dialog))
    brought(qtbot, dialog)
    assert (
        value("SELECT to_on FROM position JOIN person ON person.id = person_id WHERE last_name = 'Vik'") == "2026-10-31"
    )


def missing_dialog(qtbot: QtBot, qapp: QApplication) -> Dialog:
    def shown() -> Dialog | None:
        there = [one for one in qapp.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]
        return next((one for one in there if one.windowTitle() == "Missing since last time"), None)

    qtbot.waitUntil(lambda: shown() is not None)
    found = shown()
    assert found is not None
    return found


def test_rows_that_come_back_mended_come_in_as_the_others_of_their_list_did(
    qtbot: QtBot, open_list: Open, window: QWidget, tmp_path: Path
) -> None:
    dialog = open_list("liste.csv", LIV + "Per;Vik;Havbruk Nord AS;per(alfa)havbruk\n")
    dialog.plan_step.door.origin.setText("Havbruksdagen")
    dialog.plan_step.door.origin.editingFinished.emit()
    combo = dialog.plan_step.strategy
    combo.setCurrentIndex(combo.findData("fill"))
    combo.activated.emit(combo.currentIndex())
    settled(qtbot, dialog)
    brought(qtbot, dialog)
    rejects.save(ImportsQuery().ids()[0], tmp_path / "mended.xlsx")
    again = planned(qtbot, window, tmp_path / "mended.xlsx")
    assert again.plan is not None
    assert (again.plan.choices.strategy, again.plan.choices.door.origin) == ("fill", "Havbruksdagen")
    combo = again.plan_step.strategy
    combo.setCurrentIndex(combo.findData("update"))
    combo.activated.emit(combo.currentIndex())
    settled(qtbot, again)
    press(again, "Back")
    again.save_now()
    at(qtbot, again, PLAN)
    assert again.plan.choices.strategy == "update"
