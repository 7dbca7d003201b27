"""The projects of the sample cluster with who puts in what, and the meetings that belong to them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from crm.demo import data, days
from crm.demo.bulk import Batch, folded
from crm.demo.organisations import Place
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.project import Project, ProjectParticipant
from crm.rules import folding

_LINKED = 0.4
"""Of the meetings with those who take part, on what a project is about, while it lasts."""


class Part(NamedTuple):
    """What an organisation puts in: øre and minutes."""

    organisation: int
    role: str
    cash: int | None
    minutes: int | None


def furnished(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A project of programme.toml with what projects.toml says of it."""
    return {**told, **data.projects().get(told["title"], {})}


def parts(told: Mapping[str, Any], places: Sequence[Place]) -> list[Part]:
    """Who takes part as it is told, the lead first."""
    ids = {place.told.name: place.id for place in places}
    found = []
    for line in told["with"]:
        name, role, kroner, hours = line.split("|")
        cash, minutes = int(kroner) * 100 if kroner else None, int(hours) * 60 if hours else None
        found.append(Part(ids[name], role, cash, minutes))
    return found


def put(batch: Batch, told: Mapping[str, Any], taking_part: Sequence[Part], areas: Mapping[str, int]) -> int:
    """Take up a project; returns the id that it will have."""
    reference, programme = told.get("reference", ""), told.get("programme", "")
    words = f"{told['title']} {programme} {reference} {told['summary']} {told.get('notes', '')}"
    project = batch.add(
        Project,
        title=told["title"],
        type=told["type"],
        stage=told["stage"],
        stage_on=told.get("since"),
        focus_area_id=areas.get(told["focus"]),
        cross_domain=told.get("cross", ""),
        cluster_role=told.get("cluster", "facilitator"),
        lead_id=taking_part[0].organisation,
        start_on=told.get("start"),
        end_on=told.get("end"),
        applied_on=told.get("applied"),
        decided_on=told.get("decided"),
        funder=told.get("funder", ""),
        funder_programme=programme,
        funder_reference=reference,
        budget=told["budget"] * 100 if "budget" in told else None,
        external_funding=told["funding"] * 100 if "funding" in told else None,
        international=int(told.get("international", False)),
        sdg=told.get("sdg", ""),
        public_summary=told["summary"],
        notes=told.get("notes", ""),
        sort_key=folding.sort_key(told["title"]),
        search_text=folded(words),
    )
    for part in taking_part:
        batch.add(
            ProjectParticipant,
            project_id=project,
            organisation_id=part.organisation,
            role=part.role,
            cash=part.cash,
            minutes=part.minutes,
        )
    return project


def add_more(batch: Batch, places: Sequence[Place], *, areas: Mapping[str, int]) -> None:
    """Take up those that programme.toml does not name; the others are there."""
    known = {told["title"] for told in data.programme()["project"]}
    for title, told in data.projects().items():
        if title not in known:
            put(batch, told, parts(told, places), areas)


def link(batch: Batch) -> None:
    """Let meetings belong to a project: those with who takes part, on its subject, while it is applied for or runs."""
    random = Random("projects and meetings")
    partners: dict[int, set[int]] = defaultdict(set)
    for part in batch.rows(ProjectParticipant):
        partners[part["project_id"]].add(part["organisation_id"])
    there: dict[int, set[int]] = defaultdict(set)
    for one in batch.rows(InteractionParticipant):
        there[one["interaction_id"]].add(one["organisation_id"])
    today = date.fromordinal(days.TODAY).isoformat()
    spans = [
        (row["id"], row["focus_area_id"], row["applied_on"] or row["stage_on"] or today, row["end_on"] or today)
        for row in batch.rows(Project)
    ]
    for meeting in batch.rows(Interaction):
        fitting = [
            id
            for id, area, first, last in spans
            if meeting["focus_area_id"] == area
            and first <= meeting["held_on"] <= last
            and partners[id] & there[meeting["id"]]
        ]
        if fitting and random.random() < _LINKED:
            meeting["project_id"] = random.choice(fitting)
