"""Follow-ups: promised, done, put off."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.commands import beside, staff, write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import own_fields
from crm.queries import tags as tag_queries
from crm.records.task import Task
from crm.rules import recurrence
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
    project: int | None = None,
    membership: int | None = None,
    notes: str = "",
    repeat_every: int | None = None,
    repeat_unit: str = "",
    tags: Sequence[str] = (),
    own: Mapping[int, Any] | None = None,
) -> int:
    """Keep a promise with its date, tags and fields of one's own; returns its id. Raises Invalid.

    Without `responsible` it is whoever signs the step. A recurring one comes again `repeat_every` of `repeat_unit`
    (crm.rules.recurrence) after its day.
    """
    made = write.insert(
        Task(
            title=title.strip(),
            due_on=due_on,
            responsible=responsible if responsible is not None else staff.present(),
            organisation=organisation,
            person=person,
            interaction=interaction,
            project_id=project,
            membership_id=membership,
            notes=notes,
            repeat_every=repeat_every,
            repeat_unit=repeat_unit,
        )
    )
    beside.put("task", made, tags, own)
    return made


@command(N_("Done: «{title}»"))
def complete(task: int, on: date, *, last: bool = False) -> int | None:
    """Say that a follow-up was done on a day; returns the id of the next one where it comes again.

    The next one is made in the same step and takes the repeating over, so that only one of a series is ever open. With
    `last` none comes any more.
    """
    record = write.get(Task, task)
    following = None
    if record.status == "open" and record.repeat_every and not last:
        following = write.insert(_next(record, on))
        beside.put("task", following, tag_queries.of("task", task), own_fields.values("task", task))
    once = {"repeat_every": None, "repeat_unit": ""} if record.repeat_every else {}
    _change(task, {"status": "done", "done_on": on, **once})
    return following


@command(N_("Stop repeating «{title}»"))
def end_series(task: int) -> None:
    """Let a recurring follow-up be done once more and then not come again."""
    _change(task, {"repeat_every": None, "repeat_unit": ""})


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
def edit(
    task: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of a follow-up and, where given, which tags it carries. Raises Invalid, Conflict."""
    _change(task, values, seen)
    beside.put("task", task, tags, own)


@command(N_("Archive follow-up «{title}»"))
def archive(task: int) -> None:
    """Hide a follow-up from the lists."""
    _change(task, {"archived": True})


@command(N_("Restore follow-up «{title}»"))
def restore(task: int) -> None:
    """Show an archived follow-up again."""
    _change(task, {"archived": False})


def _next(record: Task, done_on: date) -> Task:
    """The same promise on its next day."""
    due_on = recurrence.following(record.due_on, record.repeat_every, record.repeat_unit, done_on)
    own = {"id", "version", "due_on", "search_text"}
    return Task(due_on=due_on, **{name: value for name, value in record.__data__.items() if name not in own})


def _change(task: int, values: dict[str, Any], seen: int | None = None) -> None:
    journal.current().describe(title=write.change(Task, task, values, seen=seen).title)
