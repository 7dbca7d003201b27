"""K15-K19 and K25: what was arranged, who came, and what they thought of it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from crm.queries.figures.activities import Held
from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Groups, Value
from crm.reports.figures.values import by, count, each, hours, lacking, quarter, rounded, share

_TEACHING = ("course", "workshop")


def _activities(facts: Facts) -> Value:
    held = facts.activities.held
    almost = (
        *lacking("activity", "status", facts.activities.waiting),
        *lacking("activity", "focus_area_id", (one.id for one in held if one.focus_area is None)),
    )
    return count([one.id for one in held], almost=almost, groups=_groups(held))


def _groups(held: Sequence[Held]) -> Groups:
    return {
        "activity_type": by(held, lambda one: one.type),
        "service_group": by(held, lambda one: one.service_group),
        "focus_area": by(held, lambda one: one.focus_area),
        "quarter": by(held, lambda one: quarter(one.start_on)),
        "municipality": by(held, lambda one: one.municipality_code),
    }


def _took_part(facts: Facts) -> Value:
    asked = facts.activities
    extra = sum(one.extra for one in asked.held)
    crowded = [one.id for one in asked.held if one.extra]
    parts = {
        "people": count(asked.people, unit="people", record="person"),
        "organisations": count(asked.organisations, unit="organisations", record="organisation"),
        "named": count(asked.came),
        "unnamed": Value(extra, tuple(crowded), record="activity"),
    }
    almost = (
        *_empty(asked.held),
        *lacking("activity_participation", "status", asked.registered),
        *lacking("activity_participation", "organisation_id", asked.homeless),
    )
    groups: Groups = {
        "activity_type": by(asked.held, lambda one: one.type, _heads),
        "focus_area": by(asked.held, lambda one: one.focus_area, _heads),
        "quarter": by(asked.held, lambda one: quarter(one.start_on), _heads),
    }
    return Value(len(asked.came) + extra, asked.came, parts=parts, almost=almost, groups=groups)


def _members(facts: Facts) -> Value:
    almost = lacking("activity_participation", "organisation_id", facts.activities.homeless)
    return share(facts.end & frozenset(facts.activities.organisations), len(facts.end), almost=almost)


def _satisfaction(facts: Facts) -> Value:
    """The answers of each activity weigh as many as they are; one without a number of answers cannot be weighed."""
    held = facts.activities.held
    told = [one for one in held if one.satisfaction is not None and one.answers]
    answers = sum(one.answers or 0 for one in told)
    total = sum((one.satisfaction or 0) * (one.answers or 0) for one in told)
    known = {one.id for one in told}
    almost = (
        *lacking("activity", "satisfaction", (one.id for one in held if one.satisfaction is None)),
        *lacking("activity", "satisfaction_answers", (one.id for one in held if one.satisfaction and not one.answers)),
    )
    return Value(
        float(rounded(Fraction(total, answers * 100))) if answers else None,
        tuple(sorted(known)),
        answers or None,
        len(held) - len(known),
        almost=almost,
    )


def _hours(facts: Facts) -> Value:
    held = facts.activities.held
    timed = [one for one in held if one.minutes is not None]
    almost = (
        *lacking("activity", "minutes", (one.id for one in held if one.minutes is None)),
        *lacking("activity", "target_group", (one.id for one in timed if not one.target_group)),
    )
    groups: Groups = {
        "target_group": each(by(timed, lambda one: one.target_group, _spent), hours),
        "focus_area": each(by(timed, lambda one: one.focus_area, _spent), hours),
    }
    return Value(
        hours(sum(map(_spent, timed))),
        tuple(one.id for one in timed if one.heads),
        unknown=len(held) - len(timed),
        almost=almost,
        groups=groups,
    )


def _competence(facts: Facts) -> Value:
    held = [one for one in facts.activities.held if one.type in _TEACHING]
    timed = [one for one in held if one.minutes is not None]
    parts = {
        "participants": Value(
            sum(map(_heads, held)), tuple(one.id for one in held if one.heads), unit="participations"
        ),
        "hours": Value(
            hours(sum(one.minutes or 0 for one in timed)),
            tuple(one.id for one in timed),
            unknown=len(held) - len(timed),
            unit="hours",
        ),
    }
    almost = (*_empty(held), *lacking("activity", "minutes", (one.id for one in held if one.minutes is None)))
    groups: Groups = {
        "activity_type": by(held, lambda one: one.type),
        "focus_area": by(held, lambda one: one.focus_area),
        "quarter": by(held, lambda one: quarter(one.start_on)),
    }
    return count([one.id for one in held], parts=parts, almost=almost, groups=groups)


def _heads(one: Held) -> int:
    return one.heads


def _spent(one: Held) -> int:
    """The minutes everybody spent there together."""
    return (one.minutes or 0) * one.heads


def _empty(held: Iterable[Held]) -> tuple[Almost, ...]:
    return lacking("activity", "participants", (one.id for one in held if not one.heads))


ASKS: dict[str, Ask] = {
    "K15": _activities,
    "K16": _took_part,
    "K17": _members,
    "K18": _satisfaction,
    "K19": _hours,
    "K25": _competence,
}
