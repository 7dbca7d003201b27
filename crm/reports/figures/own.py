"""The cluster's own figures: what a filter of a list finds in the year, counted or summed (commands.own_figures).

What has a day is counted where the day lies in the year, what is kept by the year in its years, and everything else as
it stands on the last day. Archived records are left out, as in the list that the filter was built on.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from crm import i18n
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import own_figures as queries
from crm.queries.lists import conditions as filters
from crm.queries.lists import fields, reading
from crm.queries.lists.conditions import EVERYTHING, Compare, Condition
from crm.queries.lists.query import ListQuery
from crm.queries.own_figures import OwnFigureRow
from crm.reports.facts import Facts
from crm.reports.figures.definition import Ask, Figure, Value
from crm.reports.figures.values import hours, kroner, rounded

SOURCE = "O"
_DAYS = {"interaction": "held_on", "task": "due_on", "activity": "start_on"}
_BY_YEAR = ("contribution", "membership_fee")
_UNITS: Mapping[str, str] = {"count": "records", "people": "people", "organisations": "organisations"}
_SUMS: Mapping[str, str] = {"kroner": "kr", "hours": "hours"}


def own() -> tuple[Figure, ...]:
    """The figures of one's own that join the report, in their order."""
    return tuple(map(_figure, queries.all()))


def _figure(one: OwnFigureRow) -> Figure:
    rules = {}
    for language in i18n.LANGUAGES:
        with i18n.meanwhile(language):
            rules[language] = rule(one)
    unit = _SUMS.get(one.unit, "number") if one.measure == "sum" else _UNITS[one.measure]
    record = {"people": "person", "organisations": "organisation"}.get(one.measure, one.about)
    return Figure(
        key=one.key,
        name_nb=one.name("nb"),
        name_en=one.name("en"),
        unit=unit,
        rule_nb=rules["nb"],
        rule_en=rules["en"],
        version=one.version,
        source=SOURCE,
        record=record,
        fields=one.field or one.about,
        ask=_ask(one),
        by_year=one.about in _BY_YEAR,
    )


def rule(one: OwnFigureRow) -> str:
    """What it counts, in words of the present language."""
    try:
        who = reading.say(one.about, condition(one)) or reading.subject(one.about)
    except CrmError as error:
        return str(error)
    what = {
        "count": _("How many: {who}."),
        "people": _("How many different people: {who}."),
        "organisations": _("How many different organisations: {who}."),
        "sum": _("The sum of “{field}”: {who}."),
    }[one.measure]
    summed = fields.find(one.about, one.field) if one.field else None
    told = what.format(who=who, field=summed.name if summed else one.field)
    if one.about in _DAYS:
        return told + " " + _("Those whose day lies in the year.")
    return told + " " + (_("Those of the year.") if one.about in _BY_YEAR else _("As it stands on the last day."))


def condition(one: OwnFigureRow) -> Condition:
    """The filter. CrmError where it, or the sum, asks for something that is no more."""
    if one.measure == "sum":
        fields.get(one.about, one.field)
    return filters.from_json(one.about, one.conditions) if one.conditions else EVERYTHING


def _ask(one: OwnFigureRow) -> Ask:
    def ask(facts: Facts) -> Value:
        try:
            asked = filters.both(condition(one), _when(one.about, facts))
        except CrmError:
            return Value(None)  # its rule says why
        query = ListQuery(one.about, asked, today=min(date.fromisoformat(facts.as_of), facts.stretch.last))
        ids = sorted(query.ids())
        if one.measure == "people":
            return _counted(queries.people(one.about, ids))
        if one.measure == "organisations":
            return _counted(queries.organisations(one.about, ids, facts.last))
        if one.measure == "sum":
            total = query.totals(ids, [one.field])[one.field]
            return Value(_shown(one, total), tuple(ids))
        return _counted(ids)

    return ask


def _counted(ids: list[int]) -> Value:
    return Value(len(ids), tuple(ids))


def _when(about: str, facts: Facts) -> Condition:
    first, last = facts.stretch
    if about in _DAYS:
        return Compare(_DAYS[about], "between", (first, last))
    return Compare("year", "between", (first.year, last.year)) if about in _BY_YEAR else EVERYTHING


def _shown(one: OwnFigureRow, total: int) -> int | float:
    field = fields.get(one.about, one.field)
    if field.kind == "money":
        return kroner(total)
    if field.kind == "hours":
        return hours(total)
    return rounded(Fraction(total, 100)) if field.kind == "number" else total
