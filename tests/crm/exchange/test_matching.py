"""Who a row means, seen through the plan it gets."""

from datetime import date
from pathlib import Path

import pytest

from crm.commands import contact_points, history, organisations, people
from crm.exchange import answering, known, plan
from crm.exchange.carry_out import carry_out
from crm.exchange.pad import Change, Pad
from crm.records.person import Person
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, brought, dump, nothing_written, only, planned


def test_a_person_is_found_by_an_address_in_other_capitals(cluster: Cluster) -> None:
    row = only(planned(["Kåre", "Ødegård", "KARE@Odegard.example", "", "", "Ødegård Analyse"]))
    assert (row.action, row.person, row.organisation) == ("same", cluster.kare, cluster.odegard)


def test_a_retired_address_still_finds_its_owner(cluster: Cluster) -> None:
    point = value("SELECT id FROM contact_point WHERE normalised = 'kare@odegard.example'")
    contact_points.retire(point, date(2026, 1, 1))
    made = planned(["Kåre", "Ødegård", "kare@odegard.example", "", "", ""])
    assert (actions(made), only(made).person) == (["same"], cluster.kare)
    nothing_is_revived = brought(["Kåre", "Ødegård", "kare@odegard.example", "", "", ""])
    assert nothing_is_revived.step is None
    assert rows("SELECT retired_on, is_primary FROM contact_point WHERE id = ?", (point,)) == [("2026-01-01", 0)]


def test_a_person_is_found_by_name_and_organisation_however_they_are_spelled(cluster: Cluster) -> None:
    row = only(planned(["Aase", "AAS", "", "", "Markedssjef", "NORDLYS HAVBRUK A/S"]))
    assert (row.action, row.person, row.organisation) == ("same", cluster.aase, cluster.nordlys)


def test_a_private_address_of_somebody_found_by_name_is_added_beside_the_old(cluster: Cluster) -> None:
    row = only(planned(["Anne-Lise", "Sæther", "anne@hjemme.example", "", "", "Fjordforsk"]))
    assert (row.action, row.person) == ("changed", cluster.anne)
    assert row.changes == (Change("contact_point", "email", "", "anne@hjemme.example"),)
    brought(["Anne-Lise", "Sæther", "anne@hjemme.example", "", "", "Fjordforsk"])
    assert rows("SELECT value, is_primary FROM contact_point WHERE person_id = ? ORDER BY id", (cluster.anne,)) == [
        ("al@fjordforsk.example", 1),
        ("anne@hjemme.example", 0),
    ]


def test_an_address_of_somebody_with_a_clearly_different_name_is_a_question(cluster: Cluster) -> None:
    made = planned(["Gro", "Lund", "kare@odegard.example", "", "", "Ødegård Analyse AS"])
    row = only(made)
    assert row.action == "question" and row.question is not None
    assert [(one.id, one.label) for one in row.question.candidates] == [
        (cluster.kare, "Kåre Ødegård, Ødegård Analyse AS")
    ]


@pytest.mark.parametrize(
    "name", [("K.", "Ødegård"), ("Kåre Magnus", "Ødegård"), ("Kaare", "Odegaard"), ("", "Ødegård")]
)
def test_an_address_with_nearly_the_same_name_is_no_question(cluster: Cluster, name: tuple[str, str]) -> None:
    row = only(planned([*name, "kare@odegard.example", "", "", ""]))
    assert row.person == cluster.kare


def test_a_fuller_name_is_taken_and_a_shorter_one_is_not(cluster: Cluster) -> None:
    fuller = only(planned(["Kåre Magnus", "Ødegård", "kare@odegard.example", "", "", ""]))
    assert fuller.changes == (Change("person", "first_name", "Kåre", "Kåre Magnus"),)
    for shorter in (["K.", "Ødegård"], ["", "Ødegård"], ["KÅRE", "ØDEGAARD"]):
        assert only(planned([*shorter, "kare@odegard.example", "", "", ""])).action == "same"


def test_the_address_of_a_desk_finds_nobody(cluster: Cluster) -> None:
    people.add(first_name="Desk", last_name="Person", organisation=cluster.nordlys, email="post@nordlys.example")
    row = only(planned(["Gro", "Lund", "post@nordlys.example", "", "", "Nordlys Havbruk AS"]))
    assert (row.action, row.person) == ("new", -1)


def test_a_name_alone_that_two_people_have_is_a_question_with_both(cluster: Cluster) -> None:
    other = people.add(first_name="Kåre", last_name="Ødegård", organisation=cluster.kai9)
    row = only(planned(["Kåre", "Ødegård", "", "", "", ""]))
    assert row.action == "question" and row.question is not None
    assert {one.id for one in row.question.candidates} == {cluster.kare, other}


def test_a_name_alone_that_one_person_has_is_that_person_unless_the_addresses_differ(cluster: Cluster) -> None:
    assert only(planned(["Kåre", "Ødegård", "", "", "", ""])).person == cluster.kare
    assert only(planned(["Kåre", "Ødegård", "", "912 34 567", "", ""])).person == cluster.kare
    assert only(planned(["Kåre", "Ødegård", "annen@x.example", "", "", ""])).action == "question"


def test_a_namesake_in_another_organisation_with_another_mobile_is_somebody_else_and_that_is_said(
    cluster: Cluster,
) -> None:
    row = only(planned(["Kåre", "Ødegård", "kare@kai.example", "412 34 567", "", "Kai 9 AS"]))
    assert (row.action, row.person) == ("new", -1)
    assert "another Kåre Ødegård" in row.reason


def test_a_namesake_in_another_organisation_may_have_changed_employer_so_it_is_asked(cluster: Cluster) -> None:
    row = only(planned(["Åse", "Aas", "ase@kai.example", "", "", "Kai 9 AS"]))
    assert row.action == "question" and row.question is not None
    assert [one.id for one in row.question.candidates] == [cluster.aase]


def test_a_namesake_elsewhere_with_an_address_and_a_mobile_nobody_has_is_somebody_else_and_that_is_said(
    cluster: Cluster,
) -> None:
    row = only(planned(["Åse", "Aas", "ase@kai.example", "412 34 567", "", "Kai 9 AS"]))
    assert (row.action, row.person) == ("new", -1)
    assert "another Åse Aas" in row.reason


def test_a_namesake_elsewhere_is_a_question_where_nothing_tells_them_apart(cluster: Cluster) -> None:
    assert only(planned(["Åse", "Aas", "", "", "", "Kai 9 AS"])).action == "question"


def test_a_namesake_elsewhere_with_the_same_phone_is_the_same_person(cluster: Cluster) -> None:
    row = only(planned(["Kåre", "Ødegård", "", "91234567", "", "Kai 9 AS"]))
    assert (row.action, row.person) == ("changed", cluster.kare)


def test_somebody_found_at_a_new_employer_gets_a_position_and_keeps_the_old_one(cluster: Cluster) -> None:
    before = rows("SELECT * FROM position")
    outcome = brought(["Kåre", "Ødegård", "kare@odegard.example", "", "Styreleder", "Kai 9 AS"])
    (row,) = outcome.plan.rows
    assert row.action == "changed" and "works elsewhere too" in row.reason
    assert set(before) < set(rows("SELECT * FROM position"))
    assert rows("SELECT title, is_primary FROM position WHERE organisation_id = ?", (cluster.kai9,)) == [
        ("Styreleder", 0)
    ]


def test_somebody_who_has_left_is_asked_about_and_not_brought_back_silently(cluster: Cluster) -> None:
    line = ["Kåre", "Ødegård", "kare@odegard.example", "", "", "Nordlys Havbruk AS"]
    made = planned(line)
    assert only(made).action == "question"
    assert "has left Nordlys Havbruk AS" in only(made).reason
    answered = plan.answer(made, 2, cluster.kare)
    assert only(answered).changes == (Change("position", "organisation", "", "Nordlys Havbruk AS"),)


def test_an_archived_person_is_told_and_stays_archived(cluster: Cluster) -> None:
    outcome = brought(["Bjarne", "Borte", "bjarne@nordlys.example", "", "", "Nordlys Havbruk AS"])
    (row,) = outcome.plan.rows
    assert (row.action, row.person) == ("changed", cluster.bjarne)
    assert "Bjarne Borte is archived" in row.reason
    assert Person.get_by_id(cluster.bjarne).archived


def test_whoever_has_objected_is_neither_changed_nor_brought_back(cluster: Cluster) -> None:
    people.edit(cluster.eva, objected_on=date(2026, 1, 1), archived=True)
    before = dump()
    outcome = brought(["Eva", "Kern", "", "912 00 000", "Leder", ""])
    assert actions(outcome.plan) == ["rejected"]
    assert "has objected" in outcome.plan.rows[0].reason
    assert dump() == before


def test_an_organisation_is_found_by_number_whatever_its_name_is_shortened_to(cluster: Cluster) -> None:
    organisations.edit(cluster.kai10, org_number="912660680")
    header = ["Bedrift", "Org.nr", "Etternavn"]
    row = only(planned(["Kai 10", "912660680", "Lund"], header=header))
    assert (row.action, row.organisation) == ("new", cluster.kai10)


def test_a_number_that_belongs_to_a_clearly_different_name_is_a_question(cluster: Cluster) -> None:
    organisations.edit(cluster.kai10, org_number="912660680")
    header = ["Bedrift", "Org.nr", "Etternavn"]
    made = planned(["Blåbær Maritim AS", "912660680", "Lund"], header=header)
    row = only(made)
    assert row.action == "question" and row.question is not None
    assert (row.question.kind, [one.id for one in row.question.candidates]) == ("organisation", [cluster.kai10])
    assert only(plan.answer(made, 2, cluster.kai10)).changes[0] == Change(
        "organisation", "name", "Kai 10 AS", "Blåbær Maritim AS"
    )
    other = plan.answer(made, 2, "new")
    assert [new.org_number for new in other.writes.organisations] == [""]
    assert "another organisation has it" in only(other).reason


def test_another_number_is_another_organisation_though_the_names_are_the_same(cluster: Cluster) -> None:
    organisations.edit(cluster.kai10, org_number="912660680")
    header = ["Bedrift", "Org.nr", "Etternavn"]
    row = only(planned(["Kai 10 AS", "923609016", "Lund"], header=header))
    assert (row.action, row.organisation) == ("new", -1)


def test_a_number_is_filled_in_where_the_organisation_had_none(cluster: Cluster) -> None:
    row = only(planned(["Kai 9", "923609016"], header=["Bedrift", "Org.nr"]))
    assert row.changes == (Change("organisation", "org_number", "", "923609016"),)


def test_a_number_nobody_has_without_a_name_is_rejected(cluster: Cluster) -> None:
    row = only(planned(["", "923609016", "Lund"], header=["Bedrift", "Org.nr", "Etternavn"]))
    assert row.action == "rejected" and "Write its name" in row.reason


def test_an_organisation_name_that_two_have_is_a_question(cluster: Cluster) -> None:
    organisations.add("Kai 9 ASA")
    assert only(planned(["Kai 9", "Lund"], header=["Bedrift", "Etternavn"])).action == "question"
    # Written as one of them is written, it is that one
    assert only(planned(["Kai 9 AS", "Lund"], header=["Bedrift", "Etternavn"])).organisation == cluster.kai9


def test_an_archived_organisation_is_told_and_stays_archived(cluster: Cluster) -> None:
    organisations.edit(cluster.kai10, org_number="912660680")
    organisations.archive(cluster.kai10)
    row = only(planned(["Kai 10 AS", "912660680", "Lund"], header=["Bedrift", "Org.nr", "Etternavn"]))
    assert row.organisation == cluster.kai10
    assert "Kai 10 AS is archived" in row.reason


def test_a_row_may_name_an_organisation_before_another_row_gives_its_number(register: Path) -> None:
    made = planned(
        ["Lund", "Nordlys AS", ""],
        ["Berg", "Nordlys", "923609016"],
        ["Moen", "", "923609016"],
        header=["Etternavn", "Bedrift", "Org.nr"],
    )
    assert actions(made) == ["new", "new", "new"]
    assert {row.organisation for row in made.rows} == {-1}
    assert [new.org_number for new in made.writes.organisations] == ["923609016"]


def test_the_same_new_organisation_on_fifty_rows_is_created_once(register: Path) -> None:
    outcome = brought(*(["Person", f"Nr{n}", f"p{n}@x.example", "", "", "Nordlys AS"] for n in range(50)))
    assert (outcome.counts.people_created, outcome.counts.organisations_created) == (50, 1)
    assert value("SELECT count(*) FROM organisation") == 1
    assert value("SELECT count(*) FROM position WHERE organisation_id = 1 AND is_primary = 1") == 50


def test_the_same_person_twice_in_a_file_is_one_person(register: Path) -> None:
    made = planned(
        ["Kari", "Berg", "kari@x.example", "", "Leder", "Nordlys AS"],
        ["Kari", "Berg", "KARI@x.example", "", "", "Nordlys AS"],
        ["Kari", "Berg", "", "912 34 567", "", "NORDLYS"],
        ["Kari", "Berg", "kari@x.example", "", "Styreleder", "Blåbær AS"],
    )
    assert actions(made) == ["new", "same", "changed", "changed"]
    assert {row.person for row in made.rows} == {-1}
    assert (len(made.writes.people), len(made.writes.positions)) == (1, 2)
    assert [point.value for new in made.writes.points for point in new.points] == ["kari@x.example", "912 34 567"]
    assert made.counts.people_updated == 0


def test_two_people_with_one_address_in_a_file_are_asked_about(register: Path) -> None:
    made = planned(
        ["Kari", "Berg", "kari@x.example", "", "", "Nordlys AS"],
        ["Ola", "Lund", "kari@x.example", "", "", "Nordlys AS"],
    )
    assert actions(made) == ["new", "question"]
    assert actions(plan.answer(made, 3, "new")) == ["new", "new"]


def test_an_answer_says_who_is_meant_and_the_others_stay_open(cluster: Cluster) -> None:
    made = planned(
        ["Gro", "Lund", "kare@odegard.example", "", "", ""],
        ["Åse", "Aas", "", "", "", "Kai 9 AS"],
        ["Per", "Moen", "al@fjordforsk.example", "", "", ""],
    )
    assert actions(made) == ["question"] * 3
    made = plan.answer(plan.answer(made, 2, "new"), 4, "skip")
    assert actions(made) == ["new", "question", "rejected"]
    made = plan.answer(made, 3, cluster.aase)
    assert actions(made) == ["new", "changed", "rejected"]
    assert made.rows[1].person == cluster.aase


def test_an_answer_that_names_nobody_asked_about_answers_nothing(cluster: Cluster) -> None:
    answers = {2: cluster.zara}
    assert actions(planned(["Gro", "Lund", "kare@odegard.example", "", "", ""], answers=answers)) == ["question"]


def test_a_question_about_the_organisation_comes_before_one_about_the_person(cluster: Cluster) -> None:
    organisations.add("Kai 9 ASA")
    made = planned(["Gro", "Lund", "kare@odegard.example", "", "", "Kai 9"])
    assert only(made).question is not None and only(made).question.kind == "organisation"  # type: ignore[union-attr]
    made = plan.answer(made, 2, cluster.kai9)
    assert only(made).question is not None and only(made).question.kind == "person"  # type: ignore[union-attr]
    made = plan.answer(made, 2, "new")
    assert (only(made).action, only(made).organisation, only(made).person) == ("new", cluster.kai9, -1)


def test_a_plan_writes_nothing(cluster: Cluster) -> None:
    nothing_written(
        lambda: planned(
            ["Kåre", "Ødegård", "kare@odegard.example", "", "Sjef", "Nytt AS"], ["Ny", "Person", "", "", "", ""]
        )
    )


def test_another_first_name_at_a_shared_address_is_asked_about(cluster: Cluster) -> None:
    made = planned(
        ["Kari", "Hansen", "lab3@nordlys.example", "", "", "Nordlys Havbruk AS"],
        ["Karin", "Hansen", "lab3@nordlys.example", "", "", "Nordlys Havbruk AS"],
    )
    assert actions(made) == ["new", "question"]
    assert made.rows[1].question is not None
    assert [one.id for one in made.rows[1].question.candidates] == ["row 2"]
    assert actions(plan.answer(made, 3, "row 2")) == ["new", "same"]
    assert len(plan.answer(made, 3, "new").writes.people) == 2


def test_the_address_that_everybody_shares_tells_nobody_apart(register: Path) -> None:
    made = planned(
        ["Kari", "Hansen", "felles@a.example", "", "", "Nordlys AS"],
        ["Ola", "Lund", "felles@a.example", "", "", "Nordlys AS"],
    )
    assert actions(made) == ["new", "new"]


@pytest.mark.parametrize("name", ["Kari", "Kaari"])
def test_two_of_one_name_with_addresses_of_their_own_are_not_made_one(register: Path, name: str) -> None:
    made = planned(
        ["Kari", "Berg", "kari.berg@a.example", "", "", "A AS"],
        [name, "Berg", "kari.berg2@a.example", "", "", "A AS"],
    )
    assert actions(made) == ["new", "question"]


def test_a_mobile_finds_its_owner_though_the_surname_is_misspelled(cluster: Cluster) -> None:
    row = only(planned(["Kåre", "Ødegrd", "", "91234567", "", ""]))
    assert row.person == cluster.kare


def test_a_mobile_with_another_first_name_is_asked_about(cluster: Cluster) -> None:
    assert only(planned(["Gro", "Ødegård", "", "91234567", "", "Ødegård Analyse AS"])).action == "question"


def test_the_number_of_a_switchboard_finds_nobody(cluster: Cluster) -> None:
    people.add(first_name="Gro", last_name="Lund", organisation=cluster.nordlys, phone="77 61 00 00")
    contact_points.add(organisation=cluster.fjord, kind="phone", value="412 00 000")
    for number in ("77 61 00 00", "412 00 000"):
        assert only(planned(["Gry", "Lund", "", number, "", "Kai 9 AS"])).action == "new"


def test_a_misspelled_name_in_the_organisation_is_proposed_with_the_reason(cluster: Cluster) -> None:
    row = only(planned(["Anne-Lise", "Sætehr", "", "", "", "Fjordforsk"]))
    assert row.question is not None
    (one,) = row.question.candidates
    assert (one.id, one.label, one.has) == (cluster.anne, "Anne-Lise Sæther, Fjordforsk", "al@fjordforsk.example")
    assert (one.why, 80 < one.score < 95) == ("Nearly the same name. The same organisation.", True)


@pytest.mark.parametrize("name", [("Sæther", "Anne-Lise"), ("A.", "Sæther"), ("Anne", "Sæther")])
def test_a_name_turned_round_or_shortened_is_proposed(cluster: Cluster, name: tuple[str, str]) -> None:
    row = only(planned([*name, "", "", "", "Fjordforsk"]))
    assert row.question is not None and row.question.candidates[0].id == cluster.anne


def test_a_misspelled_organisation_is_asked_about_once_for_all_its_rows(cluster: Cluster) -> None:
    made = planned(["Gro", "Lund", "", "", "", "Nordlys Havbuk AS"], ["Per", "Moen", "", "", "", "Nordlys Havbuk AS"])
    assert actions(made) == ["question", "question"]
    assert made.rows[0].question is not None
    assert [one.id for one in made.rows[0].question.candidates] == [cluster.nordlys]
    answered = plan.answer(made, 2, cluster.nordlys)
    assert [(row.action, row.organisation) for row in answered.rows] == [("new", cluster.nordlys)] * 2
    other = plan.answer(made, 2, "new")
    assert [(row.action, row.organisation) for row in other.rows] == [("new", -1)] * 2


def test_a_number_in_the_name_tells_organisations_apart(cluster: Cluster) -> None:
    assert only(planned(["Gro", "Lund", "", "", "", "Kai 11 AS"])).action == "new"


def test_whoever_has_objected_does_not_come_back_by_a_new_employer_and_address(cluster: Cluster) -> None:
    people.edit(cluster.kare, objected_on=date(2026, 1, 1))
    line = ["Kåre", "Ødegård", "kare@kai.example", "412 34 567", "", "Kai 9 AS"]
    made = planned(line)
    assert actions(made) == ["question"] and "has objected" in only(made).reason
    assert actions(plan.answer(made, 2, cluster.kare)) == ["rejected"]
    assert actions(plan.answer(made, 2, "new")) == ["new"]


def test_who_was_told_apart_is_remembered_and_not_asked_about_again(cluster: Cluster) -> None:
    line = ["Anne-Lise", "Sætehr", "", "", "", "Fjordforsk"]
    outcome = carry_out(plan.answer(planned(line), 2, "new"))
    (new,) = rows("SELECT id FROM person WHERE last_name = 'Sætehr'")[0]
    assert rows("SELECT kind, low, high FROM not_same") == [("person", cluster.anne, new)]
    assert actions(planned(line)) == ["same"]
    assert outcome.step is not None
    history.take_back(outcome.step)
    assert rows("SELECT * FROM not_same") == []


def test_organisations_told_apart_are_remembered_too(cluster: Cluster) -> None:
    line = ["Gro", "Lund", "", "", "", "Nordlys Havbuk AS"]
    carry_out(plan.answer(planned(line), 2, "new"))
    ((new,),) = rows("SELECT id FROM organisation WHERE name = 'Nordlys Havbuk AS'")
    assert rows("SELECT kind, low, high FROM not_same") == [("organisation", cluster.nordlys, new)]
    assert actions(planned(line)) == ["same"]


def test_a_row_that_brings_in_nobody_is_nobody_to_choose(register: Path) -> None:
    there = known.load([])
    assert answering.candidate("row 99", there, Pad()) is None
    assert answering.candidate(99, there, Pad()) is None
