from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import contact_points, history, interactions, organisations, people
from crm.commands.interactions import Participant
from crm.rules import folding
from crm.store import journal, search
from crm.store.database import database, rows


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


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
