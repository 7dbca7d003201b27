"""A list that comes every year is understood as it was the last time, and a word is asked about once ever."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from crm.commands import history
from crm.exchange import words
from crm.exchange.choices import Door
from crm.exchange.remembered import recall
from crm.queries import import_memory
from crm.store.database import value
from tests.crm.exchange.bringing import brought, planned

TITLES = ["Hvem", "Kode", "Epost", "Sone", "Firma"]
LINE = ["Kari Berg", "Leder", "kari@nord.example", "Nord", "Nordlys AS"]
SAID = {"Hvem": "person.full_name", "Kode": "position.title", "Sone": "notes"}


@pytest.fixture
def last_year(register: Path) -> None:
    brought(LINE, header=TITLES, mapping=SAID)


def recalled(*titles: str, line: Sequence[object] | None = None) -> dict[str, tuple[str | None, str]]:
    """{header: (field, reason)} of the same list under these headers."""
    made = planned(line or LINE[: len(titles)], header=titles)
    return {title: (guess.field, guess.reason) for title, guess in made.guesses.items()}


@pytest.mark.usefixtures("last_year")
def test_the_same_headers_are_the_same_fields():
    found = recalled(*TITLES)
    assert {title: field for title, (field, reason) in found.items() if reason == "remembered"} == SAID | {
        "Epost": "person.email",
        "Firma": "organisation.name",
    }


@pytest.mark.usefixtures("last_year")
def test_columns_may_be_moved_and_spelled_otherwise():
    found = recalled("FIRMA:", "sone", "E-post", "kode", "hvem", line=LINE[::-1])
    assert found["sone"] == ("notes", "remembered")
    assert found["kode"] == ("position.title", "remembered")


@pytest.mark.usefixtures("last_year")
def test_columns_may_be_added():
    found = recalled(*TITLES, "Mobil", line=[*LINE, "912 34 567"])
    assert found["Sone"] == ("notes", "remembered")
    assert found["Mobil"] == ("person.mobile", "synonym")


@pytest.mark.usefixtures("last_year")
def test_a_column_may_be_renamed():
    found = recalled("Hvem", "Kode", "Epost", "Soner", "Firma")
    assert found["Soner"] == ("notes", "remembered")
    found = recalled("Hvem", "Kallenavn her", "Epost", "Sone", "Firma")
    assert found["Kallenavn her"] == ("position.title", "remembered")


@pytest.mark.usefixtures("last_year")
def test_another_list_is_guessed_anew():
    found = recalled("Hvem", "Farge", "Vekt", "Sko", "Etternavn")
    assert not any(reason == "remembered" for _field, reason in found.values())


@pytest.mark.usefixtures("last_year")
def test_what_the_cells_contradict_is_not_recalled():
    found = recalled(*TITLES, line=["Nordlys AS", "x", "ingen", "Nord", "Nordlys AS"])
    assert found["Hvem"][1] != "remembered"
    assert found["Epost"][1] != "remembered"


@pytest.mark.usefixtures("last_year")
def test_what_is_chosen_now_goes_before_what_is_remembered():
    made = planned(LINE, header=TITLES, mapping={"Sone": ""})
    assert made.mapping["Sone"] == ""


def test_identity_numbers_are_left_out_whatever_was_chosen_before(register: Path):
    brought(["Kari Berg", "7"], header=["Navn", "Personnummer"], mapping={"Personnummer": "notes"})
    assert recalled("Navn", "Personnummer", line=["Kari Berg", "01010750160"])["Personnummer"] == (None, "identity")


def test_the_newest_mapping_counts_and_undo_forgets_nothing(register: Path):
    brought(LINE, header=TITLES, mapping=SAID)
    brought(LINE, header=TITLES, mapping=SAID | {"Sone": ""})
    brought(LINE, header=TITLES, mapping=SAID | {"Sone": ""})
    assert value("SELECT count(*) FROM import_mapping") == 2
    history.undo()
    assert recalled(*TITLES)["Sone"] == (None, "remembered")


def test_where_a_list_was_from_is_remembered_with_it(register: Path):
    door = Door(origin="Havbruksdagen", basis="legitimate_interest")
    brought(LINE, header=TITLES, mapping=SAID, door=door)
    made = planned(LINE, header=TITLES)
    assert recall(made.table, made.guesses).door == door


def test_a_list_without_headers_is_not_remembered(register: Path):
    brought(["Kari Berg", "kari@nord.example", "Nordlys AS"], header=["Ola Lund", "ola@nord.example", "Sørlys AS"])
    assert import_memory.mappings() == []


def test_a_word_is_asked_about_once_ever(register: Path):
    titles, line = ["Bedrift", "Aktørtype"], ["Nordlys AS", "Gründer AS"]
    made = planned(line, header=titles)
    (asked,) = words.asked(made.table, made.mapping, words.meant({}))
    assert asked == ("Aktørtype", "helix_sector", "Gründer AS", 1)
    assert any("“Gründer AS”" in note for note in made.notes)
    brought(line, header=titles, words={"helix_sector": {"Gründer AS": "company"}})
    again = planned(["Sørlys AS", "GRÜNDER as"], header=titles)
    assert words.asked(again.table, again.mapping, words.meant({})) == []
    assert again.writes.organisations[0].helix_sector == "company"
    assert not any("Gründer" in note for note in again.notes)


def test_a_column_of_texts_is_not_asked_about_word_by_word(register: Path):
    made = planned(*([f"Firma {n} AS", f"noe om firma {n}"] for n in range(40)), header=["Bedrift", "Aktørtype"])
    assert words.asked(made.table, made.mapping, {}) == []


def test_days_that_can_be_read_in_two_ways_are_asked_about(register: Path):
    titles, line = ["Bedrift", "Innmeldt"], ["Nordlys AS", "3/4/2026"]
    made = planned(line, header=titles)
    assert any("“3/4/2026”" in note for note in made.notes)
    assert made.writes.memberships == []
    made = planned(line, header=titles, days={"Innmeldt": "month_first"})
    assert not any("“3/4/2026”" in note for note in made.notes)
    assert made.writes.memberships[0].joined_on == "2026-03-04"


def test_the_program_that_made_the_list_is_named(register: Path):
    made = planned(
        ["1", "a", "b", "k@x.example", "Kari Berg"], header=["ID", "Start time", "Completion time", "Email", "Name"]
    )
    assert "The list looks like one from Microsoft Forms." in made.notes
