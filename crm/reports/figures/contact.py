"""K10-K14: how members are met and how promises are kept."""

from fractions import Fraction

from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Value, count, ratio, share


def _contacts(facts: Facts) -> Value:
    almost = tuple(Almost("interaction", gap.interaction, gap.field) for gap in facts.gaps)
    return count({contact.interaction for contact in facts.contacts}, almost=almost)


def _per_member(facts: Facts) -> Value:
    average = Fraction(len(facts.start) + len(facts.end), 2)
    return ratio([contact.participant for contact in facts.contacts], average)


def _in_time(facts: Facts) -> Value:
    in_time = [task.id for task in facts.due if task.status == "done" and (task.done_on or "9999") <= task.due_on]
    almost = tuple(Almost("task", task.id, "done_on") for task in facts.due if task.status == "open")
    return share(in_time, len(facts.due), almost=almost)


ASKS: dict[str, Ask] = {
    "K10": _contacts,
    "K11": _per_member,
    "K12": lambda facts: share(facts.met & facts.end, len(facts.end)),
    "K13": lambda facts: count(facts.silent),
    "K14": _in_time,
}
