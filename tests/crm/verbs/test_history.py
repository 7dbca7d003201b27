"""python main.py history, search and check."""

import json

import pytest

from crm.store import opening
from crm.store.database import database
from tests.crm.verbs.typed import contents

A_MEETING = ("--subject", "Skreifiske", "--date", "5.11.2026", "--with", "Ny En, Ishavsenzym AS")


def records(file):
    return {table: rows for table, rows in contents(file).items() if table not in ("step", "change")}


def test_undo_and_redo_name_the_step(line, file):
    before = records(file)
    line("log", file, *A_MEETING)
    after = records(file)
    undone = line("history", file, "--undo", "--json", "--lang", "en").data
    assert "Skreifiske" in undone["undone"] and undone["redo"] == undone["undone"]
    assert records(file) == before
    assert "Skreifiske" in line("history", file, "--redo").out
    assert records(file) == after


def test_nothing_to_redo_is_a_sentence(line, file):
    done = line("history", file, "--redo", "--lang", "en")
    assert (done.code, done.out, done.err) == (1, "", "There is nothing to redo.\n")


def test_even_the_sample_cluster_can_be_undone(line, file):
    assert line("history", file, "--undo").code == 0
    assert not any(records(file).values())
    assert line("history", file, "--undo").code == 1
    assert line("check", file).code == 0


def test_undoing_and_redoing_at_once_is_usage(line, file):
    assert line("history", file, "--undo", "--redo").code == 2


def test_history_lists_steps_newest_first(line, file):
    line("log", file, *A_MEETING)
    data = line("history", file, "--json").data
    assert [step["id"] for step in data["steps"]] == [2, 1]
    assert set(data["steps"][0]) == {"id", "label", "at", "staff", "origin", "kind", "undone", "changes"}
    line("history", file, "--undo")
    assert line("history", file, "--json").data["steps"][1]["undone"] is True
    assert "(undone)" in line("history", file, "--lang", "en").out


def test_hits_are_what_was_promised(line, file):
    line("log", file, *A_MEETING)
    hits = line("search", file, "skreif", "--json").data["hits"]
    assert all({"kind", "id", "title", "snippet"} <= set(hit) for hit in hits) and len(hits) == 1
    assert (hits[0]["kind"], hits[0]["title"]) == ("interaction", "Skreifiske")


@pytest.mark.parametrize("typed", ["ISHAVSENZYM", "havsenz", "Ishavsenzym as"])
def test_words_are_found_however_they_are_typed(line, file, typed):
    kinds = {hit["kind"] for hit in line("search", file, typed, "--json").data["hits"]}
    assert "organisation" in kinds


@pytest.mark.parametrize("typed", ["", " ", "%", "'; DROP TABLE person", '"', "*", "\x00", "(", "AND OR NOT", "NEAR("])
def test_any_text_can_be_searched_for(line, file, typed):
    done = line("search", file, typed, "--json")
    assert done.code == 0
    assert isinstance(json.loads(done.out)["hits"], list)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DROP TRIGGER journal_person_insert", "journal_person_insert"),
        ("INSERT INTO person_grams (person_grams) VALUES ('delete-all')", "person_grams"),
        ("UPDATE change SET after = replace(after, 'Ishavsenzym', 'Havenzym')", "organisation"),
    ],
)
def test_check_lists_what_is_wrong(line, file, damage, told):
    opening.open_register(file)
    database.execute_sql(damage)
    opening.close()
    done = line("check", file, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert told in done.err


def test_a_backup_that_is_cut_short_is_told(line, file):
    folder = file.with_name(f"{file.stem} backups")
    folder.mkdir()
    (folder / "2026-11-01 close-0001.klynge").write_bytes(file.read_bytes())
    assert line("check", file).code == 0
    (folder / "2026-11-02 close-0002.klynge").write_bytes(file.read_bytes()[:50_000])
    done = line("check", file, "--lang", "en")
    assert done.code == 1
    assert "0002" in done.err and "0001" not in done.err
