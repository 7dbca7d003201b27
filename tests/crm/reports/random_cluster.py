"""A cluster at random with rows in every table that a figure reads, crowded about the ends of the years."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from crm.demo.bulk import Batch, derived
from crm.records.activity import Activity, ActivityParticipation
from crm.records.aid_record import AidRecord
from crm.records.contribution import Contribution
from crm.records.external_relation import ExternalRelation
from crm.records.finance_line import FinanceLine
from crm.records.focus_area import FocusArea
from crm.records.governance import GovernanceBody, GovernanceMember
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.media_item import MediaItem
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.records.organisation_year import OrganisationYear
from crm.records.person import Person, Position
from crm.records.project import Project, ProjectParticipant
from crm.records.result import Result
from crm.records.staff import Staff
from crm.records.staff_time import StaffTime
from crm.records.survey import Survey
from crm.records.task import Task
from crm.records.year_rate import YearRate
from crm.rules import code_lists
from crm.store import journal

YEARS = (2023, 2024, 2025)
_EDGES = [date(year, month, day) for year in (2022, *YEARS) for month, day in ((1, 1), (12, 31), (6, 30), (2, 28))]


class Draw:
    """Chooses; empty and edge values are frequent."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def day(self) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(_EDGES).isoformat()
        return (date(2022, 6, 1) + timedelta(self.random.randrange(1300))).isoformat()

    def maybe(self, value: Any, often: float = 0.6) -> Any:
        return value if self.random.random() < often else None

    def days(self) -> tuple[str | None, str | None]:
        """A first and a last day in order, each perhaps open."""
        first, last = sorted((self.day(), self.day()))
        return self.maybe(first), self.maybe(last)

    def code(self, name: str, *also: str) -> str:
        return self.random.choice([*code_lists.keys(name), *also])

    def of(self, ids: Sequence[int]) -> int:
        return self.random.choice(ids)

    def some(self, ids: Sequence[int], most: int) -> list[int]:
        return self.random.sample(ids, self.random.randrange(min(most, len(ids)) + 1))

    def up_to(self, most: int) -> int:
        return self.random.choice((0, 1, self.random.randrange(most + 1)))

    def yes(self, often: float = 0.5) -> int:
        return int(self.random.random() < often)

    def year(self) -> int:
        return self.random.choice(YEARS)


def write(seed: int) -> None:
    """Fill the register; the same seed gives the same rows."""
    draw, batch = Draw(Random(seed)), Batch()
    with journal.step("a cluster at random"):
        areas = [
            batch.add(FocusArea, code=f"F{number}", name_nb=f"Område {number}", name_en=f"Area {number}")
            for number in range(draw.random.randrange(3))
        ]
        organisations = [_organisation(batch, draw, number) for number in range(draw.random.randrange(1, 9))]
        people = [_person(batch, draw, number, organisations) for number in range(draw.random.randrange(1, 9))]
        _contacts(batch, draw, organisations, people)
        activities, projects = _work(batch, draw, organisations, people, areas)
        _money(batch, draw, organisations, areas)
        _told(batch, draw, organisations, people, areas, projects)
        del activities
        batch.write()


def _organisation(batch: Batch, draw: Draw, number: int) -> int:
    made = batch.add(
        Organisation,
        **derived(
            Organisation,
            name=f"Virksomhet {number}",
            helix_sector=draw.random.choice(("company", "company", "research_education", "cluster", "public")),
            org_number=draw.random.choice(("", "912660680", "974760673", "981575679")) if number < 1 else "",
            legal_form=draw.random.choice(("AS", "ENK", "ans", "")),
            country_code=draw.random.choice(("NO", "NO", "SE")),
            municipality_code=draw.random.choice(("", "5501", "5530", "1508")),
            employees=draw.maybe(draw.up_to(300)),
            turnover=None,
            balance=None,
            archived=draw.yes(0.2),
            short_name="", notes="", city="", nace_code="",
        ),
    )  # fmt: skip
    first = date(2021, 1, 1) + timedelta(draw.random.randrange(800))
    for _period in range(draw.random.randrange(3)):
        last = first + timedelta(draw.random.choice((0, 30, 364, 700)))
        if draw.yes(0.4):
            edge = draw.random.choice(_EDGES)
            last = edge if edge >= first else last
        ends = draw.yes(0.6)
        _membership(batch, draw, made, first, last if ends else None)
        if not ends:
            break
        first = last + timedelta(draw.random.choice((1, 2, 100)))
    if draw.yes(0.3):
        batch.add(
            Membership, organisation_id=made, network="annet", category="full", joined_on="2022-01-01", left_on=None
        )
    for year in (2022, *YEARS):
        if draw.yes(0.6):
            batch.add(
                OrganisationYear,
                organisation_id=made,
                year=year,
                employees=draw.up_to(50),
                turnover=draw.maybe(draw.up_to(10**9)),
                source="manual",
            )
    return made


def _membership(batch: Batch, draw: Draw, organisation: int, first: date, last: date | None) -> None:
    membership = batch.add(
        Membership,
        organisation_id=organisation,
        network="main",
        category=draw.random.choice(("full", "full", "startup", "observer")),
        joined_on=first.isoformat(),
        left_on=last and last.isoformat(),
        agreement_signed_on=draw.maybe(draw.day()),
        pledged_cash=draw.maybe(draw.up_to(10**6), 0.2),
        pledged_minutes=draw.maybe(draw.up_to(6000), 0.2),
    )
    for year in YEARS:
        if draw.yes():
            batch.add(
                MembershipFee,
                membership_id=membership,
                year=year,
                amount=draw.up_to(3_000_000),
                invoiced_on=draw.maybe(draw.day()),
                paid_on=draw.maybe(draw.day()),
            )


def _person(batch: Batch, draw: Draw, number: int, organisations: list[int]) -> int:
    gender = draw.code("gender", "")
    person = batch.add(
        Person,
        first_name="Navn",
        last_name=f"Nummer {number}",
        gender=gender,
        informed_on=draw.maybe(draw.day()),
        status=draw.random.choice(("active", "active", "left", "anonymised")),
        source="",
    )
    for organisation in draw.some(organisations, 2):
        first, last = draw.days()
        batch.add(Position, person_id=person, organisation_id=organisation, role="", from_on=first, to_on=last)
    return person


def _contacts(batch: Batch, draw: Draw, organisations: list[int], people: list[int]) -> None:
    for _meeting in range(draw.random.randrange(14)):
        day = draw.day()
        interaction = batch.add(
            Interaction,
            type=draw.code("interaction_type"),
            status=draw.random.choice(("done", "done", "done", "planned", "cancelled")),
            held_on=day,
            year=int(day[:4]),
            subject="Møte",
            archived=draw.yes(0.2),
        )
        for organisation, person in _present(draw, organisations, people):
            batch.add(
                InteractionParticipant, interaction_id=interaction, organisation_id=organisation, person_id=person
            )
    for _task in range(draw.random.randrange(6)):
        status = draw.random.choice(("open", "done", "done", "cancelled"))
        due = draw.day()
        done = draw.random.choice((due, draw.day())) if status == "done" else None
        batch.add(Task, title="Oppfølging", due_on=due, status=status, done_on=done, archived=draw.yes(0.2))


def _present(draw: Draw, organisations: list[int], people: list[int]) -> set[tuple[int | None, int | None]]:
    """Pairs of organisation and person, one of which may be missing; a person once."""
    found: set[tuple[int | None, int | None]] = {
        (draw.maybe(draw.of(organisations), 0.8), person) for person in draw.some(people, 4)
    }
    taken = {organisation for organisation, _person in found}
    return found | {(o, None) for o in draw.some(organisations, 3) if o not in taken}


def _work(
    batch: Batch, draw: Draw, organisations: list[int], people: list[int], areas: list[int]
) -> tuple[list[int], list[int]]:
    activities, projects = [], []
    for _project in range(draw.random.randrange(6)):
        first, last = draw.days()
        project = batch.add(
            Project,
            title="Prosjekt",
            type=draw.code("project_type"),
            stage=draw.random.choice(("running", "granted", "completed", draw.code("project_stage"))),
            focus_area_id=draw.maybe(draw.of(areas)) if areas else None,
            cross_domain=draw.code("cross_domain", "", ""),
            cluster_role=draw.code("cluster_role"),
            lead_id=draw.maybe(draw.of(organisations)),
            start_on=first,
            end_on=last,
            applied_on=draw.maybe(draw.day()),
            decided_on=draw.maybe(draw.day()),
            external_funding=draw.maybe(draw.up_to(10**9)),
            international=draw.yes(0.3),
            sdg=draw.random.choice(("", " ", "14", "9, 12")),
            archived=draw.yes(0.2),
        )
        for organisation in draw.some(organisations, 4):
            batch.add(ProjectParticipant, project_id=project, organisation_id=organisation, role="partner")
        projects.append(project)
    for _activity in range(draw.random.randrange(8)):
        day = draw.day()
        counted = draw.yes(0.7)
        activity = batch.add(
            Activity,
            name="Aktivitet",
            type=draw.random.choice(("course", "workshop", draw.code("activity_type"))),
            service_group=draw.code("service_group"),
            focus_area_id=draw.maybe(draw.of(areas)) if areas else None,
            status=draw.random.choice(("held", "held", "held", "planned", "cancelled")),
            start_on=day,
            year=int(day[:4]),
            minutes=draw.maybe(draw.up_to(500)),
            municipality_code=draw.random.choice(("", "5501")),
            international=draw.yes(0.3),
            target_group=draw.code("target_group", ""),
            headcount_extra=draw.up_to(30),
            women_count=draw.up_to(20) if counted else draw.maybe(3, 0.3),
            men_count=draw.up_to(20) if counted else None,
            speakers_women=draw.maybe(draw.up_to(3)),
            speakers_men=draw.maybe(draw.up_to(3)),
            satisfaction=draw.maybe(draw.random.randrange(100, 501)),
            satisfaction_answers=draw.maybe(draw.up_to(40)),
            archived=draw.yes(0.2),
        )
        for host, guest in _present(draw, organisations, people):
            batch.add(
                ActivityParticipation,
                activity_id=activity,
                organisation_id=host,
                person_id=guest,
                role=draw.code("participation_role"),
                status=draw.random.choice(("attended", "attended", draw.code("participation_status"))),
            )
        activities.append(activity)
    return activities, projects


def _money(batch: Batch, draw: Draw, organisations: list[int], areas: list[int]) -> None:
    for year in draw.some([2022, *YEARS], 4):
        batch.add(YearRate, year=year, euro=draw.maybe(1_150, 0.7), hour_rate_cap=draw.maybe(100_000, 0.4))
    for _contribution in range(draw.random.randrange(8)):
        kind = draw.code("contribution_kind")
        worked = kind == "hours"
        batch.add(
            Contribution,
            organisation_id=draw.of(organisations),
            year=draw.year(),
            kind=kind,
            minutes=draw.up_to(6000) if worked else None,
            rate=draw.maybe(draw.up_to(200_000), 0.8) if worked else None,
            amount=None if worked else draw.up_to(10**7),
            focus_area_id=draw.maybe(draw.of(areas)) if areas else None,
            approved=draw.yes(0.7),
            archived=draw.yes(0.2),
        )
    for _line in range(draw.random.randrange(8)):
        kind = draw.random.choice(("income", "cost"))
        budget = draw.maybe(draw.random.randrange(-5, 10**7))
        batch.add(
            FinanceLine,
            year=draw.year(),
            kind=kind,
            category=draw.code(f"finance_{kind}"),
            focus_area_id=draw.maybe(draw.of(areas)) if areas else None,
            budget=budget,
            actual=draw.random.randrange(-5, 10**7) if budget is None or draw.yes() else None,
            is_public=draw.yes() if kind == "income" else 0,
            is_eligible=draw.yes() if kind == "cost" else 0,
            archived=draw.yes(0.2),
        )
    for _aid in range(draw.random.randrange(6)):
        batch.add(
            AidRecord,
            organisation_id=draw.of(organisations),
            granted_on=draw.day(),
            basis=draw.random.choice(("de_minimis", "de_minimis", draw.code("aid_basis"))),
            amount=draw.up_to(300_000_000),
            amount_euro=draw.maybe(draw.up_to(30_000_000)),
        )


def _told(
    batch: Batch, draw: Draw, organisations: list[int], people: list[int], areas: list[int], projects: list[int]
) -> None:
    for _result in range(draw.random.randrange(6)):
        batch.add(
            Result,
            year=draw.year(),
            type=draw.code("result_type"),
            title="Resultat",
            project_id=draw.maybe(draw.of(projects)) if projects else None,
            count=draw.up_to(4),
            attribution=draw.code("result_attribution"),
            archived=draw.yes(0.2),
        )
    for _item in range(draw.random.randrange(6)):
        day = draw.day()
        batch.add(
            MediaItem,
            published_on=day,
            year=int(day[:4]),
            channel=draw.code("media_channel"),
            title="Oppslag",
            international=draw.yes(),
        )
    for _survey in range(draw.random.randrange(4)):
        sent = draw.maybe(draw.random.randrange(60), 0.8)
        scale = draw.random.choice((5, 5, 6, 10))
        batch.add(
            Survey,
            year=draw.year(),
            name="Undersøkelse",
            sent_to=sent,
            responses=draw.maybe(draw.random.randrange((sent or 0) + 1), 0.8),
            satisfaction=draw.maybe(draw.random.randrange(100, scale * 100 + 1)),
            scale_max=scale,
        )
    for _body in range(draw.random.randrange(3)):
        first, last = draw.days()
        body = batch.add(GovernanceBody, name="Styre", kind=draw.code("governance_kind"), from_on=first, to_on=last)
        for _seat in range(draw.random.randrange(5)):
            first, last = draw.days()
            batch.add(
                GovernanceMember,
                body_id=body,
                person_id=draw.of(people) if draw.yes(0.8) else None,
                organisation_id=draw.of(organisations),
                role="member",
                from_on=first,
                to_on=last,
            )
    for _relation in range(draw.random.randrange(4)):
        first, last = draw.days()
        batch.add(
            ExternalRelation,
            organisation_id=draw.of(organisations),
            kind="network",
            country_code=draw.random.choice(("", "", "NO", "DK")),
            from_on=first,
            to_on=last,
        )
    staff = batch.add(Staff, name="Ola", initials="ON")
    for _entry in range(draw.random.randrange(6)):
        day = draw.day()
        batch.add(
            StaffTime,
            staff_id=staff,
            worked_on=day,
            year=int(day[:4]),
            minutes=draw.random.randrange(1, 1441),
            focus_area_id=draw.maybe(draw.of(areas)) if areas else None,
        )
