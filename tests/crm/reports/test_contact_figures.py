"""K10-K14, counted by hand (DOMAIN.md 7, anchor 5)."""

from datetime import date

import pytest

from crm.commands import interactions, memberships, people, tasks
from crm.commands.interactions import Participant
from crm.reports import run
from crm.reports.figures.definition import Almost
from crm.reports.report import Reported
from crm.rules.code_lists import keys
from tests.crm.reports.conftest import Member, member

DAY = date(2024, 5, 2)


def figure(key: str, year: int = 2024, today: date = date(2030, 1, 1)) -> Reported:
    return run.make(year, today=today).figures[key]


def meet(*members: Member, on: date = DAY, **values: object) -> int:
    present = [Participant(organisation=one.organisation) for one in members]
    return interactions.log("Møte", held_on=on, participants=present, **values)  # type: ignore[arg-type]


def test_a_meeting_with_three_members_is_one_contact_and_three_pairs(register):
    meet(*[member(name) for name in "abc"])
    assert figure("K10").value == 1
    assert len(figure("K11").counted) == 3
    assert figure("K11").value == 1.0


def test_two_people_of_one_member_are_one_pair(register):
    one = member("a")
    both = [people.add(last_name=name, organisation=one.organisation) for name in ("Lie", "Moe")]
    interactions.log("Møte", held_on=DAY, participants=[Participant(person=person) for person in both])
    assert (figure("K10").value, len(figure("K11").counted)) == (1, 1)


@pytest.mark.parametrize("type", keys("interaction_type"))
def test_only_personal_contacts_count(register, type):
    meet(member("a"), type=type)
    assert figure("K10").value == (0 if type in ("email", "other") else 1)


def test_only_what_was_done_on_a_day_of_membership_counts(register):
    late = member("a", joined=date(2024, 6, 1))
    meet(late, on=date(2024, 5, 31))
    meet(late, on=date(2024, 6, 1), status="planned")
    meet(late, on=date(2024, 6, 1), status="cancelled")
    gone = member("b", left=DAY)
    counted = meet(gone, on=DAY)
    meet(gone, on=date(2024, 5, 3))
    meet(member("c", category="observer"))
    assert figure("K10").counted == (counted,)


def test_archived_meetings_count(register):
    interactions.archive(meet(member("a")))
    assert figure("K10").value == 1


def test_contacts_per_member_are_of_the_average_of_the_year(register):
    meet(member("a"), member("b", joined=date(2024, 2, 1)))
    per_member = figure("K11").now
    assert (per_member.value, per_member.of) == (1.33, 1.5)


def test_members_met_are_of_those_at_the_end(register):
    met, gone = member("a"), member("b", left=date(2024, 6, 1))
    member("c")
    meet(met, gone)
    covered = figure("K12").now
    assert (covered.value, covered.counted, covered.of) == (50.0, (met.organisation,), 2)


def test_who_was_met_before_joining_is_not_without_contact(register):
    early, silent = member("a", joined=date(2024, 6, 1)), member("b")
    meet(early, on=date(2024, 1, 1))
    meet(silent, on=date(2023, 12, 31))
    assert figure("K13").counted == (silent.organisation,)
    assert figure("K12").value == 0.0


def test_follow_ups_in_time_are_of_those_due_and_not_cancelled(register):
    def promise(due: date, done: date | None = None) -> int:
        task = tasks.add("Løfte", due_on=due)
        if done is not None:
            tasks.complete(task, done)
        return task

    in_time = promise(DAY, DAY)
    promise(DAY, date(2024, 5, 3))
    still_open = promise(DAY)
    promise(date(2023, 12, 31), date(2023, 12, 31))
    tasks.cancel(promise(DAY))
    kept = figure("K14").now
    assert (kept.value, kept.counted, kept.of) == (33.3, (in_time,), 3)
    assert kept.almost == (Almost("task", still_open, "done_on"),)


def test_what_is_missing_in_a_meeting_is_named(register):
    alone = interactions.log(
        "Uten arbeidsgiver", held_on=DAY, participants=[Participant(person=people.add(last_name="X"))]
    )
    planned = meet(member("a"), status="planned")
    empty = meet(member("b"))
    interactions.edit(empty, participants=[])
    assert set(figure("K10").now.almost) == {
        Almost("interaction", alone, "organisation"),
        Almost("interaction", planned, "status"),
        Almost("interaction", empty, "participants"),
    }
    assert figure("K10", today=date(2024, 5, 1)).now.almost == tuple(
        gap for gap in figure("K10").now.almost if gap.field != "status"
    )


def test_a_change_of_employer_alters_no_past_figure(small):
    before = run.make(2024, today=date(2025, 1, 10))
    people.change_employer(1, 2, on=date(2024, 1, 2), title="Leder")  # Ada went, and it is said two years later
    after = run.make(2024, today=date(2025, 1, 10))
    for key in ("K10", "K11", "K12", "K13"):
        assert after.figures[key] == before.figures[key]
    assert after.tables["contact"] == before.tables["contact"]
    assert after.tables["members"] == before.tables["members"]


def test_an_edit_of_the_membership_alters_only_what_it_says(small):
    assert figure("K01").value == 2
    memberships.leave(1, date(2024, 12, 30))
    assert figure("K01").value == 1
