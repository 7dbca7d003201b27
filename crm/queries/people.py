"""Contacts: the list, one person, who worked where on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import in_touch, matching, plain, ranking
from crm.queries.contact_points import ContactPointRow, contact_points
from crm.queries.informing import NOT_INFORMED
from crm.queries.on_a_day import FIRST, MEMBER_ON, WORKS, by_last_contact, last_contact
from crm.queries.on_a_day import PRESENT as PRESENT
from crm.rules import names, phones
from crm.store.database import rows, value


class PersonRow(NamedTuple):
    """One line of the list."""

    id: int
    version: int
    name: str
    first_name: str
    last_name: str
    title: str
    organisation: str
    organisation_id: int | None
    email: str
    phone: str
    last_contact: date | None
    archived: bool


class PositionRow(NamedTuple):
    """Where somebody works or worked; `is_now` on the day asked about."""

    id: int
    version: int
    organisation_id: int
    organisation: str
    title: str
    role: str
    is_primary: bool
    from_on: date | None
    to_on: date | None
    is_now: bool


class EmployerRow(NamedTuple):
    """One employer of a person on a day."""

    organisation_id: int
    name: str
    title: str
    is_primary: bool


class PersonSuggestion(NamedTuple):
    """Somebody a picker offers."""

    id: int
    name: str
    organisation_id: int | None
    organisation: str
    title: str


class PersonDetail(NamedTuple):
    """Everything about one person."""

    id: int
    version: int
    name: str
    first_name: str
    last_name: str
    gender: str
    language: str
    lawful_basis: str
    source: str
    informed_on: date | None
    objected_on: date | None
    status: str
    notes: str
    archived: bool
    positions: list[PositionRow]
    contact_points: list[ContactPointRow]
    open_tasks: int
    last_contact: date | None
    contact_every_days: int | None


@dataclass(frozen=True)
class PeopleQuery:
    """Which people to list, and in what order: name, organisation, title or last_contact.

    `organisation` keeps those who work there on `today` (today where not said), `members_only` those who work at a
    member, `not_informed` those who must be told that they are kept, `quiet` those whom nobody met within their
    interval; `archived` shows the archived ones instead of the others. `also` is another question that must
    find them too.
    """

    text: str = ""
    order: str = "name"
    descending: bool = False
    organisation: int | None = None
    archived: bool = False
    members_only: bool = False
    not_informed: bool = False
    quiet: bool = False
    today: date | None = None
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        day = (self.today or date.today()).isoformat()
        where, parameters = ["person.archived = ?"], [int(self.archived)]
        found, values = matching.in_ids("person.id", matching.people(self.text, day))
        where.append(found)
        works = f"SELECT p.person_id FROM position AS p WHERE {WORKS}"
        if self.organisation is not None:
            where.append(f"person.id IN ({works} AND p.organisation_id = ?)")
            values = [*values, self.organisation]
        if self.members_only:
            # The plus signs keep SQLite from walking from each member to its people and sorting them afterwards.
            members = f"SELECT organisation_id FROM membership WHERE {MEMBER_ON.format(day=':day')}"
            where.append(f"+person.id IN ({works} AND +p.organisation_id IN ({members}))")
        if self.not_informed:
            where.append(NOT_INFORMED)
        if self.quiet:
            where.append("person.id IN (SELECT value FROM json_each(?))")
            values = [*values, plain.array(in_touch.person_ids(self.today or date.today()))]
        by_contact = self.order == "last_contact" and not self.text and self.organisation is None
        order, down = ("name", False) if by_contact else (self.order, self.descending)
        joins, columns = _sorted(order)
        sql = (
            f"SELECT person.id FROM person {joins} WHERE {' AND '.join(where)}"
            + plain.order(columns, order, down, "person.sort_key, person.id")
        ).replace(":day", f"'{day}'")
        listed = plain.within(plain.ids(sql, [*parameters, *values]), self.also)
        return by_last_contact(listed, "person_id", descending=self.descending) if by_contact else listed

    def rows(self, ids: Sequence[int]) -> dict[int, PersonRow]:
        """The lines of these people."""
        day = (self.today or date.today()).isoformat()
        sql = f"""
            SELECT person.id, person.version, first_name, last_name, coalesce(position.title, ''),
                   coalesce(organisation.name, ''), organisation.id,
                   {_point("email")}, {_point("phone", _AS_DIALLED)},
                   {last_contact("person_id", "person.id")}, person.archived
            FROM person
            LEFT JOIN position ON position.id = {PRESENT.format(person="person.id")}
            LEFT JOIN organisation ON organisation.id = position.organisation_id
            WHERE person.id IN (SELECT value FROM json_each(?))""".replace(":day", f"'{day}'")
        return {line[0]: _line(line) for line in plain.by_ids(sql, ids)}


def _line(line: Any) -> PersonRow:
    row, version, first, last, title, organisation, organisation_id, email, phone, contact, archived = line
    return PersonRow(
        *(row, version, f"{first} {last}".strip(), first, last, title, organisation, organisation_id),
        *(email or "", phones.show(phone or ""), plain.day(contact), bool(archived)),
    )


def _sorted(order: str) -> tuple[str, dict[str, str]]:
    """Joins and columns to sort by."""
    columns = {"name": "person.sort_key"}
    if order in ("organisation", "title"):
        joins = (
            f"LEFT JOIN position ON position.id = {PRESENT.format(person='person.id')}"
            " LEFT JOIN organisation ON organisation.id = position.organisation_id"
        )
        return joins, columns | {"organisation": "organisation.sort_key", "title": plain.norwegian("position.title")}
    return "", columns | {"last_contact": last_contact("person_id", "person.id")}


_AS_DIALLED = "coalesce(nullif(c.normalised, ''), c.value)"
"""A phone as E.164, which is shown in groups; one that could not be read as it was written."""


def _point(kind: str, what: str = "c.value") -> str:
    return (
        f"(SELECT {what} FROM contact_point AS c WHERE c.person_id = person.id AND c.kind = '{kind}'"
        " AND c.retired_on IS NULL ORDER BY c.is_primary DESC, c.id LIMIT 1)"
    )


def detail(person: int, today: date | None = None) -> PersonDetail:
    """One person with positions now and then (newest first), contact points and open follow-ups. CrmError if gone."""
    found = rows(
        "SELECT id, version, first_name, last_name, gender, language, lawful_basis, source, informed_on, objected_on,"
        f" status, notes, archived, {last_contact('person_id', 'person.id')}, contact_every_days FROM person"
        " WHERE id = ?",
        (person,),
    )
    if not found:
        raise CrmError(_("This record does not exist any more."))
    line = found[0]
    tasks = value("SELECT count(*) FROM task WHERE person_id = ? AND status = 'open' AND archived = 0", (person,))
    return PersonDetail._make(
        (
            *(*line[:2], f"{line[2]} {line[3]}".strip(), *line[2:8], plain.day(line[8]), plain.day(line[9])),
            *(*line[10:12], bool(line[12]), positions(person, today), contact_points(person=person)),
            *(tasks, plain.day(line[13]), line[14]),
        )
    )


def positions(person: int, today: date | None = None) -> list[PositionRow]:
    """The positions of a person, present ones first, then the latest."""
    now = today or date.today()
    found = rows(
        "SELECT p.id, p.version, p.organisation_id, o.name, p.title, p.role, p.is_primary, p.from_on, p.to_on"
        " FROM position AS p JOIN organisation AS o ON o.id = p.organisation_id WHERE p.person_id = ?",
        (person,),
    )
    listed = [
        PositionRow(row, version, oid, name, title, role, bool(primary), start, end, _covers(start, end, now))
        for row, version, oid, name, title, role, primary, start, end in (
            (*line[:7], plain.day(line[7]), plain.day(line[8])) for line in found
        )
    ]
    return sorted(listed, key=lambda p: (not p.is_now, not p.is_primary, -(p.to_on or date.max).toordinal(), p.id))


def employers(person: int, on: date) -> list[EmployerRow]:
    """Where a person worked on a day, the primary position first (DESIGN.md 1: stored when a meeting is logged)."""
    found = rows(
        "SELECT p.organisation_id, o.name, p.title, p.is_primary FROM position AS p"
        " JOIN organisation AS o ON o.id = p.organisation_id"
        f" WHERE p.person_id = :person AND {WORKS} ORDER BY {FIRST}",
        {"person": person, "day": on.isoformat()},
    )
    return [EmployerRow(row, name, title, bool(primary)) for row, name, title, primary in found]


def suggest(text: str, limit: int = 8, on: date | None = None) -> list[PersonSuggestion]:
    """People a picker offers for a few letters, best first (crm.queries.ranking); the employer is that of `on`."""
    day = on or date.today()
    return list(named(list(ranking.people(text, limit, day.isoformat())), day).values())


def named(people: Sequence[int], on: date) -> dict[int, PersonSuggestion]:
    """What these people are called and where they work on a day, in the order of the ids."""
    sql = f"""
        SELECT person.id, trim(first_name || ' ' || last_name), organisation.id, coalesce(organisation.name, ''),
               coalesce(position.title, '')
        FROM person
        LEFT JOIN position ON position.id = {PRESENT.format(person="person.id")}
        LEFT JOIN organisation ON organisation.id = position.organisation_id
        WHERE person.id IN (SELECT value FROM json_each(?))""".replace(":day", f"'{on.isoformat()}'")
    found = {line[0]: PersonSuggestion(*line) for line in plain.by_ids(sql, people)}
    return {person: found[person] for person in people if person in found}


def find(name: str, organisation: str = "") -> list[int]:
    """The people of exactly this name (folded), at any time at an organisation of that name where one is given."""
    first, last = names.split_name(name)
    sql = "SELECT id FROM person WHERE archived = 0 AND name_key = ?"
    parameters = [names.person_key(first, last)]
    if organisation:
        sql += (
            " AND id IN (SELECT person_id FROM position JOIN organisation ON organisation.id = organisation_id"
            " WHERE organisation.name_key = ?)"
        )
        parameters.append(names.company_key(organisation))
    return plain.ids(sql + " ORDER BY id", parameters)


def _covers(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or end >= on)
