"""Log a meeting, a call, a visit or a mail: who, when, what was said, what was promised.

Made to be filled without the mouse: subject, @people, Tab, note, Ctrl+Shift+F, promise, Tab, day, Ctrl+Enter.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from crm.commands import interactions
from crm.commands.interactions import FollowUp, Participant
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import drafts, organisations, people
from crm.queries import interactions as interaction_queries
from ui.dialogs import brought, choices, drafting, editing, note_field
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion

# What is nearly always said first; the rest has a sensible value already.
TAB_ORDER = (
    *("subject", "participants", "notes", "follow_up", "due_on", "responsible", "held_on", "start_time", "minutes"),
    *("type", "focus_area", "place", "status"),
)


def ask(
    parent: QWidget | None,
    *,
    interaction: int | None = None,
    person: int | None = None,
    organisation: int | None = None,
    draft: str = "",
    prefilled: Mapping[str, Any] | None = None,
) -> Dialog:
    """Log something new, with `person` or `organisation` taking part already, or edit what was logged.

    What is new is kept as a draft while it is written; with the name of one it goes on where it was left. `prefilled`
    is what a mail or an appointment says, as a draft holds it (ui.dialogs.brought); it is saved only at the button.
    """
    form = _form(editing=interaction is not None)
    title = _("Edit meeting") if interaction is not None else _("Log a meeting")
    dialog = Dialog(parent, title, save=_("Save") if interaction is not None else _("Log"), form=form, width=640)
    if interaction is None:
        form.set_values(_fresh(person, organisation))
        kept = drafts.draft(draft) if draft else None
        values = kept.values if kept is not None else prefilled or {}
        came = brought.of(values)
        dialog.on_save(lambda: _log(form, came))
        drafting.put(form, values)
        drafting.Drafting(dialog, form, draft, besides=came.plain())
        came.show(dialog)
    else:
        dialog.ask_before_losing()
        known = interaction_queries.detail(interaction)
        form.set_values(_known(known))
        editing.save_changes(
            dialog,
            form,
            "interaction",
            version=lambda: interaction_queries.detail(interaction).version,
            save=lambda changed, seen: _edit(interaction, changed | brought.of(prefilled).known(), seen),
        )
        drafting.put(form, prefilled or {})
        brought.of(prefilled).show(dialog)
    _wire(dialog, form)
    dialog.open()
    form.widget("subject").setFocus()
    return dialog


def _form(*, editing: bool) -> Form:
    held_on = choices.day("held_on", _("Day"), required=True)
    shown = [
        fields.text("subject", _("Subject"), required=True, wide=True, placeholder=_("What was it about?")),
        choices.participants("participants", _("Who took part"), lambda: _day(held_on)),
        held_on,
        choices.clock("start_time", _("Time")),
        fields.number("minutes", _("Minutes"), most=60 * 24 * 14),
        choices.code("type", _("Kind"), "interaction_type"),
        choices.focus_area("focus_area", _("Focus area")),
        fields.text("place", _("Place")),
        note_field.note(
            "notes",
            _("Note"),
            rows=4,
            hint=_("Whoever is named here may ask to read it."),
            placeholder=_("What was said?"),
        ),
    ]
    if editing:
        shown += [
            choices.code("status", _("Status"), "interaction_status", required=True),
            choices.staff_member("responsible", _("Responsible")),
        ]
    else:
        shown += [
            fields.text("follow_up", _("Follow-up"), placeholder=_("What was promised?"), wide=True),
            choices.day("due_on", _("By")),
            choices.staff_member("responsible", _("Responsible"), nobody=_("Me")),
        ]
    return Form(shown, columns=3)


def _wire(dialog: Dialog, form: Form) -> None:
    subject, who = form.widget("subject"), form.widget("participants")
    assert isinstance(subject, QLineEdit) and isinstance(who, PeopleField)
    who.catch(subject)
    order = [name for name in TAB_ORDER if name in form.fields]
    for first, then in pairwise(order):
        QWidget.setTabOrder(_focused(form, first), _focused(form, then))
    if "follow_up" in form.fields:
        form.edited.connect(lambda _name: _warn(form))
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), dialog)
        shortcut.activated.connect(form.widget("follow_up").setFocus)


def _warn(form: Form) -> None:
    day = _day(form.fields["held_on"])
    planned = day is not None and day > choices.today()
    form.set_warnings({"held_on": _("A day to come: kept as planned.")} if planned else {})


def _focused(form: Form, name: str) -> QWidget:
    widget = form.widget(name)
    return widget.focusProxy() or widget


def _day(field: fields.Field) -> date | None:
    try:
        day: date | None = field.get()
    except Invalid:
        return None
    return day


def _fresh(person: int | None, organisation: int | None) -> dict[str, Any]:
    with_whom = []
    if person is not None:
        known = people.detail(person)
        employer = next(iter(people.employers(person, date.today())), None)
        with_whom.append(
            Suggestion(person, f"{known.first_name} {known.last_name}".strip(), employer.name if employer else "")
        )
    if organisation is not None:
        with_whom.append(Suggestion(-organisation, organisations.detail(organisation).name, _("Organisation")))
    return {"held_on": date.today(), "type": "meeting_in_person", "minutes": 60, "participants": with_whom}


def _known(detail: Any) -> dict[str, Any]:
    present = [
        Suggestion(row.person_id, row.person, row.organisation)
        if row.person_id is not None
        else Suggestion(-row.organisation_id, row.organisation, _("Organisation"))
        for row in detail.participants
    ]
    same = ("subject", "held_on", "type", "minutes", "notes", "place", "start_time", "status")
    return {name: getattr(detail, name) for name in same} | {
        "participants": present,
        "responsible": detail.responsible_id,
        "focus_area": detail.focus_area_id,
    }


def _log(form: Form, came: brought.Brought) -> int:
    values = form.values()
    promise, due_on = values.pop("follow_up"), values.pop("due_on")
    if promise and due_on is None:
        raise Invalid({"due_on": _("Say when it is due.")})
    if due_on is not None and not promise:
        raise Invalid({"follow_up": _("Say what was promised.")})
    follow_ups = [FollowUp(promise, due_on)] if promise else []
    present = _participants(values.pop("participants"), came)
    # A planned meeting counts in no figure until somebody says that it took place.
    status = "planned" if values["held_on"] > choices.today() else "done"
    return interactions.log(
        values.pop("subject"), participants=present, follow_ups=follow_ups, status=status, **values, **came.new()
    )


def _edit(interaction: int, changed: dict[str, Any], seen: int) -> None:
    present = _participants(changed.pop("participants")) if "participants" in changed else None
    interactions.edit(interaction, seen=seen, participants=present, **changed)


def _participants(chosen: Sequence[Suggestion], came: brought.Brought = brought.NOTHING) -> list[Participant]:
    if not chosen:
        raise Invalid({"participants": _("Say who took part.")})
    return [
        Participant(name=one.title, organisation_name=one.subtitle, email=came.address(one.title))
        if one.id is None
        else Participant(person=one.id)
        if one.id > 0
        else Participant(organisation=-one.id)
        for one in chosen
    ]
