"""The main job from end to end with the real window: sample data, a list from Excel, a meeting, the report, undo."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm.reports import run
from crm.store import soundness, tables, undo
from crm.store.database import rows, value
from tests import sample as sample_cluster
from tests.test_whole_job import deltakere, in_workbook
from tests.ui.dialogs.typist import CTRL, SHIFT, Typist
from tests.ui.pages.conftest import home, program
from tests.ui.register import settle
from ui.app import Program
from ui.dialogs.import_list import COLUMNS, DONE, PLAN, ImportDialog
from ui.dialogs.report_export import ReportDialog
from ui.kit.dialog import Dialog

__all__ = ["deltakere", "home", "program"]

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def records() -> dict[str, list[Any]]:
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


def figures() -> dict[str, Any]:
    return {key: figure.value for key, figure in run.make(2026).figures.items()}


def open_dialog(qtbot: QtBot, program: Program, kind: type[Dialog]) -> Any:
    """The dialog that is open over the window and has the keyboard."""

    def found() -> Dialog | None:
        dialog = QApplication.activeModalWidget()
        return dialog if isinstance(dialog, kind) and dialog.isActiveWindow() else None

    qtbot.waitUntil(lambda: found() is not None)
    return found()


@pytest.fixture
def job(program: Program, tmp_path: Path) -> Path:
    """The program on the sample cluster."""
    path = tmp_path / "polarhav.klynge"
    sample_cluster.write(path)
    program.start(path)
    settle(lambda: not program.window.desk.questions.waiting())
    return path


def test_the_whole_job_with_the_window(
    job: Path, program: Program, qtbot: QtBot, qapp: QApplication, deltakere: Path, tmp_path: Path
):
    window, keys = program.window, Typist(qapp)
    start, before = records(), figures()
    assert (before["K01"], before["K05"]) == (36, 61.1)

    bring_in(qtbot, program, deltakere)
    imported = records()
    assert value("SELECT count(*) FROM person WHERE source = 'deltakere.xlsx'") == 4
    settle(lambda: not window.desk.questions.waiting())

    log_by_keys(qtbot, program, keys)
    assert (
        value("SELECT count(*) FROM interaction_participant WHERE interaction_id = (SELECT max(id) FROM interaction)")
        == 3
    )
    assert rows("SELECT title, due_on FROM task ORDER BY id DESC LIMIT 1") == [("Send plan for uttak", "2026-12-01")]

    out = tmp_path / "arsrapport.xlsx"
    write_report(qtbot, program, keys, out)
    after = figures()
    assert after["K10"] == before["K10"] + 1
    assert after["K13"] == before["K13"] - 1
    assert {key for key in after if after[key] != before[key]} == {"K10", "K11", "K12", "K13", "K14"}
    written = in_workbook(out)
    assert {key: written[key] for key in after} == {key: pytest.approx(value) for key, value in after.items()}

    undo_with_keys(qtbot, program, lambda: records() == imported)
    undo_with_keys(qtbot, program, lambda: records() == start)
    assert figures() == before
    assert soundness.problems() == []
    top = undo.undoable()
    assert top is not None and top.label == "Sample cluster"


def to_the_front(qtbot: QtBot, program: Program) -> None:
    """A desktop gives the keyboard back when a dialog closes; the offscreen one has to be told."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def bring_in(qtbot: QtBot, program: Program, path: Path) -> None:
    """Ctrl+I and the steps of the import."""
    to_the_front(qtbot, program)
    qtbot.keyClick(program.window, Qt.Key.Key_I, CTRL)
    dialog = open_dialog(qtbot, program, ImportDialog)
    dialog.read(path)  # the system's own dialog to choose a file cannot be typed into
    qtbot.waitUntil(lambda: dialog.step() == COLUMNS and not dialog.working(), timeout=20_000)
    unknown = value("SELECT count(*) FROM person")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.step() == PLAN and not dialog.working(), timeout=20_000)
    assert value("SELECT count(*) FROM person") == unknown, "nothing is written before the import is confirmed"
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.step() == DONE and not dialog.working(), timeout=20_000)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle()


def log_by_keys(qtbot: QtBot, program: Program, keys: Typist) -> None:
    """Ctrl+L, three people of two organisations, a note and a promise, without the mouse."""
    to_the_front(qtbot, program)
    qtbot.keyClick(program.window, Qt.Key.Key_L, CTRL)
    dialog = open_dialog(qtbot, program, Dialog)
    keys.type("Prøveuttak i havna")
    for who in ("Sølvi Ærf", "Åsmund Te", "Ny Havnesjef, Kystnes havn KF"):
        keys.type(f" @{who}")
        keys.press(ENTER)
    keys.press(TAB)
    keys.type("Enige om tre uttak før jul.")
    keys.press(Qt.Key.Key_F, CTRL | SHIFT)
    keys.type("Send plan for uttak")
    keys.press(TAB)
    keys.type("1.12.2026")
    dialog.form.set_values({"held_on": date(2026, 11, 19)})
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    settle(lambda: not program.window.desk.questions.waiting())


def write_report(qtbot: QtBot, program: Program, keys: Typist, out: Path) -> None:
    """The reports page and its workbook."""
    program.window.go("reports")
    settle(lambda: not program.window.desk.questions.waiting())
    page = program.window.page()
    assert page is not None
    page.primary_action()
    dialog = open_dialog(qtbot, program, ReportDialog)
    dialog.form.set_values({"year": 2026, "language": "nb"})
    dialog.form.set_values({"path": out})
    keys.save()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=20_000)
    dialog.accept()
    settle()


def undo_with_keys(qtbot: QtBot, program: Program, as_before: Callable[[], bool]) -> None:
    """Ctrl+Z, until the register is as it was."""
    to_the_front(qtbot, program)
    program.window.setFocus()
    qtbot.keyClick(program.window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(as_before, timeout=20_000)
