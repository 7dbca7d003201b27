"""Settings of one machine."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import settings
from crm.settings import Settings


def test_what_was_saved_is_loaded(tmp_path):
    chosen = Settings(
        language="en", theme="dark", font_scale=120, reduced_motion=True, layout={"main.geometry": "AAAA"}
    )
    assert settings.save(chosen, tmp_path)
    assert settings.load(tmp_path) == chosen


def test_no_file_means_the_standard(tmp_path):
    assert settings.load(tmp_path / "nowhere") == Settings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", '{"language": 7, "font_scale": "big", "layout": []}'])
def test_an_unreadable_file_means_the_standard(tmp_path, text):
    (tmp_path / settings.FILE_NAME).write_text(text, encoding="utf-8")
    assert settings.load(tmp_path) == Settings()


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_program(tmp_path_factory, content):
    home = tmp_path_factory.mktemp("bytes")
    (home / settings.FILE_NAME).write_bytes(content)
    assert settings.load(home) == Settings()


def test_impossible_values_are_left_out_and_the_others_kept(tmp_path):
    text = '{"language": "xx", "theme": "dark", "font_scale": 500, "recent_files": ["a", 3], "unknown": 1}'
    (tmp_path / settings.FILE_NAME).write_text(text, encoding="utf-8")
    assert settings.load(tmp_path) == Settings(theme="dark", recent_files=("a",))


def test_a_folder_that_cannot_be_written_is_no_crash(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert not settings.save(Settings(), blocked)


def test_saving_leaves_nothing_half_done(tmp_path):
    settings.save(Settings(), tmp_path)
    settings.save(replace(Settings(), theme="dark"), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [settings.FILE_NAME]


def test_the_file_opened_last_is_first_among_the_recent_ones():
    found = Settings()
    for number in range(12):
        found = found.opened(Path(f"{number}.klynge"))
    found = found.opened(Path("9.klynge"))
    assert found.last_file == "9.klynge"
    assert found.recent_files[:2] == ("9.klynge", "11.klynge")
    assert len(found.recent_files) == settings.RECENT == len(set(found.recent_files))
    assert found.forgotten(Path("9.klynge")).last_file == ""


def test_every_setting_says_what_it_is():
    for one in fields(Settings):
        assert one.metadata["label"] and one.metadata["description"]
    assert {choice.name for choice in settings.choices(Settings())} == {
        "language",
        "theme",
        "font_scale",
        "reduced_motion",
        "reminders",
    }


def test_the_folder_is_the_one_of_the_system(monkeypatch, tmp_path):
    monkeypatch.setenv("KLYNGE_HOME", str(tmp_path))
    assert settings.folder() == tmp_path
    monkeypatch.delenv("KLYNGE_HOME")
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("sys.platform", "win32")
    assert settings.folder() == tmp_path / "roaming" / "Klynge"
    monkeypatch.setattr("sys.platform", "linux")
    assert settings.folder() == tmp_path / "xdg" / "klynge"
    monkeypatch.setattr("sys.platform", "darwin")
    assert settings.folder().parts[-3:] == ("Library", "Application Support", "Klynge")
