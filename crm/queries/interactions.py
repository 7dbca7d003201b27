"""Meetings, calls, visits and mails: the list and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _, language
from crm.queries import matching, plain, staff, tags
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

SPOKEN = "personal"
"""The type that stands for all in which people spoke with each other."""
_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)


class InteractionRow(NamedTuple):
    """One line of the list; people and organisations as one reads them."""

    id: int
    version: int
    held_on: date
    start_time: str
    type: str
    subject: str
    notes_start: str
    minutes: int | None
    status: str
    people: str
    organisations: str
    responsible: str
    focus_area: str


class ParticipantRow(NamedTuple):
    """Who took part, for whom on that day; one of the two may be missing."""

    id: int
    person_id: int | None
    person: str
    organisation_id: int | None
    organisation: str


class FollowUpRow(NamedTuple):
    """A promise made there."""

    id: int
    title: str
    due_on: date
    status: str


class InteractionDetail(NamedTuple):
    """Everything about one interaction."""

    id: int
    version: int
    type: str
    status: str
    held_on: date
    start_time: str
    minutes: int | None
    place: str
    subject: str
    notes: str
    focus_area_id: int | None
    focus_area: str
    responsible_id: int | None
    responsible: str
    archived: bool
    participants: list[ParticipantRow]
    follow_ups: list[FollowUpRow]
    project_id: int | None = None
    project: str = ""
    tags: Sequence[str] = ()


@dataclass(frozen=True)
class InteractionsQuery:
    """Which interactions, and in what order: held_on, subject, type, responsible, minutes.

    The `type` "personal" is those in which people spoke with each other, and that took place (DOMAIN.md 7, I).
    `text` is also looked for in the names of those who took part; a `focus_area` holds its children; both days are
    inclusive; a negative `limit` is none. `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "held_on"
    descending: bool = True
    type: str = ""
    organisation: int | None = None
    person: int | None = None
    staff: int | None = None
    focus_area: int | None = None
    project: int | None = None
    tag: int | None = None
    since: date | None = None
    until: date | None = None
    archived: bool = False
    limit: int = -1
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        # Only the list's own order is that of the index; else the plus sign keeps SQLite from jumping about the table.
        plus = "" if self.order == "held_on" else "+"
        where, parameters = [f"{plus}interaction.archived = ?"], [int(self.archived)]
        found, values = matching.in_ids("interaction.id", matching.interactions(self.text))
        where.append(found)
        given: tuple[tuple[object, str], ...] = (
            (self.type != SPOKEN and self.type, "type = ?"),
            (self.organisation, "id IN (SELECT interaction_id FROM interaction_participant WHERE organisation_id = ?)"),
            (self.person, "id IN (SELECT interaction_id FROM interaction_participant WHERE person_id = ?)"),
            (self.staff, "responsible_id = ?"),
            (self.focus_area, "focus_area_id IN (SELECT id FROM focus_area WHERE ? IN (id, parent_id))"),
            (self.project, "project_id = ?"),
            (self.tag, "id IN (SELECT interaction_id FROM tagging WHERE tag_id = ?)"),
            (self.since and self.since.isoformat(), "held_on >= ?"),
            (self.until and self.until.isoformat(), "held_on <= ?"),
        )
        for wanted, condition in given:
            if wanted not in (None, "", False):
                where.append(f"interaction.{condition}")
                values = [*values, wanted]
        if self.type == SPOKEN:
            where.append(f"interaction.status = 'done' AND interaction.type IN ({_PERSONAL})")
        columns = {
            "held_on": "interaction.held_on",
            "subject": plain.norwegian("interaction.subject"),
            "type": plain.by_label("interaction_type", "interaction.type"),
            "minutes": "interaction.minutes",
            "responsible": plain.by_place("interaction.responsible_id", staff.in_order()),
        }
        last = "interaction.held_on, interaction.start_time, interaction.id"
        newest = last.replace(",", " DESC,") + " DESC"
        listed = plain.ids(
            f"SELECT interaction.id FROM interaction WHERE {' AND '.join(where)}"
            + plain.order(columns, self.order, self.descending, last, newest)
            + f" LIMIT {int(self.limit)}",
            [*parameters, *values],
        )
        return plain.within(listed, self.also)

    def rows(self, ids: Sequence[int]) -> dict[int, InteractionRow]:
        """The lines of these interactions."""
        name = "name_nb" if language() == "nb" else "name_en"
        sql = f"""
            SELECT i.id, i.version, i.held_on, i.start_time, i.type, i.subject, substr(i.notes, 1, 200), i.minutes,
                   i.status,
                   (SELECT group_concat(trim(p.first_name || ' ' || p.last_name), ', ' ORDER BY ip.id)
                    FROM interaction_participant AS ip JOIN person AS p ON p.id = ip.person_id
                    WHERE ip.interaction_id = i.id),
                   (SELECT group_concat(name, ', ' ORDER BY first) FROM
                    (SELECT o.name, min(ip.id) AS first FROM interaction_participant AS ip
                     JOIN organisation AS o ON o.id = ip.organisation_id WHERE ip.interaction_id = i.id GROUP BY o.id)),
                   staff.name, focus_area.{name}
            FROM interaction AS i
            LEFT JOIN staff ON staff.id = i.responsible_id LEFT JOIN focus_area ON focus_area.id = i.focus_area_id
            WHERE i.id IN (SELECT value FROM json_each(?))"""
        return {
            line[0]: InteractionRow(
                line[0], line[1], date.fromisoformat(line[2]), *line[3:9], *(text or "" for text in line[9:])
            )
            for line in plain.by_ids(sql, ids)
        }


def detail(interaction: int) -> InteractionDetail:
    """One interaction with participants and follow-ups. CrmError if gone."""
    name = "name_nb" if language() == "nb" else "name_en"
    found = rows(
        "SELECT i.id, i.version, i.type, i.status, i.held_on, i.start_time, i.minutes, i.place, i.subject, i.notes,"
        f" i.focus_area_id, coalesce(focus_area.{name}, ''), i.responsible_id, coalesce(staff.name, ''), i.archived,"
        " i.project_id, coalesce(project.title, '')"
        " FROM interaction AS i LEFT JOIN project ON project.id = i.project_id"
        " LEFT JOIN staff ON staff.id = i.responsible_id LEFT JOIN focus_area ON focus_area.id = i.focus_area_id"
        " WHERE i.id = ?",
        (interaction,),
    )
    if not found:
        raise CrmError(_("This record does not exist any more."))
    line = found[0]
    promises = rows(
        "SELECT id, title, due_on, status FROM task WHERE interaction_id = ? ORDER BY due_on, id", (interaction,)
    )
    follow_ups = [FollowUpRow(row, title, date.fromisoformat(due), status) for row, title, due, status in promises]
    return InteractionDetail._make(
        (
            *(*line[:4], date.fromisoformat(line[4]), *line[5:14], bool(line[14])),
            *(participants(interaction), follow_ups, *line[15:17], tags.of("interaction", interaction)),
        )
    )


def participants(interaction: int) -> list[ParticipantRow]:
    """Who took part, in the order they were named."""
    found = rows(
        "SELECT ip.id, ip.person_id, coalesce(trim(p.first_name || ' ' || p.last_name), ''), ip.organisation_id,"
        " coalesce(o.name, '') FROM interaction_participant AS ip LEFT JOIN person AS p ON p.id = ip.person_id"
        " LEFT JOIN organisation AS o ON o.id = ip.organisation_id WHERE ip.interaction_id = ? ORDER BY ip.id",
        (interaction,),
    )
    return [ParticipantRow(*line) for line in found]
