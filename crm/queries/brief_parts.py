"""What a brief tells of a few organisations and people together: contacts, promises, projects, activities, numbers."""

from datetime import date
from typing import Any, NamedTuple

from crm.i18n import _, ngettext
from crm.queries import interactions, plain
from crm.rules import code_lists, dates
from crm.rules import notes as marks
from crm.rules import numbers as shown
from crm.store.database import rows, value

NOTE = 240
"""Signs of a note that are told: its first lines."""


class Fact(NamedTuple):
    """A label and what is true."""

    label: str
    text: str


class Around(NamedTuple):
    """Whom a brief is about.

    `without` is the meeting it is for, which is no earlier contact. `there` are the people who work there now: what
    was promised to them is told as well.
    """

    organisations: tuple[int, ...]
    people: tuple[int, ...]
    without: int = 0
    there: tuple[int, ...] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        """As SQL takes them."""
        return {
            "organisations": plain.array(self.organisations),
            "people": plain.array(self.people),
            "without": self.without,
            "there": plain.array(self.there),
        }


class Spoken(NamedTuple):
    """A meeting, call, visit or mail; `who` took part, `note` begins as its notes do."""

    id: int
    day: date
    type: str
    subject: str
    who: str
    note: str


class Promise(NamedTuple):
    """An open follow-up."""

    id: int
    title: str
    due_on: date
    responsible: str


class Shared(NamedTuple):
    """A project and the part they have in it."""

    id: int
    title: str
    stage: str
    role: str
    period: str


class Came(NamedTuple):
    """An activity and who of them came."""

    id: int
    day: date
    name: str
    who: str


_THEIRS = (
    "(organisation_id IN (SELECT value FROM json_each(:organisations))"
    " OR person_id IN (SELECT value FROM json_each(:people)))"
)
_MET = (
    "interaction.archived = 0 AND interaction.id <> :without"
    f" AND interaction.id IN (SELECT interaction_id FROM interaction_participant WHERE {_THEIRS})"
)


def spoken(around: Around, most: int) -> tuple[tuple[Spoken, ...], int]:
    """The latest contacts, newest first, and how many there are."""
    ids = [
        row
        for (row,) in rows(
            f"SELECT id FROM interaction WHERE {_MET} AND status = 'done'"
            " ORDER BY held_on DESC, start_time DESC, id DESC",
            around.parameters,
        )
    ]
    known = interactions.InteractionsQuery().rows(ids[:most])
    notes = dict(
        plain.by_ids(
            f"SELECT id, substr(notes, 1, {4 * NOTE}) FROM interaction WHERE id IN (SELECT value FROM json_each(?))",
            ids[:most],
        )
    )
    listed = tuple(
        Spoken(
            id, known[id].held_on, code_lists.label("interaction_type", known[id].type), known[id].subject,
            known[id].people, _begins(notes[id]),
        )
        for id in ids[:most]
    )  # fmt: skip
    return listed, len(ids)


def planned(around: Around, today: date) -> tuple[date, str, str] | None:
    """The next meeting that is planned: its day, time and subject."""
    found = rows(
        f"SELECT held_on, start_time, subject FROM interaction WHERE {_MET} AND status = 'planned'"
        " AND held_on >= :today ORDER BY held_on, start_time LIMIT 1",
        around.parameters | {"today": today.isoformat()},
    )
    return (date.fromisoformat(found[0][0]), found[0][1], found[0][2]) if found else None


def promises(around: Around) -> tuple[Promise, ...]:
    """The open follow-ups about them, or made at a meeting with them alone; the first due first."""
    found = rows(
        "SELECT task.id, title, due_on, coalesce(staff.name, '') FROM task"
        f" LEFT JOIN staff ON staff.id = responsible_id WHERE status = 'open' AND task.archived = 0 AND ({_THEIRS}"
        " OR person_id IN (SELECT value FROM json_each(:there)) OR interaction_id = :without"
        " OR (organisation_id IS NULL AND person_id IS NULL"
        f" AND interaction_id IN (SELECT interaction_id FROM interaction_participant WHERE {_THEIRS})))"
        " ORDER BY due_on, task.id",
        around.parameters,
    )
    return tuple(Promise(row, title, date.fromisoformat(due), who) for row, title, due, who in found)


def projects(around: Around) -> tuple[Shared, ...]:
    """The projects they have a part in, those that go on first."""
    found = rows(
        """
        SELECT project.id, title, stage, start_on, end_on,
               max(coalesce(part.role, CASE WHEN lead_id IN (SELECT value FROM json_each(:organisations))
                   THEN 'lead' ELSE '' END))
        FROM project LEFT JOIN project_participant AS part ON part.project_id = project.id
             AND part.organisation_id IN (SELECT value FROM json_each(:organisations))
        WHERE project.archived = 0
          AND (part.id IS NOT NULL OR lead_id IN (SELECT value FROM json_each(:organisations)))
        GROUP BY project.id
        ORDER BY stage IN ('completed', 'rejected'), start_on DESC NULLS LAST, sort_key""",
        around.parameters,
    )
    return tuple(
        Shared(
            row, title, code_lists.label("project_stage", stage), _role(role), _period(plain.day(start), plain.day(end))
        )
        for row, title, stage, start, end, role in found
    )


def came(around: Around, today: date, most: int) -> tuple[tuple[Came, ...], int]:
    """The activities they came to, the latest first, and how many there were."""
    found = rows(
        f"""
        SELECT activity.id, start_on, name,
               (SELECT group_concat(trim(p.first_name || ' ' || p.last_name), ', ') FROM activity_participation AS ap
                JOIN person AS p ON p.id = ap.person_id
                WHERE ap.activity_id = activity.id AND ap.status = 'attended' AND {_theirs("ap")})
        FROM activity WHERE archived = 0 AND status <> 'cancelled' AND start_on <= :today AND id IN
             (SELECT activity_id FROM activity_participation WHERE status = 'attended' AND {_THEIRS})
        ORDER BY start_on DESC, id DESC""",
        around.parameters | {"today": today.isoformat()},
    )
    return tuple(Came(row, date.fromisoformat(day), name, who or "") for row, day, name, who in found[:most]), len(
        found
    )


def numbers(around: Around, today: date, promised: int) -> tuple[Fact, ...]:
    """Contacts of this year and the last, how long ago the last was, what is promised."""
    parameters = around.parameters | {"today": today.isoformat(), "year": today.year}
    this, last = rows(
        "SELECT coalesce(sum(year = :year), 0), coalesce(sum(year = :year - 1), 0) FROM interaction"
        f" WHERE {_MET} AND status = 'done' AND held_on <= :today",
        parameters,
    )[0]
    day = value(
        f"SELECT max(held_on) FROM interaction WHERE {_MET} AND status = 'done' AND held_on <= :today", parameters
    )
    days = (today - date.fromisoformat(day)).days if day else None
    since = ngettext("{count} day ago", "{count} days ago", days or 0).format(count=shown.show_int(days or 0))
    return (
        Fact(_("Interactions in {year}").format(year=today.year), shown.show_int(this)),
        Fact(_("Interactions in {year}").format(year=today.year - 1), shown.show_int(last)),
        Fact(_("Last contact"), _("never") if days is None else _("today") if days == 0 else since),
        Fact(_("Open follow-ups"), shown.show_int(promised)),
    )


def contributions(around: Around) -> tuple[Fact, ...]:
    """What they put into projects that are not archived, where anything is known."""
    cash, minutes = rows(
        "SELECT coalesce(sum(cash), 0), coalesce(sum(minutes), 0) FROM project_participant AS part"
        " JOIN project ON project.id = project_id AND project.archived = 0"
        " WHERE organisation_id IN (SELECT value FROM json_each(:organisations))",
        {"organisations": plain.array(around.organisations)},
    )[0]
    told = [shown.show_money(cash)] if cash else []
    told += [_("{hours} h").format(hours=shown.show_int(minutes // 60))] if minutes else []
    return (Fact(_("Put into projects"), ", ".join(told)),) if told else ()


def _theirs(alias: str) -> str:
    return _THEIRS.replace("organisation_id", f"{alias}.organisation_id").replace("person_id", f"{alias}.person_id")


def _begins(notes: str) -> str:
    """The first lines of a note as one, cut at a word."""
    words = " ".join(marks.plain(notes).split())
    return words if len(words) <= NOTE else words[:NOTE].rsplit(" ", 1)[0] + " …"


def _role(role: str) -> str:
    return code_lists.label("project_role", role) if role else ""


def _period(start: date | None, end: date | None) -> str:
    return " – ".join(dates.show(day) if day else "" for day in (start, end)).strip() if start or end else ""
