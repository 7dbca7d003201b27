"""Ticking the boxes of a note: an edit of the note like any other."""

from crm.commands import write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.interaction import Interaction
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.records.task import Task
from crm.rules import notes
from crm.store import journal

_KINDS: dict[str, type[Record]] = {
    "person": Person,
    "organisation": Organisation,
    "interaction": Interaction,
    "task": Task,
    "project": Project,
    "activity": Activity,
}


@command(N_("Tick «{text}»"))
def tick(kind: str, record: int, line: int, text: str, done: bool) -> None:
    """Tick or untick the box on a line of a record's note; `text` is what stands behind it.

    `kind` is the record's table. Raises CrmError where the note was changed meanwhile and the box stands elsewhere.
    """
    written = str(getattr(write.get(_KINDS[kind], record), "notes"))  # noqa: B009
    if not any(box.line == line and box.text == text for box in notes.boxes(written)):
        raise CrmError(_("The note was changed meanwhile. Look at it again and tick the box there."))
    write.change(_KINDS[kind], record, {"notes": notes.ticked(written, line, done)})
    journal.current().describe(text=text)
