from datetime import date

from crm.commands import history, people
from crm.queries import informing
from crm.queries.people import PeopleQuery
from crm.store.database import database, rows
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import TODAY, brought

HEADER = ["Fornavn", "Etternavn", "E-post", "Bedrift"]


def bring() -> int:
    lines = [["P", f"Nr{n}", f"p{n}@ny.example", "Ny AS"] for n in range(3)]
    known = ["Åse", "Aas", "aase@nordlys.example", "Nordlys Havbruk AS"]
    done = brought(*lines, known, header=HEADER)
    database.execute_sql("UPDATE import_batch SET at = '2026-12-04T10:00:00Z'")
    return done.batch


def test_new_people_of_a_list_must_be_told_within_thirty_days_and_known_ones_not(cluster: Cluster) -> None:
    batch = bring()
    assert informing.clock(batch) == (3, date(2027, 1, 3))
    assert len(informing.of_import(batch)) == 3
    assert cluster.aase not in informing.of_import(batch)
    assert informing.clock(99) == (0, None)


def test_many_are_marked_in_one_step_that_undo_takes_back(cluster: Cluster) -> None:
    batch = bring()
    ids = informing.of_import(batch)
    people.edit(ids[0], informed_on=date(2026, 12, 1))
    assert people.inform([*ids, 987_654], TODAY) == 2
    assert rows("SELECT informed_on FROM person WHERE import_batch = ? ORDER BY id", (batch,)) == [
        ("2026-12-01",),
        (TODAY.isoformat(),),
        (TODAY.isoformat(),),
    ]
    assert informing.clock(batch) == (0, None)
    assert history.undo() == "Mark 2 people as informed"
    assert informing.clock(batch).people == 2


def test_marking_nobody_leaves_no_step(cluster: Cluster) -> None:
    last = rows("SELECT max(id) FROM step")
    assert people.inform([], TODAY) == 0
    assert rows("SELECT max(id) FROM step") == last


def test_who_objected_or_is_archived_need_not_be_told(cluster: Cluster) -> None:
    batch = bring()
    first, second, third = informing.of_import(batch)
    people.edit(first, objected_on=TODAY)
    people.archive(second)
    assert informing.of_import(batch) == [third]


def test_the_list_of_contacts_shows_who_must_be_told(cluster: Cluster) -> None:
    batch = bring()
    assert sorted(PeopleQuery(not_informed=True).ids()) == informing.of_import(batch)
    assert PeopleQuery(text="Nr1", not_informed=True).ids() == informing.of_import(batch)[1:2]
