"""python main.py import and imports: counts, dry runs, bad lists, taking back."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import main
from tests.crm.verbs.typed import contents, sha256

ROOT = Path(main.__file__).parent
KEYS = [
    "batch", "format", "encoding", "sheet", "header_row", "mapping", "rows", "new", "changed", "same", "rejected",
    "questions", "people_created", "people_updated", "organisations_created", "organisations_updated",
    "memberships_created", "rejections",
]  # fmt: skip
HEADER = ("Fornavn", "Etternavn", "E-post", "Bedrift", "Org.nr.", "Stilling")
GOOD = ("Ola", "Listemann", "ola@liste.example", "Listebruket AS", "", "Daglig leder")


def workbook(path, rows, sheet="Deltakere"):
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def deltakere(tmp_path):
    """A small workbook with one good row, one wrong address, one wrong number and one identity number."""
    rows = [
        HEADER,
        GOOD,
        ("Kari", "Feil", "kari-at-liste.example", "Listebruket AS", "", ""),
        ("Per", "Feil", "per@liste.example", "Annet AS", "123456789", ""),
        ("Pål", "Feil", "paal@liste.example", "Tredje AS", "01019012345", ""),
    ]
    return workbook(tmp_path / "deltakere.xlsx", rows)


def test_the_object_is_the_one_promised(line, file, deltakere):
    done = line("import", file, deltakere, "--json", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    data = done.data
    assert list(data) == KEYS
    assert (data["batch"], data["format"], data["encoding"], data["sheet"], data["header_row"]) == (
        1, "xlsx", None, "Deltakere", 1,
    )  # fmt: skip
    assert data["mapping"]["E-post"] == "person.email"
    assert data["rows"] == 4 == sum(data[key] for key in ("new", "changed", "same", "rejected", "questions"))
    assert (data["new"], data["rejected"], data["people_created"], data["organisations_created"]) == (1, 3, 1, 1)
    assert [one["row"] for one in data["rejections"]] == [3, 4, 5]
    assert all(one["reason"].endswith(".") for one in data["rejections"])
    assert not any("01019012345" in one["reason"] for one in data["rejections"])


def test_a_dry_run_tells_the_same_and_changes_not_one_byte(line, file, deltakere):
    before = sha256(file)
    dry = line("import", file, deltakere, "--dry-run", "--json").data
    assert sha256(file) == before
    assert not list(file.parent.glob("*-wal"))
    done = line("import", file, deltakere, "--json").data
    assert dry == done | {"batch": None}


def test_the_same_list_again_changes_nothing(line, file, deltakere):
    first = line("import", file, deltakere, "--json").data
    again = line("import", file, deltakere, "--json").data
    assert (again["new"], again["changed"], again["same"], again["rejected"]) == (0, 0, first["new"], 3)


def test_a_person_reads_what_was_done(line, file, deltakere):
    done = line("import", file, deltakere, "--lang", "en")
    assert "import number 1" in done.out
    assert "4 rows: 1 new, 0 changed, 0 unchanged, 3 rejected, 0 questions" in done.out
    assert "row 3:" in done.out


def test_one_of_several_sheets_is_read(line, file, tmp_path):
    path = workbook(tmp_path / "two.xlsx", [HEADER, GOOD])
    made = openpyxl.load_workbook(path)
    other = made.create_sheet("Andre")
    for row in (HEADER, ("Anne", "Andre", "anne@andre.example", "Andre AS", "", "")):
        other.append(row)
    made.save(path)
    data = line("import", file, path, "--sheet", "Andre", "--dry-run", "--json").data
    assert (data["sheet"], data["new"]) == ("Andre", 1)
    refused = line("import", file, path, "--sheet", "Tredje", "--lang", "en")
    assert refused.code == 1
    assert "Andre" in refused.err


BAD = {
    "empty.xlsx": b"",
    "empty.csv": b"",
    "cut.xlsx": b"PK\x03\x04" + b"\x00" * 400,
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 400,
    "locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
    "numbers.csv": b"1;2;3\n4;5;6\n",
    "strange.csv": b"Farge;Smak\nrod;sur\n",
    "header_only.csv": b"Fornavn;Etternavn;E-post\n",
}


def test_the_row_of_the_headers_can_be_said(line, file, tmp_path):
    path = workbook(tmp_path / "liste.xlsx", [["Farge", "Vekt"], ["Navn", "Firma"], ["Kari Berg", "Nordlys AS"]])
    data = line("import", file, path, "--header-row", "2", "--dry-run", "--json").data
    assert (data["header_row"], data["rows"]) == (2, 1)
    assert line("import", file, path, "--header-row", "-1", "--lang", "en").code == 2
    assert "Row 9 is empty" in line("import", file, path, "--header-row", "9", "--lang", "en").err


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_list_is_a_sentence_and_nothing_is_written(line, file, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    before = sha256(file)
    done = line("import", file, tmp_path / name, "--json", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert name in done.err or "column" in done.err
    assert done.err.count("\n") == 1
    assert sha256(file) == before


def test_a_list_that_is_not_there_a_folder_and_the_register_itself_are_refused(line, file, tmp_path):
    before = sha256(file)
    for path in (tmp_path / "nowhere.xlsx", tmp_path, file):
        done = line("import", file, path, "--lang", "en")
        assert (done.code, done.out) == (1, "")
        assert path.name in done.err
    assert sha256(file) == before


def test_somebody_who_must_wait_hears_it_before_the_list_is_read(line, file, tmp_path):
    holder = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from crm.store import opening;"
        " opening.open_register(Path(sys.argv[2])); print('open', flush=True); sys.stdin.readline(); opening.close()"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", holder, str(ROOT), str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "open\n"
        (tmp_path / "bad.csv").write_bytes(b"")
        done = line("import", file, tmp_path / "bad.csv", "--lang", "en")
        assert f"process {owner.pid}" in done.err
        assert line("import", file, workbook(tmp_path / "good.xlsx", [HEADER, GOOD]), "--dry-run").code == 0
    finally:
        owner.communicate("\n", timeout=30)


def test_imports_are_listed_newest_first(line, file, deltakere):
    assert line("imports", file, "--json").data == {"imports": []}
    line("import", file, deltakere)
    line("import", file, deltakere)
    listed = line("imports", file, "--json").data["imports"]
    assert [(one["batch"], one["new"], one["taken_back"]) for one in listed] == [(2, 0, False), (1, 1, False)]
    shown = line("imports", file, "--lang", "en").out
    assert "“deltakere.xlsx”" in shown and "4 rows: 1 new" in shown


def test_an_import_is_taken_back_as_a_whole(line, file, deltakere):
    before = contents(file)
    line("import", file, deltakere)
    done = line("imports", file, "--take-back", 1, "--json")
    assert done.code == 0
    assert (done.data["batch"], done.data["kept"]) == (1, [])
    assert done.data["removed"]["person"] == 1
    now = contents(file)
    assert {table: rows for table, rows in now.items() if table not in ("step", "change")} == {
        table: rows for table, rows in before.items() if table not in ("step", "change")
    }
    assert line("imports", file, "--json").data["imports"][0]["taken_back"] is True
    assert line("imports", file, "--take-back", 1).code == 1
    assert line("check", file).code == 0


def test_what_was_used_since_stays_and_is_told(line, file, deltakere):
    line("import", file, deltakere)
    line("log", file, "--subject", "Møte", "--date", "1.11.2026", "--with", "ola@liste.example")
    done = line("imports", file, "--take-back", 1, "--json", "--lang", "en")
    assert {(one["table"], one["reason"]) for one in done.data["kept"]} >= {
        ("person", "used"),
        ("organisation", "used"),
    }
    assert line("search", file, "Listemann", "--json").data["hits"]


@pytest.mark.parametrize("number", ["7", "0", "-1"])
def test_an_import_that_never_was_cannot_be_taken_back(line, file, number):
    done = line("imports", file, f"--take-back={number}", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert number in done.err


def test_an_import_that_wrote_nothing_has_nothing_to_take_back(line, file, deltakere):
    line("import", file, deltakere)
    line("import", file, deltakere)
    done = line("imports", file, "--take-back", 2, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "nothing" in done.err
