"""What the members of the sample cluster put in of their own, over the four years."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from crm.demo import days
from crm.demo.bulk import Batch, derived
from crm.demo.organisations import Place
from crm.records.contribution import Contribution

_RATES = (450, 550, 600, 600, 750, 900, 1_100, 1_350)
"""Kroner an hour; the last is above the cap, those from 750 on want a document."""
_WORK = (
    *("Styringsgruppe og planlegging", "Prøver og analyser", "Innlegg på samling", "Utprøving i eget anlegg"),
    *("Arbeidsgruppe for kompetanse", "Veiledning av oppstartsbedrift", "Gjennomgang av søknad"),
)
_GIVEN = ("Lån av laboratorium", "Møterom og bevertning", "Råstoff til forsøk")
_MONTHS = (2, 3, 4, 5, 6, 9, 10, 11)
_TWICE = 30
"""Hours; who pledged so many or more sends time sheets twice a year."""


def add(batch: Batch, copy: int, places: Sequence[Place], *, areas: Mapping[str, int], projects: Sequence[int]) -> None:
    """Take up one copy's contributions; of the copies that are there for their number only those of the last year."""
    random = Random(f"contributions {copy}")
    for year in days.YEARS if copy == 0 else days.YEARS[-1:]:
        middle = date(year, 6, 30).toordinal()
        for place in places:
            if place.is_member(middle) and (place.told.hours or place.told.cash):
                _year(batch, random, place, year, list(areas.values()), projects)


def _year(batch: Batch, random: Random, place: Place, year: int, areas: Sequence[int], projects: Sequence[int]) -> None:
    """What one member gave in a year: near to what it pledged, now and then less, more, or nothing yet."""
    this = year == days.YEARS[-1]
    if random.random() < (0.2 if this else 0.08):
        return
    hours, cash = place.told.hours or 0, place.told.cash or 0
    share = random.choice((0.4, 0.6, 0.8, 1.0, 1.0, 1.0, 1.2))
    times = 2 if hours >= _TWICE else 1
    months = sorted(random.sample(_MONTHS, times))
    for month in months if hours else ():
        minutes = max(2, round(hours * share / times)) * 60 + random.choice((0, 0, 30))
        project = random.choice(projects) if projects and random.random() < 0.4 else None
        rate = None if random.random() < 0.06 else random.choice(_RATES) * 100
        shape = {"minutes": minutes, "rate": rate, "amount": None}
        _one(batch, random, place, year, month, "hours", random.choice(_WORK), project, areas, shape)
    if cash:
        shape = {"minutes": None, "rate": None, "amount": round(cash * share / 100) * 10_000}
        _one(batch, random, place, year, 9, "cash", "", None, areas, shape)
    if random.random() < 0.12:
        shape = {"minutes": None, "rate": None, "amount": random.choice((5, 8, 12, 20)) * 100_000}
        _one(batch, random, place, year, 10, "other", random.choice(_GIVEN), None, areas, shape)


def _one(
    batch: Batch,
    random: Random,
    place: Place,
    year: int,
    month: int,
    kind: str,
    notes: str,
    project: int | None,
    areas: Sequence[int],
    shape: Mapping[str, int | None],
) -> None:
    day = date(year, month, 28)
    if day.toordinal() > days.TODAY:
        return
    approved = random.random() < (0.5 if year == days.YEARS[-1] else 0.95)
    paper = approved or random.random() < 0.5
    name = f"Timeliste {year}-{month:02}" if kind == "hours" else f"Bilag {year % 100}{place.id % 1000:03}"
    batch.add(
        Contribution,
        **derived(
            Contribution,
            organisation_id=place.id,
            year=year,
            given_on=day.isoformat(),
            kind=kind,
            focus_area_id=random.choice(areas) if project is None and areas and random.random() < 0.6 else None,
            project_id=project,
            approved=int(approved),
            document_ref=name if paper else "",
            notes=notes,
            **shape,
        ),
    )
