"""What an organisation put in of its own: money, hours or something else, with what of it counts said below."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import contributions
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import contributions as queries
from crm.queries import hour_caps
from crm.rules import contribution_words, numbers
from ui.dialogs import choices, editing, note_field, own_form, suggested
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = ("kind", "year", "given_on", "minutes", "rate", "amount", "document_ref", "approved", "notes")


def ask(
    parent: QWidget | None,
    *,
    contribution: int | None = None,
    organisation: int | None = None,
    project: int | None = None,
    activity: int | None = None,
    year: int | None = None,
) -> Dialog:
    """A new contribution, of some organisation, project or activity where told, or an existing one."""
    known = None if contribution is None else queries.contribution(contribution)
    form = Form(
        [
            suggested.known_organisation("organisation", _("Organisation"), required=True),
            choices.code("kind", _("Kind"), "contribution_kind"),
            choices.year("year", _("Year")),
            choices.day("given_on", _("Day")),
            choices.hours("minutes", _("How many")),
            choices.money("rate", _("Rate an hour")),
            choices.money("amount", _("Amount")),
            choices.project("project", _("Project"), chosen=known.project_id if known else project),
            choices.activity("activity", _("Activity"), chosen=known.activity_id if known else activity),
            choices.focus_area("focus_area", _("Focus area")),
            fields.text("document_ref", _("Document"), placeholder=_("time sheet, invoice")),
            fields.check("approved", _("Approved: it counts in the report")),
            own_form.tag_field("contribution", contribution),
            note_field.note(rows=2),
            *own_form.part("contribution", contribution),
        ],
        columns=3,
    )
    told = text.label("", wrap=True)
    pledge = text.label("", "muted", wrap=True)
    if known is None:
        start = {"kind": "hours", "year": year or choices.today().year, "organisation": organisation}
        form.set_values(start | {"project": project, "activity": activity})
        dialog = Dialog(parent, _("New contribution"), save=_("Add"), form=form, width=760)
        dialog.on_save(lambda: _add(form))
    else:
        ids = {"organisation": known.organisation_id, "project": known.project_id, "activity": known.activity_id}
        shown = {name: getattr(known, name) for name in NAMES} | {"focus_area": known.focus_area_id}
        form.set_values(ids | shown)
        dialog = Dialog(parent, _("Edit contribution"), form=form, width=760)
        editing.save_changes(
            dialog,
            form,
            "contribution",
            version=lambda: queries.contribution(known.id).version,
            save=lambda changed, seen: contributions.edit(known.id, seen=seen, **_fitting(form, changed)),
        )
        editing.offer_removal(dialog, lambda: contributions.remove(known.id), of=("contribution", known.id))

    proposed: list[int | None] = []
    """The rate that was put in unasked: what somebody typed is never replaced."""

    def follow(name: str) -> None:
        if name == "given_on" and (day := _held(form, "given_on")) is not None:
            form.fields["year"].put(day.year)
        if known is None and name in ("organisation", "") and _held(form, "rate") in (None, *proposed):
            proposed[:] = [queries.last_rate(_held(form, "organisation"))]
            form.set_values({"rate": proposed[0]})
        if name == "kind":
            _show_kind(form)
        told.setText("\n".join(_told(form)))
        told.setVisible(bool(told.text()))
        if name in ("organisation", "year", ""):
            pledge.setText(_pledged(form))
            pledge.setVisible(bool(pledge.text()))

    dialog.body.addWidget(told)
    dialog.body.addWidget(pledge)
    form.edited.connect(follow)
    _show_kind(form)
    follow("")
    dialog.ask_before_losing()
    dialog.open()
    empty = known is None and organisation is None
    form.widget("organisation" if empty else "minutes" if form.value("kind") == "hours" else "amount").setFocus()
    return dialog


def _add(form: Form) -> int:
    values = _fitting(form, own_form.kept(form.values()))
    return contributions.add(values.pop("organisation"), values.pop("year"), **values)


def _fitting(form: Form, values: dict[str, Any]) -> dict[str, Any]:
    """The values without what the kind does not have: what was typed before another kind was chosen."""
    hours = form.value("kind") == "hours"
    gone = ("amount",) if hours else ("minutes", "rate")
    return values | {name: None for name in gone if name in values or "kind" in values}


def _show_kind(form: Form) -> None:
    """Let only those fields be written in that the kind has."""
    hours = form.value("kind") == "hours"
    for name in ("minutes", "rate", "amount"):
        form.widget(name).setEnabled(hours == (name != "amount"))


def _told(form: Form) -> list[str]:
    """What it comes to, and what the caps cut."""
    year, organisation = _held(form, "year"), _held(form, "organisation")
    return contribution_words.told(
        form.value("kind"),
        amount=_held(form, "amount"),
        minutes=_held(form, "minutes"),
        rate=_held(form, "rate"),
        documented=bool(_held(form, "document_ref")),
        cap=hour_caps.of(organisation, year),
        caps=hour_caps.caps(year),
    )


def _pledged(form: Form) -> str:
    """What the organisation pledged for the year and has given so far, "" where it pledged nothing."""
    year, organisation = _held(form, "year"), _held(form, "organisation")
    for row in queries.balances(year, organisation=organisation) if year and organisation else ():
        told = []
        if row.pledged_minutes is not None:
            words = _("{given} of {pledged} hours")
            pledged, given = row.pledged_minutes, row.given.minutes
            told.append(words.format(given=numbers.show_hours(given), pledged=numbers.show_hours(pledged)))
        if row.pledged_cash is not None:
            words = _("{given} of {pledged}")
            pledged, given = row.pledged_cash, row.given.cash
            told.append(words.format(given=numbers.show_money(given), pledged=numbers.show_money(pledged)))
        if told:
            return _("Approved in {year} so far: {what}.").format(year=year, what=_(" and ").join(told))
    return ""


def _held(form: Form, name: str) -> Any:
    """What stands in a field, None where it is no value yet."""
    try:
        return form.value(name)
    except Invalid:
        return None
