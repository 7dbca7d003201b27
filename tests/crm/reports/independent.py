"""Every figure in plain Python over the exported records, written from DOMAIN.md 7 alone: no SQL of the report, no rule
of the program. What is not applicable is None."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from crm.store import tables
from crm.store.database import rows

PERSONAL = {"meeting_in_person", "meeting_video", "phone", "site_visit"}
DEFAULTS = {
    "hq_municipality_code": "5501",
    "county_codes": "55",
    "hour_rate_cap": "1200",
    "hour_rate_cap_sole": "350",
}
Records = dict[str, list[Any]]


def exported() -> Records:
    """Every record of the register as it is stored; days are dates, ids of other records end in _id."""
    found: Records = {}
    for table in tables.journalled():
        names = [column for (column,) in rows("SELECT name FROM pragma_table_info(?)", (table,))]
        found[table] = [
            SimpleNamespace(**{name: _read(name, value) for name, value in zip(names, row, strict=True)})
            for row in rows(f'SELECT * FROM "{table}" ORDER BY id')
        ]
    return found


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_on") and value is not None else value


def half_up(number: Fraction, decimals: int) -> float:
    # More digits than any of these numbers has before the half is decided.
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def percent(part: float, whole: float) -> float | None:
    return None if whole == 0 else half_up(Fraction(part) * 100 / Fraction(whole), 1)


def calculated(found: Records, year: int) -> dict[str, Any]:
    """Each figure, and each part of one as "K09 b"."""
    made: dict[str, Any] = {}
    for part in (_members, _contacts, _activities, _projects, _results, _economy, _people):
        made |= part(found, year)
    return made


def _ends(year: int) -> tuple[date, date, date]:
    return date(year, 1, 1), date(year, 12, 31), date(year - 1, 12, 31)


def _real(found: Records) -> list[Any]:
    return [m for m in found["membership"] if m.category != "observer" and m.network == "main"]


def members(found: Records, day: date) -> set[int]:
    return {m.organisation_id for m in _real(found) if m.joined_on <= day and (not m.left_on or m.left_on >= day)}


def companies(found: Records, day: date) -> set[int]:
    return {o.id for o in found["organisation"] if o.id in members(found, day) and o.helix_sector == "company"}


def _settings(found: Records) -> dict[str, str]:
    return DEFAULTS | {row.key: row.value for row in found["setting"]}


def _members(found: Records, year: int) -> dict[str, Any]:
    first, last, before = _ends(year)
    known = {o.id: o for o in found["organisation"]}
    start, end = members(found, before), members(found, last)
    joined = {m.organisation_id for m in _real(found) if first <= m.joined_on <= last} - start
    owned = companies(found, last)
    sizes = [known[o].size_class for o in owned]
    of = {m.id: m.organisation_id for m in _real(found)}
    paying = {of.get(f.membership_id) for f in found["membership_fee"] if f.year == year and f.amount > 0}
    committed = set()
    for m in _real(found):
        now = m.joined_on <= last and (not m.left_on or m.left_on >= last)
        signed = m.agreement_signed_on and m.agreement_signed_on <= last
        if now and signed and (m.organisation_id in paying or m.pledged_cash or m.pledged_minutes):
            committed.add(m.organisation_id)
    placed = [known[o].municipality_code for o in end if known[o].municipality_code]
    setting = _settings(found)
    counties = setting["county_codes"].split(",")
    people = {
        p.person_id
        for p in found["position"]
        if p.organisation_id in end and (not p.from_on or p.from_on <= last) and (not p.to_on or p.to_on >= last)
    }
    real = {p.id for p in found["person"] if p.status != "anonymised"} & people
    informed = {p.id for p in found["person"] if p.informed_on} & real
    staffed = {
        p.organisation_id
        for p in found["position"]
        if p.person_id in real and (not p.from_on or p.from_on <= last) and (not p.to_on or p.to_on >= last)
    }
    return {
        "K01": len(end),
        "K02": len(joined),
        "K03": len((start | joined) - end),
        "K04": percent(len(start & end), len(start)),
        "K05": percent(len(owned), len(end)),
        "K06": percent(
            sum(size in ("micro", "small", "medium") for size in sizes), sum(size != "unknown" for size in sizes)
        ),
        "K07": len({known[o].helix_sector for o in end}),
        "K08": len(committed),
        "K09 a": percent(placed.count(setting["hq_municipality_code"]), len(placed)),
        "K09 b": percent(sum(code[:2] in counties for code in placed), len(placed)),
        "K40": percent(sum(len(known[o].org_number) == 9 for o in end), len(end)),
        "K40 employees": percent(sum(known[o].employees is not None for o in end), len(end)),
        "K40 municipality": percent(len(placed), len(end)),
        "K40 contact_person": percent(len(staffed & end), len(end)),
        "K40 informed": percent(len(informed), len(real)),
    }


def _contacts(found: Records, year: int) -> dict[str, Any]:
    first, last, before = _ends(year)
    start, end = members(found, before), members(found, last)
    held = {
        i.id: i.held_on
        for i in found["interaction"]
        if i.status == "done" and i.type in PERSONAL and first <= i.held_on <= last
    }
    present = [p for p in found["interaction_participant"] if p.interaction_id in held and p.organisation_id]
    on = {day: members(found, day) for day in set(held.values())}
    counted = [p for p in present if p.organisation_id in on[held[p.interaction_id]]]
    pairs = {(p.interaction_id, p.organisation_id) for p in counted}
    due = [t for t in found["task"] if first <= t.due_on <= last and t.status != "cancelled"]
    average = Fraction(len(start) + len(end), 2)
    return {
        "K10": len({i for i, _o in pairs}),
        "K10 people": len({p.person_id for p in counted if p.person_id}),
        "K10 organisations": len({o for _i, o in pairs}),
        "K11": half_up(len(pairs) / average, 2) if average else None,
        "K12": percent(len({o for _i, o in pairs} & end), len(end)),
        "K13": len(end - {p.organisation_id for p in present}),
        "K14": percent(sum(t.status == "done" and t.done_on <= t.due_on for t in due), len(due)),
    }


def held(found: Records, year: int) -> list[Any]:
    """A."""
    first, last, _before = _ends(year)
    return [a for a in found["activity"] if a.status == "held" and first <= a.start_on <= last]


def attended(found: Records, activities: Iterable[Any]) -> list[Any]:
    """AT."""
    those = {a.id for a in activities}
    return [
        p
        for p in found["activity_participation"]
        if p.activity_id in those and p.status == "attended" and p.role in ("participant", "speaker")
    ]


def _activities(found: Records, year: int) -> dict[str, Any]:
    end = members(found, _ends(year)[1])
    them = held(found, year)
    came = attended(found, them)
    heads = Counter(p.activity_id for p in came)
    for a in them:
        heads[a.id] += a.headcount_extra
    rated = [a for a in them if a.satisfaction is not None and a.satisfaction_answers]
    answers = sum(a.satisfaction_answers for a in rated)
    taught = [a for a in them if a.type in ("course", "workshop")]
    return {
        "K15": len(them),
        "K16": len(came) + sum(a.headcount_extra for a in them),
        "K16 people": len({p.person_id for p in came if p.person_id}),
        "K16 organisations": len({p.organisation_id for p in came if p.organisation_id}),
        "K16 named": len(came),
        "K16 unnamed": sum(a.headcount_extra for a in them),
        "K17": percent(len(end & {p.organisation_id for p in came}), len(end)),
        "K18": half_up(Fraction(sum(a.satisfaction * a.satisfaction_answers for a in rated), 100 * answers), 2)
        if answers
        else None,
        "K19": half_up(Fraction(sum((a.minutes or 0) * heads[a.id] for a in them), 60), 2),
        "K25": len(taught),
        "K25 participants": sum(heads[a.id] for a in taught),
        "K25 hours": half_up(Fraction(sum(a.minutes or 0 for a in taught), 60), 2),
    }


def active(found: Records, year: int) -> list[Any]:
    """PA."""
    first, last, _before = _ends(year)
    return [
        p
        for p in found["project"]
        if p.stage in ("granted", "running", "completed")
        and p.cluster_role != "informed"
        and p.start_on
        and p.start_on <= last
        and (not p.end_on or p.end_on >= first)
    ]


def _projects(found: Records, year: int) -> dict[str, Any]:
    first, last, _before = _ends(year)
    sector = {o.id: o.helix_sector for o in found["organisation"]}
    running = active(found, year)
    who: dict[int, set[int]] = {p.id: set() for p in running}
    for part in found["project_participant"]:
        who.get(part.project_id, set()).add(part.organisation_id)
    owned = companies(found, last)
    together = {o for those in who.values() if len(those) >= 2 for o in those}
    mixed = [those for those in who.values() if {"company", "research_education"} <= {sector[o] for o in those}]
    decided = [p for p in found["project"] if p.decided_on and first <= p.decided_on <= last]
    granted = [p for p in decided if p.stage in ("granted", "running", "completed")]
    told = [p.external_funding for p in granted if p.external_funding is not None]
    country = {o.id: o.country_code for o in found["organisation"]}
    relations = [
        r
        for r in found["external_relation"]
        if (not r.from_on or r.from_on <= last) and (not r.to_on or r.to_on >= last)
    ]
    abroad = [r for r in relations if (r.country_code or country[r.organisation_id]) not in ("NO", "")]
    return {
        "K20": len(running),
        "K20 started": sum(p.start_on >= first for p in running),
        "K20 crossing": sum(bool(p.cross_domain) for p in running),
        "K21": sum(1 for p in found["project"] if p.applied_on and first <= p.applied_on <= last),
        "K21 decided": len(decided),
        "K21 granted": len(granted),
        "K21 success": percent(len(granted), len(decided)),
        "K21 funding": sum(told) / 100 if told or not granted else None,
        "K22": percent(len(owned & together), len(owned)),
        "K23": len(mixed),
        "K24 a": sum(bool(p.international) for p in running),
        "K24 b": sum(bool(a.international) for a in held(found, year)),
        "K24 c": len(abroad),
        "K24 d": sum(sector[r.organisation_id] == "cluster" for r in relations),
        "K37": percent(sum(bool(p.sdg.strip()) for p in running), len(running)),
    }


def _results(found: Records, year: int) -> dict[str, Any]:
    first, last, before = _ends(year)

    def total(*types: str) -> int:
        return sum(r.count for r in found["result"] if r.year == year and r.type in types and r.attribution != "none")

    stayed = companies(found, before) & companies(found, last)
    numbers = {(n.organisation_id, n.year): n for n in found["organisation_year"]}

    def both(field: str) -> tuple[float | None, float | None, float | None]:
        each = [[getattr(numbers.get((o, y)), field, None) for y in (year - 1, year)] for o in stayed]
        pairs: list[list[Any]] = [pair for pair in each if None not in pair]
        if not pairs:
            return None, None, None
        old, new = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        return old, new, percent(new - old, old)

    jobs, money = both("employees"), both("turnover")
    media = [m for m in found["media_item"] if first <= m.published_on <= last]
    surveys = [s for s in found["survey"] if s.year == year]
    answered = [s for s in surveys if s.sent_to is not None and s.responses is not None]
    return {
        "K26": total("new_company", "spin_off"),
        "K27": total("new_product", "new_process", "new_market", "patent"),
        "K28": jobs[1],
        "K28 before": jobs[0],
        "K28 change": jobs[2],
        "K28 turnover": None if money[1] is None else money[1] / 100,
        "K28 turnover_before": None if money[0] is None else money[0] / 100,
        "K28 turnover_change": money[2],
        "K33": len(media),
        "K33 international": sum(bool(m.international) for m in media),
        "K35": percent(sum(s.responses for s in answered), sum(s.sent_to for s in answered)),
        "K35 satisfaction": _satisfaction(surveys),
    }


def _satisfaction(surveys: list[Any]) -> float | None:
    told = [s for s in surveys if s.satisfaction is not None and s.responses and s.scale_max > 1]
    if not told:
        return None
    scales = {s.scale_max for s in told}
    top = scales.pop() if len(scales) == 1 else 5
    points = Fraction(0)
    for s in told:
        place = (Fraction(s.satisfaction, 100) - 1) / (s.scale_max - 1)
        points += (1 + place * (top - 1)) * s.responses
    return half_up(points / sum(s.responses for s in told), 2)


def _economy(found: Records, year: int) -> dict[str, Any]:
    _first, last, _before = _ends(year)
    form = {o.id: o.legal_form.strip().upper() for o in found["organisation"]}
    setting = _settings(found)
    cap = int(setting["hour_rate_cap"]) * 100
    for rate in found["year_rate"]:
        if rate.year == year and rate.hour_rate_cap is not None:
            cap = rate.hour_rate_cap
    sole = min(cap, int(setting["hour_rate_cap_sole"]) * 100)
    given = [c for c in found["contribution"] if c.year == year and c.approved]
    cash, other = (sum(c.amount for c in given if c.kind == kind) for kind in ("cash", "other"))
    worked = [c for c in given if c.kind == "hours"]
    value = 0
    for c in worked:
        most = sole if form[c.organisation_id] in ("ANS", "DA", "ENK") else cap
        value += int(half_up(Fraction(c.minutes * min(c.rate or 0, most), 60), 0))
    lines = [line for line in found["finance_line"] if line.year == year]
    income = [line for line in lines if line.kind == "income"]
    earned = sum(line.actual or 0 for line in income)
    public = sum(line.actual or 0 for line in income if line.is_public)
    known = any(line.actual is not None for line in income)
    eligible = sum(line.actual or 0 for line in lines if line.kind == "cost" and line.is_eligible)
    sold = [line for line in income if line.category in ("service_sales", "participant_fee")]
    sales = [line.actual for line in sold if line.actual is not None]
    fees = [fee for fee in found["membership_fee"] if fee.year == year]
    invoiced = sum(fee.amount for fee in fees if fee.invoiced_on or fee.paid_on)
    paid = sum(fee.amount for fee in fees if fee.paid_on)
    costs = [line for line in lines if line.kind == "cost"]
    spent = [line.actual for line in costs if line.actual is not None]
    budget = [line.budget for line in costs if line.budget is not None]
    return {
        "K29": (cash + other + value) / 100,
        "K29 cash": cash / 100,
        "K29 hours": half_up(Fraction(sum(c.minutes for c in worked), 60), 2),
        "K29 hours_value": value / 100,
        "K29 other": other / 100,
        "K30": percent(public, earned) if earned > 0 else None,
        "K30 intensity": percent(public, eligible) if eligible > 0 else None,
        "K30 public": public / 100 if known else None,
        "K30 income": earned / 100 if known else None,
        "K31": sum(sales) / 100 if sales or not sold else None,
        "K32": sum(fee.amount for fee in fees) / 100,
        "K32 paid_share": percent(paid, invoiced),
        "K32 invoiced": invoiced / 100,
        "K32 paid": paid / 100,
        "K39": percent(sum(spent), sum(budget)) if spent and sum(budget) > 0 else None,
        "K39 actual": sum(spent) / 100 if spent else None,
        "K39 budget": sum(budget) / 100 if budget else None,
        **_aid(found, last),
    }


def _aid(found: Records, last: date) -> dict[str, Any]:
    euro = {rate.year: rate.euro for rate in found["year_rate"] if rate.euro}
    after = date(last.year - 3, last.month, last.day)
    given = [a for a in found["aid_record"] if a.basis == "de_minimis" and after < a.granted_on <= last]
    totals: dict[int, int] = {}
    for a in given:
        cents = a.amount_euro
        if cents is None and a.granted_on.year in euro:
            cents = int(half_up(Fraction(a.amount * 100, euro[a.granted_on.year]), 0))
        if cents is not None:
            totals[a.organisation_id] = totals.get(a.organisation_id, 0) + cents
    return {
        "K38": percent(max(totals.values()), 30_000_000) if totals else None,
        "K38 near": sum(cents >= 24_000_000 for cents in totals.values()),
        "K38 organisations": len({a.organisation_id for a in given}),
    }


def _people(found: Records, year: int) -> dict[str, Any]:
    first, last, _before = _ends(year)

    def now(row: Any) -> bool:
        return (not row.from_on or row.from_on <= last) and (not row.to_on or row.to_on >= last)

    bodies = {b.id for b in found["governance_body"] if b.kind in ("board", "steering") and now(b)}
    sitting = {s.person_id for s in found["governance_member"] if s.body_id in bodies and now(s)}
    genders = [p.gender for p in found["person"] if p.id in sitting and p.gender in ("female", "male", "other")]

    def women(of: str, men: str) -> float | None:
        pairs = [(getattr(a, of), getattr(a, men)) for a in held(found, year)]
        told = [(her, him) for her, him in pairs if her is not None and him is not None]
        return percent(sum(her for her, _him in told), sum(map(sum, told)))

    worked = sum(t.minutes for t in found["staff_time"] if first <= t.worked_on <= last)
    return {
        "K34": percent(genders.count("female"), len(genders)),
        "K34 board": percent(genders.count("female"), len(genders)),
        "K34 activities": women("women_count", "men_count"),
        "K34 speakers": women("speakers_women", "speakers_men"),
        "K36": half_up(Fraction(worked, 60), 2),
    }


def told(figures: Any) -> Iterator[tuple[str, Any]]:
    """What a report says, under the same keys as `calculated`; K09 and K24 by their parts."""
    for key, figure in figures.items():
        if key not in ("K09", "K24"):
            yield key, figure.value
        if key != "K07":
            yield from ((f"{key} {part}", value.value) for part, value in figure.now.parts.items())
