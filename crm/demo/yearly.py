"""What the sample cluster tells of each year: figures of its organisations, finance, results, seats and the rest.

What is told stands in resources/demo/yearly.toml; figures of organisations grow to what is known of them today.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from crm.demo import data, days
from crm.demo.bulk import Batch, folded
from crm.demo.organisations import Place
from crm.records.aid_record import AidRecord
from crm.records.cluster_label import ClusterLabel
from crm.records.external_relation import ExternalRelation
from crm.records.finance_line import FinanceLine
from crm.records.governance import GovernanceBody, GovernanceMember
from crm.records.media_item import MediaItem
from crm.records.organisation_year import OrganisationYear
from crm.records.result import Result, ResultOrganisation
from crm.records.staff_time import StaffTime
from crm.records.survey import Survey

FIRST = days.YEARS[0] - 1
"""The year before the first, so that this has something to be compared with."""
# Of the money of 2024, per cent.
_FINANCE = {2023: 88, 2024: 100, 2025: 107, 2026: 112}
_MEDIA = {2023: 6, 2024: 7, 2025: 8, 2026: 9}
_HOURS_A_WEEK = 5


def add(batch: Batch, copy: int, places: Sequence[Place], *, areas: Mapping[str, int], staff: Sequence[int]) -> None:
    """Take up the figures of one copy's organisations; the first copy has what the cluster tells of itself as well."""
    random = Random(f"yearly {copy}")
    for place in places:
        _figures(batch, random, place)
    if copy:
        return
    told = data.yearly()
    by_name = {place.told.name: place for place in places}
    for year in days.YEARS:
        _finance(batch, random, year, told["finance"], areas)
        _media(batch, random, year, told["media"])
        _hours(batch, random, year, told["work"], areas, staff)
    for result in told["result"]:
        _result(batch, random, result, by_name)
    for survey in told["survey"]:
        _survey(batch, survey)
    for place_in_list, body in enumerate(told["body"]):
        _body(batch, body, place_in_list, areas, by_name)
    for relation in told["relation"]:
        batch.add(
            ExternalRelation,
            organisation_id=by_name[relation["organisation"]].id,
            kind=relation["kind"],
            name=relation["name"],
            from_on=relation["from"],
            to_on=relation.get("to"),
            search_text=folded(relation["name"]),
        )
    for aid in told["aid"]:
        batch.add(
            AidRecord,
            organisation_id=by_name[aid["organisation"]].id,
            granted_on=aid["on"],
            basis=aid.get("basis", "de_minimis"),
            amount=aid["amount"] * 100,
            amount_euro=aid["euro"] * 100,
            purpose=aid["purpose"],
            declaration_on=aid["on"],
        )
    for label in told["label"]:
        batch.add(
            ClusterLabel,
            scheme=label["scheme"],
            level=label["level"],
            awarded_on=label["awarded"],
            valid_to=label["to"],
        )


def _figures(batch: Batch, random: Random, place: Place) -> None:
    """Five years of a company that ever was a member, backwards from what is known today."""
    told = place.told
    if told.sector != "company" or not told.periods or not told.employees:
        return
    left = max(date.fromordinal(until).year if until is not None else FIRST + 9 for _joined, until in told.periods)
    employees, each = float(told.employees), random.randrange(1_300, 2_600) * 1_000
    for year in range(days.YEARS[-1], FIRST - 1, -1):
        founded = date.fromordinal(min(joined for joined, _left in told.periods)).year
        # The accounts of a year come in the summer after it; some companies have told the headcount before.
        closed = year < days.YEARS[-1]
        if min(founded, FIRST + 1) <= year <= left and (closed or random.random() < 0.6):
            count = max(1, round(employees))
            turnover = count * each * random.randrange(92, 108) // 100_000 * 1_000 if closed else None
            batch.add(
                OrganisationYear,
                organisation_id=place.id,
                year=year,
                employees=count,
                turnover=None if turnover is None else turnover * 100,
                value_creation=turnover * 100 * random.randrange(25, 55) // 100 if turnover is not None else None,
                source="accounts" if closed else "manual",
            )
        employees /= random.choice((0.97, 1.0, 1.03, 1.06, 1.12))


def _finance(
    batch: Batch, random: Random, year: int, lines: Sequence[Mapping[str, Any]], areas: Mapping[str, int]
) -> None:
    for line in lines:
        budget, actual = (round(line[name] * _FINANCE[year] / 100, -3) for name in ("budget", "actual"))
        actual = round(actual * random.randrange(94, 107) / 100, -2)
        batch.add(
            FinanceLine,
            year=year,
            kind=line["kind"],
            category=line["category"],
            name=line["name"],
            focus_area_id=areas.get(line["focus"]),
            budget=int(budget) * 100,
            actual=int(actual) * 100,
            is_public=int(line.get("public", False)),
            is_eligible=int(line.get("eligible", False)),
        )


def _media(batch: Batch, random: Random, year: int, listed: Sequence[Mapping[str, Any]]) -> None:
    free = [day for day in days.working(year) if day <= days.TODAY]
    for item, day in zip(random.sample(listed, _MEDIA[year]), sorted(random.sample(free, _MEDIA[year])), strict=True):
        title, outlet = item["title"].format(year=year), item["outlet"].format(year=year)
        batch.add(
            MediaItem,
            published_on=days.iso(day),
            channel=item["channel"],
            title=title,
            outlet=outlet,
            url=item.get("url", ""),
            international=int(item.get("international", False)),
            language=item.get("language", "nb"),
            year=year,
            search_text=folded(f"{title} {outlet} "),
        )


def _hours(
    batch: Batch,
    random: Random,
    year: int,
    listed: Sequence[Mapping[str, Any]],
    areas: Mapping[str, int],
    staff: Sequence[int],
) -> None:
    worked = [day for day in days.working(year) if day <= days.TODAY]
    for first in range(0, len(worked), _HOURS_A_WEEK):
        day = worked[first]
        for member in staff:
            work = random.choice(listed)
            low, high = work["hours"]
            batch.add(
                StaffTime,
                staff_id=member,
                worked_on=days.iso(day),
                minutes=random.randrange(low * 4, high * 4 + 1) * 15,
                focus_area_id=areas.get(work["focus"]),
                target_group=work["target"],
                notes=work["notes"],
                year=year,
            )


def _result(batch: Batch, random: Random, told: Mapping[str, Any], by_name: Mapping[str, Place]) -> None:
    free = [day for day in days.working(told["year"]) if day <= days.TODAY]
    result = batch.add(
        Result,
        year=told["year"],
        happened_on=days.iso(random.choice(free)),
        type=told["type"],
        title=told["title"],
        count=told.get("count", 1),
        amount=told["amount"] * 100 if "amount" in told else None,
        attribution=told["attribution"],
        evidence=told["evidence"],
        search_text=folded(f"{told['title']} {told['evidence']} "),
    )
    for name in told["organisations"]:
        batch.add(ResultOrganisation, result_id=result, organisation_id=by_name[name].id)


def _survey(batch: Batch, told: Mapping[str, Any]) -> None:
    name = f"Medlemsundersøkelse {told['year']}"
    batch.add(
        Survey,
        year=told["year"],
        name=name,
        sent_on=told["sent"],
        sent_to=told["sent_to"],
        responses=told["responses"],
        satisfaction=told["satisfaction"],
        question_set="Ti faste spørsmål",
        search_text=folded(f"{name} Ti faste spørsmål "),
    )


def _body(
    batch: Batch, told: Mapping[str, Any], position: int, areas: Mapping[str, int], by_name: Mapping[str, Place]
) -> None:
    body = batch.add(
        GovernanceBody,
        name=told["name"],
        kind=told["kind"],
        focus_area_id=areas.get(told.get("focus", "")),
        from_on=told["from"],
        to_on=told.get("to"),
        position=position,
        search_text=folded(f"{told['name']} "),
    )
    for name, role, first, last in told["seats"]:
        place = by_name[name]
        there = place.present(date.fromisoformat(first).toordinal())
        batch.add(
            GovernanceMember,
            body_id=body,
            # Where nobody known worked there then, the seat is the organisation's.
            person_id=there[0].person if there else None,
            organisation_id=place.id,
            role=role,
            from_on=first,
            to_on=last or None,
        )
