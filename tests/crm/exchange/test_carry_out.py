"""A list from the file to the tables and back."""

import csv
import io
import json
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import history, organisations, people
from crm.errors import Cancelled, CrmError
from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.rules import kept_cells
from crm.store import journal, soundness
from crm.store.database import database, rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import TODAY, actions, brought, dump, nothing_written, planned
from tests.crm.exchange.files import workbook

HEADER = [
    *("Fornavn", "Etternavn", "E-post", "Mobil", "Stilling", "Bedrift", "Org.nr.", "Type", "Ansatte", "Adresse"),
    *("Postnr", "Poststed", "Kommune", "Merknad"),
]
LINES: list[list[Any]] = [
    ["Kåre", "Ødegård", "kare@blabar.example", "912 34 567", "Daglig leder", "Blåbær Maritim AS", 981575679, "Bedrift",
     12, "Storgata 1", "0150", "Oslo", "0301", "Møtt på messe"],
    ["Åse", "Sæther", "ase@blabar.example; ase.s@x.example", "22 12 34 56 / 912 00 001", "Rådgiver, FoU",
     "BLÅBÆR MARITIM", "NO 981 575 679 MVA", None, None, None, None, None, None, None],
    ["Nils Henrik", "Sørli", "", "", "Forsker", "Nordlys FoU", "", "Forskning", "", "Sykehusvegen 2", "9019", "Tromsø",
     "Tromsø", ""],
    ["Feil", "Person", "feil(at)x", "", "", "Nordlys FoU", "", "", "", "", "", "", "", ""],
    ["", "", "", "", "", "Havna KF", "923 609 016", "Offentlig", "", "Kaia 3", "9401", "Harstad",
     "5503", "Stengt i juli"],
]  # fmt: skip


def as_xlsx() -> bytes:
    return workbook(["Kontaktliste Polarhav 2026"], [], HEADER, *LINES, sheet="Kontakter")


def as_csv() -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER, *LINES])
    return text.getvalue().encode("cp1252")


@pytest.mark.parametrize(
    ("name", "data", "format", "encoding", "sheet", "header_row"),
    [
        ("kontakter.xlsx", as_xlsx(), "xlsx", None, "Kontakter", 3),
        ("kontakter.csv", as_csv(), "csv", "cp1252", "", 1),
    ],
)
def test_a_norwegian_list_of_fourteen_columns_comes_in_whole(
    register: Path, name: str, data: bytes, format: str, encoding: str | None, sheet: str, header_row: int
) -> None:
    made = plan.make(data, name, today=TODAY)
    assert (made.format, made.encoding, made.sheet, made.header_row) == (format, encoding, sheet, header_row)
    assert None not in made.mapping.values()
    done = carry_out(made)
    assert made.counts._asdict() == {
        "rows": 5, "new": 4, "changed": 0, "same": 0, "rejected": 1, "questions": 0,
        "people_created": 3, "people_updated": 0, "organisations_created": 3, "organisations_updated": 0,
        "memberships_created": 0,
    }  # fmt: skip
    assert rows("SELECT first_name, last_name, notes, source, import_batch, search_text FROM person ORDER BY id") == [
        ("Kåre", "Ødegård", "Møtt på messe", name, done.batch, "kare odegard"),
        ("Åse", "Sæther", "", name, done.batch, "ase saether"),
        ("Nils Henrik", "Sørli", "", name, done.batch, "nils henrik sorli"),
    ]
    assert rows(
        "SELECT name, org_number, helix_sector, employees, size_class, street, postal_code, city, municipality_code,"
        " notes FROM organisation ORDER BY name"
    ) == [
        ("Blåbær Maritim AS", "981575679", "company", 12, "small", "Storgata 1", "0150", "Oslo", "0301", ""),
        ("Havna KF", "923609016", "public", None, "unknown", "Kaia 3", "9401", "Harstad", "5503", "Stengt i juli"),
        ("Nordlys FoU", "", "research_education", None, "unknown", "Sykehusvegen 2", "9019", "Tromsø", "5501", ""),
    ]
    assert rows(
        "SELECT first_name, title, name, is_primary FROM position JOIN person ON person.id = person_id"
        " JOIN organisation ON organisation.id = organisation_id ORDER BY person.id"
    ) == [
        ("Kåre", "Daglig leder", "Blåbær Maritim AS", 1),
        ("Åse", "Rådgiver, FoU", "Blåbær Maritim AS", 1),
        ("Nils Henrik", "Forsker", "Nordlys FoU", 1),
    ]
    assert rows("SELECT person_id, kind, label, normalised, is_primary FROM contact_point ORDER BY id") == [
        (1, "email", "work", "kare@blabar.example", 1),
        (1, "phone", "mobile", "+4791234567", 1),
        (2, "email", "work", "ase@blabar.example", 1),
        (2, "email", "work", "ase.s@x.example", 0),
        (2, "phone", "mobile", "+4722123456", 1),
        (2, "phone", "mobile", "+4791200001", 0),
    ]
    assert rows("SELECT label, args, origin FROM step") == [
        ("Import «{file}»: {count} contacts", json.dumps({"file": name, "count": 4}), "import")
    ]
    assert rows("SELECT file_name, sha256, rows, new, rejected, step FROM import_batch") == [
        (name, made.sha256, 5, 4, 1, done.step)
    ]
    kept = rows("SELECT row, action, reason, cells, person, organisation FROM import_row ORDER BY id")
    assert [(line[1], *line[4:]) for line in kept] == [
        ("new", 1, 1), ("new", 2, 1), ("new", 3, 2), ("rejected", None, None), ("new", None, 3),
    ]  # fmt: skip
    assert kept[0][0] == header_row + 1
    assert json.loads(kept[0][3])[:3] == ["Kåre", "Ødegård", "kare@blabar.example"]
    assert "feil(at)x" in kept[3][2]
    assert soundness.problems() == []


def test_the_same_list_again_is_all_the_same_and_writes_no_record(register: Path) -> None:
    carry_out(plan.make(as_xlsx(), "kontakter.xlsx", today=TODAY))
    before = dump()
    again = carry_out(plan.make(as_xlsx(), "kontakter.xlsx", today=TODAY))
    assert (again.counts.same, again.counts.rejected, again.counts.rows) == (4, 1, 5)
    assert again.step is None
    assert dump() == before
    assert rows("SELECT step, same FROM import_batch ORDER BY id") == [(1, 0), (None, 4)]


def test_of_a_list_with_a_tenth_changed_a_tenth_is_written(register: Path) -> None:
    lines = [["P", f"Nr{n}", f"p{n}@x.example", "", "Leder", f"Bedrift {n % 7}"] for n in range(100)]
    brought(*lines)
    last = value("SELECT max(id) FROM change")
    for line in lines[::10]:
        line[4] = "Sjef"
    outcome = brought(*lines)
    assert (outcome.counts.changed, outcome.counts.same, outcome.counts.people_updated) == (10, 90, 10)
    assert rows('SELECT "table", count(*) FROM change WHERE id > ? GROUP BY 1', (last,)) == [("position", 10)]


def test_taking_it_back_restores_every_record_table_exactly(cluster: Cluster) -> None:
    before = dump()
    outcome = brought(
        ["Kåre", "Ødegård", "kare@odegard.example", "911 11 111", "Styreleder", "Ødegård Analyse AS"],
        ["Kåre Magnus", "Ødegård", "kare@odegard.example", "", "", "Nytt AS"],
        ["Ny", "Person", "ny@x.example", "", "Leder", "Nytt AS"],
    )
    assert outcome.step is not None and dump() != before
    taken = history.take_back(outcome.step)
    assert taken.kept == []
    assert without_versions(dump()) == without_versions(before)
    assert soundness.problems() == []


def test_undoing_and_redoing_it_is_exact(cluster: Cluster) -> None:
    before = dump()
    brought(["Ny", "Person", "ny@x.example", "", "Leder", "Nytt AS"], ["Åse", "Aas", "", "", "Sjef", "Nordlys Havbruk"])
    after = dump()
    history.undo()
    assert dump() == before
    history.redo()
    assert dump() == after
    assert soundness.problems() == []


def without_versions(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What stands in the tables, without the number of the step that wrote it: putting a value back is a step too."""
    return {table: [(line[0], *line[2:]) for line in lines] for table, lines in tables.items()}


def test_later_edits_stay_when_it_is_taken_back(register: Path) -> None:
    outcome = brought(*(["P", f"Nr{n}", f"p{n}@x.example", "", "", "Nytt AS"] for n in range(5)))
    people.edit(2, notes="ringt")
    assert outcome.step is not None
    taken = history.take_back(outcome.step)
    assert [(kept.table, kept.row) for kept in taken.kept if kept.reason == "edited"] == [("person", 2)]
    assert rows("SELECT last_name, notes FROM person") == [("Nr1", "ringt")]
    assert soundness.problems() == []


@pytest.mark.parametrize("stage", ["Writing the contacts", "Keeping the list itself", "Filling the search index"])
def test_stopping_it_leaves_nothing(register: Path, stage: str) -> None:
    made = planned(*(["P", f"Nr{n}", f"p{n}@x.example", "", "", "Nytt AS"] for n in range(50)))

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if text == stage:
            raise Cancelled("")

    def deed() -> None:
        with pytest.raises(Cancelled):
            carry_out(made, progress=stop)

    nothing_written(deed)
    assert carry_out(made).counts.people_created == 50


def test_progress_goes_up_to_the_whole(register: Path) -> None:
    told: list[tuple[int, int | None]] = []
    made = planned(*(["P", f"Nr{n}", f"p{n}@x.example", "", "", "Nytt AS"] for n in range(5000)))
    carry_out(made, progress=lambda done, total=None, text="": told.append((done, total)))
    done = [now for now, _total in told]
    assert done == sorted(done) and len(done) > 5
    assert told[-1][0] == told[-1][1]


def test_it_runs_in_a_worker_with_a_connection_of_its_own(register: Path) -> None:
    results: list[Any] = []

    def work() -> None:
        with database.connection_context():
            results.append(carry_out(planned(["Kari", "Berg", "kari@x.example", "", "", "Nytt AS"])))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert results[0].counts.people_created == 1
    assert value("SELECT count(*) FROM person") == 1


def test_a_register_changed_elsewhere_meanwhile_is_no_matter(cluster: Cluster) -> None:
    made = planned(["Ny", "Person", "ny@x.example", "", "", "Nordlys Havbruk AS"])
    organisations.add("Something else AS")
    outcome = carry_out(made)
    assert outcome.counts == made.counts
    assert value("SELECT count(*) FROM person WHERE last_name = 'Person'") == 1


def test_a_register_changed_so_that_the_plan_no_longer_holds_refuses_it(cluster: Cluster) -> None:
    made = planned(["Ny", "Person", "ny@x.example", "", "", "Nordlys Havbruk AS"])
    people.add(first_name="Ny", last_name="Person", email="ny@x.example")

    def deed() -> None:
        with pytest.raises(CrmError, match="preview"):
            carry_out(made)

    nothing_written(deed)


def test_an_edit_in_between_of_what_is_changed_refuses_it(cluster: Cluster) -> None:
    made = planned(["Åse", "Aas", "", "", "Salgssjef", "Nordlys Havbruk AS"])
    people.edit_position(value("SELECT id FROM position WHERE person_id = ?", (cluster.aase,)), title="Sjef")
    with pytest.raises(CrmError, match="preview"):
        carry_out(made)


def test_identity_numbers_and_special_columns_are_not_kept_with_the_list(register: Path) -> None:
    header = ["Fornavn", "Etternavn", "Fødselsnummer", "Matallergier"]
    brought(["Kari", "Berg", "01010750160", ""], ["Ola", "Lund", "", "Nøtter"], header=header)
    kept = rows("SELECT action, reason, cells FROM import_row ORDER BY id")
    assert [line[0] for line in kept] == ["new", "new"]
    assert "01010750160" not in str(kept) and "Nøtter" not in str(kept)


def test_strange_signs_in_cells_harm_nothing(register: Path) -> None:
    outcome = brought(["Ka\x00ri\u202e", "Be\ud800rg", "kari@x.example", "", "", "Nord\x0blys AS"])
    assert actions(outcome.plan) == ["new"]
    assert rows("SELECT first_name, last_name FROM person") == [("Kari", "Berg")]
    assert json.loads(value("SELECT cells FROM import_row"))[0] == "Ka\x00ri\u202e"


def test_a_row_with_a_million_letters_is_kept_cut(register: Path) -> None:
    outcome = brought(
        ["Kari", "Berg", "x" * 900_000, "å" * 900_000], header=["Fornavn", "Etternavn", "Fritekst", "Mer"]
    )
    assert actions(outcome.plan) == ["new"]
    assert value("SELECT length(cells) FROM import_row") <= 1_000_000


def test_a_row_can_be_a_date_or_a_number_and_is_kept_as_it_came(register: Path) -> None:
    brought(["Kari", "Berg", date(2026, 1, 1), 4.5], header=["Fornavn", "Etternavn", "Når", "Tall"])
    assert kept_cells.cells(value("SELECT cells FROM import_row")) == ["Kari", "Berg", date(2026, 1, 1), 4.5]


def test_whoever_imports_signs_it(cluster: Cluster) -> None:
    journal.author.staff = cluster.staff
    outcome = brought(["Ny", "Person", "ny@x.example", "", "", "Nytt AS"])
    assert rows("SELECT staff FROM import_batch WHERE id = ?", (outcome.batch,)) == [(cluster.staff,)]
    assert rows("SELECT staff, origin FROM step WHERE id = ?", (outcome.step,)) == [(cluster.staff, "import")]


def test_identity_numbers_of_a_column_left_out_are_not_kept_with_the_list(register: Path) -> None:
    made = planned(
        *(["Kari", "Berg", "ref 01010750160"], ["Ola", "Lund", "ref 7"], ["Åse", "Dahl", "ref 8"]),
        header=["Fornavn", "Etternavn", "Referanse"],
    )
    assert actions(made) == ["new", "new", "new"]
    assert any("“Referanse”" in note for note in made.notes)
    carry_out(made)
    assert "01010750160" not in str(rows("SELECT cells FROM import_row"))
