"""Organisations: members on a date, everybody else, and one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import in_touch, matching, memberships, plain, ranking, rates
from crm.queries.contact_points import ContactPointRow, contact_points
from crm.queries.memberships import FeeRow as FeeRow
from crm.queries.memberships import MembershipRow as MembershipRow
from crm.queries.on_a_day import MEMBER_ON, WORKS, last_contact, last_contacts
from crm.rules import names, orgnr
from crm.rules.size_class import Basis
from crm.store.database import rows, value

LAST_CONTACT = last_contact("organisation_id", "organisation.id")

OPEN_TASKS = (
    "(SELECT count(*) FROM task WHERE task.organisation_id = organisation.id AND status = 'open' AND archived = 0)"
)


# For a whole list these are read once, not organisation by organisation.
_AT_ONCE = {
    "last_contact": last_contacts("organisation_id"),
    "open_tasks": "SELECT organisation_id AS owner, count(*) AS open FROM task"
    " WHERE status = 'open' AND archived = 0 AND organisation_id IS NOT NULL GROUP BY organisation_id",
}


class OrganisationRow(NamedTuple):
    """One line of the list; the membership is that of the day asked about, else the latest."""

    id: int
    version: int
    name: str
    org_number: str
    helix_sector: str
    city: str
    municipality_code: str
    category: str
    joined_on: date | None
    left_on: date | None
    people: int
    last_contact: date | None
    open_tasks: int
    archived: bool
    contact_every_days: int | None


class StaffedBy(NamedTuple):
    """Somebody who works or worked at the organisation."""

    person_id: int
    name: str
    position_id: int
    title: str
    role: str
    from_on: date | None
    to_on: date | None
    is_now: bool


class OrganisationSuggestion(NamedTuple):
    """An organisation a picker offers."""

    id: int
    name: str
    city: str
    org_number: str


class OrganisationDetail(NamedTuple):
    """Everything about one organisation; money in øre."""

    id: int
    version: int
    name: str
    short_name: str
    org_number: str
    country_code: str
    legal_form: str
    helix_sector: str
    segment: str
    nace_code: str
    employees: int | None
    employees_on: date | None
    size_class: str
    size_basis: str
    founded_on: date | None
    street: str
    postal_code: str
    city: str
    municipality_code: str
    register_status: str
    notes: str
    archived: bool
    memberships: list[MembershipRow]
    people: list[StaffedBy]
    contact_points: list[ContactPointRow]
    open_tasks: int
    interactions: int
    last_contact: date | None
    contact_every_days: int | None
    turnover: int | None
    balance: int | None
    accounts_year: int | None
    in_group: bool | None
    size: Basis


@dataclass(frozen=True)
class OrganisationsQuery:
    """Which organisations, and in what order: name, sector, city, joined_on, last_contact, open_tasks.

    With `members_on` only those who are members on that day; `sector` is a key of helix_sector; with
    `quiet_on` only those whom nobody had met for too long on that day (crm.queries.in_touch). `also` is another
    question that must find them too.
    """

    text: str = ""
    order: str = "name"
    descending: bool = False
    members_on: date | None = None
    sector: str = ""
    archived: bool = False
    quiet_on: date | None = None
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        where = ["organisation.archived = ?"]
        parameters: list[Any] = [int(self.archived)]
        found, values = matching.in_ids("organisation.id", matching.organisations(self.text))
        where.append(found)
        parameters += values
        if self.sector:
            where.append("organisation.helix_sector = ?")
            parameters.append(self.sector)
        if self.quiet_on is not None:
            where.append("organisation.id IN (SELECT value FROM json_each(?))")
            parameters.append(plain.array(in_touch.organisation_ids(self.quiet_on)))
        joins = ""
        if self.members_on is not None:
            day = f"'{self.members_on.isoformat()}'"
            # Periods do not overlap within the network, so an organisation comes at most once.
            joins = f"JOIN membership ON membership.organisation_id = organisation.id AND {MEMBER_ON.format(day=day)}"
        columns = {
            "name": "organisation.sort_key",
            "sector": plain.by_label("helix_sector", "organisation.helix_sector"),
            "city": plain.norwegian("organisation.city"),
            "joined_on": "membership.joined_on" if joins else _latest("joined_on"),
            "last_contact": LAST_CONTACT,
            "open_tasks": OPEN_TASKS,
        }
        if self.order in _AT_ONCE and not self.text:
            joins += f" LEFT JOIN ({_AT_ONCE[self.order]}) AS known ON known.owner = organisation.id"
            columns |= {"last_contact": "known.day", "open_tasks": "coalesce(known.open, 0)"}
        found_ids = plain.ids(
            f"SELECT organisation.id FROM organisation {joins} WHERE {' AND '.join(where)}"
            + plain.order(columns, self.order, self.descending, "organisation.sort_key, organisation.id"),
            parameters,
        )
        return plain.within(found_ids, self.also)

    def rows(self, ids: Sequence[int]) -> dict[int, OrganisationRow]:
        """The lines of these organisations."""
        day = (self.members_on or date.today()).isoformat()
        sql = f"""
            SELECT organisation.id, organisation.version, name, org_number, helix_sector, city, municipality_code,
                   coalesce(category, ''), joined_on, left_on,
                   (SELECT count(DISTINCT p.person_id) FROM position AS p JOIN person ON person.id = p.person_id
                    WHERE p.organisation_id = organisation.id AND person.archived = 0
                    AND {WORKS.replace(":day", "?1")}),
                   {LAST_CONTACT}, {OPEN_TASKS}, organisation.archived, organisation.contact_every_days
            FROM organisation
            LEFT JOIN membership ON membership.id =
                (SELECT m.id FROM membership AS m WHERE m.organisation_id = organisation.id AND m.network = 'main'
                 ORDER BY (m.joined_on <= ?1 AND (m.left_on IS NULL OR m.left_on >= ?1)) DESC, m.joined_on DESC LIMIT 1)
            WHERE organisation.id IN (SELECT value FROM json_each(?2))"""
        return {
            line[0]: OrganisationRow._make(
                (
                    *(*line[:8], plain.day(line[8]), plain.day(line[9]), line[10]),
                    *(plain.day(line[11]), line[12], bool(line[13]), line[14]),
                )
            )
            for line in plain.by_ids(sql, ids, [day])
        }


def _latest(column: str) -> str:
    return (
        f"(SELECT m.{column} FROM membership AS m WHERE m.organisation_id = organisation.id AND m.network = 'main'"
        " ORDER BY m.joined_on DESC LIMIT 1)"
    )


def detail(organisation: int, today: date | None = None) -> OrganisationDetail:
    """One organisation with memberships, people now and then, contact points and counts. CrmError if gone."""
    found = rows(
        "SELECT id, version, name, short_name, org_number, country_code, legal_form, helix_sector, segment, nace_code,"
        " employees, employees_on, size_class, size_basis, founded_on, street, postal_code, city, municipality_code,"
        f" register_status, notes, archived, {OPEN_TASKS}, {LAST_CONTACT}, contact_every_days, turnover, balance,"
        " accounts_year, in_group FROM organisation"
        " WHERE id = ?",
        (organisation,),
    )
    if not found:
        raise CrmError(_("This record does not exist any more."))
    line, now = found[0], today or date.today()
    meetings = value(
        "SELECT count(DISTINCT interaction_id) FROM interaction_participant WHERE organisation_id = ?", (organisation,)
    )
    return OrganisationDetail._make(
        (
            *(*line[:11], plain.day(line[11]), *line[12:14], plain.day(line[14]), *line[15:21], bool(line[21])),
            *(memberships.of(organisation, now), staffed_by(organisation, now)),
            *(contact_points(organisation=organisation), line[22], meetings, plain.day(line[23]), line[24]),
            *(*line[25:28], None if line[28] is None else bool(line[28]), rates.size(organisation)),
        )
    )


def staffed_by(organisation: int, today: date) -> list[StaffedBy]:
    """Who works there, then who did, each by name."""
    found = rows(
        "SELECT p.person_id, trim(first_name || ' ' || last_name), p.id, p.title, p.role, p.from_on, p.to_on"
        " FROM position AS p JOIN person ON person.id = p.person_id"
        " WHERE p.organisation_id = ? AND person.archived = 0 ORDER BY person.sort_key, p.from_on",
        (organisation,),
    )
    listed = []
    for person, name, position, title, role, start, end in found:
        begins, ends = plain.day(start), plain.day(end)
        now = (begins is None or begins <= today) and (ends is None or ends >= today)
        listed.append(StaffedBy(person, name, position, title, role, begins, ends, now))
    return sorted(listed, key=lambda who: not who.is_now)


def suggest(text: str, limit: int = 8) -> list[OrganisationSuggestion]:
    """Organisations a picker offers for a few letters, best first (crm.queries.ranking)."""
    return list(named(list(ranking.organisations(text, limit))).values())


def named(organisations: Sequence[int]) -> dict[int, OrganisationSuggestion]:
    """What these organisations are called, in the order of the ids."""
    sql = "SELECT id, name, city, org_number FROM organisation WHERE id IN (SELECT value FROM json_each(?))"
    found = {line[0]: OrganisationSuggestion(*line) for line in plain.by_ids(sql, organisations)}
    return {organisation: found[organisation] for organisation in organisations if organisation in found}


def find(name: str, org_number: str = "") -> list[int]:
    """The organisations with this number, else of this name without its legal form; archived ones are left out."""
    if org_number:
        found = plain.ids(
            "SELECT id FROM organisation WHERE archived = 0 AND org_number = ?", [orgnr.clean(org_number)]
        )
        if found:
            return found
    key = names.company_key(name)
    return (
        plain.ids("SELECT id FROM organisation WHERE archived = 0 AND name_key = ? ORDER BY id", [key]) if key else []
    )
