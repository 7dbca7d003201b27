"""Log a meeting, a call, a visit or a mail: who, when, what was said, what was promised.

Made to be filled without the mouse, from one line: "Pilot @ada @bo #inno i går 45 min > sende tilbud fredag".
Each part of it shows in its field as it is typed, so nobody has to know the signs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crm.commands import interactions
from crm.commands.interactions import FollowUp, Participant
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import drafts, organisations, people, projects
from crm.queries import interactions as interaction_queries
from ui.dialogs import brought, choices, drafting, editing, log_form, log_templates_menu, own_form, suggested
from ui.dialogs.attached import Attached, Taking
from ui.dialogs.follow_ups_field import FollowUpsField
from ui.dialogs.log_filling import FIELDS, Filling
from ui.dialogs.log_form import day_of
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion
from ui.kit.quick_line import QuickLine

# What is nearly always said first; the rest has a sensible value already.
TAB_ORDER = (
    *("subject", "participants", "notes", "follow_ups", "held_on", "start_time", "minutes", "type"),
    *("place", "project", "focus_area", "tags", "responsible", "status"),
)
LINE = "line"
"""Where a draft keeps what the line knew."""
WIDTH = 800


def ask(
    parent: QWidget | None,
    *,
    interaction: int | None = None,
    person: int | None = None,
    organisation: int | None = None,
    project: int | None = None,
    draft: str = "",
    prefilled: Mapping[str, Any] | None = None,
) -> Dialog:
    """Log something new, with `person` or `organisation` taking part already or for a `project`, or edit what was.

    What is new is kept as a draft while it is written; with the name of one it goes on where it was left. `prefilled`
    is what a mail or an appointment says, as a draft holds it (ui.dialogs.brought); it is saved only at the button.
    """
    if interaction is not None:
        return _edit(parent, interaction, prefilled)
    form, filling = log_form.new()
    title = _("Log a meeting")
    dialog = Dialog(parent, title, save=_("Log"), form=form, width=WIDTH)
    dialog.hide_title()  # the line is what one looks at first, and the frame of the window names it
    with filling.resting():
        form.set_values(_fresh(person, organisation, project))
    kept = drafts.draft(draft) if draft else None
    values = _of_today(kept.values if kept is not None else prefilled or {})
    came = brought.of(values)
    # Its files become those of the form, where they can be taken away; a draft holds what is left of them.
    if came.attachments:
        values.setdefault("attachments", came.attachments)
    came = replace(came, attachments=())
    _fill(form, filling, values)
    dialog.on_save(lambda: _log(form, filling, came))
    keeping = drafting.Drafting(dialog, form, draft, besides=lambda: {LINE: filling.state(), **came.plain()})
    keeping.written.connect(lambda: dialog.setWindowTitle(_("{title} – draft, not logged yet").format(title=title)))
    _wire(dialog, form, filling)
    came.show(dialog)
    dialog.open()
    form.widget("subject").setFocus()
    return dialog


def _edit(parent: QWidget | None, interaction: int, prefilled: Mapping[str, Any] | None) -> Dialog:
    form, came = log_form.edited(interaction), brought.of(prefilled)
    dialog = Dialog(parent, _("Edit meeting"), save=_("Save"), form=form, width=WIDTH)
    dialog.ask_before_losing()
    known = interaction_queries.detail(interaction)
    form.set_values(_known(known))
    # Who counted for whom is what was stored, whatever positions say by now.
    present = ((row.person_id, row.organisation_id) for row in known.participants)
    form.fields["counts_for"].put({person: place for person, place in present if person and place})
    form.edited.emit("participants")
    form.settle()
    editing.save_changes(
        dialog,
        form,
        "interaction",
        version=lambda: interaction_queries.detail(interaction).version,
        save=lambda changed, seen: _save(form, interaction, changed | came.known(), seen, came),
    )
    drafting.put(form, prefilled or {})
    came.show(dialog)
    dialog.tab_first(*(form.widget(name) for name in TAB_ORDER if name in form.fields))
    files = form.widget("attachments")
    assert isinstance(files, Attached)
    Taking(dialog, files)
    dialog.open()
    form.widget("subject").setFocus()
    return dialog


def _fill(form: Form, filling: Filling, values: Mapping[str, Any]) -> None:
    """Put in what is known already: from a draft, or from a mail or an appointment."""
    with filling.resting():
        drafting.put(form, values)
    if LINE in values:
        filling.restore(values[LINE])
    elif values:
        # A subject that somebody else wrote is no line: its "> " and its days are words.
        words = (*FIELDS.values(), "follow_ups") if values.get("subject") else ()
        filling.set_by_hand(*(name for name in values if name in form.fields and values[name]), *words)
    form.edited.emit("participants")
    if not values:
        form.settle()


def _wire(dialog: Dialog, form: Form, filling: Filling) -> None:
    line, who, follow_ups = form.widget("subject"), form.widget("participants"), form.widget("follow_ups")
    assert isinstance(line, QuickLine) and isinstance(who, PeopleField) and isinstance(follow_ups, FollowUpsField)
    # Whoever named people in the line goes on to the note.
    line.next_field = lambda: form.widget("notes") if filling.named() else who
    dialog.tab_first(*(form.widget(name) for name in TAB_ORDER if name in form.fields))
    form.edited.connect(lambda name: _day_changed(form, follow_ups) if name == "held_on" else None)
    shortcut = QShortcut(QKeySequence("Ctrl+Shift+F"), dialog)
    shortcut.activated.connect(follow_ups.begin)
    log_templates_menu.put(dialog, filling)
    files = form.widget("attachments")
    assert isinstance(files, Attached)
    taking = Taking(dialog, files)
    follow_ups.changed.connect(taking.watch)


def _day_changed(form: Form, follow_ups: FollowUpsField) -> None:
    day = day_of(form.fields["held_on"])
    follow_ups.set_held_on(day)
    planned = day is not None and day > choices.today()
    form.set_warnings({"held_on": _("A day to come: kept as planned.")} if planned else {})


def _fresh(person: int | None, organisation: int | None, project: int | None) -> dict[str, Any]:
    with_whom = []
    belongs = {"project": Suggestion(project, projects.title(project))} if project is not None else {}
    if person is not None:
        row = people.named([person], choices.today())[person]
        with_whom.append(Suggestion(row.id, row.name, row.organisation))
    if organisation is not None:
        name = organisations.detail(organisation).name
        with_whom.append(Suggestion(suggested.ORGANISATION * organisation, name, _("Organisation")))
    fresh = {"held_on": choices.today(), "type": "meeting_in_person", "minutes": 60, "participants": with_whom}
    return fresh | belongs


def _known(detail: interaction_queries.InteractionDetail) -> dict[str, Any]:
    present = [
        Suggestion(row.person_id, row.person, row.organisation)
        if row.person_id is not None
        else Suggestion(suggested.ORGANISATION * (row.organisation_id or 0), row.organisation, _("Organisation"))
        for row in detail.participants
    ]
    same = ("subject", "held_on", "type", "minutes", "notes", "place", "start_time", "status")
    return {name: getattr(detail, name) for name in same} | {
        "participants": present,
        "responsible": detail.responsible_id,
        "focus_area": detail.focus_area_id,
        "project": Suggestion(detail.project_id, detail.project) if detail.project_id is not None else None,
        "tags": list(detail.tags),
    }


def _log(form: Form, filling: Filling, came: brought.Brought) -> int:
    _complain(filling)
    values = own_form.kept(form.values())
    follow_ups: list[FollowUp] = values.pop("follow_ups")
    present = _participants(values.pop("participants"), values.pop("counts_for"), came)
    # A planned meeting counts in no figure until somebody says that it took place.
    status = "planned" if values["held_on"] > choices.today() else "done"
    return interactions.log(
        values.pop("subject"),
        participants=present,
        follow_ups=follow_ups,
        status=status,
        **_project(values.pop("project")),
        **values,
        **came.new(),
    )


def _complain(filling: Filling) -> None:
    """Raise Invalid where a name with @ stands for nobody yet."""
    filling.settle()
    words = filling.unknown()
    if words:
        sentence = _("Who is “@{name}”? Choose somebody from the list, or take the @ away.")
        raise Invalid({"subject": sentence.format(name=words.split()[0])})


def _save(form: Form, interaction: int, changed: dict[str, Any], seen: int, came: brought.Brought) -> None:
    counted = changed.pop("counts_for", None)
    present = None
    if "participants" in changed or counted is not None:
        changed.pop("participants", None)
        present = _participants(form.value("participants"), counted or {}, came)
    if "project" in changed:
        project = _project(changed.pop("project"))
        changed |= project if "project_title" in project else {"project_id": project.get("project")}
    interactions.edit(interaction, seen=seen, participants=present, **changed)


def _project(chosen: Suggestion | None) -> dict[str, Any]:
    """The chosen project as commands take it: by id, or by the title of one that is new."""
    if chosen is None:
        return {}
    return {"project": chosen.id} if chosen.id is not None else {"project_title": chosen.title}


def _participants(chosen: Sequence[Suggestion], counted: Mapping[int, int], came: brought.Brought) -> list[Participant]:
    if not chosen:
        raise Invalid({"participants": _("Say who took part.")})
    return [
        Participant(name=one.title, organisation_name=one.subtitle, email=came.address(one.title))
        if one.id is None
        else Participant(person=one.id, organisation=counted.get(one.id))
        if one.id > 0
        else Participant(organisation=suggested.ORGANISATION * one.id)
        for one in chosen
    ]


def _of_today(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as this dialog reads it: older ones had one follow-up in two fields."""
    values = dict(kept)
    if "follow_ups" not in values and (values.get("follow_up") or values.get("due_on")):
        due = values.get("due_on")
        words = due.get("text", "") if isinstance(due, dict) else ""
        if isinstance(due, dict) and "day" in due:
            words = f"{date.fromisoformat(due['day']):%d.%m.%Y}"
        values["follow_ups"] = {"promises": [[values.get("follow_up") or "", words, "hand", None]]}
    return values
