"""The seven anchors of DOMAIN.md 8, each also by the plain calculation over the records."""

from datetime import date
from typing import Any

import pytest

from crm.commands import contributions, interactions, memberships, projects
from crm.commands.interactions import Participant
from crm.reports import run
from crm.reports.report import Reported
from tests.crm.reports.conftest import member
from tests.crm.reports.independent import calculated, exported, told

YEAR = 2024


def figures(year: int = YEAR) -> dict[str, Reported]:
    """The figures of a year, which are those of the plain calculation."""
    made = dict(run.make(year, today=date(2026, 11, 24)).figures)
    assert dict(told(made)) == calculated(exported(), year)
    return made


def values(*keys: str, year: int = YEAR) -> list[Any]:
    made = figures(year)
    return [made[key].value for key in keys]


def test_36_members_of_whom_22_are_companies(first_user):
    assert values("K01", "K05") == [36, 61.1]


def test_who_leaves_on_the_last_day_counts_that_year_and_is_lost_in_the_next(register):
    member("Går", left=date(YEAR, 12, 31))
    assert values("K01", "K03") == [1, 0]
    assert values("K01", "K03", year=YEAR + 1) == [0, 1]


def test_who_joins_and_leaves_in_one_year_is_new_and_lost(register):
    member("Blir")
    member("Kort", joined=date(YEAR, 3, 1), left=date(YEAR, 9, 30))
    assert values("K01", "K02", "K03", year=YEAR - 1)[0] == 1
    assert values("K01", "K02", "K03") == [1, 1, 1]


def test_who_leaves_and_comes_back_in_one_year_is_neither_new_nor_lost(register):
    one = member("Tilbake", left=date(YEAR, 3, 31))
    memberships.join(one.organisation, joined_on=date(YEAR, 9, 1))
    assert values("K01", "K02", "K03", "K04") == [1, 0, 0, 100.0]


def test_a_meeting_with_three_members_is_one_contact_and_three_pairs(register):
    three = [member(f"Medlem {number}").organisation for number in range(3)]
    interactions.log(
        "Møte", held_on=date(YEAR, 5, 2), participants=[Participant(organisation=o) for o in three], status="done"
    )
    made = figures()
    assert (made["K10"].value, len(made["K11"].counted)) == (1, 3)
    assert (made["K10"].now.parts["organisations"].value, made["K10"].now.parts["people"].value) == (3, 0)


def test_twenty_hours_at_1500_kroner_are_worth_24000_under_the_cap(register):
    one = member("Giver").organisation
    contributions.add(one, YEAR, kind="hours", minutes=20 * 60, rate=1_500_00, approved=True)
    contributions.add(one, YEAR, kind="cash", amount=1_000_00, approved=False)
    made = figures()["K29"]
    assert (made.value, made.now.parts["hours"].value, made.unit) == (24_000, 20, "kr")
    assert [one.field for one in made.now.almost] == ["approved", "document_ref"]


def test_without_a_project_sustainability_is_not_applicable(register):
    assert values("K37") == [None]
    projects.add("Prosjekt", stage="running", start_on=date(YEAR, 1, 1))
    assert values("K37") == [0.0]


@pytest.mark.parametrize("key", ["K18", "K28", "K30", "K34", "K35", "K38", "K39"])
def test_what_nobody_wrote_down_is_not_applicable_and_not_nothing(register, key):
    assert values(key) == [None]
