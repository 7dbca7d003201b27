"""Erasing a person on the command line."""

from dataclasses import replace

from crm import settings
from crm.store import backup, opening
from crm.store.database import rows
from tests.crm.verbs.typed import sha256


def test_a_dry_run_changes_nothing_and_then_the_person_is_gone(line, file):
    opening.open_register(file, write=False)
    ((person, first, last),) = rows("SELECT id, first_name, last_name FROM person ORDER BY id LIMIT 1")
    opening.close()
    before = sha256(file)
    told = line("erase", file, f"person:{person}", "--dry-run", "--lang", "en")
    assert told.code == 0 and f"{first} {last}" in told.out and sha256(file) == before
    done = line("erase", file, f"person:{person}", "--lang", "en")
    assert (done.code, done.err) == (0, "") and "cannot be brought back" in done.out
    opening.open_register(file, write=False)
    assert rows("SELECT first_name, last_name FROM person WHERE id = ?", (person,)) == [("", "Erased person")]
    assert rows("SELECT count(*) FROM contact_point WHERE person_id = ?", (person,)) == [(0,)]
    opening.close()
    assert line("history", file, "--undo").code == 1
    assert line("check", file, "--lang", "en").code == 0
    assert "Only people" in line("erase", file, "organisation:1", "--lang", "en").err


def test_the_second_folder_of_the_settings_is_reached_too(line, file, tmp_path, monkeypatch):
    monkeypatch.setenv("KLYNGE_HOME", str(tmp_path / "home"))  # or the tests to come would have a second folder too
    monkeypatch.setattr(backup.elsewhere, "folder", None)
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.save(replace(settings.load(), backup_folder=str(stick)))
    line("backups", file, "--make")
    (there,) = stick.glob("*/*.klynge")
    monkeypatch.setattr(backup.elsewhere, "folder", None)
    assert str(there) in line("erase", file, "person:1", "--json").data["removed"]
    assert not there.exists() and len(list(stick.glob("*/*.klynge"))) == 1
