"""The fields of a meeting: for what is new with a line that fills them, for an edit without."""

from dataclasses import replace
from datetime import date

from crm.errors import Invalid
from crm.i18n import _
from crm.rules import log_line
from ui.dialogs import attached, choices, follow_ups_field, log_offers, note_field, own_form, suggested
from ui.dialogs.attribution import Attribution
from ui.dialogs.follow_ups_field import FollowUpsField
from ui.dialogs.log_filling import Filling
from ui.dialogs.understood import Understood
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion
from ui.kit.quick_line import QuickLine

COLUMNS = 24


def edited(interaction: int) -> Form:
    """The form of a meeting that was logged."""
    attribution, held_on = Attribution(), choices.day("held_on", _("Day"), required=True, held=True)
    shown = [
        fields.text("subject", _("Subject"), required=True, wide=True, placeholder=_("What was it about?")),
        _present(attribution, held_on),
        _counts_for(attribution),
        *_facts(held_on, choices.staff_member("responsible", _("Responsible"))),
        _notes(),
        replace(choices.code("status", _("Status"), "interaction_status", required=True), span=6),
        attached.field("attachments", _("Files to add")),
        *own_form.part("interaction", interaction, span=8),
    ]
    form = Form(shown, columns=COLUMNS)
    _attribute(form, attribution)
    _hide_without_files(form)
    return form


def new() -> tuple[Form, Filling]:
    """The form of a new meeting, and what fills it from its line."""
    attribution, held_on = Attribution(), choices.day("held_on", _("Day"), required=True, held=True)
    made: list[Filling] = []  # the form asks its fields for their values while it is made
    line = QuickLine(
        lambda words, cursor: log_line.typed_sign(words, cursor, made[0].known()),
        lambda sign, words: log_offers.rows(sign, words, made[0].day()),
    )
    line.setPlaceholderText(_("What was it about?"))
    understood = Understood()
    follow_ups = follow_ups_field.field("follow_ups", _("Follow-up"))
    assert isinstance(follow_ups.widget, FollowUpsField)
    subject = fields.custom(
        "subject",
        _("Subject"),
        widget=line,
        get=lambda: made[0].subject() if made else "",
        put=lambda words: line.setText(words or ""),
        changed=line.textChanged,
        required=True,
        wide=True,
    )
    shown = [
        replace(subject, below=understood),
        _present(attribution, held_on),
        _counts_for(attribution),
        *_facts(held_on, choices.staff_member("responsible", _("Responsible"), nobody=_("Me"))),
        _notes(),
        follow_ups,
        attached.field("attachments", _("Files")),
        *own_form.part("interaction", span=8),
    ]
    form = Form(shown, columns=COLUMNS)
    filling = Filling(form, line, understood, follow_ups.widget)
    made.append(filling)
    _attribute(form, attribution)
    _hide_without_files(form)
    return form, filling


def _present(attribution: Attribution, held_on: Field) -> Field:
    return suggested.participants(
        "participants", _("Who took part"), lambda: day_of(held_on), lambda one: _chip(attribution, one)
    )


def _chip(attribution: Attribution, one: Suggestion) -> str:
    where = attribution.organisation(one) if one.id is None or one.id > 0 else ""
    return f"{one.title} · {where}" if where else one.title


def _counts_for(attribution: Attribution) -> Field:
    return fields.custom(
        "counts_for",
        "",
        widget=attribution,
        get=attribution.values,
        put=attribution.put,
        changed=attribution.changed,
        wide=True,
    )


def _attribute(form: Form, attribution: Attribution) -> None:
    """Ask again for whom each took part when the day or those present change, and tell it on the chips."""
    who = form.widget("participants")
    assert isinstance(who, PeopleField)
    seen: list[object] = [None]

    def ask(name: str) -> None:
        if name not in ("participants", "held_on", "counts_for"):
            return
        day = day_of(form.fields["held_on"]) or choices.today()
        now = (tuple(who.chosen()), day)
        if now != seen[0]:
            seen[0] = now
            attribution.ask(who.chosen(), day)
            form.set_visible("counts_for", attribution.asks())
        who.tell_again()

    form.edited.connect(ask)
    form.set_visible("counts_for", False)


def _hide_without_files(form: Form) -> None:
    files = form.fields["attachments"]
    form.edited.connect(lambda name: form.set_visible(name, bool(files.get())) if name == files.name else None)
    form.set_visible(files.name, False)


def _facts(held_on: Field, responsible: Field) -> list[Field]:
    """Two rows: when and where it was, and what it belongs to."""
    spans: list[tuple[Field, int]] = [
        (held_on, 5),
        (choices.clock("start_time", _("Time")), 3),
        (fields.number("minutes", _("Minutes"), most=60 * 24 * 14), 3),
        (choices.code("type", _("Kind"), "interaction_type"), 6),
        (fields.text("place", _("Place")), 7),
        (suggested.project_by_title("project", _("Project")), 6),
        (choices.focus_area("focus_area", _("Focus area")), 6),
        (choices.tag_list("tags", _("Tags")), 6),
        (responsible, 6),
    ]
    return [replace(field, span=span) for field, span in spans]


def _notes() -> Field:
    hint = _("Whoever is named here may ask to read it.")
    return note_field.note("notes", _("Note"), rows=3, hint=hint, placeholder=_("What was said?"))


def day_of(field: Field) -> date | None:
    """The day that stands in a field, None where it is none."""
    try:
        day: date | None = field.get()
    except Invalid:
        return None
    return day
