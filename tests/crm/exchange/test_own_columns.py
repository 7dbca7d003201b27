"""A column called as a field of the cluster's own fills it: typed, checked, shown, with every strategy, taken back."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from crm.commands import history, own_fields, own_values
from crm.errors import CrmError
from crm.exchange import export, fillable, plan, remembered, shown_changes
from crm.exchange.carry_out import carry_out
from crm.exchange.pad import Change
from crm.queries import own_fields as queries
from crm.store import soundness, take_back
from crm.store.database import value
from tests.crm.conftest import TODAY, Cluster
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ["Fornavn", "Etternavn", "E-post", "Bedrift"]
KARI = ["Kari", "Berg", "kari@nord.example", "Nord AS"]


@pytest.fixture
def made(register: Path) -> dict[str, int]:
    """A field of each kind at people, one at organisations."""
    kinds = ("text", "number", "date", "choice", "yes_no", "link")
    made = {kind: own_fields.add("person", f"Vår {kind}", kind, choices=("Alger", "Havvind")) for kind in kinds}
    return made | {"phase": own_fields.add("organisation", "Vekstfase", "text")}


def person(last: str = "Berg") -> int:
    return int(value("SELECT id FROM person WHERE last_name = ?", (last,)))


def test_every_kind_is_read_from_the_cells_of_a_real_workbook(made: dict[str, int], tmp_path: Path) -> None:
    before = dump()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    titles = ["Vår text", "VÅR NUMBER", "vår date", "Vår choice", "Vår yes_no", "Vår link", "Vekstfase"]
    sheet.append([*HEADER, *titles])
    sheet.append([*KARI, "Pilot", 12.5, datetime(2026, 9, 4), "havvind", "ja", "disk.example/x", "Skalering"])
    file = tmp_path / "liste.xlsx"
    book.save(file)
    planned_ = plan.make(file, today=TODAY)
    assert planned_.mapping["VÅR NUMBER"] == f"person.own_{made['number']}"
    assert planned_.mapping["Vekstfase"] == f"organisation.own_{made['phase']}"
    shown = shown_changes.changes(only(planned_), planned_.entries[0])
    assert Change("person", f"own_{made['choice']}", "", "Havvind") in shown
    assert Change("organisation", f"own_{made['phase']}", "", "Skalering") in shown
    carry_out(planned_)
    wind = next(id for id, word in queries.field(made["choice"]).words.items() if word == "Havvind")  # type: ignore[union-attr]
    assert queries.values("person", person()) == {
        made["text"]: "Pilot",
        made["number"]: 12_50,
        made["date"]: date(2026, 9, 4),
        made["choice"]: wind,
        made["yes_no"]: True,
        made["link"]: "https://disk.example/x",
    }
    assert queries.values("organisation", 1) == {made["phase"]: "Skalering"}
    assert soundness.problems() == []
    again = plan.make(file, today=TODAY)
    assert actions(again) == ["same"]
    history.undo()
    assert dump() == before


def test_a_cell_that_does_not_fit_is_told_and_left_out_while_the_row_comes_in(made: dict[str, int]) -> None:
    list_ = planned([*KARI, "mange", "Sol", "31.02.2026"], header=[*HEADER, "Vår number", "Vår choice", "Vår date"])
    row = only(list_)
    assert row.action == "new"
    assert "“mange” is no number" in row.reason and "not one of the choices: Alger, Havvind" in row.reason
    carry_out(list_)
    assert queries.values("person", person()) == {}


@pytest.mark.parametrize(("strategy", "text"), [("update", "Ny"), ("fill", "Gammel"), ("create", "Gammel")])
def test_the_strategy_decides_whether_a_known_value_is_replaced(made: dict[str, int], strategy: str, text: str) -> None:
    brought([*KARI, "Gammel"], header=[*HEADER, "Vår text"])
    brought([*KARI, "Ny", "3"], header=[*HEADER, "Vår text", "Vår number"], strategy=strategy)
    found = queries.values("person", person())
    assert found[made["text"]] == text
    assert found.get(made["number"]) == (None if strategy == "create" else 3_00)


def test_an_empty_cell_empties_nothing_and_the_first_of_two_rows_counts(made: dict[str, int]) -> None:
    header = [*HEADER, "Vår text"]
    brought([*KARI, "A"], header=header)
    assert actions(planned([*KARI, ""], header=header)) == ["same"]
    twice = planned([*KARI, "B"], [*KARI, "C"], header=header)
    assert "“B” in “Vår text”; that was kept" in twice.rows[1].reason
    carry_out(twice)
    assert queries.values("person", person()) == {made["text"]: "B"}


def test_an_import_is_taken_back_weeks_later_but_for_what_was_edited_since(made: dict[str, int]) -> None:
    first = brought([*KARI, "A", "1"], header=[*HEADER, "Vår text", "Vår number"])
    second = brought([*KARI, "B", "2"], header=[*HEADER, "Vår text", "Vår number"])
    own_values.put("person", person(), {made["text"]: "Rettet"})
    step = value("SELECT step FROM import_batch WHERE id = ?", (second.batch,))
    history.take_back(step)
    assert queries.values("person", person()) == {made["text"]: "Rettet", made["number"]: 1_00}
    assert first.batch and take_back is not None


def test_a_field_is_known_by_the_next_list_and_offered_by_its_name(made: dict[str, int]) -> None:
    offered = fillable.offered()
    assert offered[f"person.own_{made['text']}"] == "Vår text"
    assert offered[f"organisation.own_{made['phase']}"] == "Organisation: Vekstfase"
    table = planned([*KARI, "x"], header=[*HEADER, "Merkelig"], mapping={"Merkelig": f"person.own_{made['text']}"})
    carry_out(table)
    again = planned([*KARI, "y"], header=[*HEADER, "Merkelig"], sha256="1" * 64)
    assert again.mapping["Merkelig"] == f"person.own_{made['text']}" and remembered is not None
    own_fields.archive(made["text"])
    assert planned([*KARI, "y"], header=[*HEADER, "Merkelig"], sha256="2" * 64).mapping["Merkelig"] != (
        f"person.own_{made['text']}"
    )
    with pytest.raises(CrmError, match="There is no field"):
        planned([*KARI, "x"], header=[*HEADER, "Z"], mapping={"Z": "person.own_999"})


def test_what_was_exported_comes_in_again_without_a_difference(cluster: Cluster, tmp_path: Path) -> None:
    text, number = own_fields.add("person", "Støtte til", "text"), own_fields.add("person", "Antall", "number")
    yes, phase = own_fields.add("person", "Julekort", "yes_no"), own_fields.add("organisation", "Fase", "text")
    own_values.put("person", cluster.aase, {text: "=Alger", number: 1250_50, yes: True})
    own_values.put("organisation", cluster.nordlys, {phase: "Skalering"})
    before = dump()
    file = tmp_path / "kontakter.xlsx"
    export.export("contacts", file, today=TODAY)
    back = plan.make(file, today=TODAY)
    assert back.mapping["Støtte til"] == f"person.own_{text}"
    assert not [change for row in back.rows for change in row.changes if change.field.startswith("own_")]
    export.export("members", tmp_path / "medlemmer.csv", today=TODAY)
    assert "Skalering" in (tmp_path / "medlemmer.csv").read_text(encoding="utf-8-sig")
    assert dump() == before


def test_of_two_columns_for_one_field_the_first_counts_and_the_other_is_told(made: dict[str, int]) -> None:
    """Also of somebody new: what nobody wrote is not to be lost without a word."""
    field = f"person.own_{made['text']}"
    row = only(planned([*KARI, "Pilot", "Fabrikk"], header=[*HEADER, "Vår text", "Merket"], mapping={"Merket": field}))
    assert row.action == "new"
    assert "“Pilot”" in row.reason
    assert "Vår text" in row.reason
