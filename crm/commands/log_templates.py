"""Templates of the quick log: what a kind of meeting always has, and what always follows from it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.log_template import LogTemplate, LogTemplateTask
from crm.store import journal
from crm.store.database import rows, value


class Follows(NamedTuple):
    """A follow-up that a template proposes, due so many days after the meeting."""

    title: str
    after_days: int


@command(N_("Add template «{name}»"))
def add(name: str, *, tasks: Sequence[Follows] = (), **values: Any) -> int:
    """Keep a new template, behind the others; returns its id. `values` are fields of the record; raises Invalid."""
    values.setdefault("position", value("SELECT coalesce(max(position), 0) + 1 FROM log_template"))
    made = write.insert(LogTemplate(name=name.strip(), **values))
    _write(made, tasks)
    return made


@command(N_("Edit template «{name}»"))
def edit(template: int, *, seen: int | None = None, tasks: Sequence[Follows] | None = None, **values: Any) -> None:
    """Change a template and, where given, what follows from it. Raises Invalid, Conflict."""
    journal.current().describe(name=write.change(LogTemplate, template, values, seen=seen).name)
    if tasks is not None:
        present = [Follows(*line) for line in _tasks(template, "title, after_days")]
        if present != [Follows(title.strip(), days) for title, days in tasks]:
            for (row,) in _tasks(template, "id"):
                write.delete(LogTemplateTask, row)
            _write(template, tasks)


@command(N_("Archive template «{name}»"))
def archive(template: int) -> None:
    """Take a template out of the choices."""
    journal.current().describe(name=write.change(LogTemplate, template, {"archived": True}).name)


@command(N_("Put template «{name}» first"))
def put_first(template: int) -> None:
    """Let a template stand before all others."""
    first = value("SELECT coalesce(min(position), 1) - 1 FROM log_template")
    journal.current().describe(name=write.change(LogTemplate, template, {"position": first}).name)


@command(N_("Templates to begin with"))
def seed(language: str) -> None:
    """Keep the three templates that a new register begins with; `language` is nb or en."""
    for name, values, tasks in _FIRST["nb" if language == "nb" else "en"]:
        add(name, tasks=[Follows(*task) for task in tasks], **values)


def _write(template: int, tasks: Sequence[Follows]) -> None:
    for title, days in tasks:
        write.insert(LogTemplateTask(template=template, title=title.strip(), after_days=days))


def _tasks(template: int, columns: str) -> list[Any]:
    return rows(f"SELECT {columns} FROM log_template_task WHERE template_id = ? ORDER BY id", (template,))


# Data of the register like the focus areas, not texts of the program: whoever works with it makes them her own.
_Template = tuple[str, dict[str, Any], tuple[tuple[str, int], ...]]
_FIRST: dict[str, tuple[_Template, ...]] = {
    "nb": (
        (
            "Første besøk",
            {
                "type": "site_visit",
                "subject": "Første besøk",
                "minutes": 90,
                "notes": "Hva de gjør:\nHva de trenger:\nHva vi kan bidra med:",
            },
            (
                ("Send takk og informasjon om klyngen", 1),
                ("Send tilbud om medlemskap", 7),
                ("Ring og hør hva de tenker", 21),
            ),
        ),
        (
            "Medlemssamtale",
            {
                "type": "meeting_in_person",
                "subject": "Årlig medlemssamtale",
                "minutes": 60,
                "notes": "Hva har de fått ut av klyngen:\nØnsker for neste år:\nProsjekter de vil være med på:",
            },
            (("Send oppsummering av samtalen", 2), ("Følg opp ønskene fra samtalen", 60)),
        ),
        (
            "Prosjektmøte",
            {"type": "meeting_video", "subject": "Prosjektmøte", "minutes": 45, "notes": "Status:\nBeslutninger:"},
            (("Send referat", 2),),
        ),
    ),
    "en": (
        (
            "First visit",
            {
                "type": "site_visit",
                "subject": "First visit",
                "minutes": 90,
                "notes": "What they do:\nWhat they need:\nWhat we can offer:",
            },
            (
                ("Send thanks and information about the cluster", 1),
                ("Send an offer of membership", 7),
                ("Call and hear what they think", 21),
            ),
        ),
        (
            "Member review",
            {
                "type": "meeting_in_person",
                "subject": "Yearly member review",
                "minutes": 60,
                "notes": "What they got out of the cluster:\nWishes for next year:\nProjects they want to join:",
            },
            (("Send a summary of the review", 2), ("Follow up the wishes from the review", 60)),
        ),
        (
            "Project meeting",
            {"type": "meeting_video", "subject": "Project meeting", "minutes": 45, "notes": "Status:\nDecisions:"},
            (("Send the minutes", 2),),
        ),
    ),
}
