"""How an import begins: a locked workbook, a text that looks wrong, cells from the clipboard, one of several sheets."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.exchange import header
from crm.exchange.source import Sheet, Source
from tests.crm.exchange import files
from tests.crm.exchange.locked import PASSWORD, locked
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.typist import CTRL, Typist
from ui.dialogs import import_given, import_list
from ui.dialogs.import_list import COLUMNS, FILE, ImportDialog
from ui.dialogs.options import Option
from ui.kit.dialog import Dialog

CELLS = "Fornavn\tEtternavn\tE-post\nLiv\tStrand\tliv@havbruk.example\nÅse\tVik\tase@havbruk.example\n"


def at(qtbot: QtBot, dialog: ImportDialog, step: int) -> ImportDialog:
    qtbot.waitUntil(lambda: dialog.step() == step and not dialog.working(), timeout=20_000)
    return dialog


def over(qtbot: QtBot, dialog: QWidget) -> Dialog:
    """The dialog that opened over this one."""

    def opened() -> list[Dialog]:
        return [one for one in dialog.findChildren(Dialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(opened()) == 1, timeout=20_000)
    return opened()[0]


def told(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def button(dialog: QWidget, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text().startswith(words))


@pytest.fixture
def locked_list(tmp_path: Path) -> Path:
    path = tmp_path / "deltakere.xlsx"
    path.write_bytes(locked(files.workbook(["Fornavn", "Etternavn"], ["Liv", "Strand"])))
    return path


def test_a_locked_workbook_asks_for_its_password_until_it_opens(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, locked_list: Path
):
    dialog = import_list.ask(window, path=locked_list)
    typist = Typist(qapp)
    asked = over(qtbot, dialog)
    assert "“deltakere.xlsx” opens with a password" in told(asked) and asked.message() == ""
    edit = asked.findChildren(QLineEdit)[0]
    assert edit.echoMode() == QLineEdit.EchoMode.Password
    asked.save_now()
    assert "Write the password." in told(asked)
    typist.type("feil")
    with qtbot.waitSignal(asked.saved):
        typist.save()
    qtbot.waitUntil(lambda: over(qtbot, dialog) is not asked)
    again = over(qtbot, dialog)
    assert "does not open “deltakere.xlsx”" in again.message()
    again.findChildren(QLineEdit)[0].setText(PASSWORD)
    again.save_now()
    at(qtbot, dialog, COLUMNS)
    assert dialog.found is not None and dialog.found.table.rows == [(2, ["Liv", "Strand"])]
    assert dialog.reading.given == import_given.of_file(locked_list)


def test_whoever_has_no_password_stays_where_one_was(
    qtbot: QtBot, cluster: Cluster, window: QWidget, locked_list: Path
):
    dialog = import_list.ask(window, path=locked_list)
    over(qtbot, dialog).reject()
    assert dialog.step() == FILE and not dialog.working() and dialog.file_step.choose.isEnabled()


def test_a_password_is_never_in_a_report():
    assert "hemmelig" not in repr(import_given.Given("x.xlsx", password="hemmelig"))


def test_one_click_reads_a_text_otherwise(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    path = tmp_path / "liste.csv"
    path.write_bytes("Fornavn;Etternavn;Firma\nKåre;Ødegård;Blåbær, Bær & Sønn AS\n".encode("cp1252"))
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    assert dialog.wrong_button.isVisible()
    dialog.wrong_button.click()
    chooser = over(qtbot, dialog)
    assert "Windows (Western European), columns parted by semicolons" in told(chooser)
    options = chooser.findChildren(Option)
    mac = next(one for one in options if one.accessibleName().startswith("Older Mac"))
    assert "K" in mac.accessibleDescription() and "Kåre" not in mac.accessibleDescription()
    mac.click()
    qtbot.waitUntil(lambda: bool(dialog.found and dialog.found.source.encoding == "mac_roman"), timeout=20_000)
    at(qtbot, dialog, COLUMNS)
    dialog.wrong_button.click()
    back = next(one for one in over(qtbot, dialog).findChildren(Option) if "Kåre" in one.accessibleDescription())
    back.click()
    qtbot.waitUntil(lambda: bool(dialog.found and dialog.found.source.encoding == "cp1252"), timeout=20_000)


def test_another_delimiter_is_shown_as_it_parts_the_columns(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
):
    path = tmp_path / "liste.csv"
    path.write_text("Navn;Firma\nBerg, Ada;Nordlys AS\nVik, Per;Fjordtech AS\n", encoding="utf-8")
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    dialog.wrong_button.click()
    commas = next(one for one in over(qtbot, dialog).findChildren(Option) if "commas" in one.accessibleName())
    assert "Berg  |  Ada;Nordlys AS" in commas.accessibleDescription()


def test_a_workbook_has_no_other_readings(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(files.workbook(["Fornavn", "Etternavn"], ["Liv", "Strand"]))
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    assert not dialog.wrong_button.isVisible() and not button(dialog, "Sheet:").isVisible()


def test_cells_are_pasted_by_key_and_by_button(qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget):
    QGuiApplication.clipboard().setText(CELLS)
    dialog = import_list.ask(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    Typist(qapp).press(Qt.Key.Key_V, CTRL)
    at(qtbot, dialog, COLUMNS)
    assert dialog.found is not None and dialog.found.name == "Pasted cells"
    assert [row for _number, row in dialog.found.table.rows][1] == ["Åse", "Vik", "ase@havbruk.example"]
    button(dialog, "Back").click()
    dialog.file_step.paste.click()
    at(qtbot, dialog, COLUMNS)


@pytest.mark.parametrize("text", ["", "bare et ord", "\n\n"])
def test_what_is_no_table_is_said_to_be_none(qtbot: QtBot, cluster: Cluster, window: QWidget, text: str):
    QGuiApplication.clipboard().setText(text)
    dialog = import_list.ask(window)
    dialog.file_step.paste.click()
    assert dialog.message().startswith("No cells are copied") and dialog.step() == FILE


def test_cells_with_line_breaks_quotes_and_commas_stay_whole():
    given = import_given.of_cells('Navn\tMerknad\r\nAda\t"to\nlinjer"\r\nPer\tKommer, kanskje\r\n')
    assert given is not None
    rows = given.read(lambda done, total=None, text="": None).sheets[0].rows
    assert rows == [["Navn", "Merknad"], ["Ada", "to\nlinjer"], ["Per", "Kommer, kanskje"]]


def test_each_sheet_is_shown_with_its_first_rows_and_one_click_takes_it(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
):
    path = tmp_path / "bok.xlsx"
    members = [["Medlemmer 2026"], [], ["Fornavn", "Etternavn"], ["Liv", "Strand"]]
    path.write_bytes(
        files.workbook(["Fornavn", "E-post"], ["Per", "per@a.example"], sheet="Møte", Alle=members, Tomt=[])
    )
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    first = dialog.found
    assert first is not None
    button(dialog, f"Sheet: {first.table.sheet}").click()
    options = over(qtbot, dialog).findChildren(Option)
    assert [one.accessibleName().split(" · ")[0] for one in options] == ["Møte", "Alle", "Tomt"]
    assert options[1].accessibleDescription() == "Fornavn  |  Etternavn\nLiv  |  Strand"
    assert not options[2].isEnabled() and "empty" in options[2].accessibleName()
    other = next(one for one in options if one.isEnabled() and "shown now" not in one.accessibleName())
    other.click()
    qtbot.waitUntil(lambda: dialog.found is not first)
    assert button(dialog, "Sheet:").text() != f"Sheet: {first.table.sheet}"


def test_a_look_at_a_sheet_begins_at_its_header():
    source = Source("xlsx", None, (Sheet("A", [["Logo"], [None], ["Navn", "E-post"], ["Å", "a@a.example"]], True),))
    assert header.looks(source) == [
        header.Look("A", True, 3, (["Navn", "E-post"], ["Å", "a@a.example"])),
    ]


def test_no_dialog_is_left_behind(qtbot: QtBot, cluster: Cluster, window: QWidget, locked_list: Path):
    dialog = import_list.ask(window, path=locked_list)
    over(qtbot, dialog).reject()
    dialog.reject()
    qtbot.waitUntil(lambda: not [one for one in window.findChildren(QDialog) if one.isVisible()])
