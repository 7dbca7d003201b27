from datetime import date
from pathlib import Path

import pytest

from crm.commands import contact_points, history, organisations, people
from crm.errors import Conflict, CrmError, Invalid
from crm.store.database import rows, value


def test_a_contact_is_added_with_employer_email_and_phone_in_one_step(register: Path) -> None:
    people.add(
        first_name="Eva",
        last_name="Kern",
        organisation_name="Acme AS",
        title="CEO",
        email="Eva@Acme.example",
        phone="912 34 567",
    )
    assert rows("SELECT name FROM organisation") == [("Acme AS",)]
    assert rows("SELECT title, is_primary FROM position") == [("CEO", 1)]
    assert rows("SELECT kind, normalised, is_primary FROM contact_point") == [
        ("email", "eva@acme.example", 1),
        ("phone", "+4791234567", 1),
    ]
    assert value("SELECT count(*) FROM step") == 1
    history.undo()
    assert value("SELECT count(*) FROM person") == 0


def test_a_wrong_email_is_told_at_its_field_and_nothing_is_kept(register: Path) -> None:
    with pytest.raises(Invalid) as told:
        people.add(last_name="Kern", email="eva at acme")
    assert set(told.value.fields) == {"email"}
    assert value("SELECT count(*) FROM person") == 0


def test_a_name_is_needed(register: Path) -> None:
    with pytest.raises(Invalid) as told:
        people.add(first_name=" ", last_name="")
    assert "last_name" in told.value.fields


def test_changing_employer_ends_the_old_position_the_day_before(register: Path) -> None:
    acme, nord = organisations.add("Acme AS"), organisations.add("Nord AS")
    eva = people.add(last_name="Kern", organisation=acme, from_on=date(2020, 1, 1))
    people.change_employer(eva, nord, on=date(2026, 11, 1), title="CTO")
    assert rows("SELECT organisation_id, from_on, to_on, is_primary FROM position ORDER BY id") == [
        (acme, "2020-01-01", "2026-10-31", 1),
        (nord, "2026-11-01", None, 1),
    ]


def test_only_one_present_position_is_primary(register: Path) -> None:
    acme, nord = organisations.add("Acme AS"), organisations.add("Nord AS")
    eva = people.add(last_name="Kern", organisation=acme)
    people.add_position(eva, nord, is_primary=True)
    assert rows("SELECT organisation_id FROM position WHERE is_primary = 1") == [(nord,)]


def test_a_new_primary_address_takes_the_place_of_the_old(register: Path) -> None:
    eva = people.add(last_name="Kern", email="eva@acme.example")
    contact_points.add(person=eva, kind="email", value="eva@nord.example", is_primary=True)
    assert rows("SELECT value FROM contact_point WHERE is_primary = 1") == [("eva@nord.example",)]


def test_two_edits_of_different_fields_merge_and_of_the_same_field_are_told(register: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern")
    seen = value("SELECT version FROM person")
    people.edit(eva, first_name="Ewa")
    people.edit(eva, seen=seen, last_name="Kerner")
    assert rows("SELECT first_name, last_name FROM person") == [("Ewa", "Kerner")]
    with pytest.raises(Conflict) as told:
        people.edit(eva, seen=seen, first_name="Eve")
    assert told.value.fields == {"first_name": ("Eva", "Eve", "Ewa")}
    assert value("SELECT first_name FROM person") == "Ewa"


def test_a_value_left_as_it_was_seen_never_overwrites_what_another_wrote(register: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern")
    seen = value("SELECT version FROM person")
    people.edit(eva, first_name="Ewa")
    people.edit(eva, seen=seen, first_name="Eva", last_name="Kerner")  # a form gives back all its fields
    assert rows("SELECT first_name, last_name FROM person") == [("Ewa", "Kerner")]


def test_a_record_that_is_gone_is_a_sentence(register: Path) -> None:
    with pytest.raises(CrmError):
        people.edit(99, last_name="Kern")


def test_a_code_that_is_not_in_its_list_is_told(register: Path) -> None:
    with pytest.raises(Invalid) as told:
        people.add(last_name="Kern", gender="purple")
    assert set(told.value.fields) == {"gender"}
