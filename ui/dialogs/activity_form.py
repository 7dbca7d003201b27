"""The fields of an activity: what one nearly always fills, the rest folded away, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject

from crm.errors import Invalid
from crm.i18n import _
from crm.queries.activities import ActivityDetail
from crm.rules import activities as rules
from crm.rules import yearly
from ui.dialogs import choices, note_field, own_form, suggested
from ui.dialogs.folded import FoldedForm, Section
from ui.dialogs.log_form import day_of
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.forms import Form

COLUMNS = 12
ABOUT, CAME, RESULT = "about", "came", "result"
START: Mapping[str, Any] = {"type": "workshop", "service_group": "courses_workshops", "status": "planned"}
AGAIN = (
    *("type", "service_group", "start_time", "minutes", "venue", "municipality_code", "online", "focus_area"),
    *("target_group", "project", "joint_with", "international"),
)
"""What is the same when an activity is held again."""


def form(known: ActivityDetail | None) -> FoldedForm:
    """The form, empty for a new activity."""
    first = [
        fields.text("name", _("Name"), required=True, wide=True),
        *_spans(
            (choices.code("type", _("Type"), "activity_type"), 4),
            (choices.code("service_group", _("Service"), "service_group"), 4),
            (choices.code("status", _("Status"), "activity_status"), 4),
            (choices.day("start_on", _("Day"), required=True), 3),
            (choices.day("end_on", _("Until")), 3),
            (choices.clock("start_time", _("Time")), 3),
            (choices.hours("minutes", _("How long")), 3),
            (fields.text("venue", _("Place")), 4),
            (choices.municipality("municipality_code", _("Municipality")), 4),
            (fields.check("online", _("Online")), 4),
        ),
    ]
    about = _spans(
        (choices.focus_area("focus_area", _("Focus area")), 4),
        (choices.code("target_group", _("For whom"), "target_group", blank=True), 4),
        (choices.project("project", _("Project"), chosen=known.project_id if known else None), 4),
        (replace(suggested.known_organisation("joint_with", _("Together with")), wide=False), 8),
        (fields.check("international", _("International")), 4),
        (own_form.tag_field("activity", known.id if known else None, span=COLUMNS), COLUMNS),
    )
    came = _spans(
        (fields.number("women_count", _("Women"), most=100_000), 3),
        (fields.number("men_count", _("Men"), most=100_000), 3),
        (fields.number("speakers_women", _("Speakers, women"), most=10_000), 3),
        (fields.number("speakers_men", _("Speakers, men"), most=10_000), 3),
        (fields.number("headcount_extra", _("Came without a name"), most=100_000), 6),
    )
    result = _spans(
        (fields.number("satisfaction", _("Satisfaction (1–5)"), least=1, most=5, decimals=2), 3),
        (fields.number("satisfaction_answers", _("Answers"), most=100_000), 3),
        (choices.money("fee_income", _("Income")), 3),
        (choices.money("cost", _("Cost")), 3),
    )
    sections = [
        Section(ABOUT, _("What it belongs to"), about),
        Section(CAME, _("Women, men and speakers"), came),
        Section(RESULT, _("Satisfaction and money"), result),
        *own_form.sections("activity", known.id if known else None, span=4),
    ]
    return FoldedForm([*first, note_field.note(rows=2)], sections, columns=COLUMNS)


def shown(known: ActivityDetail) -> dict[str, Any]:
    """An activity as the form shows it."""
    values: dict[str, Any] = known._asdict() | {
        "focus_area": known.focus_area_id,
        "project": known.project_id,
        "joint_with": known.joint_with_id,
        "satisfaction": None if known.satisfaction is None else Decimal(known.satisfaction) / 100,
    }
    return values


def again(known: ActivityDetail, today: date) -> dict[str, Any]:
    """An activity as the form shows the next of its kind: the same weekday, planned, nothing counted yet."""
    years = yearly.comes_again(known.start_on, today)
    start = yearly.moved(known.start_on, years)
    values = shown(known)
    return {field: values[field] for field in AGAIN} | {
        "name": yearly.shifted(known.name, years),
        "status": "planned",
        "start_on": start,
        "end_on": start + (known.end_on - known.start_on) if known.end_on else None,
    }


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the form as the record has them."""
    found = own_form.kept(values)
    if found.get("satisfaction") is not None:
        found["satisfaction"] = round(found["satisfaction"] * 100)
    if "headcount_extra" in found:
        found["headcount_extra"] = found["headcount_extra"] or 0
    return found


class Proposals(QObject):
    """Fills what follows from what was said, or from a template, and never over somebody's own words.

    The service follows from the type, held from a day that is past, the year in a name from the day.
    """

    def __init__(self, form: FoldedForm, today: date) -> None:
        super().__init__(form)
        self._form, self._today = form, today
        self._own: set[str] = set()
        self._filled: dict[str, Any] = {}
        self._busy = False
        self._empty = {name: field.get() for name, field in form.fields.items()}
        form.edited.connect(self._edited)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Fill in what a template or an earlier activity has; what another one filled before is taken back."""
        back = {name: self._empty[name] for name in self._filled}
        self._filled = dict(values)
        self._put(back | dict(values))

    def _edited(self, name: str) -> None:
        if self._busy:
            return
        self._own.add(name)
        if name == "type":
            self._put({"service_group": rules.service_of(self._form.fields["type"].get())})
        elif name == "start_on":
            self._follow_day(day_of(self._form.fields["start_on"]))
        elif name == "status" and self._form.fields["status"].get() == "held":
            self._form.unfold(CAME, RESULT)

    def _follow_day(self, day: date | None) -> None:
        if day is None:
            return
        past = day < self._today
        self._put({"status": "held" if past else "planned"})
        if past:
            self._form.unfold(CAME, RESULT)
        if "name" in self._filled:
            self._put({"name": yearly.of_year(self._filled["name"], day.year)})

    def _put(self, values: Mapping[str, Any]) -> None:
        self._busy = True
        for name, value in values.items():
            if name not in self._own and (value != "" or name not in START):
                self._form.fields[name].put(value)
        self._busy = False


def readable(form: Form) -> dict[str, Any]:
    """What stands in the fields, as far as it is a value."""
    found = {}
    for name in form.fields:
        try:
            found[name] = form.value(name)
        except Invalid:
            continue
    return found


def warnings(values: Mapping[str, Any], came: int | None) -> dict[str, str]:
    """What is doubtful in the numbers; `came` is how many are noted by name, None where nobody is yet."""
    found = {}
    women, men, unnamed = (values.get(name) or 0 for name in ("women_count", "men_count", "headcount_extra"))
    if came and women + men > came + unnamed:
        words = _("Women and men are {sum}, but {came} came.")
        found["women_count"] = words.format(sum=women + men, came=came + unnamed)
    if values.get("satisfaction") is not None and not values.get("satisfaction_answers"):
        found["satisfaction_answers"] = _("Without it the satisfaction counts in no figure.")
    return found


def _spans(*listed: tuple[Field, int]) -> Sequence[Field]:
    return [replace(field, span=span) for field, span in listed]
