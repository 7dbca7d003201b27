from pathlib import Path

from crm import changes
from crm.commands import imports
from crm.commands.import_writes import Batch, Line, Writes
from crm.queries import import_lookup
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
