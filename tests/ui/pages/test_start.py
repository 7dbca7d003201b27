"""Starting: the last register, none, a broken one, a new cluster, sample data, a second start."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from crm import settings
from crm.store import opening
from tests.ui.register import settle
from ui import single
from ui.kit.dialog import Dialog


def test_without_a_register_the_welcome_page_offers_four_ways(program):
    program.start(None)
    assert program.window.current == "welcome"
    assert not program.window.shell.sidebar.isVisible()
    program.window.tell()
    of = program.window.actions_.of
    assert of["open"].isEnabled() and of["new_register"].isEnabled()
    assert not of["log"].isEnabled() and not of["contacts"].isEnabled()


def test_a_register_that_is_gone_is_no_error(program, tmp_path):
    program.settings = program.settings.opened(tmp_path / "gone.klynge")
    program.start(None)
    assert program.window.current == "welcome"
    assert program.window.shell.bar.words() == ""
    assert program.settings.last_file == ""


@pytest.mark.parametrize("content", [b"", b"not a register" * 20])
def test_a_broken_register_is_told_on_the_welcome_page(program, tmp_path, content):
    file = tmp_path / "broken.klynge"
    file.write_bytes(content)
    program.start(file)
    assert program.window.current == "welcome"
    assert "broken.klynge" in program.window.shell.bar.words()
    assert file.read_bytes() == content


def test_another_register_takes_the_place_of_the_first(program, known, tmp_path):
    import shutil

    program.start(known.path)
    other = tmp_path / "other.klynge"
    shutil.copy(known.path, tmp_path / "copy")
    program.window.release()
    opening.close()
    shutil.copy(known.path, other)
    program.registers.open(other)
    settle(lambda: not program.window.desk.questions.waiting())
    assert program.window.file == other
    assert [path.name for path in program.registers.recent()] == ["other.klynge", "test.klynge"]


def test_a_new_cluster_takes_a_name_and_is_there(program, tmp_path):
    program.start(None)
    program.window.actions_.of["new_register"].trigger()
    dialog = program.window.findChild(Dialog)
    name = dialog.form.widget("name")
    assert isinstance(name, QLineEdit)
    path = tmp_path / "Havklyngen.klynge"
    dialog.form.set_values({"name": "Havklyngen", "staff_name": "Kari Nordmann", "path": path})
    dialog.save_now()
    settle(lambda: program.window.file == path)
    settle(lambda: program.window.shell.sidebar._title.text() == "Havklyngen")
    assert program.window.current == "today"
    assert path.exists()


def test_a_new_cluster_never_writes_over_a_file(program, known):
    program.start(None)
    program.window.actions_.of["new_register"].trigger()
    dialog = program.window.findChild(Dialog)
    before = known.path.read_bytes()
    dialog.form.set_values({"name": "Havklyngen", "path": known.path})
    dialog.save_now()
    assert dialog.isVisible() and "path" in dialog.form.problems()
    assert known.path.read_bytes() == before
    dialog.ask_before_losing(False)
    dialog.close()


def test_the_sample_cluster_is_a_file_of_its_own(program, tmp_path):
    program.start(None)
    path = tmp_path / "sample.klynge"
    program.registers.sample(path)
    settle(lambda: program.window.file == path, 60)
    settle(lambda: program.window.shell.sidebar._items["members"].count == 36)


def test_a_second_start_hands_its_file_over(qapp, home, tmp_path):
    came: list[list[Path]] = []
    assert not single.hand_over(home, [])
    door = single.Door(home, came.append)
    assert door.open and (home / single.MARK).exists()
    file = tmp_path / "a.klynge"
    code = f"from pathlib import Path; from ui import single; print(single.hand_over({home!r}, [{file!r}]))"
    second = subprocess.Popen(
        [sys.executable, "-c", code.replace("PosixPath(", "Path(").replace("WindowsPath(", "Path(")],
        stdout=subprocess.PIPE,
        text=True,
    )
    settle(lambda: second.poll() is not None and bool(came))
    assert second.communicate()[0].strip() == "True" and came == [[file]]
    door.close()
    assert not (home / single.MARK).exists()


def test_a_mark_left_by_a_killed_program_stops_nobody(qapp, home):
    home.mkdir(parents=True)
    (home / single.MARK).write_text("", encoding="utf-8")
    assert not single.hand_over(home, [])


def test_an_unreadable_settings_file_is_no_crash(qapp, home):
    home.mkdir(parents=True)
    (home / settings.FILE_NAME).write_text("{", encoding="utf-8")
    assert settings.load() == settings.Settings()
