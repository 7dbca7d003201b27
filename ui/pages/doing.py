"""What pages do with records, and the way back: a toast with Undo instead of a question (UX.md 2)."""

from collections.abc import Callable
from datetime import date
from functools import partial

from crm.commands import (
    activities,
    contributions,
    focus_areas,
    goals,
    history,
    interactions,
    organisations,
    people,
    projects,
    staff,
    tasks,
)
from crm.i18n import _
from crm.queries import hanging
from crm.queries import history as past
from crm.queries import tasks as task_queries
from crm.rules import dates
from ui.pages.desk import Desk

ARCHIVE: dict[str, Callable[[int], object]] = {
    "person": people.archive,
    "organisation": organisations.archive,
    "interaction": interactions.archive,
    "task": tasks.archive,
    "project": projects.archive,
    "activity": activities.archive,
    "goal": goals.archive,
    "contribution": contributions.archive,
    "focus_area": focus_areas.archive,
    "staff": staff.archive,
}
RESTORE: dict[str, Callable[[int], object]] = {
    "person": people.restore,
    "organisation": organisations.restore,
    "interaction": interactions.restore,
    "task": tasks.restore,
    "project": projects.restore,
    "activity": activities.restore,
    "goal": goals.restore,
    "contribution": contributions.restore,
}


def archive(desk: Desk, table: str, id: int) -> None:
    """Archive a record and offer the way back; what is still open or true today is told and asked about first."""
    if hanging.living(table, id, desk.today().isoformat()):
        from ui.dialogs import hanging as dialog

        dialog.archive(desk.window(), table=table, id=id, done=partial(told, desk))
        return
    ARCHIVE[table](id)
    told(desk, _("Archived."))


def delete(desk: Desk, table: str, id: int) -> None:
    """Delete a record; what hangs on it is told and asked about first."""
    from ui.dialogs import hanging as dialog

    dialog.delete(desk.window(), table=table, id=id, done=partial(told, desk))


def restore(desk: Desk, table: str, id: int) -> None:
    """Bring an archived record back into the lists."""
    RESTORE[table](id)
    told(desk, _("Restored."))


def brief(desk: Desk, kind: str, id: int) -> None:
    """Show the page one reads before a meeting."""
    from ui.dialogs import brief as dialog

    dialog.ask(desk.window(), kind=kind, id=id, today=desk.today())


def complete(desk: Desk, task: int, on: date, *, last: bool = False) -> None:
    """A follow-up is done; one that comes again says when, `last` lets it not come again."""
    following = tasks.complete(task, on, last=last)
    if following is None:
        told(desk, _("Done."))
        return
    day = dates.show(task_queries.detail(following).due_on)
    told(desk, _("Done. It comes again on {day}.").format(day=day))


def end_series(desk: Desk, task: int) -> None:
    """A follow-up that came again does so no more."""
    tasks.end_series(task)
    told(desk, _("It does not come again."))


def snooze(desk: Desk, task: int, due_on: date, words: str) -> None:
    """A follow-up gets a new day."""
    tasks.snooze(task, due_on)
    told(desk, words)


def told(desk: Desk, words: str) -> None:
    """Say what was done just now, with Undo for that very step: a newer one is not undone in its place."""
    step = _newest()

    def back() -> None:
        if _newest() == step:
            undo(desk)
        elif step is not None:
            history.take_back(step)

    desk.say(words, _("Undo"), back)


def undo(desk: Desk) -> None:
    """Undo the last step in the worker: it may be a whole import."""
    desk.jobs.run(
        history.undo,
        title=_("Undo"),
        window=desk.window(),
        done=lambda label: desk.say(_("Undone: {step}").format(step=label), _("Redo"), lambda: redo(desk)),
    )


def redo(desk: Desk) -> None:
    """Do again what was undone last."""
    desk.jobs.run(
        history.redo,
        title=_("Redo"),
        window=desk.window(),
        done=lambda label: desk.say(_("Done again: {step}").format(step=label)),
    )


def labels() -> tuple[str | None, str | None]:
    """What Undo and Redo would undo and redo now."""
    return past.undo_label(), past.redo_label()


def _newest() -> int | None:
    steps = past.steps(limit=1)
    return steps[0].id if steps else None
