"""The figures of the sample cluster against a calculation in plain Python, written from DOMAIN.md 7 alone."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from crm import demo
from crm.queries import settings
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.records.person import Person, Position
from crm.records.task import Task
from crm.reports import run
from crm.store import opening

PERSONAL = {"meeting_in_person", "meeting_video", "phone", "site_visit"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("sample") / "demo.klynge"
    demo.write(path)
    opening.open_register(path, write=False)
    yield path
    opening.close()


def percent(part: int, whole: int) -> float | None:
    if whole == 0:
        return None
    return float((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def calculated(year: int) -> dict[str, Any]:
    """Every figure by its formula, with sets and loops; no SQL of the report."""
    first, last, before = date(year, 1, 1), date(year, 12, 31), date(year - 1, 12, 31)
    organisations = {row.id: row for row in Organisation.select()}
    memberships = [row for row in Membership.select() if row.category != "observer" and row.network == "main"]
    known = settings.values()

    def members(day: date) -> set[int]:
        return {m.organisation_id for m in memberships if m.joined_on <= day and (not m.left_on or m.left_on >= day)}

    start, end = members(before), members(last)
    joined = {m.organisation_id for m in memberships if first <= m.joined_on <= last} - start
    companies = {o for o in end if organisations[o].helix_sector == "company"}
    sizes = [organisations[o].size_class for o in companies]
    fees = {(fee.membership.organisation_id, fee.year) for fee in MembershipFee.select() if fee.amount > 0}
    committed = {
        m.organisation_id
        for m in memberships
        if m.joined_on <= last and (not m.left_on or m.left_on >= last)
        if m.agreement_signed_on and m.agreement_signed_on <= last
        if (m.organisation_id, year) in fees or m.pledged_cash or m.pledged_minutes
    }
    placed = [organisations[o].municipality_code for o in end if organisations[o].municipality_code]
    held = {
        i.id: i.held_on
        for i in Interaction.select()
        if i.status == "done" and i.type in PERSONAL and first <= i.held_on <= last
    }
    present = [
        (p.interaction_id, p.organisation_id)
        for p in InteractionParticipant.select()
        if p.interaction_id in held and p.organisation_id
    ]
    on = {day: members(day) for day in set(held.values())}
    pairs = {(i, o) for i, o in present if o in on[held[i]]}
    due = [t for t in Task.select() if first <= t.due_on <= last and t.status != "cancelled"]
    people = {
        p.person_id
        for p in Position.select()
        if p.organisation_id in end and (not p.from_on or p.from_on <= last) and (not p.to_on or p.to_on >= last)
    }
    informed = [p for p in Person.select() if p.id in people and p.informed_on]
    average = Decimal(len(start) + len(end)) / 2
    return {
        "K01": len(end),
        "K02": len(joined),
        "K03": len((start | joined) - end),
        "K04": percent(len(start & end), len(start)),
        "K05": percent(len(companies), len(end)),
        "K06": percent(
            sum(size in ("micro", "small", "medium") for size in sizes), sum(size != "unknown" for size in sizes)
        ),
        "K07": len({organisations[o].helix_sector for o in end}),
        "K08": len(committed),
        "K09 a": percent(placed.count(known["hq_municipality_code"]), len(placed)),
        "K09 b": percent(sum(code[:2] in known["county_codes"].split(",") for code in placed), len(placed)),
        "K10": len({i for i, _o in pairs}),
        "K11": float((len(pairs) / average).quantize(Decimal("0.01"), ROUND_HALF_UP)) if average else None,
        "K12": percent(len({o for _i, o in pairs} & end), len(end)),
        "K13": len(end - {o for _i, o in present}),
        "K14": percent(sum(t.status == "done" and t.done_on <= t.due_on for t in due), len(due)),
        "K40": percent(sum(len(organisations[o].org_number) == 9 for o in end), len(end)),
        "K40 informed": percent(len(informed), len(people)),
    }


@pytest.mark.parametrize("year", range(2022, 2028))
def test_every_figure_equals_the_plain_calculation(sample, year):
    figures = run.make(year, today=date(2026, 11, 24)).figures
    found: dict[str, Any] = {key: figure.value for key, figure in figures.items() if key != "K09"}
    found |= {f"K09 {part}": value.value for part, value in figures["K09"].now.parts.items()}
    found["K40 informed"] = figures["K40"].now.parts["informed"].value
    assert found == calculated(year)


def test_the_sample_has_36_members_of_whom_22_are_companies(sample):
    figures = run.make(2026, today=date(2026, 11, 24)).figures
    assert (figures["K01"].value, len(figures["K05"].counted), figures["K05"].value) == (36, 22, 61.1)
