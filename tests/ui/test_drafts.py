"""What was typed is never lost: left, killed, gone on with, thrown away."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import drafts as commands
from crm.queries import drafts
from crm.store import opening
from crm.store.database import value
from tests.ui.dialogs.typist import Typist
from tests.ui.pages.conftest import home as home
from tests.ui.pages.conftest import known as known
from tests.ui.pages.conftest import program as program
from tests.ui.pages.conftest import window as window
from tests.ui.pages.conftest import written as written
from tests.ui.register import Known, settle
from ui import quick_log
from ui.kit.dialog import Dialog
from ui.kit.people_field import PeopleField
from ui.pages.draft_rows import DraftRows
from ui.window import MainWindow


def begun(qtbot: QtBot, window: MainWindow, draft: str = "") -> Dialog:
    """The dialog that logs a meeting, open and with the keyboard."""
    quick_log.log(window, draft)
    assert isinstance(window.logging, Dialog)
    qtbot.waitUntil(window.logging.isActiveWindow)
    return window.logging


def field(dialog: Dialog, name: str) -> Any:
    assert dialog.form is not None
    return dialog.form.widget(name)


def rows(window: MainWindow) -> list[str]:
    """The names of the buttons that go on with a draft on Today."""
    window.go("today")
    shown: Any = window.findChild(DraftRows)
    return [one.accessibleName() for one in shown.findChildren(QWidget) if one.accessibleName().startswith("Continue")]


def test_a_dialog_that_is_left_waits_as_a_draft_and_goes_on_where_it_was(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, known: Known
):
    dialog, keys = begun(qtbot, window), Typist(qapp)
    keys.type("Pilot @ad")
    keys.press(Qt.Key.Key_Return)
    keys.type("45 min > ring Ada friday")
    field(dialog, "participants").edit.setText("@K")  # nobody chosen yet
    field(dialog, "held_on").setText("31.2.")  # no day
    dialog.reject()
    settle(lambda: rows(window) == ["Continue with the draft Pilot"])
    (draft,) = drafts.waiting()
    again = begun(qtbot, window, draft.name)
    who = field(again, "participants")
    assert isinstance(who, PeopleField)
    assert field(again, "subject").text() == "Pilot @Ada Berg 45 min > ring Ada friday"
    assert again.form is not None
    assert (again.form.value("subject"), again.form.value("minutes")) == ("Pilot", 45)
    assert [one.title for one in again.form.value("follow_ups")] == ["ring Ada"]
    assert ([one.title for one in who.chosen()], who.edit.text()) == (["Ada Berg"], "@K")
    assert field(again, "held_on").text() == "31.2."
    who.edit.clear()
    field(again, "held_on").setText("20.11.2026")
    field(again, "subject").put_in(15, 22, "")  # what the line said goes with its words
    assert again.form.value("minutes") == 60
    again.save_now()
    assert again.message() == "" and again.form.problems() == {}
    assert value("SELECT subject FROM interaction ORDER BY id DESC") == "Pilot"
    settle(lambda: rows(window) == [])
    assert drafts.waiting() == []


def test_nothing_typed_leaves_no_draft(qtbot: QtBot, window: MainWindow):
    begun(qtbot, window).reject()
    assert drafts.waiting() == []


def test_a_saved_meeting_leaves_no_draft(qtbot: QtBot, qapp: QApplication, window: MainWindow):
    dialog, keys = begun(qtbot, window), Typist(qapp)
    keys.type("Pilot @ad")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(drafts.waiting()) == 1)
    dialog.save_now()
    assert drafts.waiting() == []


def test_several_drafts_wait_and_one_can_be_thrown_away(qtbot: QtBot, window: MainWindow):
    for subject in ("First", "Second"):
        commands.keep("", {"subject": subject})
    settle(lambda: len(rows(window)) == 2)
    shown: Any = window.findChild(DraftRows)
    qtbot.mouseClick(shown.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    settle(lambda: len(rows(window)) == 1)
    assert len(drafts.waiting()) == 1


def typing(path: str, seed: int) -> None:
    """A person in a process of her own who types without end and tells each letter once it stands in the field."""
    from ui import app
    from ui.dialogs import log_meeting

    chance = random.Random(seed)
    program = app.Program(app.application(), "en")
    program.start(Path(path))
    dialog = log_meeting.ask(program.window)
    subject = field(dialog, "subject")
    assert isinstance(subject, QLineEdit)
    from PySide6.QtTest import QTest

    for count in range(1, 10_000):
        QTest.keyClicks(subject, chance.choice("abcde"))
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        QTest.qWait(20)


def killed_while_typing(path: Path, home: Path, seed: int) -> tuple[int, str]:
    """How many letters had been typed two seconds before the kill, and what was typed in all as the draft has it."""
    import os
    import time

    line = [sys.executable, "-c", f"from tests.ui import test_drafts as t; t.typing({str(path)!r}, {seed})"]
    typist = subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "KLYNGE_HOME": str(home)}
    )
    assert typist.stdout is not None
    told: list[tuple[float, int]] = []
    end: float | None = None
    for words in typist.stdout:
        now = time.monotonic()
        told.append((now, int(words)))
        end = end or now + 2.2 + random.Random(seed).random() * 2
        if now > end:
            break
    typist.kill()
    killed = time.monotonic()
    typist.communicate()
    opening.open_register(path)
    (draft,) = drafts.waiting()
    commands.drop(draft.name)
    opening.close()
    return max(count for at, count in told if at <= killed - 2), str(draft.values["subject"])


def kept_after_kills(known: Known, home: Path, kills: int) -> None:
    for seed in range(kills):
        due, kept = killed_while_typing(known.path, home, seed)
        assert len(kept) >= due > 0
        chance = random.Random(seed)
        assert kept == "".join(chance.choice("abcde") for _letter in kept)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way")
def test_after_a_kill_the_draft_is_back_at_most_two_seconds_old_and_once(known: Known, home: Path):
    kept_after_kills(known, home, 2)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way")
def test_after_twenty_kills_the_draft_is_back_each_time(known: Known, home: Path):
    kept_after_kills(known, home, 20)
