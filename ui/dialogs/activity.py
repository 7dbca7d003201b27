"""Add or edit an activity."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import activities
from crm.i18n import _
from crm.queries import activities as activity_queries
from ui.dialogs import choices, editing, note_field, suggested
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    *("name", "type", "status", "service_group", "start_on", "end_on", "start_time", "minutes", "venue", "focus_area"),
    *("target_group", "project", "joint_with", "headcount_extra", "women_count", "men_count", "speakers_women"),
    *("speakers_men", "satisfaction", "satisfaction_answers", "fee_income", "cost", "online", "international", "notes"),
)


def ask(parent: QWidget | None, *, activity: int | None = None) -> Dialog:
    """A new activity, or an existing one's facts."""
    known = None if activity is None else activity_queries.detail(activity)
    form = Form(
        [
            fields.text("name", _("Name"), required=True, wide=True),
            choices.code("type", _("Type"), "activity_type"),
            choices.code("service_group", _("Service"), "service_group"),
            choices.code("status", _("Status"), "activity_status"),
            choices.day("start_on", _("Day"), required=True),
            choices.day("end_on", _("Until")),
            choices.clock("start_time", _("Time")),
            choices.hours("minutes", _("How long")),
            fields.text("venue", _("Place")),
            choices.focus_area("focus_area", _("Focus area")),
            choices.code("target_group", _("For whom"), "target_group", blank=True),
            choices.project("project", _("Project"), chosen=known.project_id if known else None),
            suggested.known_organisation("joint_with", _("Together with")),
            fields.number("women_count", _("Women"), most=100_000),
            fields.number("men_count", _("Men"), most=100_000),
            fields.number("headcount_extra", _("Came without a name"), most=100_000),
            fields.number("speakers_women", _("Speakers, women"), most=10_000),
            fields.number("speakers_men", _("Speakers, men"), most=10_000),
            fields.number("satisfaction", _("Satisfaction (1–5)"), least=1, most=5, decimals=2),
            fields.number("satisfaction_answers", _("Answers"), most=100_000),
            choices.money("fee_income", _("Income")),
            choices.money("cost", _("Cost")),
            fields.check("online", _("Online")),
            fields.check("international", _("International")),
            note_field.note(rows=2),
        ],
        columns=3,
    )
    if known is None:
        start: dict[str, Any] = {"type": "workshop", "service_group": "courses_workshops", "status": "planned"}
        form.set_values(start)
        dialog = Dialog(parent, _("New activity"), save=_("Add"), form=form, width=760)
        dialog.on_save(lambda: activities.add(**_columns(form.values())))
    else:
        shown: dict[str, Any] = {
            "focus_area": known.focus_area_id,
            "project": known.project_id,
            "joint_with": known.joint_with_id,
            "satisfaction": None if known.satisfaction is None else Decimal(known.satisfaction) / 100,
        }
        form.set_values({name: shown[name] if name in shown else getattr(known, name) for name in NAMES})
        dialog = Dialog(parent, _("Edit activity"), form=form, width=760)
        editing.save_changes(
            dialog,
            form,
            "activity",
            version=lambda: activity_queries.detail(known.id).version,
            save=lambda changed, seen: activities.edit(known.id, seen=seen, **_columns(changed)),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("name").setFocus()
    return dialog


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """The values of the form as the record has them."""
    found = dict(values)
    if found.get("satisfaction") is not None:
        found["satisfaction"] = round(found["satisfaction"] * 100)
    if "headcount_extra" in found:
        found["headcount_extra"] = found["headcount_extra"] or 0
    return found
