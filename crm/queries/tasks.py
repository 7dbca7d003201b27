"""Follow-ups: the list and how many are due."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import matching, plain, staff
from crm.store.database import rows


class TaskRow(NamedTuple):
    """One promise; `about` names whom or what it concerns. It comes again every `repeat_every` of `repeat_unit`."""

    id: int
    version: int
    title: str
    due_on: date
    status: str
    done_on: date | None
    responsible_id: int | None
    responsible: str
    about: str
    organisation_id: int | None
    person_id: int | None
    interaction_id: int | None
    notes: str
    archived: bool
    project_id: int | None
    project: str
    repeat_every: int | None
    repeat_unit: str


class Due(NamedTuple):
    """When a follow-up is due, and the id of who is responsible."""

    day: date
    responsible_id: int | None


class TaskCounts(NamedTuple):
    """How many open follow-ups are overdue, due today, and later."""

    overdue: int
    due_today: int
    later: int


@dataclass(frozen=True)
class TasksQuery:
    """Which follow-ups, and in what order: due_on, title, responsible. `status` is open, done, cancelled or all.

    `text` is also looked for in the names of the person and the organisation it is about; both days are inclusive; a
    negative `limit` is none. `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "due_on"
    descending: bool = False
    status: str = "open"
    responsible: int | None = None
    organisation: int | None = None
    person: int | None = None
    project: int | None = None
    due_from: date | None = None
    due_until: date | None = None
    archived: bool = False
    limit: int = -1
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        where, parameters = ["task.archived = ?"], [int(self.archived)]
        found, values = matching.in_ids("task.id", matching.tasks(self.text))
        where.append(found)
        given: tuple[tuple[object, str], ...] = (
            (self.status if self.status != "all" else None, "status = ?"),
            (self.responsible, "responsible_id = ?"),
            (self.organisation, "organisation_id = ?"),
            (self.person, "person_id = ?"),
            (self.project, "project_id = ?"),
            (self.due_from and self.due_from.isoformat(), "due_on >= ?"),
            (self.due_until and self.due_until.isoformat(), "due_on <= ?"),
        )
        for wanted, condition in given:
            if wanted is not None:
                where.append(f"task.{condition}")
                values = [*values, wanted]
        columns = {
            "due_on": "task.due_on",
            "title": plain.norwegian("task.title"),
            "responsible": plain.by_place("task.responsible_id", staff.in_order()),
        }
        listed = plain.ids(
            f"SELECT task.id FROM task WHERE {' AND '.join(where)}"
            + plain.order(columns, self.order, self.descending, "task.due_on, task.id")
            + f" LIMIT {int(self.limit)}",
            [*parameters, *values],
        )
        return plain.within(listed, self.also)

    def due(self, ids: Sequence[int]) -> dict[int, Due]:
        """When these are due and who is responsible, of thousands at once."""
        sql = "SELECT id, due_on, responsible_id FROM task WHERE id IN (SELECT value FROM json_each(?))"
        return {row: Due(date.fromisoformat(day), who) for row, day, who in plain.by_ids(sql, ids)}

    def rows(self, ids: Sequence[int]) -> dict[int, TaskRow]:
        """The lines of these follow-ups."""
        sql = """
            SELECT t.id, t.version, t.title, t.due_on, t.status, t.done_on,
                   t.responsible_id, coalesce(staff.name, ''),
                   trim(coalesce(p.first_name || ' ' || p.last_name, '')), coalesce(o.name, ''),
                   coalesce(i.subject, ''),
                   coalesce(project.title, ''),
                   t.organisation_id, t.person_id, t.interaction_id, t.notes, t.archived,
                   t.project_id, t.repeat_every, t.repeat_unit
            FROM task AS t
            LEFT JOIN staff ON staff.id = t.responsible_id
            LEFT JOIN person AS p ON p.id = t.person_id
            LEFT JOIN organisation AS o ON o.id = t.organisation_id
            LEFT JOIN interaction AS i ON i.id = t.interaction_id
            LEFT JOIN project ON project.id = t.project_id
            WHERE t.id IN (SELECT value FROM json_each(?))"""
        return {
            line[0]: TaskRow._make(
                (
                    *(*line[:3], date.fromisoformat(line[3]), line[4], plain.day(line[5]), *line[6:8]),
                    *(" · ".join(text for text in line[8:12] if text), *line[12:16], bool(line[16])),
                    *(line[17], line[11], *line[18:]),
                )
            )
            for line in plain.by_ids(sql, ids)
        }


def detail(task: int) -> TaskRow:
    """One follow-up. CrmError if gone."""
    found = TasksQuery().rows([task])
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return found[task]


def counts(today: date, responsible: int | None = None) -> TaskCounts:
    """How many open follow-ups are overdue, due today and later, of one staff member or of all."""
    mine, parameters = ("", []) if responsible is None else (" AND responsible_id = ?", [responsible])
    day = today.isoformat()
    found = rows(
        "SELECT coalesce(sum(due_on < ?), 0), coalesce(sum(due_on = ?), 0), coalesce(sum(due_on > ?), 0) FROM task"
        f" WHERE status = 'open' AND archived = 0{mine}",
        [day, day, day, *parameters],
    )
    return TaskCounts(*found[0])


def states(kind: str, record: int, titles: Sequence[str]) -> dict[str, str]:
    """The status of the follow-ups of a record that are called so, by their titles; `kind` is its table."""
    if kind not in ("person", "organisation", "interaction", "project"):
        raise ValueError(f"no follow-up is about a {kind}")
    found = rows(
        f"SELECT title, status FROM task WHERE {kind}_id = ? AND archived = 0"
        " AND title IN (SELECT value FROM json_each(?)) ORDER BY id",
        (record, json.dumps(list(titles))),
    )
    return dict(found)
