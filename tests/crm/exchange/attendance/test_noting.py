"""What a list becomes in the register: people for their organisation of the day, new ones, counts, one undo."""

from datetime import date

import pytest

from crm.commands import activities, history, people
from crm.errors import Invalid
from crm.exchange.attendance import matching, noting, reading
from crm.exchange.attendance.matching import Found
from crm.exchange.attendance.places import Places
from crm.queries import activities as queries
from crm.store.database import rows, value
from tests.crm.conftest import Cluster

DAY = date(2026, 11, 3)


@pytest.fixture
def meeting(cluster: Cluster) -> int:
    return activities.add("Nettverkstreff", start_on=DAY, status="held", headcount_extra=4)


def found(text: str, on: date = DAY) -> list[Found]:
    places = Places.of_register()
    return matching.match(reading.read(text, places.is_known), on, places)


def states(text: str) -> list[str]:
    return [one.state for one in found(text)]


def test_each_counts_for_the_organisation_of_the_day(cluster: Cluster, meeting: int) -> None:
    noting.note(meeting, found("Kåre Ødegård\nÅse Aas (Nordlys Havbruk)\n"), status="attended")
    there = {(one.person_id, one.organisation_id, one.status) for one in queries.attendees(meeting, DAY)}
    assert there == {(cluster.kare, cluster.odegard, "attended"), (cluster.aase, cluster.nordlys, "attended")}
    before = activities.add("Vårtreff", start_on=date(2025, 3, 1), status="held")
    noting.note(before, found("Kåre Ødegård", date(2025, 3, 1)), status="attended")
    assert [one.organisation_id for one in queries.attendees(before, DAY)] == [cluster.nordlys]


def test_new_people_become_contacts_in_place_and_one_undo_takes_all_of_it_back(cluster: Cluster, meeting: int) -> None:
    before = value("SELECT count(*) FROM person"), value("SELECT count(*) FROM organisation")
    text = "Ylva Tang <ylva@fjordforsk.example>\nOdin Kval, Havtang AS\n+ 3 studenter\nÅse Aas (avbud)"
    noting.note(meeting, found(text), status="attended")
    assert {(one.person, one.organisation, one.status) for one in queries.attendees(meeting, DAY)} == {
        ("Ylva Tang", "Fjordforsk", "attended"),
        ("Odin Kval", "Havtang AS", "attended"),
        ("Åse Aas", "Nordlys Havbruk AS", "no_show"),
    }
    assert rows("SELECT value FROM contact_point WHERE value LIKE 'ylva@%'") == [("ylva@fjordforsk.example",)]
    assert queries.detail(meeting).came == 2 + 4 + 3
    history.undo()
    assert queries.attendees(meeting, DAY) == [] and queries.detail(meeting).headcount_extra == 4
    assert (value("SELECT count(*) FROM person"), value("SELECT count(*) FROM organisation")) == before


def test_what_could_be_somebody_else_is_asked(cluster: Cluster) -> None:
    people.add(first_name="Åse", last_name="Aas", organisation=cluster.fjord)
    assert states("Åse Aas") == ["ask"]  # two of the name
    assert states("Åse Aas, Nordlys Havbruk\nÅse Aas, Fjordforsk") == ["known", "known"]
    assert states("Åse Aas, Kai 9") == ["ask"]  # where none of them works
    assert states("Åse Aass, Nordlys Havbruk") == ["ask"]  # a letter more
    assert states("Åse") == ["ask"]
    assert states("Per Hansen <kare@odegard.example>") == ["ask"]  # the address is somebody else's
    assert states("noen@ukjent.example") == ["ask"]
    (two,) = found("Åse Aas")
    assert {one.person for one in two.candidates} >= {cluster.aase}


def test_somebody_on_two_lines_and_the_staff_are_left_out_with_the_reason(cluster: Cluster) -> None:
    kare, again, staff = found("Kåre Ødegård\nØdegård, Kåre (Ødegård Analyse)\nIngrid Berg")
    assert [kare.state, again.state, staff.state] == ["known", "left", "left"]
    assert again.why and staff.why


def test_what_somebody_pointed_out_is_known_the_next_time(cluster: Cluster, meeting: int) -> None:
    (line,) = found("Kalle Ø., Ødegård Analyse <kalle@privat.example>")
    assert line.state == matching.NEW and [one.person for one in line.candidates] == [cluster.kare]
    answer = matching.chosen(line, cluster.kare, DAY)
    noting.note(meeting, [answer], status="attended", pointed_out=[answer])
    for text in ("kalle@privat.example", "Kalle Ø., Ødegård Analyse"):
        assert [(one.state, one.person) for one in found(text)] == [("known", cluster.kare)], text
    assert states("Kalle Ø., Fjordforsk") != ["known"]  # another one's nickname may be the same
    history.undo()
    assert states("kalle@privat.example") == ["ask"] and states("Kalle Ø., Ødegård Analyse") == ["new"]


def test_an_answer_of_new_or_left_out_is_taken(cluster: Cluster, meeting: int) -> None:
    aase, kare = found("Åse Aass, Nordlys Havbruk\nKåre Ødegård")
    noting.note(meeting, [matching.as_new(aase), matching.left_out(kare)], status="registered")
    assert [(one.person, one.organisation, one.status) for one in queries.attendees(meeting, DAY)] == [
        ("Åse Aass", "Nordlys Havbruk AS", "registered")
    ]


def test_an_organisation_without_a_name_took_part_as_such(cluster: Cluster, meeting: int) -> None:
    noting.note(meeting, found("Fjordforsk\nHavtang AS"), status="attended")
    assert {(one.person, one.organisation) for one in queries.attendees(meeting, DAY)} == {
        ("", "Fjordforsk"),
        ("", "Havtang AS"),
    }


def test_a_list_of_nobody_is_refused(cluster: Cluster, meeting: int) -> None:
    with pytest.raises(Invalid):
        noting.note(meeting, found("noen@ukjent.example"), status="attended")
