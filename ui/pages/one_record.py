"""One record as its page shows it, for a window of its own."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.queries import timeline
from ui.pages import doing, own_facts, places, record_verbs
from ui.pages.desk import Desk
from ui.pages.record_verbs import Verbs

TABLES = (*timeline.TABLES, "staff", "focus_area", *own_facts.TABLES, *places.FACTS)
"""A change of these rows may change what is shown."""


class OneRecord(NamedTuple):
    """`widget` shows it after `show(id)`; `verbs()` and `subject()` are those of a page (ui.pages.desk)."""

    widget: QWidget
    show: Callable[[int], None]
    verbs: Callable[[], Verbs]
    subject: Callable[[], dict[str, int]]


def make(table: str, desk: Desk) -> OneRecord:
    """What shows a record of this table; KeyError for one that has none."""
    return _MAKERS[table](desk)


def can(table: str) -> bool:
    """Whether records of a table have a window of their own."""
    return table in _MAKERS


def _organisation(desk: Desk) -> OneRecord:
    from ui.pages.member_detail import MemberDetail

    made = MemberDetail(desk)
    return OneRecord(
        made,
        made.show_organisation,
        lambda: record_verbs.organisation(desk, made.organisation) if made.organisation else {},
        lambda: {"organisation": made.organisation.id} if made.organisation else {},
    )


def _person(desk: Desk) -> OneRecord:
    from ui.pages.contact_detail import ContactDetail

    made = ContactDetail(desk)
    return OneRecord(
        made,
        made.show_person,
        lambda: record_verbs.person(desk, made.person) if made.person else {},
        lambda: {"person": made.person.id} if made.person else {},
    )


def _interaction(desk: Desk) -> OneRecord:
    from ui.pages.interaction_detail import InteractionDetail

    made = InteractionDetail(desk)
    return OneRecord(
        made,
        made.show_interaction,
        lambda: record_verbs.interaction(desk, made.interaction) if made.interaction else {},
        dict,
    )


def _task(desk: Desk) -> OneRecord:
    from ui.pages.followup_detail import FollowUpDetail

    made = FollowUpDetail(
        desk,
        lambda task: doing.complete(desk, task, desk.today()),
        lambda task: record_verbs.snooze(desk, task),
    )
    return OneRecord(made, made.show_task, lambda: record_verbs.task(desk, made.task) if made.task else {}, dict)


def _project(desk: Desk) -> OneRecord:
    from ui.pages.project_detail import ProjectDetail

    made = ProjectDetail(desk)
    return OneRecord(
        made,
        made.show_project,
        lambda: record_verbs.project(desk, made.project) if made.project else {},
        lambda: {"project": made.project.id} if made.project else {},
    )


def _activity(desk: Desk) -> OneRecord:
    from ui.pages.activity_detail import ActivityDetail

    made = ActivityDetail(desk)
    return OneRecord(
        made,
        made.show_activity,
        lambda: record_verbs.activity(desk, made.activity) if made.activity else {},
        dict,
    )


def _fact(table: str, desk: Desk) -> OneRecord:
    from ui.pages.fact_detail import FactDetail

    made = FactDetail(desk, table)
    return OneRecord(made, made.show_record, lambda: dict(made.verbs()), made.subject)


_MAKERS: dict[str, Callable[[Desk], OneRecord]] = {
    "organisation": _organisation,
    "person": _person,
    "interaction": _interaction,
    "task": _task,
    "project": _project,
    "activity": _activity,
    **{table: partial(_fact, table) for table in places.FACTS},
}
