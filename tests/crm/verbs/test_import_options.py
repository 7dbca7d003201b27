"""python main.py import: columns, strategy, basis and origin, questions answered from a file, rejected rows saved."""

import json
from pathlib import Path

import openpyxl
import pytest

from crm.commands import people
from crm.store import opening
from crm.store.database import rows
from tests.crm.verbs.test_import import GOOD, HEADER, KEYS, workbook
from tests.crm.verbs.typed import sha256


def kept(file: Path, sql: str) -> list[tuple[object, ...]]:
    """What a question to the register gives."""
    opening.open_register(file, write=False)
    try:
        return rows(sql)
    finally:
        opening.close()


@pytest.fixture
def deltakere(tmp_path):
    return workbook(tmp_path / "deltakere.xlsx", [HEADER, GOOD, ("Kari", "Feil", "kari-at-liste.example", "", "", "")])


@pytest.fixture
def asking(file, tmp_path):
    """A list whose second row could be either of two people of the register."""
    opening.open_register(file)
    try:
        for _twin in range(2):
            people.add(first_name="Liv", last_name="Tvilling", organisation_name="Tvillingene AS")
    finally:
        opening.close()
    return workbook(tmp_path / "a.xlsx", [HEADER, GOOD, ("Liv", "Tvilling", "", "Tvillingene AS", "", "Daglig leder")])


def test_a_column_is_what_the_line_says(line, file, tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", [("Fornavn", "Etternavn", "a=b", "E-post"), ("Ola", "Rett", "sitt", "o@r.example")]
    )
    mapped = line("import", file, path, "--map", "a=b=notes", "--map", "E-post=", "--json").data["mapping"]
    assert (mapped["a=b"], mapped["E-post"], mapped["Fornavn"]) == ("notes", "", "person.first_name")
    assert kept(file, "SELECT notes FROM person WHERE last_name = 'Rett'") == [("sitt",)]


@pytest.mark.parametrize("word", ["Fornavn", "=notes", ""])
def test_a_column_without_a_field_is_no_command_line(line, file, deltakere, word):
    done = line("import", file, deltakere, "--map", word, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "--map" in done.err


def test_a_column_or_a_field_that_is_not_there_is_a_sentence(line, file, deltakere):
    for word in ("Nei=notes", "Fornavn=nei"):
        done = line("import", file, deltakere, "--map", word, "--lang", "en")
        assert (done.code, done.out) == (1, "")
        assert "There is no" in done.err


def test_strategy_basis_and_origin_are_kept_and_stamped(line, file, deltakere):
    line("import", file, deltakere, "--strategy", "fill", "--basis", "consent", "--origin", "Havbruksdagen 2026")
    assert kept(file, "SELECT strategy, basis, origin FROM import_batch") == [("fill", "consent", "Havbruksdagen 2026")]
    stamped = kept(file, "SELECT lawful_basis, source FROM person WHERE last_name = 'Listemann'")
    assert stamped == [("consent", "Havbruksdagen 2026")]
    assert line("import", file, deltakere, "--strategy", "sometimes").code == 2
    assert line("import", file, deltakere, "--basis", "because").code == 2


def test_questions_are_written_answered_and_then_brought_in(line, file, asking, tmp_path):
    before = sha256(file)
    asked = tmp_path / "svar.json"
    dry = line("import", file, asking, "--dry-run", "--questions", asked, "--json").data
    assert list(dry) == KEYS
    assert dry["questions"] == 1
    assert sha256(file) == before
    told = json.loads(asked.read_text(encoding="utf-8"))
    (question,) = told["questions"]
    known = [id for id in question["choose"] if id.isdecimal()]
    assert (question["row"], question["about"], question["answer"], len(known)) == (3, "person", None, 2)
    # As it was written it answers nothing
    assert line("import", file, asking, "--answers", asked, "--dry-run", "--json").data == dry
    question["answer"] = known[1]
    asked.write_text(json.dumps(told), encoding="utf-8")
    done = line("import", file, asking, "--answers", asked, "--questions", asked, "--json").data
    assert (done["questions"], done["changed"] + done["same"]) == (0, 1)
    again = json.loads(asked.read_text(encoding="utf-8"))
    assert (again["answers"], again["questions"]) == ({"3": {"person": int(known[1])}}, [])


def test_answers_may_hold_any_choice_and_the_line_goes_before_them(line, file, deltakere, tmp_path):
    answers = tmp_path / "a.json"
    answers.write_text(json.dumps({"strategy": "skip", "mapping": {"Stilling": "notes"}, "door": {"origin": "A"}}))
    line("import", file, deltakere, "--answers", answers, "--strategy", "update", "--basis", "contract")
    assert kept(file, "SELECT strategy, basis, origin FROM import_batch") == [("update", "contract", "A")]
    assert kept(file, "SELECT notes FROM person WHERE last_name = 'Listemann'") == [("Daglig leder",)]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", '{"nothing": 1}', '{"answers": {"3": "perhaps"}}', "\x00", '{"strategy": "x"}'),
        '{"questions": [{"row": 3, "about": "person", "answer": "perhaps"}]}',
        '{"questions": [{"row": "3", "about": "person", "answer": 1}]}',
    ],
)
def test_answers_that_cannot_be_used_are_a_sentence_and_nothing_is_written(line, file, deltakere, tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    before = sha256(file)
    done = line("import", file, deltakere, "--answers", tmp_path / "a.json", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert sha256(file) == before
    assert line("import", file, deltakere, "--answers", tmp_path / "none.json").code == 1


def test_answers_about_the_rows_of_another_file_are_refused(line, file, asking, deltakere, tmp_path):
    asked = tmp_path / "svar.json"
    line("import", file, asking, "--dry-run", "--questions", asked)
    told = json.loads(asked.read_text(encoding="utf-8"))
    told["questions"][0]["answer"] = "new"
    asked.write_text(json.dumps(told), encoding="utf-8")
    before = sha256(file)
    done = line("import", file, deltakere, "--answers", asked, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "another file" in done.err
    assert sha256(file) == before


def test_rejected_rows_are_saved_mended_and_brought_in(line, file, deltakere, tmp_path):
    out = tmp_path / "out.xlsx"
    done = line("import", file, deltakere, "--rejects", out, "--lang", "en")
    assert "1 row saved in" in done.out
    book = openpyxl.load_workbook(out)
    header, row = book["Deltakere"].iter_rows(values_only=True)
    assert header == (*HEADER, "Why not", "Row in the file")
    assert row[7] == 3
    book["Deltakere"]["C2"] = "kari@liste.example"
    book.save(out)
    again = line("import", file, out, "--lang", "en")
    assert "import number 1" in again.out and "1 new" in again.out
    assert kept(file, "SELECT mends FROM import_batch ORDER BY id") == [(None,), (1,)]


def test_a_dry_run_saves_the_rejected_rows_and_leaves_the_register_alone(line, file, deltakere, tmp_path):
    before = sha256(file)
    assert line("import", file, deltakere, "--dry-run", "--rejects", tmp_path / "out.xlsx").code == 0
    assert sha256(file) == before
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Deltakere"].max_row == 2


@pytest.mark.parametrize(
    ("option", "name"), [("--rejects", "out.pdf"), ("--questions", "out.txt"), ("--rejects", "no/o.xlsx")]
)
def test_a_place_that_cannot_be_written_is_said_before_anything_is_done(line, file, deltakere, tmp_path, option, name):
    before = sha256(file)
    assert line("import", file, deltakere, option, tmp_path / name).code == 1
    assert line("import", file, deltakere, "--rejects", deltakere, "--lang", "en").err.startswith(
        "deltakere.xlsx is the"
    )
    assert sha256(file) == before


def test_an_import_shows_how_its_list_was_read(line, file, deltakere):
    line("import", file, deltakere, "--strategy", "fill", "--basis", "consent", "--map", "Stilling=")
    data = line("imports", file, "--show", 1, "--json").data
    assert (data["batch"], data["file_name"], data["sha256"]) == (1, "deltakere.xlsx", sha256(deltakere))
    assert (data["strategy"], data["basis"], data["header_row"], data["mends"]) == ("fill", "consent", 1, None)
    assert (data["mapping"]["E-post"], data["mapping"]["Stilling"]) == ("person.email", "")
    assert [one["row"] for one in data["rejections"]] == [3]
    shown = line("imports", file, "--show", 1, "--lang", "en").out
    for words in ("SHA-256", "Fill what is empty", "Consent", "E-post → E-mail", "Stilling → left out", "row 3:"):
        assert words in shown
    assert "Samtykke" in line("imports", file, "--show", 1, "--lang", "nb").out


def test_only_an_import_that_there_is_can_be_shown(line, file):
    done = line("imports", file, "--show", 7, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "7" in done.err
    assert line("imports", file, "--show", 1, "--take-back", 1).code == 2


def test_all_of_these_took_part_in_a_meeting(line, file, deltakere):
    there = kept(file, "SELECT subject FROM interaction")
    asked = ("--meeting", "Havbruksdagen", "--held-on", "3.11.2026")
    told = line("import", file, deltakere, *asked, "--dry-run", "--lang", "en")
    assert "noted as having taken part" in told.out
    data = json.loads(line("import", file, deltakere, *asked, "--json").out)
    assert data["meeting"]["held_on"] == "2026-11-03"
    assert data["meeting"]["added"] == data["meeting"]["counted"] > 0
    assert len(kept(file, "SELECT subject FROM interaction")) == len(there) + 1
    assert line("import", file, deltakere, "--meeting", "Havbruksdagen").code == 2
    assert line("import", file, deltakere, "--meeting", "Havbruksdagen", "--held-on", "snart").code == 1
