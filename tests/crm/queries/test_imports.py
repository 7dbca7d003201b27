import json

from crm.commands import history, people
from crm.queries.imports import ImportsQuery, lines
from crm.records.import_batch import ImportBatch, ImportRow
from crm.store import journal
from tests.crm.conftest import Cluster


def bring(name: str, step: int, staff: int) -> int:
    batch = ImportBatch(
        file_name=name,
        step=step,
        staff=staff,
        at="2026-11-20T10:00:00Z",
        rows=3,
        new=1,
        changed=0,
        same=0,
        rejected=1,
        questions=0,
        format="csv",
        mapping='{"Navn": "name"}',
    )
    batch.save(force_insert=True)
    for number, (action, cells) in enumerate((("new", ["Eva"]), ("rejected", [""])), 1):
        ImportRow(
            batch=batch.id, row=number, action=action, reason="" if action == "new" else "Uten navn",
            cells=json.dumps(cells), person=7 if action == "new" else None,
        ).save(force_insert=True)  # fmt: skip
    return int(batch.id)


def test_lists_that_came_in_are_shown_newest_first(cluster: Cluster) -> None:
    with journal.step("Import"):
        people.add(last_name="Ny")
        step = journal.current().id
        first, second = bring("a.csv", step, cluster.staff), bring("b.csv", step, 99)
    assert ImportsQuery().ids() == [second, first]
    row = ImportsQuery().rows([first])[first]
    assert (row.file_name, row.at, row.staff) == ("a.csv", "2026-11-20T10:00:00Z", "Ingrid Berg")
    assert (row.rows, row.new, row.rejected, row.step, row.taken_back) == (3, 1, 1, step, False)
    assert ImportsQuery().rows([second])[second].staff == ""


def test_an_import_is_taken_back_by_undo_or_later_and_not_when_done_again(cluster: Cluster) -> None:
    def taken_back() -> bool:
        return ImportsQuery().rows([batch])[batch].taken_back

    with journal.step("Import"):
        people.add(last_name="Ny")
        step = journal.current().id
        batch = bring("a.csv", step, cluster.staff)
    history.undo()
    assert taken_back()
    history.redo()
    assert not taken_back()
    people.edit(cluster.eva, notes="later")
    history.take_back(step)
    assert taken_back()
    history.undo()
    assert not taken_back()


def test_the_rows_of_a_list_come_with_their_cells(cluster: Cluster) -> None:
    batch = bring("a.csv", 1, cluster.staff)
    new, rejected = lines(batch)
    assert (new.row, new.action, new.cells, new.person) == (1, "new", {"Navn": "Eva"}, 7)
    assert (rejected.reason, rejected.cells) == ("Uten navn", {"Navn": ""})
    assert lines(batch, ("rejected",)) == [rejected] and lines(batch, ("same",)) == []
