"""K29-K32, K38 and K39: what is given, earned, owed and spent."""

from collections import defaultdict

from crm.queries.figures.economy import Line
from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Groups, Value
from crm.reports.figures.values import by, count, each, hours, kroner, lacking, percent
from crm.rules import state_aid

_SERVICES = ("service_sales", "participant_fee")


def _contributions(facts: Facts) -> Value:
    given = [one for one in facts.contributions if one.approved]
    cash, other, worked = ([one for one in given if one.kind == kind] for kind in ("cash", "other", "hours"))
    unrated = [one.id for one in worked if one.rate is None]
    parts = {
        "cash": Value(kroner(sum(one.value for one in cash)), tuple(one.id for one in cash)),
        "hours": Value(hours(sum(one.minutes or 0 for one in worked)), tuple(one.id for one in worked), unit="hours"),
        "hours_value": Value(
            kroner(sum(one.value for one in worked)), tuple(one.id for one in worked), unknown=len(unrated)
        ),
        "other": Value(kroner(sum(one.value for one in other)), tuple(one.id for one in other)),
    }
    almost = (
        *lacking("contribution", "approved", (one.id for one in facts.contributions if not one.approved)),
        *lacking("contribution", "rate", unrated),
        *lacking("contribution", "document_ref", (one.id for one in given if not one.document_ref.strip())),
    )
    groups: Groups = {
        "contribution_kind": each(by(given, lambda one: one.kind, lambda one: one.value), kroner),
        "focus_area": each(by(given, lambda one: one.focus_area, lambda one: one.value), kroner),
    }
    return Value(
        kroner(sum(one.value for one in given)),
        tuple(one.id for one in given),
        unknown=len(unrated),
        parts=parts,
        almost=almost,
        groups=groups,
    )


def _public(facts: Facts) -> Value:
    """Public income of all income; lines without an actual amount are told apart."""
    income = [one for one in facts.lines if one.kind == "income"]
    known = [one for one in income if one.actual is not None]
    public = [one for one in known if one.public]
    eligible = [one for one in facts.lines if one.kind == "cost" and one.eligible]
    costs = [one for one in eligible if one.actual is not None]
    spent = _actual(costs)
    almost = lacking("finance_line", "actual", (one.id for one in (*income, *eligible) if one.actual is None))
    parts = {
        "intensity": Value(
            percent(_actual(public), spent) if spent > 0 else None,
            tuple(one.id for one in costs),
            kroner(spent),
            len(eligible) - len(costs),
            unit="%",
        ),
        "public": Value(kroner(_actual(public)) if known else None, tuple(one.id for one in public), unit="kr"),
        "income": Value(kroner(_actual(known)) if known else None, tuple(one.id for one in known), unit="kr"),
    }
    total = _actual(known)
    return Value(
        percent(_actual(public), total) if total > 0 else None,
        tuple(one.id for one in public),
        kroner(total),
        len(income) - len(known),
        parts,
        almost,
    )


def _services(facts: Facts) -> Value:
    sold = [one for one in facts.lines if one.kind == "income" and one.category in _SERVICES]
    known = [one for one in sold if one.actual is not None]
    groups: Groups = {
        "finance_income": each(by(known, lambda one: one.category, lambda one: one.actual or 0), kroner),
        "focus_area": each(by(known, lambda one: one.focus_area, lambda one: one.actual or 0), kroner),
    }
    return Value(
        kroner(_actual(known)) if known or not sold else None,
        tuple(one.id for one in known),
        unknown=len(sold) - len(known),
        almost=lacking("finance_line", "actual", (one.id for one in sold if one.actual is None)),
        groups=groups,
    )


def _fees(facts: Facts) -> Value:
    """What is paid counts as invoiced, whether or not the day of the invoice was written down."""
    fees = facts.billed
    invoiced = [one for one in fees if one.invoiced_on or one.paid_on]
    paid = [one for one in invoiced if one.paid_on]
    bill = sum(one.amount for one in invoiced)
    parts = {
        "paid_share": Value(
            percent(sum(one.amount for one in paid), bill), tuple(one.id for one in paid), kroner(bill), unit="%"
        ),
        "invoiced": Value(kroner(bill), tuple(one.id for one in invoiced)),
        "paid": Value(kroner(sum(one.amount for one in paid)), tuple(one.id for one in paid)),
    }
    owed = [one for one in fees if one.amount and not one.paid_on]
    almost = (
        *lacking("organisation", "fee", (o for o in facts.end if o not in facts.fees)),
        *lacking("membership_fee", "invoiced_on", (one.id for one in owed if not one.invoiced_on)),
        *lacking("membership_fee", "paid_on", (one.id for one in owed if one.invoiced_on)),
    )
    return Value(kroner(sum(one.amount for one in fees)), tuple(one.id for one in fees), parts=parts, almost=almost)


def _aid(facts: Facts) -> Value:
    """The highest use of the ceiling; an organisation whose aid is not known in euros is told apart."""
    totals: dict[int, int] = defaultdict(int)
    for one in facts.aid:
        if one.cents is not None:
            totals[one.organisation] += one.cents
    everybody = {one.organisation for one in facts.aid}
    unknown = {one.organisation for one in facts.aid if one.cents is None}
    near = [o for o, cents in totals.items() if cents * 100 >= state_aid.CEILING * state_aid.WARN_FROM]
    parts = {
        "near": count(near, unit="organisations"),
        "organisations": count(everybody, unit="organisations"),
    }
    return Value(
        percent(max(totals.values()), state_aid.CEILING) if totals else None,
        tuple(sorted(everybody)),
        unknown=len(unknown),
        parts=parts,
        almost=lacking("aid_record", "amount_euro", (one.id for one in facts.aid if one.cents is None)),
    )


def _budget(facts: Facts) -> Value:
    """Costs against their budget; what was spent without one counts as spent."""
    costs = [one for one in facts.lines if one.kind == "cost"]
    areas = sorted({one.focus_area for one in costs}, key=lambda area: (area is None, area or 0))
    by_area = {area: [one for one in costs if one.focus_area == area] for area in areas}
    groups: Groups = {
        "focus_area": {"" if area is None else str(area): _used(lines) for area, lines in by_area.items()}
    }
    spent = [one for one in costs if one.actual is not None]
    budgeted = [one for one in costs if one.budget is not None]
    parts = {
        "actual": Value(kroner(_actual(spent)) if spent else None, tuple(one.id for one in spent), unit="kr"),
        "budget": Value(
            kroner(sum(one.budget or 0 for one in budgeted)) if budgeted else None,
            tuple(one.id for one in budgeted),
            unit="kr",
        ),
    }
    almost: tuple[Almost, ...] = (
        *lacking("finance_line", "actual", (one.id for one in costs if one.actual is None)),
        *lacking("finance_line", "budget", (one.id for one in costs if one.budget is None)),
    )
    return Value(
        _used(costs),
        tuple(one.id for one in spent),
        parts["budget"].value,
        len(costs) - len(spent),
        parts,
        almost,
        groups=groups,
    )


def _used(lines: list[Line]) -> float | None:
    """Actual of budget in percent; None where there is no budget or nothing is known of what was spent."""
    budget = sum(one.budget or 0 for one in lines)
    known = any(one.actual is not None for one in lines)
    return percent(_actual(lines), budget) if budget > 0 and known else None


def _actual(lines: list[Line]) -> int:
    return sum(one.actual or 0 for one in lines)


ASKS: dict[str, Ask] = {
    "K29": _contributions,
    "K30": _public,
    "K31": _services,
    "K32": _fees,
    "K38": _aid,
    "K39": _budget,
}
