"""The search index is brought into few pieces while nobody waits, and says the same as before."""

from pathlib import Path

from crm.commands import history, people, upkeep
from crm.rules import folding
from crm.store import opening, search, soundness
from crm.store import upkeep as portions
from crm.store.database import database, value

NAMES = ("Ødegård", "Kern", "Nguyen", "van der Meer", "Åsli", "Hansen")


def _pieces(index: str) -> int:
    return int(value(f"SELECT count(DISTINCT segid) FROM {index}_idx"))


def _written_piece_by_piece(times: int = 2) -> None:
    for time in range(times):
        for name in NAMES:
            people.add(first_name=f"Eva {time}", last_name=name, phone=f"9123 45 6{time}")


def _without_merging() -> None:
    """FTS5 itself merges pieces of like size, four or more at a time: that is turned off here."""
    for index in (*search.indexes("person"), *search.indexes("contact_point")):
        database.execute_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('automerge', 0)")


def _found() -> dict[str, list[int]]:
    asked = ("øde", "degå", "kern", "meer", "eva 1", "h")
    return {text: search.newest("person", folding.fold(text), 100) for text in asked}


def test_an_index_in_many_pieces_is_in_one_afterwards_and_finds_the_same(register: Path) -> None:
    _without_merging()
    _written_piece_by_piece()
    assert _pieces("person_grams") > portions.MANY
    before, step = _found(), value("SELECT max(id) FROM step")
    assert not upkeep.tidy()
    assert _pieces("person_grams") == _pieces("person_words") == 1
    assert _found() == before and all(before.values())
    assert value("SELECT max(id) FROM step") == step, "nothing was noted: nothing changed that the register says"
    assert soundness.problems() == []


def test_it_may_be_left_after_any_portion_and_goes_on_the_next_time(register: Path) -> None:
    _without_merging()
    _written_piece_by_piece()
    before, calls = _found(), 0
    while portions.tidy(portions=1):
        calls += 1
        people.add(last_name=f"In between {calls}")
        assert {text: [row for row in rows if row in before[text]] for text, rows in _found().items()} == before
    assert calls >= 1 and _pieces("person_grams") <= portions.MANY
    history.undo()
    opening.close()
    opening.open_register(register)
    assert soundness.problems() == []
