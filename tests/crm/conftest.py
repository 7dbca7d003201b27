"""A register to write in, and a small invented cluster whose every record is known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from crm.commands import cluster as cluster_commands
from crm.commands import contact_points, fees, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.store import journal, opening
from tests import new_register

# The day on which the tests stand; what is dated relative to it stays so whatever day it is outside.
TODAY = date(2026, 11, 23)


class Cluster(NamedTuple):
    """The ids of everything in the cluster.

    Kåre worked at Nordlys until 31.08.2025 and works at Ødegård since; Anne-Lise works at Fjordforsk, Åse at Nordlys,
    Zara at the observer Ålesund Havn; Eva works nowhere; Bjarne is archived.
    """

    staff: int
    # organisations
    nordlys: int  # member since 15.01.2024, full, Tromsø
    odegard: int  # member 01.03.2025 to 30.06.2026, Bodø
    fjord: int  # member since 01.01.2023, partner, Tromsø
    havn: int  # observer since 01.01.2025, Ålesund
    kai9: int
    kai10: int
    # people
    kare: int
    anne: int
    aase: int
    zara: int
    eva: int
    bjarne: int
    # interactions, newest last
    start: int  # 10.05.2025: Kåre for Nordlys, Anne-Lise for Fjordforsk
    visit: int  # 03.02.2026: Åse for Nordlys
    call: int  # 01.10.2026: Kåre for Ødegård
    planned: int  # 15.01.2027: Fjordforsk
    mistake: int  # 05.11.2026: Åse for Nordlys, archived
    # follow-ups
    overdue: int  # 01.11.2026, about Nordlys
    due: int  # today, about Kåre
    later: int  # 01.12.2026, of the call
    done: int  # due 01.03.2026, done 27.02.2026, about Nordlys


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Path]:
    """An empty register, open, closed afterwards."""
    path = tmp_path / "register.klynge"
    new_register.create(path)
    yield path
    opening.close()
    journal.author.staff = None


@pytest.fixture
def cluster(tmp_path: Path, _written: tuple[bytes, Cluster]) -> Iterator[Cluster]:
    """A small invented cluster in a register of its own, open, closed afterwards."""
    content, ids = _written
    path = tmp_path / "cluster.klynge"
    path.write_bytes(content)
    opening.open_register(path, check=False)
    journal.author.staff = ids.staff
    yield ids
    opening.close()
    journal.author.staff = None


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Cluster]:
    """The cluster as a file: forty commands are written once and copied for each test."""
    path = tmp_path_factory.mktemp("cluster") / "cluster.klynge"
    new_register.create(path)
    ids = _write()
    opening.close()
    journal.author.staff = None
    return path.read_bytes(), ids


def _write() -> Cluster:
    staff = cluster_commands.begin("Polarhav bioklynge", org_number="910000020", staff_name="Ingrid Berg")
    assert staff is not None
    nordlys = organisations.add("Nordlys Havbruk AS", city="Tromsø", municipality_code="5501", segment="aquaculture")
    odegard = organisations.add("Ødegård Analyse AS", city="Bodø", municipality_code="1804")
    fjord = organisations.add("Fjordforsk", city="Tromsø", municipality_code="5501", helix_sector="research_education")
    havn = organisations.add(
        "Ålesund Havn KF", org_number="981575679", city="Ålesund", municipality_code="1508", helix_sector="public"
    )
    kai9, kai10 = organisations.add("Kai 9 AS"), organisations.add("Kai 10 AS")
    nordlys_membership = memberships.join(nordlys, joined_on=date(2024, 1, 15))
    fees.put(nordlys_membership, 2025, 1_500_000, invoiced_on=date(2025, 2, 1), paid_on=date(2025, 2, 20))
    fees.put(nordlys_membership, 2026, 1_600_000, invoiced_on=date(2026, 2, 1))
    left = memberships.join(odegard, joined_on=date(2025, 3, 1), category="startup")
    memberships.leave(left, date(2026, 6, 30), reason="resigned")
    memberships.join(fjord, joined_on=date(2023, 1, 1), category="partner")
    memberships.join(havn, joined_on=date(2025, 1, 1), category="observer")

    kare = people.add(
        first_name="Kåre", last_name="Ødegård", organisation=nordlys, title="Driftsleder", from_on=date(2020, 1, 1),
        email="kare@odegard.example", phone="912 34 567",
    )  # fmt: skip
    people.change_employer(kare, odegard, on=date(2025, 9, 1), title="Daglig leder")
    anne = people.add(
        first_name="Anne-Lise", last_name="Sæther", organisation=fjord, title="forsker", email="al@fjordforsk.example"
    )
    aase = people.add(first_name="Åse", last_name="Aas", organisation=nordlys, title="Markedssjef")
    zara = people.add(first_name="Zara", last_name="Øyen", organisation=havn, title="Havnefogd", phone="+4677612345")
    eva = people.add(first_name="Eva", last_name="Kern")
    bjarne = people.add(first_name="Bjarne", last_name="Borte", organisation=nordlys)
    people.archive(bjarne)
    contact_points.add(organisation=fjord, kind="phone", value="77 60 00 00")

    start = interactions.log(
        "Oppstartsmøte", held_on=date(2025, 5, 10), start_time="09:00", place="Tromsø", minutes=90,
        notes="Vi snakket om restråstoff.\nÅse følger opp.", participants=[Participant(kare), Participant(anne)],
    )  # fmt: skip
    visit = interactions.log(
        "Besøk på anlegget", held_on=date(2026, 2, 3), type="site_visit", participants=[Participant(aase)]
    )
    call = interactions.log(
        "Telefon om søknad", held_on=date(2026, 10, 1), type="phone", participants=[Participant(kare)]
    )
    planned = interactions.log(
        "Planlegging", held_on=date(2027, 1, 15), status="planned", participants=[Participant(organisation=fjord)]
    )
    mistake = interactions.log("Feilført", held_on=date(2026, 11, 5), participants=[Participant(aase)])
    interactions.archive(mistake)

    overdue = tasks.add("Send avtalen", due_on=date(2026, 11, 1), organisation=nordlys)
    due = tasks.add("Ring Kåre", due_on=TODAY, person=kare)
    later = tasks.add("Les søknaden", due_on=date(2026, 12, 1), interaction=call, notes="Frist hos Forskningsrådet")
    done = tasks.add("Takk for besøket", due_on=date(2026, 3, 1), organisation=nordlys)
    tasks.complete(done, date(2026, 2, 27))
    return Cluster(
        *(staff, nordlys, odegard, fjord, havn, kai9, kai10, kare, anne, aase, zara, eva, bjarne),
        *(start, visit, call, planned, mistake, overdue, due, later, done),
    )
