"""How an entry of a timeline is shown: its icon and colour, its day in words, and what a step changed."""

from datetime import date

from crm.i18n import _
from crm.queries import named, timeline
from crm.queries.timeline_entry import Changed
from crm.rules import dates, notes
from ui.dialogs import wording
from ui.kit import when
from ui.kit.timeline import Entry

INTERACTIONS = {
    "meeting_in_person": "meeting",
    "meeting_video": "video",
    "phone": "phone",
    "site_visit": "visit",
    "email": "mail",
    "other": "note",
}
OTHERS = {
    "task": "followups",
    "position": "person",
    "membership": "members",
    "activity": "activities",
    "attachment": "file",
    "project": "projects",
    "contribution": "clock",
    "result": "star",
    "governance_member": "people",
    "organisation_year": "building",
    "external_relation": "link",
    "aid_record": "warning",
    "staff_time": "clock",
    "import_batch": "import",
    "step": "edit",
}
ACCENTED = ("interaction", "activity")
NAMED = ("person", "organisation")
LONGEST = 120


def shown(one: timeline.Entry, today: date) -> Entry:
    """An entry as the timeline paints it."""
    near = abs((today - one.day).days) <= 1  # "2 y · 10:00" is no hour that anybody asks for
    told = (when.ago(one.day, today), one.time if near else "", one.meta)
    return Entry(
        icon(one),
        one.title,
        " · ".join(part for part in told if part),
        notes.plain(one.text, 1_000) or changed(one.changed),
        " ".join(part for part in (dates.show(one.day), one.time) if part),
        tone(one, today),
    )


def icon(one: timeline.Entry) -> str:
    """The icon of what happened: for a meeting that of its type."""
    return INTERACTIONS.get(one.type, "note") if one.kind == "interaction" else OTHERS.get(one.kind, "clock")


def tone(one: timeline.Entry, today: date) -> str:
    """The colour of its disc: a promise that is late stands out, what merely changed stands back."""
    if one.kind == "task":
        return "success" if one.type == "done" else "danger" if one.type == "open" and one.day < today else "warning"
    return "accent" if one.kind in ACCENTED else "muted"


def changed(fields: tuple[Changed, ...]) -> str:
    """What a step changed, a line for each field: "Phone: – → 77 60 00 00"."""
    return "\n".join(dict.fromkeys(_line(one) for one in fields))


def _line(one: Changed) -> str:
    if not one.field:
        kept = one.after if one.before is None else one.before
        told = _("{what} added") if one.before is None else _("{what} removed")
        words = told.format(what=wording.kind(one.table))
        name = next((name for name in ("value", "title", "name", "joined_on") if kept.get(name)), "")
        return f"{words}: {_short(wording.value(one.table, name, kept[name]))}" if name else words
    before, after = (_value(one, value) for value in (one.before, one.after))
    return f"{wording.field(one.table, one.field)}: {before} → {after}"


def _value(one: Changed, stored: object) -> str:
    name = one.field.removesuffix("_id")
    if name in NAMED and isinstance(stored, int):  # it may be gone meanwhile, but was called something
        return named.names(name, [stored]).get(stored, "–")
    return _short(wording.value(one.table, one.field, stored))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
