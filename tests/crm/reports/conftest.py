"""Real registers to report on: an empty one, the 36 members of the first user, and a small cluster."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm import i18n
from crm.commands import (
    activities,
    cluster,
    contributions,
    external_relations,
    fees,
    finance,
    goals,
    governance,
    interactions,
    media,
    memberships,
    organisations,
    people,
    projects,
    results,
    state_aid,
    tasks,
)
from crm.commands.interactions import Participant
from crm.store import journal, opening
from crm.store.database import value
from tests import new_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Path]:
    """An empty register, open, closed afterwards."""
    path = tmp_path / "register.klynge"
    before = i18n.language()
    i18n.use("en")
    new_register.create(path)
    yield path
    opening.close()
    journal.author.staff = None
    i18n.use(before)


@pytest.fixture
def first_user(register: Path) -> Path:
    """36 members on 31.12.2024, 22 of them companies (DOMAIN.md section 0)."""
    with journal.step("36 members"):
        for number in range(36):
            sector = "company" if number < 22 else ("research_education", "public", "capital")[number % 3]
            member(f"Medlem {number:02}", helix_sector=sector)
    return register


@pytest.fixture
def small(register: Path) -> Path:
    """A cluster small enough to be counted by hand; every sheet has something to show for 2024."""
    with journal.step("small cluster"):
        cluster.begin("Polarhav & co", org_number="981575679", municipality_code="5501")
        havbio = member(
            "Havbio AS", org_number="912660680", legal_form="AS", employees=9, employees_on=date(2024, 6, 1),
            municipality_code="5501", segment="biotech", nace_code="72.110",
        )  # fmt: skip
        memberships.edit(havbio.membership, agreement_signed_on=date(2020, 1, 15), pledged_minutes=600)
        fees.put(havbio.membership, 2024, 2_400_050)
        institute = member(
            "Østhav institutt", org_number="974760673", helix_sector="research_education", employees=300,
            employees_on=date(2021, 1, 1), municipality_code="5530", joined=date(2024, 3, 1),
        )  # fmt: skip
        left = member("Ålesund Fisk AS", org_number="", municipality_code="1508", left=date(2024, 5, 31))
        member("=Observatør", category="observer")
        ada = people.add(
            first_name="Ada", last_name="Nordmann", organisation=havbio.organisation, role="primary_contact"
        )
        bo = people.add(first_name="Bo", last_name="Lie", organisation=institute.organisation)
        people.add(first_name="Cai", last_name="Moe", organisation=institute.organisation)
        dag = people.add(first_name="Dag", last_name="Vik", organisation=left.organisation)
        together = [Participant(person=ada), Participant(person=bo), Participant(person=dag)]
        interactions.log("Møte", held_on=date(2024, 4, 10), participants=together, status="done")
        interactions.log("Samtale", held_on=date(2024, 9, 1), participants=[Participant(person=ada)], type="phone")
        interactions.log("E-post", held_on=date(2024, 9, 2), participants=[Participant(person=ada)], type="email")
        interactions.log("Besøk", held_on=date(2023, 2, 1), participants=[Participant(person=dag)], type="site_visit")
        interactions.log("Planlagt", held_on=date(2024, 6, 1), participants=[Participant(person=bo)], status="planned")
        done = tasks.add("Sende referat", due_on=date(2024, 4, 20), organisation=havbio.organisation)
        tasks.complete(done, date(2024, 4, 20))
        tasks.add("Ringe", due_on=date(2024, 10, 1), organisation=institute.organisation)
    return register


@pytest.fixture
def full(small: Path) -> Path:
    """The small cluster with one of everything that a sheet of the workbook shows."""
    with journal.step("one of everything"):
        area = int(value("SELECT id FROM focus_area WHERE code = '2'"))
        meeting = activities.add(
            "Medlemsmøte", start_on=date(2024, 3, 5), status="held", type="member_meeting", focus_area=area, minutes=90,
            headcount_extra=2, women_count=2, men_count=1, satisfaction=430, satisfaction_answers=3, cost=1_250_00,
            international=True, target_group="members",
        )  # fmt: skip
        activities.attend(meeting, person=1, status="attended")
        activities.attend(meeting, person=2, status="attended")
        activities.add("Kurs i prøvetaking", start_on=date(2024, 11, 5), type="course")
        project = projects.add(
            "Restråstoff", type="rnd", stage="running", focus_area=area, start_on=date(2024, 2, 1), budget=900_000_00,
            cluster_role="initiator", international=True, lead=1, sdg="14", cross_domain="process_tech",
        )  # fmt: skip
        projects.add_partner(project, 1, role="lead")
        projects.add_partner(project, 2)
        contributions.add(1, 2024, kind="hours", minutes=1200, rate=1_500_00, approved=True, focus_area=area)
        contributions.add(2, 2024, kind="cash", amount=10_000_00)
        finance.add(2024, "income", "grant_nic", budget=1_000_000_00, actual=1_000_000_00, is_public=True)
        finance.add(2024, "cost", "personnel", budget=800_000_00, actual=850_000_00, focus_area=area, is_eligible=True)
        finance.add(2024, "cost", "travel", actual=40_000_00)
        partner = organisations.add("Nordic Cluster ApS", helix_sector="cluster", country_code="DK")
        external_relations.add(partner, "mou", from_on=date(2023, 1, 1))
        results.add("Nytt enzym", 2024, type="new_product", organisations=[1], project=project, evidence="Rapport 7")
        media.add("Enzymer fra kaldt hav", date(2024, 5, 2), channel="press", outlet="Nordlyset", international=True)
        body = governance.add("Styret", "board")
        people.edit(1, gender="female")
        governance.add_seat(body, person=1, role="chair", from_on=date(2022, 1, 1))
        governance.add_seat(body, person=2, from_on=date(2022, 1, 1))
        state_aid.add(1, date(2024, 4, 1), 100_000_00, amount_euro=8_500_00)
        state_aid.add(1, date(2022, 4, 1), 50_000_00, amount_euro=5_000_00)
        state_aid.add(1, date(2020, 4, 1), 50_000_00, amount_euro=4_000_00)
        goal = goals.add("main", "Flere medlemmer", text_en="More members", focus_area=area)
        goals.add_indicator(
            goal, "Medlemmer", name_en="Members", figure_key="K01", unit="count", baseline=100, baseline_year=2022,
            target=400, target_year=2026,
        )  # fmt: skip
        goals.add("vision", "Blå vekst i nord")
    return small


class Member(tuple[int, int]):
    """An organisation and its membership."""

    @property
    def organisation(self) -> int:
        return self[0]

    @property
    def membership(self) -> int:
        return self[1]


def member(
    name: str, *, joined: date = date(2020, 1, 1), left: date | None = None, category: str = "full", **values: Any
) -> Member:
    """A new organisation that is or was a member."""
    organisation = organisations.add(name, **values)
    membership = memberships.join(organisation, joined_on=joined, category=category)
    if left is not None:
        memberships.leave(membership, left)
    return Member((organisation, membership))
