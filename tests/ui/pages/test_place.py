"""What the window says of where its register lies, and what it does when the file is taken away under it."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from crm.commands import interactions
from crm.commands.interactions import Participant
from crm.queries import counts
from crm.store import lock, opening
from crm.store.database import value
from tests.ui.register import Known, settle
from ui import single
from ui.kit.dialog import Dialog
from ui.kit.people_field import PeopleField, Suggestion


def told(program) -> str:
    return program.window.shell.bar.words()


def moved(known: Known, folder: Path) -> Path:
    folder.mkdir()
    path = folder / known.path.name
    shutil.copy(known.path, path)
    return path


def test_a_synced_folder_is_explained_once(program, known, tmp_path):
    path = moved(known, tmp_path / "OneDrive - Havklyngen")
    program.start(path)
    settle(lambda: "OneDrive" in told(program))
    program.registers.open(known.path)
    program.window.shell.bar.clear()
    program.registers.open(path)
    settle(lambda: program.window.at_rest() and program.window.file == path)
    settle(lambda: True)
    assert told(program) == ""


def test_second_versions_are_told_every_time(program, known, tmp_path):
    path = moved(known, tmp_path / "Dropbox")
    shutil.copy(path, path.with_name("test (Karis conflicted copy 2026-11-30).klynge"))
    for _time in range(2):
        program.registers.open(path)
        settle(lambda: "conflicted copy 2026-11-30" in told(program))


def test_another_computer_that_has_it_open_is_named(program, known):
    known.path.with_name(f".{known.path.name}.owner").write_text(
        '{"user": "kari", "computer": "KONTOR-PC"}', encoding="utf-8"
    )
    program.start(known.path)
    settle(lambda: "KONTOR-PC" in told(program))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody delete a file that is open")
def test_a_register_that_is_deleted_while_it_is_open_is_told_and_written_down_again(program, window, known):
    before = counts.sidebar(date(2026, 11, 23))
    known.path.unlink()
    window.program.registers._watch.look()
    assert known.path.name in told(program)
    window.shell.bar._action.click()
    settle(lambda: window.file == known.path and window.at_rest())
    assert known.path.exists() and told(program) == ""
    assert counts.sidebar(date(2026, 11, 23)) == before
    interactions.log("Møte", held_on=date(2026, 11, 23), participants=[Participant(person=known.ada)])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a file that is open")
def test_what_was_typed_stays_when_the_file_is_gone(program, window, known):
    window.actions_.of["log"].trigger()
    dialog = window.logging
    assert isinstance(dialog, Dialog) and dialog.form is not None
    dialog.form.set_values({"subject": "Møte om tare"})
    who = dialog.form.widget("participants")
    assert isinstance(who, PeopleField)
    who.set_chosen([Suggestion(known.ada, "Ada Berg")])
    away = known.path.rename(known.path.with_name("away.klynge"))
    dialog.save_now()
    assert dialog.isVisible() and dialog.form.value("subject") == "Møte om tare"
    assert known.path.name in dialog._bar.words()
    away.rename(known.path)
    dialog.save_now()
    settle(lambda: window.logging is None)
    assert value("SELECT count(*) FROM interaction WHERE subject = 'Møte om tare'") == 1


def test_a_register_that_is_read_only_says_so_in_the_title_and_offers_nothing_that_writes(program, known):
    opening.close()
    program.window.release()
    found = opening.open_register(known.path, write=False)
    program.window.show_register(found.path, found.read_only)
    assert "read-only" in program.window.windowTitle()
    program.window.tell()
    of = program.window.actions_.of
    assert not any(of[key].isEnabled() for key in ("log", "new", "import", "paste", "renew"))


RUNNING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from crm.store import opening
from ui import single
app = QCoreApplication([])
door = single.Door(Path(sys.argv[1]), print)
opening.open_register(Path(sys.argv[2]))
print("open", flush=True)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as Linux and a Mac do")
def test_after_a_kill_the_next_start_opens_with_no_question(program, home, known):
    with subprocess.Popen(
        [sys.executable, "-c", RUNNING, str(home), str(known.path)], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None and first.stdout.readline() == "open\n"
        with pytest.raises(lock.InUseError):
            opening.open_register(known.path)
        assert (home / single.MARK).exists()
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert not single.hand_over(home, [known.path])
    program.start(known.path)
    settle(lambda: program.window.at_rest())
    assert program.window.file == known.path and program.window.read_only == "" and told(program) == ""
