"""One field of a record that lacks it: what is asked, and how the answer is kept."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any, NamedTuple

from crm.commands import (
    activities,
    contributions,
    fees,
    finance,
    interactions,
    organisation_years,
    organisations,
    people,
    projects,
    results,
    staff_time,
    state_aid,
    surveys,
    tasks,
)
from crm.i18n import _
from crm.rules import folding, places
from ui.dialogs import choices, wording
from ui.kit import fields
from ui.kit.fields import Field

_Make = Callable[[str, str], Field]
_EDIT: dict[str, ModuleType] = {
    "activity": activities,
    "contribution": contributions,
    "finance_line": finance,
    "interaction": interactions,
    "organisation": organisations,
    "person": people,
    "project": projects,
    "result": results,
    "staff_time": staff_time,
    "aid_record": state_aid,
    "survey": surveys,
}


class Blank(NamedTuple):
    """A field to fill in, and what keeps its value."""

    field: Field
    save: Callable[[Any], object]


def blank(record: str, id: int, name: str, year: int) -> Blank | None:
    """The field of a record that a report of a year asks for; None where it takes more than one field to mend it."""
    make = _ASKED.get((record, name))
    if make is None:
        return None
    return Blank(make(name.removesuffix("_id"), wording.field(record, name)), _keeper(record, id, name, year))


def _keeper(record: str, id: int, name: str, year: int) -> Callable[[Any], object]:
    if (record, name) == ("task", "done_on"):
        return lambda day: tasks.complete(id, day)
    if (record, name) == ("person", "informed_on"):
        return lambda day: people.inform([id], day)
    if (record, name) == ("membership_fee", "invoiced_on"):
        return lambda day: fees.invoice([id], day)
    if (record, name) == ("membership_fee", "paid_on"):
        return lambda day: fees.pay([(id, day)])
    if name in ("employees_of_year", "turnover_of_year"):
        return lambda value: organisation_years.put(id, year, **{name.removesuffix("_of_year"): value})
    if (record, name) == ("activity_participation", "status"):
        return lambda value: activities.set_status([id], value)
    if (record, name) == ("organisation", "employees"):
        return lambda number: organisations.edit(
            id, employees=number, employees_on=choices.today(), employees_source="manual"
        )
    edit = _EDIT[record].edit
    return lambda value: edit(id, **{name.removesuffix("_id"): value})


def _count(name: str, label: str) -> Field:
    return fields.number(name, label, required=True)


def _points(most: int) -> _Make:
    def make(name: str, label: str) -> Field:
        plain = fields.number(name, label, required=True, least=1, most=most, decimals=2)
        return replace(plain, get=lambda: _hundredths(plain.get()))

    return make


def _hundredths(value: Any) -> int | None:
    return None if value is None else int(value * 100)


def _cents(name: str, label: str) -> Field:
    plain = fields.number(name, label, required=True, decimals=2, suffix="€")
    return replace(plain, get=lambda: _hundredths(plain.get()))


def _day(name: str, label: str) -> Field:
    return choices.day(name, label, required=True)


def _money(name: str, label: str) -> Field:
    return choices.money(name, label, required=True)


def _text(name: str, label: str) -> Field:
    return fields.text(name, label, required=True)


def _yes(name: str, label: str) -> Field:
    return fields.check(name, label, required=True)


def _municipality(name: str, label: str) -> Field:
    listed = sorted(places.municipalities(), key=lambda place: folding.sort_key(place.name))
    return fields.choice(name, label, choices=[(place.code, place.name) for place in listed], required=True)


def _code(code_list: str) -> _Make:
    return lambda name, label: choices.code(name, label, code_list, required=True)


def _area(name: str, label: str) -> Field:
    return choices.focus_area(name, label)


def _hours(name: str, label: str) -> Field:
    return choices.hours(name, _("Duration"))


_ASKED: dict[tuple[str, str], _Make] = {
    ("organisation", "employees"): _count,
    ("organisation", "org_number"): _text,
    ("organisation", "municipality_code"): _municipality,
    ("organisation", "employees_of_year"): _count,
    ("organisation", "turnover_of_year"): _money,
    ("interaction", "status"): _code("interaction_status"),
    ("task", "done_on"): _day,
    ("activity", "status"): _code("activity_status"),
    ("activity", "focus_area_id"): _area,
    ("activity", "minutes"): _hours,
    ("activity", "target_group"): _code("target_group"),
    ("activity", "satisfaction"): _points(5),
    ("activity", "satisfaction_answers"): _count,
    ("activity", "women_count"): _count,
    ("activity_participation", "status"): _code("participation_status"),
    ("project", "start_on"): _day,
    ("project", "end_on"): _day,
    ("project", "applied_on"): _day,
    ("project", "decided_on"): _day,
    ("project", "external_funding"): _money,
    ("project", "focus_area_id"): _area,
    ("project", "sdg"): _text,
    ("contribution", "approved"): _yes,
    ("contribution", "rate"): _money,
    ("contribution", "document_ref"): _text,
    ("finance_line", "actual"): _money,
    ("finance_line", "budget"): _money,
    ("membership_fee", "invoiced_on"): _day,
    ("membership_fee", "paid_on"): _day,
    ("result", "evidence"): _text,
    ("person", "gender"): _code("gender"),
    ("person", "informed_on"): _day,
    ("staff_time", "focus_area_id"): _area,
    ("survey", "sent_to"): _count,
    ("survey", "responses"): _count,
    ("survey", "satisfaction"): _points(100),
    ("aid_record", "amount_euro"): _cents,
}
