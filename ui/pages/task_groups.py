"""How follow-ups stand together: by when they are due, week by week, or by who is responsible."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from crm.i18n import _
from crm.queries import staff
from crm.queries.tasks import Due, TasksQuery
from crm.rules import dates
from ui.pages.grouped import Group

WEEKS = 8
"""So many weeks after this one stand by themselves; what is due after them is later."""


def groups(query: TasksQuery, today: date, *, by_person: bool = False) -> list[Group]:
    """The follow-ups of a query in groups; by when they are due only where it asks for open ones."""
    ids = query.ids()
    if by_person:
        return _by_person(ids, query.due(ids), today, still_open=query.status == "open")
    if query.status != "open":
        return [Group(_("Done") if query.status == "done" else _("All"), ids)]
    return _by_week(ids, query.due(ids), today)


def _by_week(ids: Sequence[int], due: Mapping[int, Due], today: date) -> list[Group]:
    monday = today - timedelta(days=today.weekday())
    named: dict[str | int, str] = {"overdue": _("Overdue"), "today": _("Today"), 0: _("This week"), 1: _("Next week")}
    for week in range(2, WEEKS + 1):
        first = monday + timedelta(weeks=week)
        named[week] = _("Week {number}, from {day}").format(number=first.isocalendar().week, day=dates.show(first))
    named["later"] = _("Later")
    found: dict[str | int, list[int]] = {key: [] for key in named}
    for id in ids:
        day = due[id].day
        week = (day - monday).days // 7
        key = "overdue" if day < today else "today" if day == today else week if week <= WEEKS else "later"
        found[key].append(id)
    return [Group(named[key], listed) for key, listed in found.items()]


def _by_person(ids: Sequence[int], due: Mapping[int, Due], today: date, *, still_open: bool) -> list[Group]:
    found: dict[int | None, list[int]] = {row.id: [] for row in staff.all()}
    names: dict[int | None, str] = {row.id: row.name for row in staff.all()}
    for id in ids:
        who = due[id].responsible_id
        found.setdefault(who if who in names else None, []).append(id)
    nobody = found.pop(None, [])
    listed = [*found.items(), (None, nobody)]
    return [Group(_headed(names.get(who) or _("Nobody"), one, due, today, still_open), one) for who, one in listed]


def _headed(name: str, ids: Iterable[int], due: Mapping[int, Due], today: date, still_open: bool) -> str:
    late = sum(due[id].day < today for id in ids) if still_open else 0
    return _("{name} · {count} overdue").format(name=name, count=late) if late else name
