"""Activities: the list by date, and one with who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _, language
from crm.queries import matching, plain
from crm.queries.on_a_day import MEMBER_ON
from crm.rules import folding, yearly
from crm.store.database import rows


class ActivityRow(NamedTuple):
    """One line of the list; codes are keys, money in øre, satisfaction in hundredths.

    `came` counts who attended with and without a name, `members` the organisations among them that were members.
    """

    id: int
    name: str
    type: str
    service_group: str
    status: str
    start_on: date
    end_on: date | None
    venue: str
    online: bool
    came: int
    organisations: int
    archived: bool
    focus_area: str
    target_group: str
    municipality_code: str
    minutes: int | None
    international: bool
    joint_with: str
    members: int
    women: int | None
    men: int | None
    satisfaction: int | None
    answers: int | None
    income: int | None
    cost: int | None


class AttendeeRow(NamedTuple):
    """Who is noted at an activity, for whom; a `person` of "" is the organisation as such."""

    id: int
    version: int
    person_id: int | None
    person: str
    organisation_id: int | None
    organisation: str
    role: str
    status: str
    is_member: bool


class ActivityDetail(NamedTuple):
    """Everything about one activity; minutes, øre, satisfaction in hundredths; codes are keys."""

    id: int
    version: int
    name: str
    type: str
    service_group: str
    focus_area_id: int | None
    status: str
    start_on: date
    end_on: date | None
    start_time: str
    minutes: int | None
    venue: str
    municipality_code: str
    online: bool
    international: bool
    target_group: str
    joint_with_id: int | None
    project_id: int | None
    headcount_extra: int
    women_count: int | None
    men_count: int | None
    speakers_women: int | None
    speakers_men: int | None
    satisfaction: int | None
    satisfaction_answers: int | None
    fee_income: int | None
    cost: int | None
    notes: str
    archived: bool
    focus_area: str
    joint_with: str
    project: str
    attendees: list[AttendeeRow]

    @property
    def came(self) -> int:
        """How many attended, those without a name too."""
        return sum(who.status == "attended" and who.person_id is not None for who in self.attendees) + (
            self.headcount_extra
        )


_A_YEAR = 366 + 14  # what was last held a little more than a year ago is due now
_CAME = (
    "(SELECT count(*) FROM activity_participation WHERE activity_id = a.id AND status = 'attended'"
    " AND person_id IS NOT NULL) + a.headcount_extra"
)
_ORGANISATIONS = (
    "(SELECT count(DISTINCT organisation_id) FROM activity_participation WHERE activity_id = a.id"
    " AND status = 'attended')"
)
_MEMBERS = (
    "(SELECT count(DISTINCT ap.organisation_id) FROM activity_participation AS ap JOIN membership"
    " ON membership.organisation_id = ap.organisation_id WHERE activity_id = a.id AND ap.status = 'attended' AND "
    + MEMBER_ON.format(day="a.start_on")
    + ")"
)


@dataclass(frozen=True)
class ActivitiesQuery:
    """Which activities, and in what order: start_on, name, type, came. Both days are inclusive.

    A `focus_area` holds its children. `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "start_on"
    descending: bool = True
    type: str = ""
    status: str = ""
    service_group: str = ""
    focus_area: int | None = None
    project: int | None = None
    organisation: int | None = None
    since: date | None = None
    until: date | None = None
    archived: bool = False
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        found, parameters = matching.in_ids("a.id", matching.activities(self.text))
        where = ["a.archived = ?", found]
        values: list[object] = [int(self.archived), *parameters]
        for wanted, sql in (
            (self.type, "type = ?"),
            (self.status, "status = ?"),
            (self.service_group, "service_group = ?"),
            (self.focus_area, "focus_area_id IN (SELECT id FROM focus_area WHERE ? IN (id, parent_id))"),
            (self.project, "project_id = ?"),
            (self.since and self.since.isoformat(), "start_on >= ?"),
            (self.until and self.until.isoformat(), "start_on <= ?"),
            (
                self.organisation,
                "a.id IN (SELECT activity_id FROM activity_participation WHERE organisation_id = ?)",
            ),
        ):
            if wanted:
                where.append(sql)
                values.append(wanted)
        known = {
            "start_on": "start_on",
            "name": plain.norwegian("a.name"),
            "type": plain.by_label("activity_type", "type"),
            "came": _CAME,
        }
        order = plain.order(known, self.order, self.descending, "start_on, a.id")
        listed = plain.ids(f"SELECT a.id FROM activity AS a WHERE {' AND '.join(where)}{order}", values)
        return plain.within(listed, self.also)

    def rows(self, ids: Sequence[int]) -> dict[int, ActivityRow]:
        """What is shown of these activities."""
        area = "name_nb" if language() == "nb" else "name_en"
        found = plain.by_ids(
            "SELECT a.id, a.name, a.type, service_group, a.status, a.start_on, a.end_on, venue, online,"
            f" {_CAME}, {_ORGANISATIONS}, a.archived, coalesce(focus_area.{area}, ''), target_group,"
            " a.municipality_code, minutes, a.international, coalesce(o.name, ''),"
            f" {_MEMBERS}, women_count, men_count, satisfaction, satisfaction_answers, fee_income, cost"
            " FROM activity AS a LEFT JOIN focus_area ON focus_area.id = a.focus_area_id"
            " LEFT JOIN organisation AS o ON o.id = joint_with_id WHERE a.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            row: ActivityRow._make(
                [
                    *(row, *line[:4], date.fromisoformat(line[4]), plain.day(line[5]), line[6], bool(line[7])),
                    *(*line[8:10], bool(line[10]), *line[11:15], bool(line[15]), *line[16:]),
                ]
            )
            for row, *line in found
        }


def organisations_at(activity: int) -> list[tuple[int, str]]:
    """The organisations that were noted at an activity and did not cancel, by name; archived ones are left out."""
    return rows(
        "SELECT id, name FROM organisation WHERE archived = 0 AND id IN (SELECT organisation_id"
        " FROM activity_participation WHERE activity_id = ? AND status <> 'cancelled') ORDER BY sort_key, id",
        (activity,),
    )


def suggest(words: str, limit: int = 8) -> list[str]:
    """The names of activities that hold all the letters, those that begin with them and the newest first."""
    folded = folding.fold(words)
    found = rows(
        "SELECT name FROM activity WHERE archived = 0 AND instr(search_text, ?) > 0"
        " GROUP BY name ORDER BY min(instr(search_text, ?)) > 1, max(start_on) DESC LIMIT ?",
        (folded, folded, limit),
    )
    return [name for (name,) in found]


def coming_again(today: date, limit: int = 8) -> list[ActivityRow]:
    """The activities of the last year that come round next, if they do, the nearest first.

    One that stands in its new year already, under its name of that year, is left out.
    """
    query = ActivitiesQuery(since=today - timedelta(days=_A_YEAR), until=today)
    held = [row for row in query.rows(query.ids()).values() if row.status != "cancelled"]
    new = ActivitiesQuery(since=today.replace(month=1, day=1))
    taken = {(row.name, row.start_on.year) for row in new.rows(new.ids()).values()}
    found = []
    for row in held:
        years = yearly.comes_again(row.start_on, today)
        then = yearly.moved(row.start_on, years)
        if (yearly.shifted(row.name, years), then.year) not in taken:
            found.append((then, row.id, row))
    return [row for _then, _id, row in sorted(found)[:limit]]


def detail(activity: int, language: str = "nb") -> ActivityDetail:
    """One activity with who is noted at it. CrmError if gone."""
    area = "name_nb" if language == "nb" else "name_en"
    found = rows(
        "SELECT a.id, a.version, a.name, a.type, service_group, a.focus_area_id, status, a.start_on, a.end_on,"
        " start_time, minutes, venue, a.municipality_code, online, a.international, target_group, joint_with_id,"
        " project_id, headcount_extra, women_count, men_count, speakers_women, speakers_men, satisfaction,"
        " satisfaction_answers, fee_income, cost, a.notes, a.archived,"
        f" coalesce(focus_area.{area}, ''), coalesce(o.name, ''), coalesce(project.title, '') FROM activity AS a"
        " LEFT JOIN focus_area ON focus_area.id = a.focus_area_id LEFT JOIN organisation AS o ON o.id = joint_with_id"
        " LEFT JOIN project ON project.id = project_id WHERE a.id = ?",
        (activity,),
    )
    if not found:
        raise CrmError(_("This activity does not exist any more."))
    line = found[0]
    start = date.fromisoformat(line[7])
    return ActivityDetail._make(
        [
            *line[:7],
            start,
            plain.day(line[8]),
            *line[9:13],
            bool(line[13]),
            bool(line[14]),
            *line[15:28],
            bool(line[28]),
            *line[29:32],
            attendees(activity, start),
        ]
    )


def attendees(activity: int, on: date) -> list[AttendeeRow]:
    """Who is noted at an activity, by name; whether their organisation was a member on the day."""
    member = MEMBER_ON.format(day=":day")
    found = rows(
        "SELECT ap.id, ap.version, ap.person_id, coalesce(trim(person.first_name || ' ' || person.last_name), ''),"
        " ap.organisation_id, coalesce(o.name, ''), ap.role, ap.status,"
        f" EXISTS (SELECT 1 FROM membership WHERE membership.organisation_id = ap.organisation_id AND {member})"
        " FROM activity_participation AS ap LEFT JOIN person ON person.id = ap.person_id"
        " LEFT JOIN organisation AS o ON o.id = ap.organisation_id WHERE activity_id = :activity"
        " ORDER BY person.id IS NULL, coalesce(person.sort_key, o.sort_key), ap.id",
        {"activity": activity, "day": on.isoformat()},
    )
    return [AttendeeRow._make([*row[:8], bool(row[8])]) for row in found]
