"""Who stands in the register twice is found, and who was told apart never again."""

from pathlib import Path

import pytest

from crm.commands import people
from crm.errors import Cancelled
from crm.exchange import duplicates, plan
from crm.exchange.carry_out import carry_out
from crm.store.database import rows
from tests.crm.conftest import Cluster
from tests.crm.exchange import truth
from tests.crm.exchange.bringing import nothing_written, planned


def pairs() -> set[tuple[int, int]]:
    return {(pair.low, pair.high) for pair in duplicates.people()}


def test_nobody_of_a_clean_register_is_found(cluster: Cluster) -> None:
    assert duplicates.people() == []


def test_a_misspelled_colleague_is_found_with_the_reason(cluster: Cluster) -> None:
    again = people.add(first_name="Anne-Lise", last_name="Sætehr", organisation=cluster.fjord)
    ((low, high, score, why),) = duplicates.people()
    assert (low, high, why) == (cluster.anne, again, "Nearly the same name. The same organisation.")
    assert 80 < score < 95


def test_one_address_or_one_mobile_of_two_is_found(cluster: Cluster) -> None:
    mobile = people.add(first_name="Kåre", last_name="Lund", phone="912 34 567")
    address = people.add(first_name="A.", last_name="Sæther", email="AL@fjordforsk.example")
    people.add(first_name="Gro", last_name="Moen", phone="912 34 567")  # nothing in common but the number
    assert pairs() == {(cluster.kare, mobile), (cluster.anne, address)}


def test_a_namesake_elsewhere_is_found_unless_the_mobiles_differ(cluster: Cluster) -> None:
    moved = people.add(first_name="Aas", last_name="Åse", organisation=cluster.kai9)
    people.add(first_name="Kåre", last_name="Ødegård", organisation=cluster.kai9, phone="412 34 567")
    assert pairs() == {(cluster.aase, moved)}


def test_who_was_told_apart_and_who_is_archived_is_not_found(cluster: Cluster) -> None:
    carry_out(plan.answer(planned(["Anne-Lise", "Sætehr", "", "", "", "Fjordforsk"]), 2, "new"))
    assert rows("SELECT kind FROM not_same") == [("person",)]
    archived = people.add(first_name="Åsse", last_name="Aas", organisation=cluster.nordlys)
    assert pairs() == {(cluster.aase, archived)}
    people.archive(archived)
    assert pairs() == set()


def test_it_writes_nothing_and_can_be_stopped(cluster: Cluster) -> None:
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        raise Cancelled("")

    def deed() -> None:
        with pytest.raises(Cancelled):
            duplicates.people(stop)

    nothing_written(deed)
    nothing_written(duplicates.people)


@pytest.mark.parametrize("seed", [4, *(pytest.param(one, marks=pytest.mark.soak) for one in (21, 22))])
def test_nearly_every_double_is_found_and_few_others(register: Path, seed: int) -> None:
    made = truth.make(seed)
    ids, doubles = {}, set()
    for row, case in enumerate(made.cases, 2):
        first, last, email, mobile, _phone, _title, _at = case.line
        ids[row] = people.add(first_name=first, last_name=last, organisation=case.company, email=email, phone=mobile)
        other = case.person or (ids[case.same_as] if case.same_as else 0)
        if other:
            doubles.add((other, ids[row]))
    found = pairs()
    assert len(found & doubles) / len(doubles) >= 0.95, doubles - found
    assert len(found & doubles) / len(found) >= 0.95, found - doubles
