"""A protected register on the command line."""

import json
import sys
from pathlib import Path

import pytest

from crm.store import keys
from tests.crm.store.left_bytes import hits
from tests.crm.verbs.typed import contents


@pytest.fixture(autouse=True)
def _nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)


def words(path: Path, text: str) -> Path:
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_register_is_protected_used_changed_and_freed(line, file, tmp_path):
    before = contents(file)
    one, two = words(tmp_path / "one.txt", "fire ord på rad"), words(tmp_path / "two.txt", "et helt annet sett")

    done = line("protect", file, "--new-passphrase-file", one, "--lang", "en")
    assert (done.code, done.err) == (0, "") and "protected with a passphrase now" in done.out
    assert not any("klynge" in path for path, _word in hits(tmp_path, ["Polarhav"]))

    asked = line("search", file, "Berg", "--lang", "en")
    assert asked.code == 2 and "--passphrase-file" in asked.err
    wrong = line("search", file, "Berg", "--passphrase-file", two, "--lang", "en")
    assert wrong.code == 1 and "does not open cluster.klynge. Nothing was changed" in wrong.err
    assert line("search", file, "Berg", "--passphrase-file", one, "--json").data
    assert line("check", file, "--passphrase-file", one, "--lang", "en").code == 0

    names = tmp_path / "list.csv"
    names.write_text("Navn;E-post\nGunnvor Nytilsett;gunnvor@ny.example\n", encoding="utf-8")
    assert line("import", file, names, "--passphrase-file", one, "--lang", "en").code == 0
    assert line("history", file, "--undo", "--passphrase-file", one, "--lang", "en").code == 0

    changed = line("protect", file, "--new-passphrase-file", two, "--passphrase-file", one, "--json")
    assert (changed.code, changed.data) == (0, {"protected": True, "left": []})
    assert line("search", file, "Berg", "--passphrase-file", one).code == 1

    done = line("protect", file, "--off", "--passphrase-file", two, "--lang", "en")
    assert done.code == 0 and "Anybody who gets the file can read it" in done.out
    after = contents(file)
    assert {table: after[table] for table in after if table not in ("step", "change", "setting")} == {
        table: before[table] for table in before if table not in ("step", "change", "setting")
    }
    assert line("protect", file, "--off", "--lang", "en").code == 1


def test_a_short_passphrase_and_an_empty_file_are_refused(line, file, tmp_path):
    before = file.read_bytes()
    short, empty = words(tmp_path / "short.txt", "kort"), words(tmp_path / "empty.txt", "")
    assert "at least 12" in line("protect", file, "--new-passphrase-file", short, "--lang", "en").err
    assert "must be the passphrase" in line("protect", file, "--new-passphrase-file", empty, "--lang", "en").err
    assert line("protect", file, "--lang", "en").code == 2
    assert file.read_bytes() == before


def test_a_passphrase_that_would_be_cut_is_refused(line, file, tmp_path):
    before = file.read_bytes()
    long = words(tmp_path / "long.txt", "x" * 5_000)
    done = line("protect", file, "--new-passphrase-file", long, "--json", "--lang", "en")
    assert (done.code, done.out) == (1, "") and "too long" in done.err
    assert file.read_bytes() == before


def test_a_copy_that_stays_readable_is_named(line, file, tmp_path):
    copy = file.with_name("cluster copy.klynge")
    copy.write_bytes(file.read_bytes())
    one = words(tmp_path / "one.txt", "fire ord på rad")
    done = line("protect", file, "--new-passphrase-file", one, "--json")
    assert done.code == 1 and json.loads(done.out)["left"] == [str(copy)] and str(copy) in done.err
    assert keys.salt_of(copy) == b""
