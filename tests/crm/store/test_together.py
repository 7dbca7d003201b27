from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from crm import changes
from crm.changes import Changes
from crm.commands import bulk, history, organisations, people
from crm.errors import Cancelled
from crm.records.organisation import Organisation
from crm.records.person import Person, Position
from crm.store import journal, reach, search, soundness, together, triggers
from crm.store.database import database, rows, value

NAMES = ("first_name", "last_name", "name_key", "sort_key", "search_text", "version")


def written(step: journal.Step, *names: str) -> None:
    """People written at one go."""
    bulk.insert(Person, NAMES, [("Kari", name, name, name, f"kari {name}", step.id) for name in names])


def test_rows_written_together_leave_the_images_that_the_trigger_would(register: Path) -> None:
    with journal.step("One by one") as step:
        database.execute_sql("INSERT INTO setting (key, value, version) VALUES ('a', '1', ?)", (step.id,))
    with journal.step("Together"), together.inserted("setting"):
        database.execute_sql("INSERT INTO setting (key, value, version) VALUES ('b', '2', 2)")
        database.execute_sql("INSERT INTO setting (key, value, version) VALUES ('c', '3', 2)")
    assert rows('SELECT step, "table", "row", before, after FROM change ORDER BY id') == [
        (1, "setting", 1, None, '[1,1,"a","1"]'),
        (2, "setting", 2, None, '[2,2,"b","2"]'),
        (2, "setting", 3, None, '[3,2,"c","3"]'),
    ]
    assert triggers.wrong() == [] == soundness.problems()


def test_they_are_found_undone_and_redone_like_any_other(register: Path, dump: Callable[[], Any]) -> None:
    people.add(last_name="Before")
    before = dump()
    with journal.step("Import") as step:
        written(step, "berg", "lund", "moen")
    after = dump()
    assert search.newest("person", "lund", 5) == [3]
    history.undo()
    assert (dump(), search.newest("person", "lund", 5)) == (before, [])
    history.redo()
    assert (dump(), search.newest("person", "lund", 5)) == (after, [3])
    assert soundness.problems() == []


def test_more_than_one_piece_and_a_later_edit_in_the_same_step(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "PIECE", 3)
    with journal.step("Import") as step:
        written(step, *(f"nr{n}" for n in range(8)))
        people.edit(5, last_name="Annen")
    assert value("SELECT count(*) FROM change WHERE before IS NULL") == 8
    assert search.newest("person", "annen", 5) == [5]
    assert search.newest("person", "nr4", 5) == []
    assert soundness.problems() == []


def test_a_step_that_fails_leaves_the_trigger_and_no_row(register: Path) -> None:
    with pytest.raises(ZeroDivisionError), journal.step("Import") as step:
        written(step, "berg")
        _ = 1 / 0
    with pytest.raises(ZeroDivisionError), journal.step("Import"), together.inserted("person"):
        _ = 1 / 0
    assert value("SELECT count(*) FROM person") == 0
    assert triggers.wrong() == [] == soundness.problems()
    assert people.add(last_name="Berg") == 1


def test_a_step_that_goes_on_after_a_failed_write_is_not_kept(register: Path) -> None:
    with pytest.raises(RuntimeError, match="journal_person_insert"), journal.step("Import") as step:
        written(step, "berg")
        with pytest.raises(IntegrityError):
            bulk.insert(Person, NAMES, [("", "", "", "", "", step.id)])
    assert value("SELECT count(*) FROM person") == 0
    assert triggers.wrong() == [] == soundness.problems()


def test_a_step_goes_on_where_a_step_inside_it_failed(register: Path) -> None:
    with journal.step("Import") as step:
        with pytest.raises(IntegrityError), journal.step("Inside"):
            bulk.insert(Person, NAMES, [("", "", "", "", "", step.id)])
        written(step, "berg")
    assert value("SELECT last_name FROM person") == "berg"
    assert triggers.wrong() == [] == soundness.problems()


@pytest.mark.parametrize("nested", [False, True])
def test_every_row_is_written_however_many_a_statement_takes(register: Path, nested: bool) -> None:
    names = [f"nr{n}" for n in range(2 * bulk.ROWS_A_STATEMENT + 3)]
    with journal.step("Import") as step, journal.step("Inside") if nested else nullcontext():
        assert bulk.insert(Person, NAMES, [("Kari", name, name, name, name, step.id) for name in names]) == len(names)
    assert [name for (name,) in rows("SELECT last_name FROM person ORDER BY id")] == names
    assert soundness.problems() == []


@pytest.mark.parametrize("nested", [False, True])
def test_the_news_name_what_was_written_together_and_what_was_written_beside_it(register: Path, nested: bool) -> None:
    organisation = organisations.add("Nord AS")
    news: list[Changes] = []
    end = changes.subscribe(news.append)
    with journal.step("Import") as step:
        organisations.edit(organisation, city="Bodø")
        with journal.step("Inside") if nested else nullcontext():
            written(step, "berg", "lund")
        people.edit(2, last_name="Moen")
        bulk.insert(Position, ("person_id", "organisation_id", "version"), [(1, organisation, step.id)])
    history.take_back(step.id)
    end()
    touched = {"organisation": {organisation}, "person": {1, 2}, "position": {1}}
    assert [one.rows for one in news] == [touched, touched]
    assert search.newest("person", "berg", 5) == search.newest("person", "moen", 5) == []
    assert soundness.problems() == []


def test_new_rows_that_follow_new_rows_are_still_nothing_but_new(register: Path) -> None:
    with journal.step("Import") as step:
        written(step, "berg", "lund")
        database.execute_sql("INSERT INTO setting (key, value, version) VALUES ('a', '1', ?)", (step.id,))
        written(step, "moen", "dahl")
    first, last = rows("SELECT first_change, last_change FROM step")[0]
    told = reach.gather(step.runs, first, last)
    assert told == reach.gather((), first, last)
    assert (told["person"].new, told["setting"].new) == (range(1, 5), range(1, 2))
    assert search.newest("person", "dahl", 5) == [4]
    assert soundness.problems() == []


def test_outside_a_step_nothing_is_written(register: Path) -> None:
    with pytest.raises(RuntimeError), together.inserted("person"):
        pass
    assert triggers.wrong() == []


def test_ids_go_on_after_the_highest_that_ever_was(register: Path) -> None:
    with journal.step("Import") as step:
        written(step, "berg", "lund")
    history.undo()
    assert bulk.next_id(Person) == 3


def test_columns_that_are_not_given_get_the_records_defaults(register: Path) -> None:
    organisation = organisations.add("Nord AS")
    with journal.step("Import") as step:
        written(step, "berg")
        bulk.insert(Position, ("person_id", "organisation_id", "version"), [(1, organisation, step.id)])
    person, position = Person.get_by_id(1), Position.get_by_id(1)
    assert (person.lawful_basis, person.status, person.archived) == ("legitimate_interest", "active", False)
    assert (position.title, position.is_primary, position.to_on) == ("", False, None)


def test_only_rows_of_the_planned_version_are_changed(register: Path) -> None:
    organisation = organisations.add("Nord AS")
    version = Organisation.get_by_id(organisation).version
    with journal.step("Import") as step:
        wrong = [("Tromsø", step.id, organisation, version + 1)]
        right = [("Bodø", step.id, organisation, version)]
        assert bulk.update(Organisation, ("city", "version"), wrong) == 0
        assert bulk.update(Organisation, ("city", "version"), right) == 1
    assert Organisation.get_by_id(organisation).city == "Bodø"


def test_more_rows_than_anybody_looks_at_are_told_without_naming_them(register: Path) -> None:
    news: list[Changes] = []
    end = changes.subscribe(news.append)
    with journal.step("Import") as step:
        written(step, *(f"nr{n}" for n in range(changes.MOST_NAMED)), "one more")
        organisations.add("Acme AS")
    with journal.step("Some are edited"):
        database.execute_sql("UPDATE person SET notes = 'x' WHERE id <> 7")
    with journal.step("Most are edited twice"):
        database.execute_sql("UPDATE person SET notes = 'y' WHERE id <> 7")
        people.edit(7, notes="y")
    end()
    many: frozenset[int] = frozenset()
    assert [one.rows for one in news] == [
        {"person": many, "organisation": {1}},
        {"person": frozenset(range(1, changes.MOST_NAMED + 2)) - {7}},
        {"person": many},
    ]
    assert all(one.touches("person") for one in news)
    assert soundness.problems() == []


def indexes() -> list[tuple[str, str]]:
    """The indexes of the file with their SQL."""
    return rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")


def many(step: journal.Step, count: int) -> None:
    """So many people, told beforehand."""
    values = [("Kari", f"nr{n}", f"nr{n}", f"nr{n}", f"kari nr{n}", step.id) for n in range(count)]
    bulk.insert(Person, NAMES, values, coming=count)


def test_indexes_made_when_the_rows_are_there_are_the_ones_that_were_there(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "INDEXED_LATER_FROM", 5)
    before = indexes()
    with journal.step("Import") as step:
        many(step, 8)
        assert {"person_name_key", "person_archived_sort_key"} <= step.aside
    assert indexes() == before
    with journal.step("Fewer than there are") as step:
        many(step, 7)
        assert "person_name_key" not in step.aside
    assert value("SELECT count(*) FROM person INDEXED BY person_name_key WHERE name_key > ''") == 15
    assert soundness.problems() == []


def test_a_step_that_goes_on_without_an_index_is_not_kept(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "INDEXED_LATER_FROM", 1)
    before = indexes()
    with pytest.raises(RuntimeError), journal.step("Import"), pytest.raises(IntegrityError):
        bulk.insert(Person, NAMES, [("", "", "", "", "", 1)], coming=1)
    assert value("SELECT count(*) FROM person") == 0
    assert indexes() == before


def test_the_search_index_filled_in_pieces_can_be_stopped_between_them(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PIECE", 3)
    told: list[tuple[int, int | None]] = []
    with journal.step("Import") as step:
        step.progress = lambda done, total=None, text="": told.append((done, total))
        many(step, 8)
    assert told == [(done, 24) for done in (0, 3, 6, 8, 11, 14, 16, 19, 22, 24)]  # three indexes
    assert soundness.problems() == []

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if done == 11:
            raise Cancelled("")

    with pytest.raises(Cancelled), journal.step("Import") as step:
        step.progress = stop
        many(step, 8)
    assert value("SELECT count(*) FROM person") == 8
    assert soundness.problems() == []
