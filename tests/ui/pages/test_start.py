"""Starting: the last register, none, a broken one, a new cluster, sample data, a second start."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from crm import settings
from crm.errors import CrmError
from crm.store import opening, soundness
from crm.store.database import value
from tests.ui.register import settle
from tests.ui.test_letters import INVITATION, MAIL, SECONDS
from ui import single
from ui.dialogs.import_list import ImportDialog
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


def test_while_the_sample_is_written_no_other_register_is_opened_under_it(program, known, tmp_path):
    program.start(None)
    path, before = tmp_path / "sample.klynge", known.path.read_bytes()
    program.registers.sample(path)
    program.registers.open(known.path)
    assert "Writing the sample cluster" in program.window.shell.bar.words() and program.window.file is None
    with pytest.raises(CrmError, match="not done yet"):
        program.registers.create(tmp_path / "new.klynge")
    program.registers.leave_sample()
    settle(lambda: program.window.file == path, 60)
    assert soundness.problems() == [] and value("SELECT count(*) FROM person") == 180
    assert known.path.read_bytes() == before
    program.registers.open(known.path)
    assert program.window.file == known.path


def test_a_window_that_is_closed_ends_the_writing_of_the_sample_first(program, tmp_path):
    program.start(None)
    path = tmp_path / "sample.klynge"
    program.registers.sample(path)
    program.window.release()
    assert not path.exists() and opening.register() is None and program.window.alone() == ""


def test_a_second_start_opens_no_other_register_under_a_dialog(window, program, known, tmp_path):
    other = tmp_path / "other.klynge"
    shutil.copyfile(known.path, other)
    window.actions_.of["cross"].trigger()
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    program.come([other])
    assert window.file == known.path and "Close this window first" in dialog.message()
    settle(lambda: not dialog.working())
    dialog.close()
    settle()
    program.come([other])
    assert window.file == other


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


def start_second(home: Path, file: Path) -> "subprocess.Popen[str]":
    code = (
        "import sys; from pathlib import Path; from ui import single\n"
        "print(single.hand_over(Path(sys.argv[1]), [Path(sys.argv[2])]))"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(home), str(file)], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("name", "content"), [("a.ics", INVITATION), ("a.eml", MAIL)])
def test_a_second_start_with_a_mail_or_an_appointment_opens_the_quick_log(
    program, window, home, tmp_path, name, content
):
    file = tmp_path / name
    file.write_bytes(content)
    door = single.Door(home, program.come)
    second = start_second(home, file)
    settle(lambda: second.poll() is not None and window.logging is not None, SECONDS)
    assert second.communicate()[0].strip() == "True"
    assert window.file is not None and window.logging.form.value("subject").strip() in ("Blåbær", "Tilbud")
    window.logging.reject()
    door.close()


def test_a_second_start_with_a_list_opens_the_import(program, window, home, tmp_path):
    file = tmp_path / "liste.csv"
    file.write_bytes(b"Navn;E-post\nEva Kern;eva@acme.example\n")
    register = window.file
    program.come([file])
    settle(lambda: window.findChild(ImportDialog) is not None)
    assert window.file == register
    window.findChild(ImportDialog).reject()


def test_a_second_start_with_an_outlook_mail_that_cannot_be_read_says_so_and_keeps_the_register(
    program, window, tmp_path
):
    file, register = tmp_path / "a.msg", window.file
    file.write_bytes(b"no mail")
    program.come([file])
    settle(lambda: "a.msg" in window.shell.bar.words(), SECONDS)
    assert window.file == register and window.logging is None


def test_the_first_start_takes_an_appointment_into_the_last_register(program, known, tmp_path):
    file = tmp_path / "a.ics"
    file.write_bytes(INVITATION)
    program.settings = program.settings.opened(known.path)
    program.start(file)
    settle(lambda: program.window.logging is not None, SECONDS)
    assert program.window.file == known.path
    program.window.logging.reject()


def test_without_a_register_an_appointment_is_asked_for_again(program, tmp_path):
    file = tmp_path / "a.ics"
    file.write_bytes(INVITATION)
    program.start(file)
    assert program.window.current == "welcome"
    assert "then drop the mail again" in program.window.shell.bar.words()


def test_a_mark_left_by_a_killed_program_stops_nobody(qapp, home):
    home.mkdir(parents=True)
    (home / single.MARK).write_text("", encoding="utf-8")
    assert not single.hand_over(home, [])


def test_an_unreadable_settings_file_is_no_crash(qapp, home):
    home.mkdir(parents=True)
    (home / settings.FILE_NAME).write_text("{", encoding="utf-8")
    assert settings.load() == settings.Settings()
