from pathlib import Path

import pytest

from crm import changes, i18n
from crm.commands import imports
from crm.commands.import_writes import Batch, Line, NewPerson, Writes
from crm.errors import CrmError
from crm.queries import history, import_lookup
from crm.store import opening
from crm.store.database import value


def test_windows_hear_of_a_list_of_which_every_row_was_rejected(register: Path) -> None:
    heard: list[changes.Changes] = []
    stop = changes.subscribe(heard.append)
    batch = Batch("list.csv", "0" * 64, "csv", "utf-8", "", 1, "{}", 1, 0, 0, 0, 1, 0)
    line = Line(2, "rejected", "no name", "[]", None, None)
    brought = imports.bring_in(batch, Writes(), [line], seen=import_lookup.last_step())
    stop()
    assert [dict(news.rows) for news in heard] == [{"import_batch": frozenset({brought.batch})}]
    assert value("SELECT count(*) FROM step") == 0


def test_a_verified_copy_is_made_before_more_than_a_hundred_rows_and_not_before_fewer(register: Path) -> None:
    copies = register.parent / "register backups"
    bring(100)
    assert not copies.exists()
    bring(101)
    (copy,) = copies.glob("*.klynge")
    assert "import" in copy.name
    opening.open_register(copy)
    assert value("SELECT count(*) FROM person") == 100


def test_nothing_is_brought_in_where_the_copy_cannot_be_made(register: Path) -> None:
    (register.parent / "register backups").write_text("in the way")
    with pytest.raises(CrmError):
        bring(101)
    assert value("SELECT count(*) FROM person") == 0
    assert value("SELECT count(*) FROM import_batch") == 0


@pytest.mark.parametrize(("count", "told"), [(1, "Import “list.csv”: 1 contact"), (2, "Import “list.csv”: 2 contacts")])
def test_the_step_says_how_many_in_good_english(register: Path, count: int, told: str) -> None:
    i18n.use("en")
    bring(count)
    assert history.undo_label() == told


def bring(count: int) -> None:
    batch = Batch("list.csv", "0" * 64, "csv", "utf-8", "", 1, "{}", count, count, 0, 0, 0, 0)
    people = [NewPerson("Eva", f"Kern{n}", f"eva kern{n}", "") for n in range(count)]
    lines = (Line(n + 2, "new", "", "[]", -n - 1, None) for n in range(count))
    imports.bring_in(batch, Writes(people=people), lines, seen=import_lookup.last_step())
