from pathlib import Path

import pytest

from crm.commands import organisations, people
from crm.errors import CrmError
from crm.store import findings, opening, soundness
from crm.store.database import database
from tests.crm.store.test_opening import other_writer


def test_a_register_in_use_is_sound(register: Path) -> None:
    people.add(last_name="Kern", organisation=organisations.add("Acme AS"), email="eva@acme.example")
    assert soundness.problems() == []


def test_a_row_changed_behind_the_journals_back_is_told(register: Path) -> None:
    organisations.add("Acme AS")
    database.execute_sql("DROP TRIGGER journal_organisation_update")
    database.execute_sql("UPDATE organisation SET city = 'Oslo'")
    told = soundness.problems()
    assert told == [
        "Organisation: what writes changes into the history is missing or altered.",
        "Organisation: 1 record is not as the history has it.",
    ]
    assert soundness.examine()[0].detail == "journal_organisation_update"


def test_a_row_removed_or_added_behind_the_journals_back_is_told(register: Path) -> None:
    organisations.add("Acme AS")
    for verb in ("insert", "delete"):
        database.execute_sql(f"DROP TRIGGER journal_setting_{verb}")
    database.execute_sql("INSERT INTO setting (version, key, value) VALUES (0, 'a', 'b')")
    assert "Setting: 1 record is not as the history has it." in soundness.problems()


def test_a_dangling_reference_is_told(register: Path) -> None:
    people.add(last_name="Kern", organisation=organisations.add("Acme AS"))
    database.execute_sql("PRAGMA foreign_keys = 0")
    database.execute_sql("DROP TRIGGER journal_organisation_delete")
    database.execute_sql("DELETE FROM organisation")
    assert "Position: 1 record refers to one that does not exist." in soundness.problems()


def test_a_register_that_somebody_else_is_writing_is_not_called_damaged(register: Path) -> None:
    organisations.add("Acme AS")
    opening.close()
    with other_writer(register, "step"):
        opening.open_register(register, write=False)
        database.execute_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(CrmError, match="writing"):
            soundness.problems()
        opening.close()
    opening.open_register(register)
    assert soundness.problems() == []


def test_a_change_that_names_another_step_than_its_own_is_told(register: Path) -> None:
    organisations.add("Acme AS")
    last = organisations.add("Nord AS")
    database.execute_sql('UPDATE change SET step = 1 WHERE "table" = \'organisation\' AND "row" = ?', (last,))
    assert [one.kind for one in soundness.examine()] == [findings.HISTORY]


@pytest.mark.parametrize("column", ["first_change", "last_change"])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_step_that_claims_the_changes_of_another_is_told(register: Path, column: str, by: int) -> None:
    for number in range(4):
        organisations.edit(organisations.add(f"Firma {number} AS"), city="Bodø")
    database.execute_sql(f"UPDATE step SET {column} = {column} + ? WHERE id = 5", (by,))
    assert [one.kind for one in soundness.examine()] == [findings.HISTORY]


def test_damage_is_told_in_words_with_what_the_database_calls_it_beside_them(register: Path) -> None:
    told = [
        "*** in database main ***\nTree 12 page 21 cell 3: Rowid 99 out of order",
        "Tree 12 page 22: btreeInitPage() returns error code 11",
        "row 3 missing from index person_name_key",
        "wrong # of entries in index person_name_key",
        "CHECK constraint failed in person",
        "NULL value in position.person_id",
        "malformed inverted index for FTS5 table main.person_grams",
    ]
    found = list(findings.pages(told))
    assert [(one.kind, one.sentence) for one in found] == [
        ("page", "2 pages of the file are damaged."),
        ("page", "Contact: a field holds what it cannot hold."),
        ("page", "Position: a field holds what it cannot hold."),
        ("index", "Contact: an index does not match the records."),
        ("search", "The search index does not match the records."),
    ]
    assert (
        "\n".join(one.detail for one in found).splitlines()
        == "\n".join([*told[:2], *told[4:6], *told[2:4], told[6]]).splitlines()
    )
    assert [one.sentence for one in findings.pages(["Freelist: size is 3 but should be 2"])] == [
        "The file is damaged inside."
    ]


def test_no_sentence_of_the_check_names_a_table_a_trigger_or_an_index(register: Path) -> None:
    acme = organisations.add("Acme AS")
    people.add(last_name="Kern", organisation=acme, email="eva@acme.example")
    database.execute_sql("PRAGMA foreign_keys = 0")
    for sql in (
        "DROP TRIGGER journal_contact_point_update",
        "DROP TRIGGER guard_membership_overlap_insert",
        "DROP INDEX participant_person_once",
        "DROP INDEX contact_point_kind_normalised",
        "DELETE FROM contact_point_grams_data",
        "UPDATE contact_point SET value = 'x', person_id = 99",
        "UPDATE change SET before = '[' WHERE id = 1",
        "INSERT INTO open_step (id) VALUES (1)",
    ):
        database.execute_sql(sql)
    found = soundness.examine()
    assert {one.kind for one in found} >= {"trigger", "schema", "search", "journal", "reference", "history", "step"}
    assert [one.sentence for one in found if "_" in one.sentence] == []
    assert "_" in " ".join(one.detail for one in found)
