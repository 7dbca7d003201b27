"""The second step of an import: what is sure, what is only a guess, what is asked, and what was left out."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.queries import organisations
from tests.ui.dialogs.conftest import Cluster
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs import import_list
from ui.dialogs.import_list import COLUMNS, DONE, PLAN, ImportDialog
from ui.kit import theme

LIST = """Medlemsliste;;;;
Bedrift;Aktørtype;Innmeldt;Kontaktperson;Hvem ringer?
Tang AS;Gründerbedrift;3/4/2026;Unni Holm;unni@tang.example
Tare AS;Bedrift;5/6/2026;Liv Strand;liv@tare.example
Total Energi AS;;;;
Totalt;2;;;
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list with a word nobody explained, days that can be two, a mere guess and a sum."""
    path = tmp_path / "medlemmer.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def at(qtbot: QtBot, dialog: ImportDialog, step: int) -> ImportDialog:
    qtbot.waitUntil(lambda: dialog.step() == step and not dialog.working(), timeout=20_000)
    return dialog


def opened(qtbot: QtBot, window: QWidget, path: Path) -> ImportDialog:
    return at(qtbot, import_list.ask(window, path=path), COLUMNS)


def told(dialog: QWidget) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def combo(dialog: QWidget, name: str) -> QComboBox:
    return next(one for one in dialog.findChildren(QComboBox) if one.isVisible() and one.accessibleName() == name)


def choose(made: QComboBox, value: object) -> None:
    made.setCurrentIndex(made.findData(value))
    made.activated.emit(made.currentIndex())


def test_a_mere_guess_is_told_from_what_is_sure(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = opened(qtbot, window, listed)
    assert {"Sure", "A guess"} <= told(dialog)
    assert any("1 is only a guess" in words for words in told(dialog))
    choose(combo(dialog, "What “Hvem ringer?” becomes"), "notes")
    assert "A guess" not in told(dialog)


def test_days_and_words_are_asked_in_the_columns_and_words_never_again(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = opened(qtbot, window, listed)
    choose(combo(dialog, "Innmeldt: Which day is “3/4/2026”?"), "month_first")
    choose(combo(dialog, "Aktørtype: “Gründerbedrift” on 1 row"), "company")
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None
    assert [one.joined_on for one in dialog.plan.writes.memberships] == ["2026-03-04", "2026-05-06"]
    assert dialog.plan.writes.organisations[0].helix_sector == "company"
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert organisations.find("Tang AS") != []
    again = opened(qtbot, window, listed)
    assert "Remembered from last time" in told(again)
    assert not any("Gründerbedrift" in one.accessibleName() for one in again.findChildren(QComboBox))


def test_what_is_asked_follows_what_the_column_becomes(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = opened(qtbot, window, listed)
    choose(combo(dialog, "Aktørtype: “Gründerbedrift” on 1 row"), "company")
    choose(combo(dialog, "What “Aktørtype” becomes"), "")
    assert dialog.columns.chosen()["words"] == {}
    choose(combo(dialog, "What “Aktørtype” becomes"), "organisation.helix_sector")
    assert combo(dialog, "Aktørtype: “Gründerbedrift” on 1 row").currentData() == "company"
    assert dialog.columns.chosen()["words"] == {"helix_sector": {"Gründerbedrift": "company"}}


def test_next_stops_once_at_what_nobody_has_answered(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = opened(qtbot, window, listed)
    dialog.save_now()
    assert dialog.step() == COLUMNS and not dialog.working()
    said = "“Aktørtype”, “Innmeldt” ask below what they mean. Answer them, or press Next again"
    assert any(words.startswith(said) for words in told(dialog))
    assert dialog.focusWidget() is combo(dialog, "Aktørtype: “Gründerbedrift” on 1 row")
    choose(combo(dialog, "Aktørtype: “Gründerbedrift” on 1 row"), "")
    dialog.save_now()
    assert dialog.step() == COLUMNS and not dialog.working()
    assert any(words.startswith("“Innmeldt” asks below what it means.") for words in told(dialog))
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None and dialog.plan.writes.memberships == []


def test_one_value_is_given_to_all_rows(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    path = tmp_path / "liste.csv"
    path.write_text("Fornavn;Etternavn;Bedrift\nAda;Ny;\nLiv;Nyere;Tang AS\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    given = dialog.columns.constants
    given.add()
    edit = next(one for one in given.findChildren(QLineEdit) if one.accessibleName() == "Organisation on every row")
    edit.setText("Nord AS")
    given.add()
    what = given.findChildren(QComboBox)[-1]
    choose(what, "organisation.helix_sector")
    choose(combo(dialog, "Actor type on every row"), "company")
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None
    assert dialog.plan.choices.constants == {"organisation.name": "Nord AS", "organisation.helix_sector": "company"}
    made = {(one.name, one.helix_sector) for one in dialog.plan.writes.organisations}
    assert made == {("Nord AS", "company"), ("Tang AS", "company")}
    assert "Organisation: every row that says nothing of it is given “Nord AS”." in dialog.plan.notes
    assert "Actor type: every row that says nothing of it is given “Company”." in dialog.plan.notes
    dialog._back()
    next(one for one in given.findChildren(QToolButton) if one.accessibleName() == "Not on every row").click()
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan.choices.constants == {"organisation.helix_sector": "company"}


def test_a_day_for_all_rows_that_is_none_is_told(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    path = tmp_path / "liste.csv"
    path.write_text("Bedrift;Medlemskategori\nTang AS;Partner\n", encoding="utf-8")
    dialog = opened(qtbot, window, path)
    given = dialog.columns.constants
    given.add()
    choose(given.findChildren(QComboBox)[-1], "membership.joined_on")
    edit = next(one for one in given.findChildren(QLineEdit) if one.accessibleName() == "Joined on on every row")
    edit.setText("31.2.2026")
    dialog.save_now()
    assert dialog.step() == COLUMNS and not dialog.working()
    edit.setText("1.2.2026")
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None and dialog.plan.writes.memberships[0].joined_on == "2026-02-01"


def test_another_row_of_headers_can_be_chosen(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = opened(qtbot, window, listed)
    headers = combo(dialog, "Where the headers stand")
    assert headers.currentData() == 2
    choose(headers, 0)
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.table.header_row is None)
    at(qtbot, dialog, COLUMNS)
    assert dialog.columns.chosen()["header_row"] == 0


def test_a_row_left_out_is_brought_in_after_all(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = opened(qtbot, window, listed)
    assert dialog.found is not None and [one.row for one in dialog.found.table.left_out] == [6]
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "1 row left out…").click()
    asked = qapp.activeModalWidget()
    assert asked is not None
    (box,) = asked.findChildren(QCheckBox)
    assert "Totalt" in box.text()
    box.setChecked(True)
    next(one for one in asked.findChildren(QPushButton) if one.text() == "Continue").click()
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.kept == {6})
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None
    assert [row.row for row in dialog.plan.rows] == [3, 4, 5, 6]


@pytest.mark.parametrize(("language", "scale"), [("nb", 140), ("en", 100), ("nb", 100)])
def test_no_word_is_cut_and_no_name_hidden(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, listed: Path, language: str, scale: int
):
    i18n.use(language)
    theme.apply(qapp, "light", scale)
    dialog = import_list.ask(window, path=listed)
    dialog.resize(theme.px(1020), theme.px(720))
    at(qtbot, dialog, COLUMNS)
    for _turn in range(3):
        qapp.processEvents()
    dialog.columns.constants.add()
    for _turn in range(3):
        qapp.processEvents()
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
