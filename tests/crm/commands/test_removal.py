"""Nothing is ever left pointing at nothing: every foreign key of the schema is walked over, none is named."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crm.commands import (
    activities,
    contact_points,
    focus_areas,
    goals,
    governance,
    history,
    interactions,
    memberships,
    organisations,
    people,
    projects,
    removal,
    tags,
    tasks,
    write,
)
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import goals as goal_queries
from crm.queries import hanging
from crm.records import hanging as records
from crm.records.base import Record
from crm.records.kinds import BY_TABLE
from crm.rules.goals import may_stand_below
from crm.store import journal, soundness, tables
from crm.store.database import rows, value
from tests.crm.store.test_every_kind import ONE_OWNER, content, made, one_of_each

TODAY = date(2026, 11, 23)


def dangling() -> list[Any]:
    return rows("PRAGMA foreign_key_check")


def size(of: dict[str, list[Any]]) -> int:
    """How many records there are; pairs that were told apart are no more when one of them is not."""
    return sum(len(lines) for table, lines in of.items() if table != "not_same")


def every_link(target: str, row: int, known: dict[str, int]) -> list[records.Link]:
    """Let one record point at a row by each foreign key there is to its table."""
    made_by = []
    owner = ("person",) if target in ("tag", "own_field", "saved_view") else ()
    for link in records.links_to(target):
        kind = BY_TABLE[link.table]
        others = {table: id for table, id in known.items() if table != target}
        if link.table in ONE_OWNER:
            parts = ("tag", "own_field", "saved_view", *owner)
            others = {table: id for table, id in others.items() if table in parts}
        if link.fate == "either" and target == "organisation":
            others = {table: id for table, id in others.items() if table != "person"}
        record: Any = told_apart(made(kind, others | {target: row}), "z")
        if target == "own_choice":
            record.text, record.organisation_id, record.person_id = "", known["organisation"], None
        if getattr(record, link.column) != row:
            setattr(record, link.column, row)
        if (link.table, link.column) == ("goal", "parent_id"):
            record.level = "sub"
        write.insert(record)
        made_by.append(link)
    return made_by


def test_every_foreign_key_of_the_schema_has_a_fate_and_none_dangles(register: Path) -> None:
    keys = {
        (table, column)
        for table in tables.journalled()
        for column, _target in rows('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))
    }
    assert {(link.table, link.column) for link in records.links()} == keys and len(keys) > 70
    known = one_of_each()
    for target in dict.fromkeys(link.target for link in records.links()):
        with journal.step("Two, and what points at the first"):
            others = {table: row for table, row in known.items() if table != target}
            first, second = (write.insert(made_again(target, others, number)) for number in (1, 2))
            links = every_link(target, first, others)
        before = content()
        told = {(one.table, one.column): one for one in hanging.on(target, first)}
        assert set(told) == {(link.table, link.column) for link in links}
        with pytest.raises(CrmError), journal.step("Straight"):
            write.delete(BY_TABLE[target], first)
        for step, goes in (
            (partial(removal.delete, target, first), hanging.going(target, first) + 1),
            (partial(removal.delete, target, first, heir=second), 1),
            (partial(removal.hand_over, target, first, second, archive=removal.can_archive(target)), 0),
        ):
            step()
            assert size(before) - size(content()) == goes, (target, goes)
            assert dangling() == [] and hanging.on(target, first) == []
            history.undo()
            assert content() == before
    assert soundness.problems() == []


def told_apart(record: Record, by: str) -> Record:
    """The record with another value where there may be only one of each."""
    for name in ("code", "key"):
        if record.__data__.get(name) and type(record)._meta.table_name != "code_term":
            setattr(record, name, f"{record.__data__[name][:15]}{by}")
    return record


def made_again(target: str, known: dict[str, int], number: int) -> Record:
    """A second one of a kind that may be there only once by some value."""
    record: Any = made(BY_TABLE[target], known)
    told_apart(record, str(number))
    if target in ("tag", "own_field", "own_choice"):
        record.name = f"Merke {number}"
    if target == "goal":
        record.level = "main"
    if target == "membership_fee":
        record.year = 2010 + number
    if target == "membership":
        record.joined_on = date(2000 + number, 1, 1)
        record.left_on = date(2000 + number, 12, 31)
    assert isinstance(record, Record)
    return record


def test_what_the_other_one_has_already_is_not_there_twice(register: Path) -> None:
    nord, north = organisations.add("Nord AS"), organisations.add("North AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    for one in (nord, north):
        tags.put("organisation", one, ["Styret"])
        contact_points.add(organisation=one, kind="email", value=f"post@{one}.example")
    both = [Participant(organisation=nord), Participant(organisation=north), Participant(person=ada)]
    meeting = interactions.log("Møte", held_on=date(2026, 3, 2), participants=both)
    memberships.join(nord, joined_on=date(2020, 1, 1), left_on=date(2020, 12, 31))
    memberships.join(north, joined_on=date(2021, 1, 1))
    removal.hand_over("organisation", nord, north, archive=True)
    assert value("SELECT archived FROM organisation WHERE id = ?", (nord,)) == 1
    assert hanging.on("organisation", nord) == []
    assert value("SELECT count(*) FROM interaction_participant WHERE interaction_id = ?", (meeting,)) == 2
    assert value("SELECT count(*) FROM tagging WHERE organisation_id = ?", (north,)) == 1
    assert [flag for (flag,) in rows("SELECT is_primary FROM contact_point ORDER BY id")] in ([0, 1], [1, 0])
    assert value("SELECT count(*) FROM membership WHERE organisation_id = ?", (north,)) == 2
    assert soundness.problems() == []
    history.undo()
    memberships.join(nord, joined_on=date(2022, 1, 1))
    before = content()
    with pytest.raises(CrmError, match="same time"):
        removal.hand_over("organisation", nord, north)
    assert content() == before, "nothing is done by halves"


def test_a_person_at_a_meeting_leaves_the_organisation_there(register: Path) -> None:
    nord = organisations.add("Nord AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    eva = people.add(first_name="Eva", last_name="Kern")
    meeting = interactions.log(
        "Møte", held_on=date(2026, 3, 2), participants=[Participant(person=ada), Participant(person=eva)]
    )
    removal.delete("person", ada)
    removal.delete("person", eva)
    left = rows("SELECT person_id, organisation_id FROM interaction_participant WHERE interaction_id = ?", (meeting,))
    assert left == [(None, nord)]
    assert soundness.problems() == []


def test_what_is_still_to_come_is_told_before_archiving_and_history_is_not(register: Path) -> None:
    nord = organisations.add("Nord AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    interactions.log("Møte", held_on=date(2026, 3, 2), participants=[Participant(person=ada)])
    memberships.join(nord, joined_on=date(2020, 1, 1), left_on=date(2020, 12, 31))
    people.archive(ada)
    assert hanging.living("organisation", nord, TODAY.isoformat()) == []
    people.restore(ada)
    for number in range(5):
        tasks.add(f"Oppgave {number}", due_on=TODAY, organisation=nord)
    told = {one.table: one for one in hanging.living("organisation", nord, TODAY.isoformat())}
    assert told["task"].number == 5 and told["task"].names == ("Oppgave 4", "Oppgave 3", "Oppgave 2")
    assert told["position"].names == ("Ada Berg – Nord AS",) and set(told) == {"task", "position"}
    removal.archive("organisation", nord, along=["task"], today=TODAY)
    assert value("SELECT sum(archived) FROM task") == 5
    history.undo()
    assert value("SELECT sum(archived) FROM task") == 0


def test_what_is_archived_along_is_what_was_told_and_no_history(register: Path) -> None:
    nord = organisations.add("Nord AS")
    area = focus_areas.add("1", name_nb="Hav", name_en="Sea")
    running = projects.add("Pågår", stage="running", focus_area=area, lead=nord)
    done = projects.add("Ferdig", stage="completed", focus_area=area, lead=nord)
    held = interactions.log("Holdt", held_on=date(2026, 3, 2), participants=[], project=running)
    planned = interactions.log("Kommer", held_on=date(2027, 3, 2), participants=[], project=running, status="planned")
    ticked = tasks.add("Gjort", due_on=TODAY, project=running)
    tasks.complete(ticked, TODAY)
    waiting = tasks.add("Venter", due_on=TODAY, project=running)
    for table, row in (("project", running), ("organisation", nord), ("focus_area", area)):
        told = hanging.living(table, row, TODAY.isoformat())
        count = sum(one.number for one in told if removal.can_archive(one.table))
        before = value("SELECT count(*) FROM change")
        removal.archive(table, row, along=[one.table for one in told], today=TODAY)
        assert value("SELECT count(*) FROM change") - before == count + 1, table
        assert rows("SELECT archived FROM project WHERE id = ?", (done,)) == [(0,)], table
        assert rows("SELECT archived FROM interaction WHERE id = ?", (held,)) == [(0,)], "it counts in figures"
        assert rows("SELECT archived FROM task WHERE id = ?", (ticked,)) == [(0,)]
        if table == "project":
            assert rows("SELECT archived FROM interaction WHERE id = ?", (planned,)) == [(1,)]
            assert rows("SELECT archived FROM task WHERE id = ?", (waiting,)) == [(1,)]
        history.undo()


def test_seats_partners_and_those_who_are_registered_are_told_before_archiving(register: Path) -> None:
    nord = organisations.add("Nord AS")
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    board = governance.add("Styret", "board")
    governance.add_seat(board, person=ada, role="member")
    governance.add_seat(board, organisation=nord, role="member", from_on=date(2020, 1, 1), to_on=date(2021, 1, 1))
    project = projects.add("Algeforsøk", stage="running")
    projects.add_partner(project, nord)
    activity = activities.add("Kurs", start_on=date(2027, 1, 5))
    activities.attend(activity, person=ada, status="registered")

    def told(table: str, row: int) -> dict[str, int]:
        return {one.table: one.number for one in hanging.living(table, row, TODAY.isoformat())}

    assert told("governance_body", board) == {"governance_member": 1}
    assert told("project", project) == {"project_participant": 1}
    assert told("activity", activity) == {"activity_participation": 1}
    assert told("person", ada) == {"governance_member": 1, "activity_participation": 1}
    assert told("organisation", nord)["activity_participation"] == 1
    projects.edit(project, stage="completed")
    activities.edit(activity, status="held")
    assert told("project", project) == {} and told("activity", activity) == {}
    assert told("person", ada) == {"governance_member": 1}


def test_every_rule_of_what_lives_names_a_foreign_key(register: Path) -> None:
    assert set(hanging._LIVE) <= {(link.table, link.column) for link in records.links()}
    for table in tables.journalled():
        assert hanging.living(table, 1, TODAY.isoformat()) == [] and hanging.others(table, 1) == []


def test_what_takes_over_from_the_one_above_it_does_not_come_to_stand_below_itself(register: Path) -> None:
    top = focus_areas.add("1", name_nb="Hav", name_en="Sea")
    old = focus_areas.add("2", name_nb="Fisk", name_en="Fish", parent=top)
    heir = focus_areas.add("3", name_nb="Torsk", name_en="Cod", parent=old)
    other = focus_areas.add("4", name_nb="Sild", name_en="Herring", parent=old)
    lowest = focus_areas.add("5", name_nb="Rogn", name_en="Roe", parent=other)
    before = content()
    removal.delete("focus_area", old, heir=heir)
    assert rows("SELECT id, parent_id FROM focus_area ORDER BY id") == [
        (top, None), (heir, top), (other, heir), (lowest, other),
    ]  # fmt: skip
    history.undo()
    removal.delete("focus_area", old, heir=lowest)
    assert rows("SELECT id, parent_id FROM focus_area ORDER BY id") == [
        (top, None), (heir, lowest), (other, lowest), (lowest, top),
    ]  # fmt: skip
    history.undo()
    assert content() == before


def test_only_a_goal_of_a_higher_level_takes_over_what_stands_below_another(register: Path) -> None:
    vision = goals.add("vision", "Havet lever")
    main = goals.add("main", "Flere medlemmer", parent=vision)
    other = goals.add("main", "Flere prosjekter", parent=vision)
    sub = goals.add("sub", "Verve bedrifter", parent=main)
    result = goals.add("result", "Ti nye", parent=main)
    assert [id for id, _name in hanging.others("goal", main)] == [other, vision, sub]
    with pytest.raises(CrmError):
        removal.delete("goal", main, heir=result)  # the sub-goal cannot stand below it
    goals.add_indicator(main, "Antall medlemmer")
    assert [id for id, _name in hanging.others("goal", main)] == [other, sub]  # a vision is not measured
    for heir in (other, sub):
        removal.delete("goal", main, heir=heir)
        levels = {row.id: row.level for row in goal_queries.tree()}
        parents = {row.id: row.parent_id for row in goal_queries.tree()}
        assert parents[result] == heir and parents[heir] == vision and main not in parents
        assert all(up is None or may_stand_below(levels[id], levels[up]) for id, up in parents.items())
        history.undo()
    assert not hanging.has_others("goal", vision) and soundness.problems() == []
