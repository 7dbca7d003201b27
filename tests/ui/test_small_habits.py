"""Small habits: what is remembered, the title, tooltips with keys, questions, copying, calling, dropping."""

import ast
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from crm import i18n
from crm.commands import contact_points, drafts
from crm.rules import numbers
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui import actions
from ui.dialogs.import_list import ImportDialog
from ui.kit import toast
from ui.pages import places

__all__ = ["home", "known", "program", "window", "written"]

ROOT = Path(__file__).resolve().parents[2]
ASKS = {
    "ui/kit/dialog.py": "what was typed into a dialog is nowhere yet: no undo brings it back",
    "ui/dialogs/periods.py": "the frozen figures of a period never change again",
    "ui/dialogs/report_export.py": "a file of the user's own would be gone",
    "ui/pages/reports.py": "a frozen report never changes again",
}
"""Where a question is asked, and why undo cannot help there."""


def rest(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


# Questions


def test_a_question_is_asked_only_where_undo_cannot_help():
    found = set()
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("messages.ask", "QMessageBox.question"):
                found.add(path.relative_to(ROOT).as_posix())
    assert found == set(ASKS)


# What is remembered


def test_size_columns_splitter_and_page_survive_a_restart(program, known, qapp, home):
    from ui import app

    program.start(known.path)
    rest(program.window)
    program.window.go("interactions")
    rest(program.window)
    view = program.window.page().view
    view.horizontalHeader().resizeSection(1, 211)
    view.horizontalHeader().moveSection(0, 2)
    program.window.resize(780, 701)
    settle()
    program.window.close()
    program.end()
    again: Any = app.Program(qapp, "en")
    again.start(None)
    rest(again.window)
    shown: Any = again.window.page()
    header = shown.view.horizontalHeader()
    assert again.window.current == "interactions"
    assert (again.window.width(), again.window.height()) == (780, 701)
    assert header.visualIndex(0) == 2 and header.sectionSize(1) == 211
    again.window.close()
    again.window.release()
    again.end()
    again.window.deleteLater()


def test_recent_registers_stand_in_the_menu_and_one_click_opens_them(program, known, tmp_path):
    import shutil

    other = tmp_path / "Annen & co.klynge"
    shutil.copy(known.path, other)
    program.start(known.path)
    rest(program.window)
    program.registers.open(other)
    rest(program.window)
    menu = program.window.actions_._submenus["recent"]
    menu.aboutToShow.emit()
    assert [one.text().split(" – ")[0] for one in menu.actions()] == ["test"]
    menu.actions()[0].trigger()
    rest(program.window)
    assert program.window.file == known.path
    menu.aboutToShow.emit()
    assert menu.actions()[0].text().startswith("Annen && co")


# The title


def test_the_title_names_the_file_and_marks_an_unsaved_draft(window):
    rest(window)
    assert window.windowTitle() == "test[*] – Klynge" and not window.isWindowModified()
    name = drafts.keep("", {"subject": "Kaffe"})
    settle(window.isWindowModified)
    drafts.drop(name)
    settle(lambda: not window.isWindowModified())
    window.show_welcome()
    assert window.windowTitle() == "Klynge" and not window.isWindowModified()


# Tooltips


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_button_that_does_what_a_key_does_says_the_key(program, window, language):
    program.prefer("language", language)
    settle()
    keys = {actions.words(one).removesuffix("…").strip(): actions.keys(one) for one in actions.entries() if one.keys}
    for place in places.PLACES:
        window.go(place.key)
        rest(window)
        for made in (*window.page().findChildren(QPushButton), *window.page().findChildren(QToolButton)):
            words = (made.text() or made.accessibleName()).replace("&", "").removesuffix("…").strip()
            if words in keys:
                assert "(" in made.toolTip(), (place.key, words, made.toolTip())


# Addresses


def points(page):
    return {row._fact.text: row for row in page.detail._facts._rows if row._fact.text and row._copy.isVisible()}


def test_mail_phone_and_organisation_number_have_a_button_that_copies(window, known):
    contact_points.add(kind="phone", value="91234567", person=known.ada)
    window.go("contacts", known.ada)
    rest(window)
    found = points(window.page())
    assert {"ada@nordlys.example", "91 23 45 67"} <= set(found)
    found["91 23 45 67"]._copy.click()
    assert QApplication.clipboard().text() == "91 23 45 67"
    found["ada@nordlys.example"]._copy.click()
    assert QApplication.clipboard().text() == "ada@nordlys.example"


@pytest.mark.parametrize(
    ("kind", "value", "address", "type"),
    [
        ("phone", "912 34 567", "tel:+4791234567", "phone"),
        ("email", "post@nordlys.example", "mailto:post@nordlys.example", "email"),
    ],
)
def test_a_call_or_a_mail_to_a_member_offers_to_log_it_with_its_kind(
    window, known, monkeypatch, qtbot, kind, value, address, type
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    contact_points.add(kind=kind, value=value, organisation=known.nordlys)
    window.go("members", known.nordlys)
    rest(window)
    row = next(one for one in window.page().detail._facts._rows if one._fact.icon in ("phone", "mail"))
    row._act.click()
    assert opened == [address]
    word = window.findChild(toast.Toast, toast.NAME)
    word._button.click()
    qtbot.waitUntil(lambda: window.logging is not None)
    assert window.logging.form.value("type") == type
    assert window.logging.form.value("participants")
    window.logging.reject()


def test_the_offer_waits_while_another_program_is_in_front(window, monkeypatch):
    word = toast.show(window, "Talked with them?", "Log it", lambda: None)
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: Qt.ApplicationState.ApplicationInactive)
    word._timer.timeout.emit()
    assert word.isVisible() and word._timer.isActive()
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: Qt.ApplicationState.ApplicationActive)
    word._timer.timeout.emit()
    assert not word.isVisible()


# Dropping


def test_a_list_dropped_on_a_window_of_its_own_is_imported_too(window, known, tmp_path):
    file = tmp_path / "liste.csv"
    file.write_bytes(b"Navn;E-post\nEva Kern;eva@acme.example\n")
    window.open_apart("organisation", known.nordlys)
    apart = window.apart.windows[0]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), copy, mime, left, none)
    apart.dragEnterEvent(enter)
    assert enter.isAccepted()
    apart.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, left, none))
    settle(lambda: window.findChild(ImportDialog) is not None)
    window.findChild(ImportDialog).reject()


# Numbers


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_count_is_grouped_wherever_a_text_has_one(language):
    i18n.use(language)
    space = numbers.NBSP
    assert f"12{space}345" in i18n.ngettext("{count} row", "{count} rows", 12345).format(count=12345)
    assert f"12{space}345" in i18n._("{count} new").format(count=12345)
    assert i18n._("{count} new").format(count="3") == i18n._("{count} new").format(count=3)
    assert i18n.ngettext("{count} row", "{count} rows", 1).format(count=1).startswith("1 ")
    i18n.use("en")
