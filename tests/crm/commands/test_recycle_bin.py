"""What was archived, deleted or merged away is listed with what hung on it, and comes back whole."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import (
    contact_points,
    focus_areas,
    goals,
    history,
    interactions,
    memberships,
    merging,
    organisations,
    people,
    recycle_bin,
    removal,
    tags,
    tasks,
    write,
)
from crm.commands.interactions import Participant
from crm.errors import CrmError, Invalid
from crm.queries import recycle_bin as queries
from crm.records.kinds import BY_TABLE
from crm.store import journal, soundness, tables
from crm.store.database import rows, value
from tests.crm.commands.test_removal import every_link, made_again
from tests.crm.store.test_every_kind import content, one_of_each


def facts() -> dict[str, list[Any]]:
    return {table: [(line[0], *line[2:]) for line in lines] for table, lines in content().items()}


def bin(words: str = "") -> list[tuple[str, str, str]]:
    return [(one.table, one.name, one.how) for one in queries.everything(words)]


def test_whatever_is_deleted_comes_back_with_all_that_hung_on_it(register: Path) -> None:
    known = one_of_each()
    for target in ("organisation", "person", "project", "activity", "interaction", "tag", "goal", "own_field"):
        with journal.step("One, and what points at it"):
            others = {table: row for table, row in known.items() if table != target}
            one = write.insert(made_again(target, others, 1))
            every_link(target, one, others)
        before = facts()
        removal.delete(target, one)
        thrown = queries.everything()[0]
        assert (thrown.table, thrown.row, thrown.how) == (target, one, "deleted")
        assert thrown.name and thrown.can
        assert recycle_bin.restore(target, one) == []
        assert facts() == before, target
        assert soundness.problems() == []
        assert all((one_.table, one_.row) != (target, one) for one_ in queries.everything())
    assert set(BY_TABLE) >= set(tables.journalled())


def test_of_two_that_were_deleted_in_one_step_one_comes_back_alone(register: Path) -> None:
    nord = organisations.add("Nord AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord, email="ada@nord.example")
    bo = people.add(first_name="Bo", last_name="Dahl", organisation=nord, email="bo@nord.example")
    task = tasks.add("Ring", due_on=date(2026, 12, 1), person=ada)
    with journal.step("Both"):
        removal.delete("person", ada)
        removal.delete("person", bo)
    assert {one.name: dict(one.along) for one in queries.everything()} == {
        "Ada Berg": {"position": 1, "contact_point": 1},
        "Bo Dahl": {"position": 1, "contact_point": 1},
    }
    assert bin("berg") == [("person", "Ada Berg", "deleted")] and bin("berg bo") == []
    recycle_bin.restore("person", ada)
    assert rows("SELECT id FROM person") == [(ada,)]
    assert rows("SELECT person_id, value FROM contact_point") == [(ada, "ada@nord.example")]
    assert value("SELECT person_id FROM task WHERE id = ?", (task,)) == ada
    assert bin() == [("person", "Bo Dahl", "deleted")]
    history.undo()
    assert len(bin()) == 2
    assert soundness.problems() == []


def test_the_archived_and_the_merged_are_there_too_and_come_back(register: Path) -> None:
    nord, north = organisations.add("Nord AS"), organisations.add("North AS", org_number="923609016")
    eva = people.add(first_name="Eva", last_name="Kern", organisation=north)
    people.archive(eva)
    merging.merge("organisation", nord, north, choices={"name": "kept"})
    found = queries.everything()
    assert [(one.table, one.name, one.how, one.into) for one in found] == [
        ("organisation", "North AS", "merged", "Nord AS"),
        ("person", "Eva Kern", "archived", ""),
    ]
    assert json.dumps(found[0].along) == "{}"
    recycle_bin.restore("organisation", north)
    recycle_bin.restore("person", eva)
    assert rows("SELECT name, org_number FROM organisation ORDER BY id") == [("Nord AS", ""), ("North AS", "923609016")]
    assert queries.everything() == []
    assert soundness.problems() == []


def test_what_was_undone_is_not_in_the_bin_and_a_part_is_only_the_history_of_the_whole(register: Path) -> None:
    nord = organisations.add("Nord AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    tags.put("person", ada, ["Styret"])
    tags.put("person", ada, [])
    history.undo()
    people.add(first_name="Bo", last_name="Dahl")
    history.undo()
    assert bin() == []
    tags.put("person", ada, [])
    assert bin() == []


def test_what_was_thrown_away_blocks_nothing_new_and_says_so_when_it_comes_back(register: Path) -> None:
    """Each unique value of the schema: a deleted row holds none, an archived one only where a sentence says so."""
    nord = organisations.add("Nord AS", org_number="923609016")
    tags.put("organisation", nord, ["Styret"])
    point = contact_points.add(organisation=nord, kind="email", value="post@nord.example")
    memberships.join(nord, joined_on=date(2024, 1, 1))
    meeting = interactions.log("Møte", held_on=date(2026, 3, 2), participants=[Participant(organisation=nord)])
    removal.delete("organisation", nord)
    new = organisations.add("Nord igjen AS", org_number="923609016")
    with pytest.raises(CrmError, match="number, key or name"):
        recycle_bin.restore("organisation", nord)
    assert value("SELECT count(*) FROM membership") == 0, "nothing is done by halves"
    organisations.edit(new, org_number="")
    recycle_bin.restore("organisation", nord)
    assert value("SELECT count(*) FROM contact_point WHERE id = ?", (point,)) == 1
    assert value("SELECT organisation_id FROM interaction_participant WHERE interaction_id = ?", (meeting,)) == nord
    organisations.archive(nord)
    organisations.edit(new, org_number="923609016")
    with pytest.raises(CrmError, match="Another organisation has this number"):
        recycle_bin.restore("organisation", nord)
    tag = value("SELECT id FROM tag")
    removal.delete("tag", tag)
    tags.put("organisation", new, ["styret"])
    with pytest.raises(CrmError, match="number, key or name"):
        recycle_bin.restore("tag", tag)
    area = focus_areas.add("1", name_nb="Hav", name_en="Sea")
    focus_areas.archive(area)
    with pytest.raises(Invalid, match="Another focus area has this code"):
        focus_areas.add("1", name_nb="Fisk", name_en="Fish")
    goal = goals.add("main", "Vekst")
    removal.delete("goal", goal)
    assert ("goal", "Vekst", "deleted") in bin()
