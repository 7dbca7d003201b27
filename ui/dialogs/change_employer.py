"""Somebody has a new job: where, from which day, as what. The old positions end, the past stays as it was."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import people
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import people as people_queries
from crm.queries.people import PersonDetail
from crm.rules import dates
from ui.dialogs import choices, suggested
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, person: int) -> Dialog:
    """Ask for the new employer, known or new by name; what becomes of the old positions is said before."""
    known = people_queries.detail(person)
    form = Form(
        [
            suggested.organisation("organisation", _("New employer"), required=True),
            choices.day("on", _("From"), required=True),
            fields.text("title", _("Title")),
            choices.code("role", _("Role"), "position_role", blank=True),
        ],
        columns=3,
    )
    dialog = Dialog(parent, _("{name} changes employer").format(name=known.name), form=form, width=600)
    dialog.body.insertWidget(0, text.label(_present(known), "muted", wrap=True))
    ends = text.label(wrap=True)
    dialog.body.addWidget(ends)

    def tell() -> None:
        ends.setText(_ends(known, form))

    def save() -> int:
        values: dict[str, Any] = form.values()
        chosen = suggested.employer(values.pop("organisation"))
        if any(row.is_now and row.organisation_id == chosen.get("organisation") for row in known.positions):
            raise Invalid({"organisation": _("{name} works there already.").format(name=known.name)})
        return people.change_employer(person, **chosen, **values)

    form.edited.connect(tell)
    form.set_values({"on": choices.today()})
    tell()
    dialog.on_save(save)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("organisation").setFocus()
    return dialog


def _present(known: PersonDetail) -> str:
    jobs = [" – ".join(filter(None, (row.organisation, row.title))) for row in known.positions if row.is_now]
    return _("Works now at {jobs}.").format(jobs=", ".join(jobs)) if jobs else _("Has no position at present.")


def _ends(known: PersonDetail, form: Form) -> str:
    """What the day that stands in the form means for the positions of today."""
    try:
        on = form.value("on")
    except Invalid:
        return ""
    open_ones = [row for row in known.positions if row.to_on is None]
    if on is None or not open_ones:
        return ""
    last = on - timedelta(days=1)
    ending = [row.organisation for row in open_ones if row.from_on is None or row.from_on <= last]
    gone = [row.organisation for row in open_ones if row.organisation not in ending]
    said = []
    if ending:
        words = _("Last day at {organisations}: {day}. Meetings until then go on counting there.")
        said.append(words.format(organisations=", ".join(ending), day=dates.show(last)))
    if gone:
        words = _("The position at {organisations} began later than this day and is removed.")
        said.append(words.format(organisations=", ".join(gone)))
    return " ".join(said)
