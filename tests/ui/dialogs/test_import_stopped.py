"""Stopping an import: before its end nothing was written; where the stop came too late it says what was."""

import gc
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid, ownedByPython

from crm.changes import Changes, subscribe
from crm.commands import people as people_commands
from crm.queries import history, people
from crm.store import opening
from tests.ui.dialogs.conftest import Cluster, Dump
from tests.ui.dialogs.typist import Typist
from ui.dialogs import import_list, take_back, worker
from ui.dialogs.import_list import COLUMNS, DONE, PLAN, ImportDialog
from ui.dialogs.working import WorkDialog
from ui.kit.busy import Panel

LIST = "Fornavn;Etternavn;Bedrift;E-post\nLiv;Strand;Havbruk Nord AS;liv@havbruk.example\nPer;Vik;Havbruk Nord AS;\n"
SECONDS = 20


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "deltakere.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@contextmanager
def held_once_written() -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold the worker where its step is committed and the window does not know: (it is there, let it go on)."""
    there, go_on = threading.Event(), threading.Event()

    def hold(_changes: Changes) -> None:
        there.set()
        go_on.wait(SECONDS)

    end = subscribe(hold)
    try:
        yield there, go_on
    finally:
        go_on.set()
        end()


def at(qtbot: QtBot, dialog: ImportDialog, step: int) -> None:
    qtbot.waitUntil(lambda: dialog.step() == step and not dialog.working(), timeout=SECONDS * 1000)


def planned(qtbot: QtBot, window: QWidget, path: Path) -> ImportDialog:
    dialog = import_list.ask(window, path=path)
    at(qtbot, dialog, COLUMNS)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    return dialog


def by_esc(dialog: WorkDialog, keys: Typist) -> None:
    keys.press(Qt.Key.Key_Escape)


def by_its_frame(dialog: WorkDialog, _keys: Typist) -> None:
    dialog.close()


def by_the_panel(dialog: WorkDialog, _keys: Typist) -> None:
    panel = next(one for one in dialog.findChildren(Panel))
    panel.show_now()
    stop = panel.findChild(QPushButton)
    assert isinstance(stop, QPushButton)
    stop.click()


STOPS = pytest.mark.parametrize("stop", [by_esc, by_its_frame, by_the_panel], ids=["esc", "frame", "panel"])
Stop = Callable[[WorkDialog, Typist], None]


@STOPS
def test_a_stop_that_comes_once_the_list_is_written_shows_what_came_of_it_and_the_way_back(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, keys: Typist, dump: Callable[[], Dump], stop: Stop
) -> None:
    before = dump()
    dialog = planned(qtbot, window, listed)
    qtbot.waitUntil(dialog.isActiveWindow)
    left: list[int] = []
    dialog.finished.connect(left.append)
    with held_once_written() as (there, go_on):
        dialog.save_now()
        qtbot.waitUntil(there.is_set, timeout=SECONDS * 1000)
        stop(dialog, keys)
        assert dialog.isVisible() and dialog.working()
        go_on.set()
        at(qtbot, dialog, DONE)
    assert not left and dialog.isVisible()
    assert "too late to stop" in dialog.message() and "Undo the import" in dialog.message()
    assert people.find("Liv Strand") != []
    dialog.after.step.undo.click()
    qtbot.waitUntil(lambda: not dialog.working() and not dialog.after.step.undo.isEnabled())
    assert dialog.message() == ""
    assert dump() == before
    with qtbot.waitSignal(dialog.finished):
        keys.press(Qt.Key.Key_Escape)


@STOPS
def test_a_stop_before_the_list_is_written_leaves_nothing_of_it(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, keys: Typist, dump: Callable[[], Dump], stop: Stop
) -> None:
    dialog = planned(qtbot, window, listed)
    qtbot.waitUntil(dialog.isActiveWindow)
    before, steps = dump(), len(history.steps(limit=10))
    left: list[int] = []
    dialog.finished.connect(left.append)
    gate = threading.Event()
    worker.jobs(dialog).run(lambda _progress: gate.wait(SECONDS))  # so that it cannot be through before the stop
    dialog.save_now()
    stop(dialog, keys)
    gate.set()
    if stop is by_the_panel:
        at(qtbot, dialog, PLAN)
        assert not left and dialog.save_button.isEnabled()
    else:
        qtbot.waitUntil(lambda: bool(left), timeout=SECONDS * 1000)
    assert dump() == before and len(history.steps(limit=10)) == steps


def test_a_taking_back_that_was_stopped_too_late_is_told_as_taken_back(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
) -> None:
    people_commands.add(first_name="Liv", last_name="Strand", email="liv@havbruk.example")
    dialog = take_back.ask(window, step=history.steps(limit=1)[0].id)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    qtbot.waitUntil(dialog.isActiveWindow)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    with held_once_written() as (there, go_on), qtbot.waitSignal(dialog.saved, timeout=SECONDS * 1000):
        dialog.save_now()
        qtbot.waitUntil(there.is_set, timeout=SECONDS * 1000)
        keys.press(Qt.Key.Key_Escape)
        go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [1]  # accepted, not left
    assert people.find("Liv Strand") == []


SHARES = [0.40, *(pytest.param(share, marks=pytest.mark.soak) for share in (0.02, 0.75, 0.97))]


@pytest.mark.parametrize("share", SHARES)
def test_a_long_list_stopped_so_far_in_leaves_the_file_byte_for_byte_as_it_was_or_says_that_it_was_too_late(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, share: float
) -> None:
    register = tmp_path / "register.klynge"
    opening.close()
    before = hashlib.sha256(register.read_bytes()).hexdigest()
    opening.open_register(register)
    path = tmp_path / "long.csv"
    path.write_text(
        "Fornavn;Etternavn;Bedrift;E-post\n"
        + "".join(f"P;Nr{number};Nr {number // 9} AS;p{number}@x.example\n" for number in range(2_000)),
        encoding="utf-8",
    )
    dialog = planned(qtbot, window, path)
    told: list[str] = []

    def moved(done: int, total: object, words: str) -> None:
        if isinstance(total, int) and done >= share * total and not told:
            told.append(words)
            dialog.reject()

    dialog.save_now()
    assert dialog._job is not None
    dialog._job.progressed.connect(moved)
    left: list[int] = []
    dialog.finished.connect(left.append)
    qtbot.waitUntil(lambda: bool(left) or dialog.step() == DONE, timeout=SECONDS * 1000)
    assert told
    if not left:  # the window hears it a moment later, and then it may be through
        assert "too late to stop" in dialog.message() and people.find("P Nr7") != []
        return
    opening.close()
    assert hashlib.sha256(register.read_bytes()).hexdigest() == before


def owned_by_python() -> dict[int, str]:
    """Qt's objects that go when Python lets go of them, in whatever thread that is."""
    there = [one for one in gc.get_objects() if isinstance(one, QObject)]
    return {id(one): type(one).__name__ for one in there if isValid(one) and ownedByPython(one)}


def test_nothing_of_a_closed_import_is_left_to_the_collector_which_may_run_in_the_worker(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
) -> None:
    gc.unfreeze()
    gc.collect()
    before = owned_by_python()
    gc.disable()
    try:
        dialog = planned(qtbot, window, listed)
        dialog.save_now()
        at(qtbot, dialog, DONE)
        gone: list[bool] = []
        dialog.destroyed.connect(lambda: gone.append(True))
        dialog.save_now()
        qtbot.waitUntil(lambda: bool(gone))
        left = {name for key, name in owned_by_python().items() if key not in before}
    finally:
        gc.enable()
    assert left <= {"News"}, left  # that of the program itself, which stays
