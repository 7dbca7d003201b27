"""K26-K28, K33 and K35: what came of it, who wrote about it, and what the members say."""

from collections.abc import Callable
from fractions import Fraction

from crm.queries.figures.outcomes import Numbers, Survey
from crm.reports.facts import Facts
from crm.reports.figures.definition import Ask, Groups, Value
from crm.reports.figures.values import by, count, kroner, lacking, percent, quarter, rounded

_COMPANIES = ("new_company", "spin_off")
_INNOVATIONS = ("new_product", "new_process", "new_market", "patent")
_SCALE = 5


def _results(*types: str) -> Ask:
    def ask(facts: Facts) -> Value:
        found = [one for one in facts.results if one.type in types and one.attribution != "none"]
        almost = lacking("result", "evidence", (one.id for one in found if not one.evidence.strip()))
        groups: Groups = {
            "result_type": by(found, lambda one: one.type, lambda one: one.number),
            "result_attribution": by(found, lambda one: one.attribution, lambda one: one.number),
        }
        return Value(sum(one.number for one in found), tuple(one.id for one in found), almost=almost, groups=groups)

    return ask


def _jobs(facts: Facts) -> Value:
    """Companies that were members at both ends of the year and whose number is known for both years."""
    stayed = sorted(o for o in facts.start & facts.companies if facts.organisations[o].helix_sector == "company")
    employees = _pair(facts, stayed, lambda one: one.employees)
    turnover = _pair(facts, stayed, lambda one: one.turnover)
    lacks_jobs, lacks_money = set(stayed) - employees.keys(), set(stayed) - turnover.keys()
    almost = (
        *lacking("organisation", "employees_of_year", lacks_jobs),
        *lacking("organisation", "turnover_of_year", lacks_money),
    )
    jobs, money = _sums(employees), _sums(turnover)
    used, paid = tuple(employees), tuple(turnover)
    missing, unpaid = len(lacks_jobs), len(lacks_money)
    parts = {
        "before": Value(jobs[0] if used else None, used, len(stayed), missing),
        "change": Value(percent(jobs[1] - jobs[0], jobs[0]), used, len(stayed), missing, unit="%"),
        "turnover": Value(kroner(money[1]) if paid else None, paid, len(stayed), unpaid, unit="kr"),
        "turnover_before": Value(kroner(money[0]) if paid else None, paid, len(stayed), unpaid, unit="kr"),
        "turnover_change": Value(percent(money[1] - money[0], money[0]), paid, len(stayed), unpaid, unit="%"),
    }
    return Value(jobs[1] if used else None, used, len(stayed), missing, parts, almost)


def _pair(facts: Facts, stayed: list[int], field: Callable[[Numbers], int | None]) -> dict[int, tuple[int, int]]:
    """The number of the year before and that of the year, for those of whom both are known."""
    found = {}
    for o in stayed:
        before, now = (facts_of.get(o) for facts_of in (facts.numbers_before, facts.numbers))
        pair = (field(before) if before else None, field(now) if now else None)
        if pair[0] is not None and pair[1] is not None:
            found[o] = (pair[0], pair[1])
    return found


def _sums(pairs: dict[int, tuple[int, int]]) -> tuple[int, int]:
    return sum(before for before, _now in pairs.values()), sum(now for _before, now in pairs.values())


def _media(facts: Facts) -> Value:
    groups: Groups = {
        "media_channel": by(facts.media, lambda one: one.channel),
        "quarter": by(facts.media, lambda one: quarter(one.published_on)),
    }
    parts = {"international": count([one.id for one in facts.media if one.international])}
    return count([one.id for one in facts.media], parts=parts, groups=groups)


def _survey(facts: Facts) -> Value:
    answered = [one for one in facts.surveys if one.responses is not None and one.sent_to is not None]
    sent = sum(one.sent_to or 0 for one in answered)
    almost = (
        *lacking("survey", "sent_to", (one.id for one in facts.surveys if one.sent_to is None)),
        *lacking("survey", "responses", (one.id for one in facts.surveys if one.responses is None)),
        *lacking("survey", "satisfaction", (one.id for one in facts.surveys if one.satisfaction is None)),
    )
    return Value(
        percent(sum(one.responses or 0 for one in answered), sent),
        tuple(one.id for one in answered),
        sent,
        len(facts.surveys) - len(answered),
        {"satisfaction": _satisfaction(facts.surveys)},
        almost,
    )


def _satisfaction(surveys: tuple[Survey, ...]) -> Value:
    """The average of all answers; surveys on different scales are told on one from 1 to 5."""
    told = [one for one in surveys if one.satisfaction is not None and one.responses and one.scale_max > 1]
    scales = {one.scale_max for one in told}
    scale = scales.pop() if len(scales) == 1 else _SCALE
    answers = sum(one.responses or 0 for one in told)
    # Each scale begins at 1: what is above it is stretched.
    total = sum(
        (1 + (Fraction(one.satisfaction or 0, 100) - 1) * (scale - 1) / (one.scale_max - 1)) * (one.responses or 0)
        for one in told
    )
    return Value(
        float(rounded(Fraction(total) / answers)) if answers else None,
        tuple(one.id for one in told),
        scale if told else None,
        len(surveys) - len(told),
        unit="score",
    )


ASKS: dict[str, Ask] = {
    "K26": _results(*_COMPANIES),
    "K27": _results(*_INNOVATIONS),
    "K28": _jobs,
    "K33": _media,
    "K35": _survey,
}
