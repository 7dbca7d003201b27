"""The projects and activities of the sample cluster, and who came to them (resources/demo/programme.toml)."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from crm.demo import activities, data, days, projects
from crm.demo.bulk import Batch, folded
from crm.demo.organisations import Place
from crm.records.activity import Activity, ActivityParticipation

# The first copy has all of it; of the others, which are there for their number, each has a little.
_PROJECTS, _ACTIVITIES = 2, 2
_CROWD = 6


def add(batch: Batch, copy: int, places: Sequence[Place], *, areas: Mapping[str, int]) -> list[int]:
    """Take up one copy's projects, and the activities of four years with their attendance; returns the projects."""
    random = Random(f"programme {copy}")
    told = data.programme()
    members = [place for place in places if place.told.periods]
    listed = told["project"] if copy == 0 else told["project"][:_PROJECTS]
    made = [_project(batch, random, one, members, places, areas, named=copy == 0) for one in listed]
    for year in days.YEARS:
        yearly = told["activity"] if copy == 0 else random.sample(told["activity"], _ACTIVITIES)
        for activity in yearly:
            joint = next((place.id for place in places if place.name == activity.get("joint")), None)
            _activity(batch, random, year, activity, members, areas, made, joint, small=copy > 0)
    if copy == 0:
        activities.add(batch, places, areas)
    return made


def _project(
    batch: Batch,
    random: Random,
    told: Mapping[str, Any],
    members: Sequence[Place],
    places: Sequence[Place],
    areas: Mapping[str, int],
    *,
    named: bool,
) -> int:
    """A project with those who are told to take part where `named`, else with anybody."""
    drawn = []
    for place, partner in enumerate(random.sample(members, min(told["partners"], len(members)))):
        research = partner.told.sector == "research_education"
        role = "lead" if place == 0 else "rnd" if research else random.choice(("partner", "partner", "pilot"))
        cash = random.choice((0, 25_000, 50_000, 100_000, 250_000)) * 100 or None
        minutes = random.choice((0, 40, 80, 120, 200, 400)) * 60 or None
        drawn.append(projects.Part(partner.id, role, cash, minutes))
    whole = projects.furnished(told)
    return projects.put(batch, whole, projects.parts(whole, places) if named else drawn, areas)


def _activity(
    batch: Batch,
    random: Random,
    year: int,
    told: Mapping[str, Any],
    members: Sequence[Place],
    areas: Mapping[str, int],
    projects: Sequence[int],
    joint: int | None,
    *,
    small: bool,
) -> None:
    free = [day for day in days.working(year) if date.fromordinal(day).month == told["month"]]
    day = random.choice(free)
    held = day <= days.TODAY
    status = "cancelled" if held and random.random() < 0.04 else "held" if held else "planned"
    name = told["name"].format(year=year)
    notes = random.choice(told["notes"]) if held and status == "held" else ""
    crowd = min(told["crowd"], _CROWD) if small else told["crowd"]
    there = _present(random, day, members, crowd) if status != "cancelled" else []
    came = [person for person in there if held and random.random() < 0.9]
    women = sum(1 for _person in came if random.random() < 0.46)
    speakers = told.get("speakers", 0)
    her = random.randint(0, speakers)
    batch_id = batch.add(
        Activity,
        name=name,
        type=told["type"],
        service_group=told["service"],
        focus_area_id=areas.get(told["focus"]),
        status=status,
        start_on=days.iso(day),
        end_on=days.iso(day + 1) if told.get("days") == 2 else None,
        start_time=told.get("time", "09:00"),
        minutes=told["hours"] * 60,
        venue=told["venue"],
        municipality_code=told.get("municipality", ""),
        joint_with_id=joint,
        online=int(told.get("online", False)),
        international=int(told.get("international", False)),
        target_group=told.get("target", "members"),
        project_id=random.choice(projects) if projects and random.random() < told.get("project", 0) else None,
        headcount_extra=random.choice((0, 0, 0, 2, 5)) if came else 0,
        women_count=women if came else None,
        men_count=len(came) - women if came else None,
        speakers_women=her if speakers else None,
        speakers_men=speakers - her if speakers else None,
        satisfaction=random.randint(380, 490) if len(came) > 5 else None,
        satisfaction_answers=max(3, len(came) // 2) if len(came) > 5 else None,
        fee_income=told["fee"] * len(came) * 100 if told.get("fee") and came else None,
        cost=random.randrange(5, 60) * 1_000_00 if came else None,
        notes=notes,
        year=year,
        search_text=folded(f"{name} {told['venue']} {notes}"),
    )
    for place, (organisation, person) in enumerate(there):
        status_of = "attended" if (organisation, person) in came else "no_show" if held else "registered"
        batch.add(
            ActivityParticipation,
            activity_id=batch_id,
            organisation_id=organisation,
            person_id=person,
            role="speaker" if place < min(speakers, 2) and status_of != "no_show" else "participant",
            status=status_of,
        )


def _present(random: Random, day: int, members: Sequence[Place], crowd: int) -> list[tuple[int, int]]:
    """Who is asked, each with the organisation of that day; nobody twice."""
    everybody = [(place.id, stay.person) for place in members for stay in place.present(day)]
    asked = random.sample(everybody, min(crowd, len(everybody)))
    found: dict[int, tuple[int, int]] = {}
    for organisation, person in asked:
        found.setdefault(person, (organisation, person))
    return list(found.values())
