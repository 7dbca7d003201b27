import json

import pytest

from crm.commands import history, people
from crm.errors import CrmError
from crm.exchange.choices import Door
from crm.queries.imports import ImportsQuery, how, lines, traces
from crm.records.import_batch import ImportBatch, ImportRow
from crm.store import journal
from crm.store.database import database, rows
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import brought


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


def test_a_person_and_an_organisation_say_which_rows_they_came_from(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "E-post", "Bedrift"]
    first = brought(["Ola", "Ny", "ola@ny.example", "Ny AS"], ["Eva", "Ny", "eva@ny.example", "Ny AS"], header=header)
    again = brought(["Ola", "Ny", "ola@ny.example", "Ny AS"], header=header, name="igjen.xlsx")
    ola, company = rows("SELECT person, organisation FROM import_row ORDER BY id")[0]
    assert [trace[:2] + trace[3:] for trace in traces(person=ola)] == [
        (first.batch, "liste.xlsx", 2, 1, True),
        (again.batch, "igjen.xlsx", 2, 1, False),
    ]
    assert [trace[3:] for trace in traces(organisation=company)] == [(2, 2, True), (2, 1, False)]
    known = brought([*["Åse", "Aas", "aase@nordlys.example"], "Nordlys Havbruk AS"], header=header)
    assert [(trace.batch, trace.created) for trace in traces(person=cluster.aase)] == [(known.batch, False)]
    assert traces(person=cluster.eva) == [] == traces(organisation=987_654)


def test_a_list_that_was_taken_back_is_no_trace(cluster: Cluster) -> None:
    done = brought(
        ["Ola", "Ny", "ola@ny.example", "Nordlys Havbruk AS"], header=["Fornavn", "Etternavn", "E-post", "Bedrift"]
    )
    assert traces(organisation=cluster.nordlys)
    assert done.step is not None
    history.take_back(done.step)
    assert traces(organisation=cluster.nordlys) == []


def test_how_a_list_was_read_is_remembered(cluster: Cluster) -> None:
    door = Door("Havbruksdagen", "consent")
    done = brought(["Ola", "Ny", "o@ny.example"], header=["Fornavn", "Etternavn", "E-post"], strategy="fill", door=door)
    told = how(done.batch)
    assert (told.header_row, told.strategy, told.origin, told.basis) == (1, "fill", "Havbruksdagen", "consent")
    assert told.mapping == {"Fornavn": "person.first_name", "Etternavn": "person.last_name", "E-post": "person.email"}
    assert (told.choices["strategy"], told.mends, told.mended_by) == ("fill", None, [])
    with journal.step("Import"):
        people.add(last_name="Mer")
        mending = bring("m.xlsx", journal.current().id, cluster.staff)
    database.execute_sql("UPDATE import_batch SET mends = ? WHERE id = ?", (done.batch, mending))
    assert how(done.batch).mended_by == [mending]
    with pytest.raises(CrmError, match="no import number 99"):
        how(99)
