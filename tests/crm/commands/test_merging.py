"""Two records become one and nothing that hung on either is lost; taken back, both are as they were."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import (
    contact_points,
    fees,
    history,
    interactions,
    memberships,
    merging,
    organisations,
    people,
    tags,
    tasks,
    write,
)
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import merged
from crm.queries import merging as queries
from crm.records.consent_record import ConsentRecord
from crm.store import journal, opening, soundness
from crm.store.database import rows, value
from tests import new_register
from tests.crm.commands import merging_register
from tests.crm.store.test_every_kind import content


def facts(of: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The rows without their versions, which name the step that last wrote them."""
    return {table: [(line[0], *line[2:]) for line in lines] for table, lines in of.items()}


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(one, marks=pytest.mark.soak) for one in range(6, 125))])
def test_merges_by_chance_keep_the_union_of_all_links_and_are_taken_back_exactly(tmp_path: Path, seed: int) -> None:
    new_register.create(tmp_path / "register.klynge")
    merging_register.fill(seed)
    chance = random.Random(seed)
    for kind in ("person", "organisation", "person", "organisation"):
        ids = [row for (row,) in rows(f"SELECT id FROM {kind}")]
        kept, gone = chance.sample(ids, 2)
        choices = {
            pair.key: chance.choice(("kept", "gone", pair.proposed)) for pair in queries.fields(kind, kept, gone)
        }
        choices = {key: choice for key, choice in choices.items() if chance.random() < 0.7}
        before = content()
        said = merging_register.said(kind, kept, gone)
        there = merging_register.were_there(kind, gone, kept)
        objected = value(f"SELECT min(objected_on) FROM person WHERE id IN ({kept}, {gone})") if kind == "person" else 0
        days, fees = merging_register.member_days(kept, gone), merging_register.fees(kept, gone)
        told = merging.outlook(kind, kept, gone, choices=choices, memberships="together")
        assert content() == before, "a look writes nothing"
        done = merging.merge(kind, kept, gone, choices=choices, memberships="together")
        assert (done.moved, len(done.twice)) == (told.moved, len(told.twice))
        assert said <= merging_register.said(kind, kept, kept), seed
        assert merging_register.said(kind, gone, gone) == set()
        assert merging_register.were_there(kind, gone, kept) == there
        assert soundness.problems() == []
        if kind == "organisation":
            assert merging_register.member_days(kept, kept) == days
            after = merging_register.fees(kept, kept)
            assert set(after) == set(fees), "what was paid is paid"
        else:
            assert value("SELECT objected_on FROM person WHERE id = ?", (kept,)) == objected
        step = value("SELECT max(id) FROM step WHERE kind = 'do'")
        merged_now = content()
        history.undo()
        assert content() == before
        history.redo()
        assert content() == merged_now
        if chance.random() < 0.5:
            assert history.take_back(step).kept == []
            assert facts(content()) == facts(before)
            assert soundness.problems() == []
    opening.close()


def person(first: str, last: str, **values: Any) -> int:
    return people.add(first_name=first, last_name=last, **values)


def test_a_merge_is_taken_back_weeks_later_and_later_edits_are_spared_and_listed(register: Path) -> None:
    ada, twin = person("Ada", "Berg", email="ada@nord.example"), person("Ada", "Bergh", phone="91234567", notes="Kort")
    tags.put("person", twin, ["Styret"])
    task = tasks.add("Ring", due_on=date(2026, 12, 1), person=twin)
    merging.merge("person", ada, twin, choices={"first_name": "kept"})
    step = value("SELECT max(id) FROM step")
    people.edit(ada, notes="Skrevet etterpå")
    later = tasks.add("Etterpå", due_on=date(2026, 12, 2), person=ada)
    tasks.edit(task, title="Ring i dag")
    done = history.take_back(step)
    assert [(one.table, one.field, one.reason) for one in done.kept] == [("person", "notes", "edited")]
    assert rows("SELECT first_name, last_name, notes FROM person ORDER BY id") == [
        ("Ada", "Berg", "Skrevet etterpå"),
        ("Ada", "Bergh", "Kort"),
    ]
    assert rows("SELECT id, person_id, title FROM task ORDER BY id") == [
        (task, twin, "Ring i dag"),
        (later, ada, "Etterpå"),
    ]
    assert rows("SELECT person_id FROM tagging") == [(twin,)]
    assert rows("SELECT person_id FROM contact_point ORDER BY id") == [(ada,), (twin,)]
    assert merged.now("person", twin) == twin
    assert soundness.problems() == []


def test_who_went_into_whom_is_followed_to_the_end(register: Path) -> None:
    first, second, third = (person("Ada", f"Berg{n}") for n in range(3))
    merging.merge("person", second, first)
    merging.merge("person", third, second)
    assert merged.kept("person", [first, second, third]) == {first: third, second: third}
    assert merged.into("person", third) == [first, second]
    assert merged.now("organisation", first) == first
    history.undo()
    assert merged.now("person", first) == second


def test_a_withdrawal_is_never_lost_and_the_newest_statement_counts(register: Path) -> None:
    ada, twin = person("Ada", "Berg"), person("Ada", "Bergh", objected_on=date(2025, 3, 1))

    def said(who: int, status: str, day: int, purpose: str = "newsletter") -> None:
        with journal.step("Consent"):
            write.insert(
                ConsentRecord(
                    person=who, purpose=purpose, channel="email", status=status, recorded_on=date(2025, 1, day)
                )
            )

    said(twin, "withdrawn", 5)
    said(ada, "given", 5)
    said(ada, "given", 2, "photo")
    said(twin, "withdrawn", 9, "photo")
    said(twin, "withdrawn", 3, "public_listing")
    said(ada, "given", 4, "public_listing")
    before = content()
    merging.merge("person", ada, twin)
    newest = "SELECT status FROM consent_record WHERE purpose = ? ORDER BY recorded_on DESC, id DESC LIMIT 1"
    assert [value(newest, (one,)) for one in ("newsletter", "photo", "public_listing")] == [
        "withdrawn",
        "withdrawn",
        "given",
    ]
    assert value("SELECT count(*) FROM consent_record WHERE person_id = ?", (ada,)) == 6
    assert value("SELECT objected_on FROM person") == "2025-03-01"
    history.take_back(value("SELECT max(id) FROM step"))
    assert facts(content()) == facts(before)


def test_memberships_that_ran_at_the_same_time_are_settled_by_the_one_who_merges(register: Path) -> None:
    nord, north = organisations.add("Nord AS"), organisations.add("North AS")
    old = memberships.join(nord, joined_on=date(2020, 1, 1), left_on=date(2023, 12, 31))
    new = memberships.join(north, joined_on=date(2022, 1, 1), category="associate")
    fees.put(old, 2022, 100, paid_on=date(2022, 3, 1))
    fees.put(new, 2022, 300, paid_on=date(2022, 4, 1))
    fees.put(new, 2024, 400, paid_on=date(2024, 4, 1))
    before = content()
    with pytest.raises(CrmError, match=r"01.01.2020–31.12.2023 and 01.01.2022–"):
        merging.merge("organisation", nord, north)
    assert content() == before
    periods = "SELECT category, joined_on, left_on FROM membership ORDER BY joined_on"
    paid = "SELECT year, amount FROM membership_fee ORDER BY year"
    for how, stands in (
        ("together", [("full", "2020-01-01", None)]),
        ("kept", [("full", "2020-01-01", "2023-12-31")]),
        ("gone", [("associate", "2022-01-01", None)]),
    ):
        told = merging.merge("organisation", nord, north, memberships=how)
        assert rows(periods) == stands
        assert rows(paid) == [(2022, 400), (2024, 400)], "both were paid"
        assert [one.table for one in told.twice] == ["membership_fee", "membership"]
        assert soundness.problems() == []
        history.undo()
        assert content() == before


def test_of_one_meeting_both_went_to_one_stands_and_both_organisations_were_there(register: Path) -> None:
    nord, north = organisations.add("Nord AS"), organisations.add("North AS")
    ada, twin = person("Ada", "Berg", organisation=nord), person("A.", "Berg", organisation=north)
    meeting = interactions.log(
        "Møte", held_on=date(2026, 3, 2), participants=[Participant(person=ada), Participant(person=twin)]
    )
    merging.merge("person", ada, twin)
    there = "SELECT person_id, organisation_id FROM interaction_participant WHERE interaction_id = ? ORDER BY id"
    assert rows(there, (meeting,)) == [(ada, nord), (None, north)]
    assert rows("SELECT organisation_id, is_primary FROM position ORDER BY id") == [(nord, 1), (north, 0)]
    assert rows("SELECT person_id, value FROM alias") == [(ada, "A. Berg")], "lists with the other name find her"


def test_the_fuller_value_is_proposed_and_the_number_of_an_organisation_moves(register: Path) -> None:
    nord = organisations.add("Nord", city="Tromsø", notes="Liten")
    north = organisations.add("Nord Havbruk AS", org_number="923609016", notes="Stor", employees=7)
    proposed = {pair.key: pair.proposed for pair in queries.fields("organisation", nord, north) if pair.differ}
    assert proposed == {
        "name": "gone", "org_number": "gone", "employees": "gone", "street": "kept", "notes": "both",
    }  # fmt: skip
    contact_points.add(organisation=nord, kind="email", value="post@nord.example")
    contact_points.add(organisation=north, kind="email", value="POST@nord.example")
    told = merging.merge("organisation", nord, north)
    assert rows("SELECT id, name, org_number, city, notes, employees FROM organisation") == [
        (nord, "Nord Havbruk AS", "923609016", "Tromsø", "Liten\n\nStor", 7)
    ]
    assert rows("SELECT value, is_primary FROM contact_point") == [("post@nord.example", 1)]
    assert [(one.table, one.differed) for one in told.twice] == [
        ("contact_point", (("value", "post@nord.example", "POST@nord.example"),))
    ]
    assert queries.better("organisation", nord, nord) == (nord, nord)
    with pytest.raises(CrmError):
        merging.merge("organisation", nord, nord)
    with pytest.raises(CrmError):
        merging.merge("organisation", nord, north)


def test_pairs_told_apart_stay_told_apart_and_are_said_once(register: Path) -> None:
    ada, twin, other = (person("Ada", f"Berg{n}") for n in range(3))
    merging.tell_apart("person", [(other, twin), (twin, other), (ada, twin)])
    assert value("SELECT count(*) FROM not_same") == 2
    merging.merge("person", ada, twin)
    assert rows("SELECT low, high FROM not_same") == [(ada, other)]


def test_a_frozen_report_is_untouched_and_the_merge_is_named_as_the_edit(register: Path) -> None:
    from crm.reports import reconcile, run

    nord, north = (organisations.add(name, municipality_code="5501") for name in ("Nord AS", "North AS"))
    for one in (nord, north):
        memberships.join(one, joined_on=date(2024, 1, 1))
    frozen = run.freeze(run.make(2025, today=date(2026, 1, 20)))
    kept = rows("SELECT * FROM report_run")
    merging.merge("organisation", nord, north, memberships="together")
    assert rows("SELECT * FROM report_run") == kept
    told = {one.figure.key: one for one in reconcile.reconcile(frozen.run).differences}
    assert [(one.reported, one.today) for key, one in told.items() if key == "K01"] == [(2, 1)]
    assert {cause.edit.label for cause in told["K01"].causes} == {"Merge “North AS” into “Nord AS”"}


def test_who_was_merged_and_erased_is_known_by_either_name(register: Path) -> None:
    from crm.queries import erased

    ada, twin = person("Ada", "Berg", email="ada@nord.example"), person("Adele", "Hansen", phone="912 34 567")
    merging.merge("person", ada, twin, choices={"first_name": "kept"})
    assert {("name", "ada berg|"), ("name", "adele hansen|"), ("email", "ada@nord.example")} <= erased.traits(ada)
