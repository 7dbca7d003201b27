"""The organisations of the sample cluster with their addresses, memberships and fees."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import NamedTuple

from crm.demo import data, days
from crm.demo.bulk import Batch, derived, folded
from crm.records.contact_point import ContactPoint
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.rules import orgnr, phones

# Numbers in use begin with 8 or 9, so these are nobody's.
_FIRST_NUMBER = 31_500_002


NETWORK = "Havbruksnettverket"
"""A network within the cluster, for those in aquaculture."""


class Stay(NamedTuple):
    """Somebody who worked there from one day to another, as ordinals."""

    person: int
    name: str
    first: int
    last: int


@dataclass
class Place:
    """One organisation of one copy, as the rest of the sample cluster sees it."""

    id: int
    name: str
    domain: str
    told: data.Organisation
    stays: list[Stay] = field(default_factory=list)

    def is_member(self, day: int) -> bool:
        """Whether it is a member on a day."""
        return any(joined <= day and (left is None or day <= left) for joined, left in self.told.periods)

    def present(self, day: int) -> list[Stay]:
        """Who works there on a day."""
        return [stay for stay in self.stays if stay.first <= day <= stay.last]


def add(batch: Batch, copy: int) -> list[Place]:
    """Take up one copy of the cluster's organisations, memberships and fees; returns them."""
    random = Random(f"organisations {copy}")
    return [_add(batch, random, copy, index, told) for index, told in enumerate(data.organisations())]


def domain(name: str) -> str:
    """The part of a web or mail address made of a name."""
    return "".join(sign for sign in folded(name) if sign.isalnum() and sign.isascii())


def _add(batch: Batch, random: Random, copy: int, index: int, told: data.Organisation) -> Place:
    name = told.name if copy == 0 else _name(copy, index, told.sector)
    norwegian = told.country == "NO"
    # Neither number nor industry code: founded, but not in the register yet.
    registered = norwegian and bool(told.nace)
    place = batch.add(
        Organisation,
        **derived(
            Organisation,
            name=name,
            short_name="",
            org_number=_number(copy, index) if registered else "",
            country_code=told.country,
            legal_form=told.form,
            helix_sector=told.sector,
            segment=told.segment,
            nace_code=told.nace,
            nace_version="sn2007" if told.nace else "",
            employees=told.employees,
            # Two of the members were last asked two years ago: a finding for the data-quality list.
            employees_on=None if told.employees is None else "2024-09-01" if index % 17 == 9 else "2026-03-01",
            employees_source="" if told.employees is None else "manual",
            turnover=None,
            balance=None,
            founded_on=f"{told.founded}-{1 + index % 12:02}-15" if told.founded else None,
            street=told.street,
            postal_code=told.postal_code,
            city=told.city,
            municipality_code=told.municipality,
            notes=told.notes,
        ),
    )
    host = f"{domain(name.removesuffix(' AS'))}.example"
    _contact_points(batch, place, host, copy * 64 + index if norwegian else None)
    for period in told.periods:
        _membership(batch, random, place, told, period)
    return Place(place, name, host, told)


def _contact_points(batch: Batch, place: int, host: str, number: int | None) -> None:
    email, link = f"post@{host}", f"https://www.{host}"
    points = [("email", "work", email, email), ("link", "website", link, link)]
    if number is not None:
        phone = f"+4777{600_000 + number % 100_000}"
        points.append(("phone", "switchboard", phones.show(phone), phone))
    for kind, label, shown, normalised in points:
        batch.add(
            ContactPoint,
            **derived(
                ContactPoint,
                organisation_id=place,
                kind=kind,
                label=label,
                value=shown,
                normalised=normalised,
                is_primary=1,
            ),
        )


def _membership(batch: Batch, random: Random, place: int, told: data.Organisation, period: data.Period) -> None:
    left = period.left
    membership = batch.add(
        Membership,
        organisation_id=place,
        category=told.category,
        joined_on=days.iso(period.joined),
        left_on=None if left is None else days.iso(left),
        leave_reason="" if left is None else told.reason,
        agreement_signed_on=told.signed and max(told.signed, days.iso(period.joined)),
        pledged_cash=None if told.cash is None else told.cash * 100,
        pledged_minutes=None if told.hours is None else told.hours * 60,
        **_agreed(told, period),
    )
    if told.segment == "aquaculture" and left is None:
        batch.add(
            Membership,
            organisation_id=place,
            network=NETWORK,
            category=told.category,
            joined_on=max("2025-01-15", days.iso(period.joined)),
        )
    for year in days.YEARS if told.fee else ():
        invoiced = max(date(year, 2, 3).toordinal() + random.randrange(20), period.joined + 14)
        if date.fromordinal(invoiced).year != year or (left is not None and left < invoiced) or invoiced > days.TODAY:
            continue
        paid = invoiced + random.randrange(6, 45)
        # Some are late with the newest invoice, and those that were struck off never paid their last one.
        late = year == days.YEARS[-1] and random.random() < 0.12
        unpaid = late or (told.reason in ("unpaid", "bankrupt") and left is not None and left - invoiced < 365)
        batch.add(
            MembershipFee,
            membership_id=membership,
            year=year,
            amount=_fee(told.fee or 0, year) * 100,
            invoiced_on=days.iso(invoiced),
            paid_on=None if unpaid else days.iso(paid),
            due_on=days.iso(invoiced + 14),
            reference=f"{year}{membership % 1000:03}",
        )


def _agreed(told: data.Organisation, period: data.Period) -> dict[str, str]:
    """Until when a running membership is agreed: partners for two years, the others for this one."""
    if period.left is not None or told.category == "observer":
        return {}
    year = days.YEARS[-1] + (told.category == "partner")
    return {"agreed_to": f"{year}-12-31", "notice_by": f"{year}-09-30"}


def _fee(amount: int, year: int) -> int:
    """The fee of 2026 brought back to what it was: 3 % less each year, in whole hundreds of kroner."""
    return round(amount * (1 - 0.03 * (days.YEARS[-1] - year)) / 100) * 100


def _name(copy: int, index: int, sector: str) -> str:
    names = data.names()
    number = (copy - 1) * len(data.organisations()) + index
    pairs = len(names.beginnings) * len(names.stems)
    patterns = names.kinds[sector]
    # A stride without common factor visits every pair once before any name comes again with a number behind it.
    pair = number * 1_009 % pairs
    round_, pattern = divmod(number // pairs, len(patterns))
    name = names.beginnings[pair % len(names.beginnings)] + names.stems[pair // len(names.beginnings)]
    shown = patterns[(pattern + number) % len(patterns)].format(name=f"{name} {round_ + 1}" if round_ else name)
    return shown


def _number(copy: int, index: int) -> str:
    return _numbers(copy)[index]


@cache
def _numbers(copy: int) -> list[str]:
    """Valid organisation numbers, apart from those of every other copy."""
    found: list[str] = []
    candidate = _FIRST_NUMBER + copy * 100
    while len(found) < len(data.organisations()):
        found += [f"{candidate}{digit}" for digit in range(10) if orgnr.valid(f"{candidate}{digit}")]
        candidate += 1
    return found
