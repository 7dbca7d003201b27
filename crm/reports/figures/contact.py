"""K10-K14: how members are met and how promises are kept."""

from fractions import Fraction

from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Value, count, ratio, share


def _contacts(facts: Facts) -> Value:
    almost = tuple(Almost("interaction", gap.interaction, gap.field) for gap in facts.gaps)
    return count(facts.contacts.interactions, almost=almost)


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
