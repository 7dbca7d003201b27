"""K10-K14: how members are met and how promises are kept."""

from collections.abc import Mapping
from fractions import Fraction

from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Groups, Value
from crm.reports.figures.values import count, quarter, ratio, share
from crm.rules.code_lists import PERSONAL


def _contacts(facts: Facts) -> Value:
    almost = tuple(Almost("interaction", gap.interaction, gap.field) for gap in facts.gaps)
    met = facts.contacts
    parts = {
        "people": count(met.people, unit="people", record="person"),
        "organisations": count(met.members, unit="members", record="organisation"),
    }
    return count(met.interactions, parts=parts, almost=almost, groups=_groups(met.often))


def _groups(often: Mapping[tuple[str, str], int]) -> Groups:
    """How often by type, in the order in which types are offered, and by quarter."""
    types: dict[str, int] = dict.fromkeys(PERSONAL, 0)
    quarters: dict[str, int] = {}
    for (type, month), number in sorted(often.items(), key=lambda one: one[0][1]):
        types[type] += number
        part = quarter(f"0000-{month}")
        quarters[part] = quarters.get(part, 0) + number
    return {"interaction_type": {type: number for type, number in types.items() if number}, "quarter": quarters}


def _per_member(facts: Facts) -> Value:
    average = Fraction(len(facts.start) + len(facts.end), 2)
    return ratio(facts.contacts.pairs, average)


def _in_time(facts: Facts) -> Value:
    almost = tuple(Almost("task", task, "done_on") for task in facts.due.still_open)
    return share(facts.due.in_time, facts.due.number, almost=almost)


ASKS: dict[str, Ask] = {
    "K10": _contacts,
    "K11": _per_member,
    "K12": lambda facts: share(facts.met & facts.end, len(facts.end)),
    "K13": lambda facts: count(facts.silent),
    "K14": _in_time,
}
