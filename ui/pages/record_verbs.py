"""What can be done with one record, on its page and in a window of its own: the keys of the menus and what does it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from crm.i18n import _
from crm.queries.activities import ActivityDetail
from crm.queries.interactions import InteractionDetail
from crm.queries.organisations import OrganisationDetail
from crm.queries.people import PersonDetail
from crm.queries.projects import ProjectDetail
from crm.queries.tasks import TaskRow
from ui.pages import attending, doing, informing
from ui.pages.desk import Desk

Verbs = dict[str, Callable[[], object]]


class _Record(Protocol):
    @property
    def id(self) -> int: ...
    @property
    def archived(self) -> bool: ...


def organisation(desk: Desk, one: OrganisationDetail) -> Verbs:
    """What can be done with an organisation."""
    found = _reading(desk, "organisation", one) | {"brief": partial(doing.brief, desk, "organisation", one.id)}
    if not desk.writable():
        return found
    return (
        found
        | _writing(desk, "organisation", one)
        | {
            "follow_up": partial(_follow_up, desk, organisation=one.id),
            "merge": partial(merge, desk, "organisation", [one.id]),
        }
    )


def person(desk: Desk, one: PersonDetail) -> Verbs:
    """What can be done with a person."""
    found = _reading(desk, "person", one) | {"brief": partial(doing.brief, desk, "person", one.id)}
    if not desk.writable():
        return found
    return (
        found
        | _writing(desk, "person", one)
        | {
            "change_employer": partial(_change_employer, desk, one.id),
            "follow_up": partial(_follow_up, desk, person=one.id),
            "inform": partial(informing.mark, desk, [one.id]),
            "merge": partial(merge, desk, "person", [one.id]),
            "erase": partial(_erase, desk, one.id),
        }
    )


def interaction(desk: Desk, one: InteractionDetail) -> Verbs:
    """What can be done with a meeting, a call, a visit or a mail."""
    found = _reading(desk, "interaction", one) | {"brief": partial(doing.brief, desk, "interaction", one.id)}
    return found | _writing(desk, "interaction", one) if desk.writable() else found


def task(desk: Desk, one: TaskRow) -> Verbs:
    """What can be done with a follow-up."""
    found = _reading(desk, "task", one)
    if not desk.writable():
        return found
    found |= _writing(desk, "task", one)
    if one.status == "open":
        found |= {
            "done": lambda: doing.complete(desk, one.id, desk.today()),
            "snooze": partial(snooze, desk, one.id),
        }
        if one.repeat_every:
            found["end_series"] = partial(doing.end_series, desk, one.id)
    return found


def project(desk: Desk, one: ProjectDetail) -> Verbs:
    """What can be done with a project."""
    found = _reading(desk, "project", one)
    if not desk.writable():
        return found
    return found | _writing(desk, "project", one) | {"follow_up": partial(_follow_up, desk, project=one.id)}


def activity(desk: Desk, one: ActivityDetail) -> Verbs:
    """What can be done with an activity."""
    found = _reading(desk, "activity", one)
    if any(who.status == "attended" and who.person_id is not None for who in one.attendees):
        found["certificates"] = partial(attending.certificates, desk, one.id)
    if not desk.writable():
        return found
    return (
        found
        | _writing(desk, "activity", one)
        | {
            "edit_record": partial(attending.edit, desk, one.id),
            "attendance": partial(attending.paste, desk, one.id),
            "tick": partial(attending.tick, desk, one.id),
            "again": partial(attending.again, desk, one.id),
            "as_template": partial(attending.keep_template, desk, one.id),
        }
    )


def merge(desk: Desk, kind: str, chosen: Sequence[int]) -> None:
    """Merge two people or two organisations; with one chosen the other is asked for."""
    from ui.dialogs import merge as dialog
    from ui.dialogs import merge_with

    def went(both: tuple[int, int]) -> None:
        doing.told(desk, _("Merged."))
        desk.go("contacts" if kind == "person" else "members", both[0])

    if len(chosen) == 2:
        dialog.ask(desk.window(), kind=kind, one=chosen[0], other=chosen[1]).saved.connect(went)
    else:
        merge_with.ask(desk.window(), kind=kind, one=chosen[0], done=went)


def snooze(desk: Desk, task: int) -> None:
    """Ask for the new day of a follow-up."""
    from ui.dialogs import snooze as dialog

    dialog.ask(desk.window(), task=task)


def _reading(desk: Desk, table: str, one: _Record) -> Verbs:
    return {"history": partial(_history, desk, table, one.id), "apart": partial(desk.open_apart, table, one.id)}


def _writing(desk: Desk, table: str, one: _Record) -> Verbs:
    name, act = ("restore", doing.restore) if one.archived else ("archive", doing.archive)
    return {
        "edit_record": partial(_edit, desk, table, one.id),
        name: partial(act, desk, table, one.id),
        "delete": partial(doing.delete, desk, table, one.id),
    }


def _edit(desk: Desk, table: str, id: int) -> None:
    from ui.dialogs import log_meeting, organisation, person, project, task

    window = desk.window()
    {
        "organisation": lambda: organisation.ask(window, organisation=id),
        "person": lambda: person.ask(window, person=id),
        "interaction": lambda: log_meeting.ask(window, interaction=id),
        "task": lambda: task.ask(window, task=id),
        "project": lambda: project.ask(window, project=id),
    }[table]()


def _change_employer(desk: Desk, person: int) -> None:
    from ui.dialogs import change_employer

    change_employer.ask(desk.window(), person=person)


def _erase(desk: Desk, person: int) -> None:
    from ui.dialogs import erase

    erase.ask(desk.window(), person=person)


def _follow_up(
    desk: Desk, *, person: int | None = None, organisation: int | None = None, project: int | None = None
) -> None:
    from ui.dialogs import task

    task.ask(desk.window(), person=person, organisation=organisation, project=project)


def _history(desk: Desk, table: str, id: int) -> None:
    from ui.dialogs import record_history

    record_history.ask(desk.window(), table=table, row=id)
