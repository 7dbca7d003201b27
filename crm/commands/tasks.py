"""Follow-ups: promised, done, put off."""

from datetime import date
from typing import Any

from crm.commands import staff, write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.task import Task
from crm.store import journal


@command(N_("Add follow-up «{title}»"))
def add(
    title: str,
    *,
    due_on: date,
    responsible: int | None = None,
    organisation: int | None = None,
    person: int | None = None,
    interaction: int | None = None,
    notes: str = "",
) -> int:
    """Keep a promise with its date; returns its id. Raises Invalid.

    Without `responsible` it is whoever signs the step.
    """
    return write.insert(
        Task(
            title=title.strip(),
            due_on=due_on,
            responsible=responsible if responsible is not None else staff.present(),
            organisation=organisation,
            person=person,
            interaction=interaction,
            notes=notes,
        )
    )


@command(N_("Done: «{title}»"))
def complete(task: int, on: date) -> None:
    """Say that a follow-up was done on a day."""
    _change(task, {"status": "done", "done_on": on})


@command(N_("Reopen «{title}»"))
def reopen(task: int) -> None:
    """Say that a follow-up is not done after all."""
    _change(task, {"status": "open", "done_on": None})


@command(N_("Cancel follow-up «{title}»"))
def cancel(task: int) -> None:
    """Say that a follow-up is no longer wanted; it does not count as late (DOMAIN.md K14)."""
    _change(task, {"status": "cancelled", "done_on": None})


@command(N_("Put off «{title}»"))
def snooze(task: int, due_on: date) -> None:
    """Give a follow-up a new day."""
    _change(task, {"due_on": due_on})


@command(N_("Edit follow-up «{title}»"))
def edit(task: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of a follow-up. Raises Invalid, Conflict."""
    _change(task, values, seen)


@command(N_("Archive follow-up «{title}»"))
def archive(task: int) -> None:
    """Hide a follow-up from the lists."""
    _change(task, {"archived": True})


@command(N_("Restore follow-up «{title}»"))
def restore(task: int) -> None:
    """Show an archived follow-up again."""
    _change(task, {"archived": False})


def _change(task: int, values: dict[str, Any], seen: int | None = None) -> None:
    journal.current().describe(title=write.change(Task, task, values, seen=seen).title)
