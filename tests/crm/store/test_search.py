import importlib
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm.commands import contact_points, history, interactions, organisations, people
from crm.commands.interactions import Participant
from crm.rules import folding
from crm.store import journal, search
from crm.store.database import database, rows
from tests import examples


def found(table: str, text: str) -> list[int]:
    return search.newest(table, folding.fold(text), 10)


def test_ø_is_found_however_it_is_written_and_inside_words(register: Path) -> None:
    person = people.add(first_name="Kåre", last_name="Ødegård")
    for text in ("odegaard", "ødegård", "Ødegård", "degår", "kåre øde", "k", "ø"):
        assert found("person", text) == [person], text
    assert found("person", "ødegård hansen") == []


def test_a_phone_is_found_by_its_digits(register: Path) -> None:
    person = people.add(last_name="Kern", phone="+47 912 34 567")
    point = rows("SELECT id FROM contact_point WHERE person_id = ?", (person,))[0][0]
    for text in ("91234567", "912 34 567", "4791234567", "34567"):
        assert found("contact_point", text) == [point], text


def test_the_index_follows_edits_undo_and_redo(register: Path) -> None:
    acme = organisations.add("Acme AS")
    organisations.edit(acme, name="Blåbær AS")
    assert found("organisation", "acme") == [] and found("organisation", "blåb") == [acme]
    history.undo()
    assert found("organisation", "acme") == [acme] and found("organisation", "blåb") == []
    history.redo()
    assert found("organisation", "blåb") == [acme]
    assert search.damaged() == []


def test_notes_of_a_meeting_are_found_newest_first(register: Path) -> None:
    acme = organisations.add("Acme AS")
    ids = [
        interactions.log(
            f"Møte {n}", held_on=date(2026, 1, n), notes="Restråstoff", participants=[Participant(organisation=acme)]
        )
        for n in (1, 2, 3)
    ]
    assert found("interaction", "restrå") == ids[::-1]


def test_a_row_changed_twice_in_one_step_stands_once_in_the_index(register: Path) -> None:
    with journal.step("Twice"):
        acme = organisations.add("First AS")
        organisations.edit(acme, name="Second AS")
        organisations.edit(acme, name="Third AS")
    assert found("organisation", "third") == [acme] and found("organisation", "second") == []
    assert search.damaged() == []


def test_a_broken_index_is_noticed_and_rebuilt(register: Path) -> None:
    organisations.add("Acme AS")
    database.execute_sql("INSERT INTO organisation_grams (organisation_grams) VALUES ('delete-all')")
    assert search.damaged() == ["organisation_grams"]
    search.rebuild()
    assert search.damaged() == []


@settings(max_examples=examples.of(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
def test_any_text_is_a_safe_question(register: Path, text: str) -> None:
    found("person", text)
    found("contact_point", text)
    sql, parameters = search.condition("person", folding.fold(text))
    if sql:
        rows(sql, parameters)


def test_contact_points_of_both_kinds_of_owner_are_indexed(register: Path) -> None:
    acme = organisations.add("Acme AS")
    point = contact_points.add(organisation=acme, kind="email", value="post@acme.example")
    assert found("contact_point", "post@acme") == [point]


def noted(table: str, text: str) -> list[int]:
    return search.noted(table, folding.fold(text), 10)


def test_notes_are_searched_apart_from_names_and_follow_edits_undo_and_redo(register: Path) -> None:
    eva = people.add(last_name="Kern", notes="Vil høre om restråstoff")
    acme = organisations.add("Acme AS")
    assert noted("person", "restrå") == [eva] and found("person", "restrå") == []
    organisations.edit(acme, notes="Tørker tare i Å")
    assert noted("organisation", "tørker tare å") == [acme] and noted("organisation", "tørker x") == []
    people.edit(eva, notes="")
    assert noted("person", "restrå") == []
    history.undo()
    assert noted("person", "restrå") == [eva]
    history.redo()
    history.undo()
    history.undo()
    assert noted("organisation", "tare") == [] and noted("person", "restrå") == [eva]
    assert search.damaged() == []


def test_words_of_the_notes_may_stand_beside_those_of_the_name(register: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern", notes="Allergisk mot skalldyr")
    people.add(first_name="Ada", last_name="Kern", notes="Glad i skalldyr")
    for text in ("eva skalldyr", "ev skalldyr", "allerg kern dyr"):
        assert noted("person", text) == [eva], text
    assert noted("person", "eva") == noted("person", "eva glad") == noted("person", "va x") == []


def test_rows_written_together_and_their_undo_reach_the_index_of_notes(register: Path) -> None:
    with journal.step("Two"):
        ids = [people.add(last_name=f"Kern {n}", notes="skalldyr" if n else "") for n in range(3)]
    assert noted("person", "skalldyr") == ids[:0:-1]
    history.undo()
    assert noted("person", "skalldyr") == [] == search.damaged()
    history.redo()
    assert noted("person", "skalldyr") == ids[:0:-1]


def test_a_broken_index_of_notes_is_noticed(register: Path) -> None:
    people.add(last_name="Kern", notes="skalldyr")
    database.execute_sql("INSERT INTO person_notes_grams (person_notes_grams) VALUES ('delete-all')")
    assert search.damaged() == ["person_notes_grams"]
    search.rebuild()
    assert search.damaged() == []


def test_notes_that_were_taken_away_leave_no_word_in_the_index(register: Path) -> None:
    eva = people.add(last_name="Kern", notes="Hemmelig skalldyr")
    people.edit(eva, notes="")
    for index in search.indexes("person"):
        database.execute_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    database.execute_sql("CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'person_notes_grams', 'row')")
    assert rows("SELECT term FROM held") == []
    assert not any(b"hem" in block for (block,) in rows("SELECT block FROM person_notes_grams_data"))


@given(text=st.text())
@example("Ærfugl på Aaa-ås, ﬁnansiert 2\u00bd ıİ")
def test_the_fourth_migration_folds_as_the_search_does(text: str) -> None:
    migration = importlib.import_module("crm.migrations.0004_notes_found")
    assert migration.folded(text) == folding.fold(text)
