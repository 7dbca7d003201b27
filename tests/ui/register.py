"""A small cluster for tests of the windows: two members, one who is none, four people, two meetings, three promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from PySide6.QtTest import QTest

from crm.commands import cluster, fees, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import FollowUp, Participant
from crm.store import journal, opening
from tests import new_register

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Known:
    """The ids of what `write` has written."""

    path: Path
    nordlys: int
    havbruk: int
    kommune: int
    ada: int
    kare: int
    ase: int
    per: int
    pilot: int
    call: int
    late: int
    today: int
    later: int


def write(path: Path) -> Known:
    """Make the register and close it again."""
    new_register.create(path)
    journal.author.staff = None
    staff = cluster.begin("Testklyngen", staff_name="Kari Nordmann", org_number="981575679")
    journal.author.staff = None  # what is not said is nobody's
    nordlys = organisations.add(name="Nordlys Energi AS", helix_sector="company", city="Tromsø", org_number="910000020")
    havbruk = organisations.add(name="Ålesund Havbruk AS", helix_sector="company", city="Ålesund")
    kommune = organisations.add(name="Fjord kommune", helix_sector="public", city="Fjord")
    first = memberships.join(nordlys, joined_on=date(2020, 1, 1))
    memberships.join(havbruk, joined_on=date(2024, 5, 1), category="partner")
    fees.put(first, 2026, 2_500_000, invoiced_on=date(2026, 2, 1))
    ada = people.add(
        first_name="Ada",
        last_name="Berg",
        organisation=nordlys,
        title="Rådgiver",
        email="ada@nordlys.example",
        phone="912 34 567",
        from_on=date(2021, 1, 1),
    )
    kare = people.add(
        first_name="Kåre", last_name="Ødegård", organisation=nordlys, title="Daglig leder", role="daily_manager"
    )
    ase = people.add(first_name="Åse", last_name="Aas", organisation=havbruk)
    per = people.add(first_name="Per", last_name="<b>Hansen</b>", organisation=kommune)
    pilot = interactions.log(
        "Pilot havvind",
        held_on=date(2026, 11, 20),
        participants=[Participant(person=ada), Participant(person=ase)],
        notes="Trenger partnerliste.",
        follow_ups=[FollowUp("Send partnerliste", date(2026, 11, 20))],
    )
    call = interactions.log("Ringte om medlemskap", held_on=date(2025, 3, 3), participants=[Participant(person=per)],
                            type="phone")  # fmt: skip
    late = tasks_of(pilot)
    today = tasks.add("Bestill lokale", due_on=TODAY, organisation=nordlys)
    later = tasks.add("Inviter til årsmøte", due_on=date(2027, 2, 1), person=kare, responsible=staff)
    opening.close()
    journal.author.staff = None
    return Known(path, nordlys, havbruk, kommune, ada, kare, ase, per, pilot, call, late, today, later)


def tasks_of(interaction: int) -> int:
    """The one promise made there."""
    from crm.queries import interactions as queries

    return queries.detail(interaction).follow_ups[0].id


def settle(until: Callable[[], bool] = lambda: True, seconds: float = 60) -> None:
    """Let Qt do what waits, until something is true and stays so for a moment."""
    end = monotonic() + seconds
    calm = 0
    while calm < 3:
        QTest.qWait(2)
        calm = calm + 1 if until() else 0
        assert monotonic() < end
