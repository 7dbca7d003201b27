"""Backups in the window: when the last was made, one by hand, one put back in three clicks, one before closing."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from crm.commands import backups as commands
from crm.commands import organisations
from crm.queries import backups
from crm.store import backup_names, opening, search
from crm.store.database import database, value
from tests.crm.store.test_backups import damage
from tests.ui.register import settle
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.cross import CrossDialog
from ui.kit.message_box import MessageBox


def at_rest(window) -> None:
    settle(lambda: not (window.desk.questions.waiting() or window.desk.jobs.busy()))


def dialog_of(window) -> BackupsDialog:
    return next(one for one in window.findChildren(BackupsDialog) if one.isVisible())


def open_dialog(qtbot, window) -> BackupsDialog:
    """One click."""
    qtbot.mouseClick(window.shell.backup, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window)
    at_rest(window)
    return dialog


def companies() -> int:
    return int(value("SELECT count(*) FROM organisation"))


def test_the_status_bar_says_when_the_last_backup_was_made(qtbot, window):
    assert window.shell.backup.text() == "No backup yet"
    dialog = open_dialog(qtbot, window)
    assert not dialog.save_button.isEnabled()
    dialog.make.click()
    at_rest(window)
    assert "Made and checked" in dialog.message() and len(dialog.listing.rows()) == 1
    assert dialog.save_button.isEnabled()
    dialog.reject()
    at_rest(window)
    assert window.shell.backup.text().startswith("Backup ") and window.shell.backup.toolTip()


def test_a_backup_is_put_back_in_three_clicks_with_a_look_inside(qtbot, window, known):
    commands.take("import")
    before = companies()
    organisations.add("Ny AS")
    commands.take("timer")
    window.tell_backup()
    at_rest(window)
    dialog = open_dialog(qtbot, window)
    assert [line.why for line in dialog.listing.rows()] == ["While working", "Before an import"]
    dialog.listing.go_to(1)  # the second click
    at_rest(window)
    told = [label.text() for label in dialog.inside._made]
    assert told[:3] == ["Organisations", str(before), "1 fewer than now"]
    dialog.save_button.click()  # the third
    settle(lambda: window.file is not None and companies() == before)
    at_rest(window)
    assert window.file == known.path and "before restoring" in window.shell.bar.words()
    reasons = [copy.reason for copy in backups.listed(known.path)]
    assert reasons == ["timer", "import"], "nothing was written since the last one"
    assert opening.is_writable()


def test_what_is_not_in_a_backup_gets_one_before_another_is_put_back(window, known):
    copy = commands.take("asked")
    organisations.add("Ny AS")
    window.program.registers.restore(copy)
    settle(
        lambda: window.file is not None and [one.reason for one in backups.listed(known.path)] == ["restore", "asked"]
    )
    settle(lambda: "before restoring" in window.shell.bar.words())


def test_a_backup_is_not_put_back_under_a_dialog_that_was_opened_meanwhile(window, known):
    copy = commands.take("asked")
    organisations.add("Ny AS")
    at_rest(window)
    window.program.registers.restore(copy)
    window.actions_.of["cross"].trigger()
    dialog = next(one for one in window.findChildren(CrossDialog) if one.isVisible())
    settle(lambda: "put the backup back" in dialog.message())
    assert window.file == known.path and opening.register() is not None
    settle(lambda: not dialog.working())
    dialog.close()
    settle()


def test_a_damaged_backup_says_so_and_cannot_be_put_back(qtbot, window):
    damage(commands.take("asked"))
    dialog = open_dialog(qtbot, window)
    assert not dialog.save_button.isEnabled()
    assert "cannot be used" in dialog.inside._state.words()


def test_a_register_that_cannot_be_opened_leads_to_its_backups(qtbot, program, known):
    program.start(known.path)
    window = program.window
    at_rest(window)
    copy = commands.take("asked")
    assert copy.exists()
    opening.close()
    known.path.write_bytes(b"")
    program.registers.open(known.path)
    settle(lambda: window.shell.bar.words() != "")
    assert "empty" in window.shell.bar.words()
    window.shell.bar._act()
    dialog = dialog_of(window)
    settle(lambda: dialog.save_button.isEnabled())
    assert not dialog.make.isEnabled()
    dialog.save_button.click()
    settle(lambda: window.file is not None)
    assert companies() == 3 and "before restoring" in window.shell.bar.words()


def test_every_half_hour_where_something_was_written(window):
    window.keeper.look()
    at_rest(window)
    assert len(backups.listed(window.file)) == 1
    window.keeper.look()
    at_rest(window)
    assert len(backups.listed(window.file)) == 1
    organisations.add("Ny AS")
    window.keeper.look()
    at_rest(window)
    assert [copy.reason for copy in backups.listed(window.file)] == ["timer", "timer"]


def test_what_was_written_in_many_pieces_is_tidied_beside_the_window(window):
    def pieces() -> int:
        return value("SELECT count(DISTINCT segid) FROM organisation_grams_idx")

    for index in search.indexes("organisation"):
        database.execute_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('automerge', 0)")
    for number in range(6):
        organisations.add(f"Havenzym {number} AS")
    assert pieces() > 3
    window.keeper.tidy()
    at_rest(window)
    assert pieces() == 1 and search.damaged() == []


def test_a_backup_that_fails_is_loud(window):
    backup_names.folder(window.file).write_text("in the way", encoding="utf-8")
    window.keeper.look()
    at_rest(window)
    assert window.shell.bar.words().startswith("No backup could be made")
    assert window.shell.backup.text() == "Backup failed"


@pytest.mark.parametrize("answer", ["", "Close without a backup", "Stay"])
def test_the_window_closes_when_what_was_written_is_in_a_backup(window, answer):
    window.keeper.guards_closing = True
    home = backup_names.folder(window.file)
    if answer:
        home.write_text("in the way", encoding="utf-8")
    assert not window.close() and window.isVisible()
    settle(lambda: not window.isVisible() or bool(window.findChildren(MessageBox)))
    if answer:
        (box,) = window.findChildren(MessageBox)
        next(one for one in box.findChildren(QPushButton) if one.text() == answer).click()
        settle()
    assert window.isVisible() == (answer == "Stay")
    assert answer or [copy.reason for copy in backup_names.listed(home)] == ["closing"]


def test_what_is_being_done_ends_before_the_last_backup_and_the_window_closes_once(window):
    window.keeper.guards_closing = True
    done: list[str] = []
    window.desk.jobs.run(lambda progress: organisations.add("Ny AS"), done=lambda _id: done.append("added"))
    assert not window.close() and not window.close()
    settle(lambda: not window.isVisible())
    (copy,) = backup_names.listed(backup_names.folder(window.file))
    assert done == ["added"] and backups.inside(copy.path).rows["organisation"] == 4


def test_a_second_folder_is_kept_and_one_that_is_gone_is_told(qtbot, window, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = open_dialog(qtbot, window)
    dialog.keep_second(str(stick))
    dialog.make.click()
    at_rest(window)
    assert len(backup_names.listed(stick / "test backups")) == 1
    assert window.program.setting("backup_folder") == str(stick)
    shutil.rmtree(stick)
    dialog.make.click()
    at_rest(window)
    assert str(stick) in dialog.message()
    dialog.reject()
    at_rest(window)
    assert str(stick) in window.shell.backup.toolTip()
    window.program.prefer("backup_folder", "")


def test_the_sample_cluster_needs_no_backup(window):
    window.sample = True
    window.tell_backup()
    window.keeper.guards_closing = True
    at_rest(window)
    assert window.shell.backup.isHidden() and window.keeper.may_close()


def test_only_the_path_of_a_backup_is_needed_to_look_into_it(window, tmp_path: Path):
    copy = shutil.copyfile(commands.take("asked"), tmp_path / "elsewhere.klynge")
    window.actions_.of["backups"].trigger()
    dialog = dialog_of(window)
    at_rest(window)
    dialog.look_into(copy)
    at_rest(window)
    assert dialog.inside.path == copy and dialog.save_button.isEnabled()
