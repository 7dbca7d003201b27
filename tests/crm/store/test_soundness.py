from pathlib import Path

import pytest

from crm.commands import organisations, people
from crm.errors import CrmError
from crm.store import opening, soundness
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
    assert len(told) == 2 and "journal_organisation_update" in told[0] and "organisation" in told[1]


def test_a_row_removed_or_added_behind_the_journals_back_is_told(register: Path) -> None:
    organisations.add("Acme AS")
    for verb in ("insert", "delete"):
        database.execute_sql(f"DROP TRIGGER journal_setting_{verb}")
    database.execute_sql("INSERT INTO setting (version, key, value) VALUES (0, 'a', 'b')")
    assert any("setting" in text for text in soundness.problems()[2:])


def test_a_dangling_reference_is_told(register: Path) -> None:
    people.add(last_name="Kern", organisation=organisations.add("Acme AS"))
    database.execute_sql("PRAGMA foreign_keys = 0")
    database.execute_sql("DROP TRIGGER journal_organisation_delete")
    database.execute_sql("DELETE FROM organisation")
    assert any("position" in text for text in soundness.problems())


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
    assert [one.kind for one in soundness.examine()] == [soundness.HISTORY]


@pytest.mark.parametrize("column", ["first_change", "last_change"])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_step_that_claims_the_changes_of_another_is_told(register: Path, column: str, by: int) -> None:
    for number in range(4):
        organisations.edit(organisations.add(f"Firma {number} AS"), city="Bodø")
    database.execute_sql(f"UPDATE step SET {column} = {column} + ? WHERE id = 5", (by,))
    assert [one.kind for one in soundness.examine()] == [soundness.HISTORY]
