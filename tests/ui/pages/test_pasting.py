"""Ctrl+V in the window: cells become an import, files come in as if dropped, and fields keep what is theirs."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.register import settle
from ui.dialogs.import_list import COLUMNS, ImportDialog
from ui.kit.record_view import RecordView
from ui.kit.timeline import Timeline

pytestmark = pytest.mark.begins_on("contacts")

CELLS = "Fornavn\tEtternavn\tE-post\nLiv\tStrand\tliv@havbruk.example\n"


def imports(window: QWidget) -> list[ImportDialog]:
    return [one for one in window.findChildren(ImportDialog) if one.isVisible()]


def ctrl_v() -> None:
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def contacts(window, known):
    """The page of contacts, its list in focus."""
    window.go("contacts")
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
    view = next(one for one in window.page().findChildren(RecordView) if not isinstance(one, Timeline))
    window.activateWindow()
    settle(window.isActiveWindow)
    view.setFocus()
    return window


def test_cells_in_a_list_open_the_import_at_its_columns(contacts):
    QGuiApplication.clipboard().setText(CELLS)
    ctrl_v()
    settle(lambda: len(imports(contacts)) == 1 and imports(contacts)[0].step() == COLUMNS)
    dialog = imports(contacts)[0]
    assert dialog.columns.mapping()["E-post"] == "person.email"
    settle(lambda: not dialog.working())
    dialog.reject()


def test_a_field_takes_what_is_pasted_in_it(contacts):
    QGuiApplication.clipboard().setText("Liv\tStrand\nPer\tVik")
    contacts.page().start_search()
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    ctrl_v()
    assert "Liv" in edit.text() and imports(contacts) == []


def test_a_word_is_no_list(contacts):
    QGuiApplication.clipboard().setText("Strand")
    ctrl_v()
    assert imports(contacts) == [] and contacts.shell.bar.words().startswith("No cells are copied")


def test_a_copied_file_comes_in_as_if_it_were_dropped(contacts, tmp_path: Path):
    path = tmp_path / "liste.csv"
    path.write_text(CELLS.replace("\t", ";"), encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    ctrl_v()
    settle(lambda: len(imports(contacts)) == 1 and imports(contacts)[0].step() == COLUMNS)
    dialog = imports(contacts)[0]
    assert dialog.found is not None and dialog.found.name == "liste.csv"
    QGuiApplication.clipboard().clear()
    settle(lambda: not dialog.working())
    dialog.reject()
