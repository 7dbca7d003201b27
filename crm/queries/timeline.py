"""What happened around a person or an organisation, newest first.

An organisation's timeline rolls up what its people took part in for it: the participant rows say for whom somebody was
there that day, so a later change of employer moves nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.i18n import _
from crm.rules import code_lists, dates
from crm.store.database import rows

KINDS = ("interaction", "task", "position", "membership")


class Entry(NamedTuple):
    """One entry: `title` and `meta` are readable, `text` is what was written."""

    kind: str
    id: int
    type: str
    day: date
    time: str
    title: str
    meta: str
    text: str


@dataclass(frozen=True)
class TimelineQuery:
    """The timeline of one person or one organisation; `kinds` of KINDS, none for all.

    With `direct_only` an organisation shows only what it took part in as such, without a person.
    """

    person: int | None = None
    organisation: int | None = None
    direct_only: bool = False
    kinds: tuple[str, ...] = ()

    def entries(self) -> list[Entry]:
        """All entries, newest first."""
        makers = {
            "interaction": self._interactions,
            "task": self._tasks,
            "position": self._positions,
            "membership": self._memberships,
        }
        found = [entry for kind in (self.kinds or KINDS) for entry in makers[kind]()]
        return sorted(found, key=lambda entry: (entry.day, entry.time, entry.id), reverse=True)

    def _owner(self) -> tuple[str, int | None]:
        return ("person_id", self.person) if self.person is not None else ("organisation_id", self.organisation)

    def _interactions(self) -> list[Entry]:
        column, owner = self._owner()
        direct = " AND person_id IS NULL" if self.direct_only and self.person is None else ""
        found = rows(
            f"""
            SELECT i.id, i.type, i.held_on, i.start_time, i.subject, i.notes, i.status,
                   (SELECT group_concat(trim(p.first_name || ' ' || p.last_name), ', ')
                    FROM interaction_participant AS ip
                    JOIN person AS p ON p.id = ip.person_id WHERE ip.interaction_id = i.id)
            FROM interaction AS i WHERE i.archived = 0 AND i.id IN
                (SELECT interaction_id FROM interaction_participant WHERE {column} = ?{direct})""",
            (owner,),
        )
        return [
            Entry(
                "interaction", row, type_, date.fromisoformat(day), time, subject,
                _joined(
                    code_lists.label("interaction_type", type_),
                    code_lists.label("interaction_status", status) if status != "done" else "",
                    people,
                ),
                notes,
            )
            for row, type_, day, time, subject, notes, status, people in found
        ]  # fmt: skip

    def _tasks(self) -> list[Entry]:
        column, owner = self._owner()
        found = rows(
            "SELECT t.id, t.title, t.due_on, t.status, t.done_on, t.notes, staff.name FROM task AS t"
            f" LEFT JOIN staff ON staff.id = t.responsible_id WHERE t.archived = 0 AND t.{column} = ?",
            (owner,),
        )
        listed = []
        for row, title, due, status, done, notes, who in found:
            day = date.fromisoformat(done or due)
            meta = _joined(
                code_lists.label("task_status", status),
                "" if status == "done" else _("due {day}").format(day=dates.show(day)),
                who,
            )
            listed.append(Entry("task", row, status, day, "", title, meta, notes))
        return listed

    def _positions(self) -> list[Entry]:
        column, owner = self._owner()
        found = rows(
            "SELECT p.id, p.title, p.from_on, p.to_on, o.name, trim(person.first_name || ' ' || person.last_name)"
            " FROM position AS p JOIN organisation AS o ON o.id = p.organisation_id"
            f" JOIN person ON person.id = p.person_id WHERE p.{column} = ?",
            (owner,),
        )
        listed = []
        for row, title, start, end, organisation, person in found:
            who = organisation if self.person is not None else person
            for day, words in ((start, _("{name} began")), (end, _("{name} ended"))):
                if day:
                    listed.append(
                        Entry("position", row, "", date.fromisoformat(day), "", words.format(name=who), title, "")
                    )
        return listed

    def _memberships(self) -> list[Entry]:
        if self.organisation is None:
            return []
        found = rows(
            "SELECT id, category, joined_on, left_on, leave_reason, notes FROM membership WHERE organisation_id = ?",
            (self.organisation,),
        )
        listed = []
        for row, category, joined, left, reason, notes in found:
            kind = code_lists.label("membership_category", category)
            listed.append(
                Entry("membership", row, "joined", date.fromisoformat(joined), "", _("Became a member"), kind, notes)
            )
            if left:
                why = code_lists.label("leave_reason", reason)
                listed.append(
                    Entry("membership", row, "left", date.fromisoformat(left), "", _("Last day as a member"), why, "")
                )
        return listed


def _joined(*texts: str | None) -> str:
    return " · ".join(text for text in texts if text)
