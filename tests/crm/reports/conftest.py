"""Real registers to report on: an empty one, the 36 members of the first user, and a small cluster."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm import i18n
from crm.commands import cluster, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.store import journal, opening
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
        memberships.set_fee(havbio.membership, 2024, 2_400_050)
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


class Member(tuple[int, int]):
    """An organisation and its membership."""

    @property
    def organisation(self) -> int:
        return self[0]

    @property
    def membership(self) -> int:
        return self[1]


def member(
    name: str, *, joined: date = date(2020, 1, 1), left: date | None = None, category: str = "full", **values: object
) -> Member:
    """A new organisation that is or was a member."""
    organisation = organisations.add(name, **values)
    membership = memberships.join(organisation, joined_on=joined, category=category)
    if left is not None:
        memberships.leave(membership, left)
    return Member((organisation, membership))
