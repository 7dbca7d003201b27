"""Saying of all at once who came: one step, whatever it was made of."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import activities, attendance, history
from crm.commands.attendance import Joined, Mark
from crm.commands.interactions import Participant
from crm.errors import Conflict, Invalid
from crm.queries import activities as queries
from crm.queries import certificates
from crm.rules import code_lists
from tests import examples
from tests.crm.conftest import Cluster

DAY = date(2026, 5, 1)


class Treff(NamedTuple):
    """The activity and who is noted."""

    id: int
    noted: list[int]


@pytest.fixture
def treff(cluster: Cluster) -> Treff:
    made = activities.add("Treff", start_on=DAY, minutes=180)
    who = [Participant(cluster.kare), Participant(cluster.anne), Participant(None, cluster.havn)]
    return Treff(made, activities.attend_all(made, who, status="registered"))


def test_marks_guests_and_counts_are_one_step(cluster: Cluster, treff: Treff, dump: Any) -> None:
    before = dump()
    kare, anne, _havn = treff.noted
    attendance.fill(
        treff.id,
        [Mark(kare, "attended", "speaker"), Mark(anne, "no_show", "participant")],
        joined=[Joined(Participant(name="Nils Ny", organisation_name="Ny AS")), Joined(Participant(cluster.aase))],
        headcount_extra=4,
        women_count=3,
        status="held",
    )
    one = queries.detail(treff.id)
    assert {(who.person, who.role, who.status) for who in one.attendees} == {
        ("Kåre Ødegård", "speaker", "attended"),
        ("Anne-Lise Sæther", "participant", "no_show"),
        ("", "participant", "registered"),
        ("Nils Ny", "participant", "attended"),
        ("Åse Aas", "participant", "attended"),
    }
    assert (one.came, one.women_count, one.status) == (3 + 4, 3, "held")
    history.undo()
    assert dump() == before


def test_what_is_wrong_leaves_nothing_written(treff: Treff, dump: Any) -> None:
    before = dump()
    with pytest.raises(Invalid):
        attendance.fill(treff.id, [Mark(treff.noted[0], "attended", "juggler")], headcount_extra=2)
    with pytest.raises(Invalid):
        attendance.fill(treff.id, [Mark(treff.noted[0], "attended", "speaker")], women_count=-1)
    assert dump() == before


def test_what_somebody_else_said_meanwhile_is_never_lost(treff: Treff) -> None:
    seen = queries.attendees(treff.id, DAY)[0]
    activities.set_status([seen.id], "cancelled")
    with pytest.raises(Conflict):
        attendance.fill(treff.id, [Mark(seen.id, "attended", "participant", seen.version)])


def test_certificates_are_for_those_who_came_with_the_organisation_of_the_day(cluster: Cluster, treff: Treff) -> None:
    assert certificates.of(treff.id).attended == []
    attendance.fill(treff.id, [Mark(treff.noted[0], "attended", "speaker")])
    told = certificates.of(treff.id)
    assert [(who.person, who.organisation, who.speaks) for who in told.attended] == [
        ("Kåre Ødegård", "Ødegård Analyse AS", True)
    ]
    assert (told.activity, told.start_on, told.minutes) == ("Treff", DAY, 180)


MARKS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(code_lists.keys("participation_status")),
    st.sampled_from(code_lists.keys("participation_role")),
)


@settings(max_examples=examples.of(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MARKS, max_size=6), st.integers(1, 500))
def test_who_came_is_counted_as_a_plain_model_counts_it(
    treff: Treff, dump: Any, marks: list[tuple[int, str, str]], unnamed: int
) -> None:
    before = dump()
    state = dict.fromkeys(treff.noted, "registered")
    for row, status, _role in marks:
        state[treff.noted[row]] = status
    attendance.fill(
        treff.id, [Mark(treff.noted[row], status, role) for row, status, role in marks], headcount_extra=unnamed
    )
    came = sum(state[row] == "attended" for row in treff.noted[:2])  # the third is an organisation as such
    assert queries.detail(treff.id).came == came + unnamed
    assert queries.ActivitiesQuery().rows([treff.id])[treff.id].came == came + unnamed
    history.undo()
    assert dump() == before
