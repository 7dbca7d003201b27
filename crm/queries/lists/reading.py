"""A filter in plain words, in the present language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.i18n import _, ngettext, quoted
from crm.queries import named
from crm.queries.lists import conditions, fields, relations, values
from crm.queries.lists.conditions import All, Compare, Condition, NoneOf, Related
from crm.queries.lists.field import Field
from crm.rules import dates

_MEMBERS = Compare("is_member", "is", True)


def say(about: str, condition: Condition) -> str:
    """The filter of a list in words: "Members in Tromsø, with no open follow-ups"; "" where it asks for nothing."""
    if conditions.is_empty(condition):
        return ""
    asked = condition.conditions if isinstance(condition, All) else (condition,)
    asked = tuple(one for one in asked if not conditions.is_empty(one))
    who = subject(about)
    if about == "organisation" and _MEMBERS in asked:
        who, asked = _("Members"), tuple(one for one in asked if one != _MEMBERS)
    told = [part(about, one, inside=len(asked) > 1) for one in asked]
    return f"{who} {_listed(told)}" if told else who


def part(about: str, condition: Condition, *, inside: bool = False) -> str:
    """One condition in words, for a chip or within a sentence; `inside` puts groups between brackets."""
    if isinstance(condition, Compare):
        field = fields.find(about, condition.field)
        return _compared(field, condition.op, condition.value) if field else condition.field
    if isinstance(condition, Related):
        return _related(about, condition)
    told = [part(about, one, inside=True) for one in condition.conditions if not conditions.is_empty(one)]
    if isinstance(condition, NoneOf):
        return _("not {what}").format(what=told[0] if len(told) == 1 else f"({_(' or ').join(told)})")
    whole = (_(" and ") if isinstance(condition, All) else _(" or ")).join(told)
    return f"({whole})" if inside and len(told) > 1 else whole


def subject(about: str) -> str:
    """What the records of a list are called."""
    return {
        "organisation": _("Organisations"),
        "person": _("Contacts"),
        "interaction": _("Interactions"),
        "task": _("Follow-ups"),
        "activity": _("Activities"),
        "project": _("Projects"),
        "contribution": _("Contributions"),
        "membership_fee": _("Fees"),
        "position": _("Positions"),
        "membership": _("Memberships"),
    }[about]


def value(field: Field, op: str, given: Any) -> str:
    """What a field is compared with, in words."""
    if isinstance(given, tuple):
        return _(" or ").join(value(field, "is", one) for one in given)
    if field.kind in ("record", "many"):
        listed = {choice.key: choice.words for choice in field.choices()}
        if str(given) in listed or not field.opens:
            return listed.get(str(given), str(given))
        known = str(given).isdecimal() and len(str(given)) < 19  # longer ones are none that SQLite holds
        return named.names(field.opens, [int(given)]).get(int(given), "?") if known else str(given)
    told = values.words(field, given)
    if field.kind == "choice" and field.phrase and told[1:2].islower():
        return told[0].lower() + told[1:]
    return told


def _related(about: str, asked: Related) -> str:
    relation = relations.get(about, asked.relation)
    inner = [] if conditions.is_empty(asked.where) else [asked.where]
    if inner and isinstance(asked.where, All):
        inner = [one for one in asked.where.conditions if not conditions.is_empty(one)]
    told = [part(relation.target, one, inside=True) for one in inner]
    what = relation.name
    if len(told) == 1 and _reads_on(relation.target, inner[0]):
        what = f"{what} {told[0]}"
    elif told:
        what = f"{what} ({_listed(told)})"
    if asked.how == "none":
        return _("with no {what}").format(what=what)
    if asked.how == "at_most":
        return _("with at most {count} {what}").format(count=asked.number, what=what)
    if asked.number > 1:
        return _("with at least {count} {what}").format(count=asked.number, what=what)
    return _("with {what}").format(what=what)


def _reads_on(about: str, condition: Condition) -> bool:
    """Whether the words of a condition follow what they are of without brackets."""
    field = fields.find(about, condition.field) if isinstance(condition, Compare) else None
    return bool(field and field.phrase)


def _listed(told: Sequence[str]) -> str:
    return _(" and ").join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]


def _compared(field: Field, op: str, given: Any) -> str:
    named_so = _("{field}: {what}").format
    if op in ("empty", "filled"):
        return named_so(field=field.name, what=_("not filled in") if op == "empty" else _("filled in"))
    if field.kind == "date":
        when = told_day(op, given)
        return field.phrase.format(value=when) if field.phrase else named_so(field=field.name, what=when)
    if op == "between":
        first, last = (value(field, "is", one) for one in given)
        return named_so(field=field.name, what=_("from {first} to {last}").format(first=first, last=last))
    words = value(field, op, given)
    if op in ("is", "any_of", "is_not", "none_of"):
        refused = op in ("is_not", "none_of")
        if field.phrase:
            told = field.phrase.format(value=words, segment=words)
            return _("not {what}").format(what=told) if refused else told
        return named_so(field=field.name, what=_("not {what}").format(what=words) if refused else words)
    return named_so(
        field=field.name, what=_compared_with(op).format(value=quoted(given) if type(given) is str else words)
    )


def _compared_with(op: str) -> str:
    return {
        "contains": _("contains {value}"),
        "contains_not": _("does not contain {value}"),
        "begins": _("begins with {value}"),
        "at_least": _("at least {value}"),
        "at_most": _("at most {value}"),
        "more": _("more than {value}"),
        "less": _("less than {value}"),
    }[op]


def told_day(op: str, given: Any) -> str:
    """The days of a comparison in words: "in the last 30 days"."""
    if op in ("last_days", "next_days", "ago", "not_for"):
        return {
            "last_days": ngettext("in the last {count} day", "in the last {count} days", given),
            "next_days": ngettext("in the next {count} day", "in the next {count} days", given),
            "ago": ngettext("{count} day ago or longer", "{count} days ago or longer", given),
            "not_for": ngettext("not for {count} day", "not for {count} days", given),
        }[op].format(count=given)
    if op in ("this", "last", "next"):
        return periods()[op, given]
    if op == "in_year":
        return _("in {year}").format(year=given)
    if op == "between":
        return _("from {first} to {last}").format(first=dates.show(given[0]), last=dates.show(given[1]))
    assert isinstance(given, date)
    return {
        "is": _("on {day}"),
        "before": _("before {day}"),
        "after": _("after {day}"),
        "from": _("from {day} on"),
        "until": _("until {day}"),
    }[op].format(day=dates.show(given))


def periods() -> dict[tuple[str, str], str]:
    """What the weeks, months, quarters and years from today are called."""
    return {
        ("this", "week"): _("this week"),
        ("this", "month"): _("this month"),
        ("this", "quarter"): _("this quarter"),
        ("this", "year"): _("this year"),
        ("last", "week"): _("last week"),
        ("last", "month"): _("last month"),
        ("last", "quarter"): _("last quarter"),
        ("last", "year"): _("last year"),
        ("next", "week"): _("next week"),
        ("next", "month"): _("next month"),
        ("next", "quarter"): _("next quarter"),
        ("next", "year"): _("next year"),
    }
