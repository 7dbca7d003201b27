"""python main.py attach: files come to a record, are listed and checked."""

import os
import time

from crm.commands import attachments
from crm.store import attachments as store
from crm.store import opening


def agreement(tmp_path):
    path = tmp_path / "Avtale.pdf"
    path.write_bytes(b"%PDF")
    return path


def test_a_file_is_attached_by_number_and_listed(line, file, tmp_path):
    done = line("attach", file, "organisation:1", agreement(tmp_path), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.data["record"] == "organisation:1"
    assert [(one["name"], one["size"]) for one in done.data["files"]] == [("Avtale.pdf", 4)]
    listed = line("attach", file, "organisation:1", "--json")
    assert listed.data == done.data
    assert line("check", file).code == 0
    undone = line("history", file, "--undo", "--lang", "en")
    assert "Attach “Avtale.pdf”" in undone.out
    assert line("attach", file, "organisation:1", "--json").data["files"] == []


def test_a_file_is_attached_by_name(line, file, tmp_path):
    done = line("attach", file, "Ishavsenzym AS", agreement(tmp_path), "--json")
    assert done.data["record"].startswith("organisation:")


def test_what_is_not_there_is_told_and_nothing_is_kept(line, file, tmp_path):
    for words, sentence in (
        (("person:999999", agreement(tmp_path)), "person:999999"),
        (("Ingen Slik", agreement(tmp_path)), "“Ingen Slik”"),
        (("organisation:1", tmp_path / "nowhere.pdf"), "nowhere.pdf"),
        (("organisation:1", tmp_path), "folder"),
        (("organisation:1", file), "belongs to the open register"),
    ):
        done = line("attach", file, *words, "--lang", "en")
        assert (done.code, done.out) == (1, "") and sentence in done.err
    assert not (tmp_path / "cluster files").exists() or not any((tmp_path / "cluster files").rglob("*/*"))


def test_check_tells_missing_files_and_throws_away_loose_ones(line, file, tmp_path):
    done = line("attach", file, "organisation:1", agreement(tmp_path), "--json")
    opening.open_register(file)
    loose = attachments.keep(b"loose", "b.txt")
    old = time.time() - 200_000
    os.utime(store.path(loose.sha256), (old, old))
    lies = store.path(done.data["files"][0]["sha256"])
    opening.close()
    assert "check --tidy" in line("check", file, "--lang", "en").out
    assert "Threw away 1 kept file" in line("check", file, "--tidy", "--lang", "en").out
    assert "tidy" not in line("check", file, "--lang", "en").out
    lies.chmod(0o600)
    lies.unlink()
    told = line("check", file, "--lang", "en")
    assert told.code == 1 and "Avtale.pdf" in told.err
