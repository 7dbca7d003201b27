"""Templates of activities: what a kind of activity always has, so that the next takes a few keys."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.activity import Activity
from crm.records.activity_template import ActivityTemplate
from crm.store import journal
from crm.store.database import value

_SAME = (
    *("type", "service_group", "target_group", "start_time", "minutes", "venue", "municipality_code"),
    *("online", "international"),
)
"""What an activity and its template have under the same name."""


@command(N_("Add activity template «{name}»"))
def add(name: str, **values: Any) -> int:
    """Keep a new template, behind the others; returns its id. `values` are fields of the record. Raises Invalid."""
    values.setdefault("position", value("SELECT coalesce(max(position), 0) + 1 FROM activity_template"))
    return write.insert(ActivityTemplate(name=name.strip(), **values))


@command(N_("Add activity template «{name}»"))
def keep(activity: int, name: str = "") -> int:
    """Make a template of an activity, called as the activity where no name is given; returns its id. Raises Invalid.

    What was counted, what it cost and its notes belong to that one day and stay with it.
    """
    one = write.get(Activity, activity)
    called = name.strip() or one.name[: ActivityTemplate.name.limit]
    journal.current().describe(name=called)
    same: dict[str, Any] = {field: getattr(one, field) for field in _SAME}
    return add(called, activity_name=one.name, focus_area=one.focus_area_id, **same)


@command(N_("Edit activity template «{name}»"))
def edit(template: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a template. Raises Invalid, Conflict."""
    _change(template, values, seen)


@command(N_("Remove activity template «{name}»"))
def archive(template: int) -> None:
    """Take a template out of the choices; the activities made from it stay as they are."""
    _change(template, {"archived": True})


@command(N_("Put activity template «{name}» first"))
def put_first(template: int) -> None:
    """Let a template stand before all others."""
    first = value("SELECT coalesce(min(position), 1) - 1 FROM activity_template")
    _change(template, {"position": first})


@command(N_("Activity templates to begin with"))
def seed(language: str) -> None:
    """Keep the three templates that a register without any begins with; `language` is nb or en."""
    for (name, begins), values in zip(_NAMES["nb" if language == "nb" else "en"], _FIRST, strict=True):
        add(name, activity_name=begins, **values)


def _change(template: int, values: dict[str, Any], seen: int | None = None) -> None:
    journal.current().describe(name=write.change(ActivityTemplate, template, values, seen=seen).name)


# Data of the register like the focus areas, not texts of the program: whoever works with it makes them her own.
_NAMES = {
    "nb": (("Medlemsmøte", "Medlemsmøte"), ("Kurs, en dag", "Kurs: "), ("Webinar", "Webinar: ")),
    "en": (("Member meeting", "Member meeting"), ("Course, one day", "Course: "), ("Webinar", "Webinar: ")),
}
_FIRST: tuple[dict[str, Any], ...] = (
    {
        "type": "member_meeting",
        "service_group": "networking",
        "target_group": "members",
        "start_time": "12:00",
        "minutes": 180,
    },
    {
        "type": "course",
        "service_group": "courses_workshops",
        "target_group": "members",
        "start_time": "09:00",
        "minutes": 360,
    },
    {
        "type": "seminar",
        "service_group": "courses_workshops",
        "target_group": "open",
        "start_time": "09:00",
        "minutes": 60,
        "venue": "Teams",
        "online": True,
    },
)
