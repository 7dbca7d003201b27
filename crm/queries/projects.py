"""Projects: those a picker offers, the list, and one with its partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _, language
from crm.queries import matching, plain, project_stages
from crm.queries.project_stages import StageDay
from crm.rules import code_lists, folding
from crm.store.database import rows


class ProjectSuggestion(NamedTuple):
    """One project to choose; `stage` is its key."""

    id: int
    title: str
    stage: str


def suggest(text: str, limit: int = 8) -> list[ProjectSuggestion]:
    """Projects that hold all the letters typed, those that begin with them first; the newest without letters."""
    folded = folding.fold(text)
    found = rows(
        "SELECT id, title, stage FROM project WHERE archived = 0 AND instr(search_text, ?) > 0"
        " ORDER BY ? <> '' AND search_text NOT LIKE ? || '%', CASE ? WHEN '' THEN -id END, sort_key, id LIMIT ?",
        (folded, folded, folded.replace("%", ""), folded, limit),
    )
    return [ProjectSuggestion(*line) for line in found]


def find(title: str) -> list[int]:
    """The projects of exactly this title (folded); archived ones are left out."""
    folded = folding.fold(title)
    found = rows("SELECT id, title FROM project WHERE archived = 0 AND instr(search_text, ?) > 0", (folded,))
    return [row for row, known in found if folding.fold(known) == folded]


def title(project: int) -> str:
    """What a project is called, "" where it is gone."""
    found = rows("SELECT title FROM project WHERE id = ?", (project,))
    return str(found[0][0]) if found else ""


class ProjectRow(NamedTuple):
    """One line of the list of projects; codes are keys, money is in øre.

    `companies` and `research` are those of its partners that are companies, and R&D or educational institutions.
    """

    id: int
    title: str
    type: str
    stage: str
    lead: str
    start_on: date | None
    end_on: date | None
    funder: str
    budget: int | None
    external_funding: int | None
    partners: int
    archived: bool
    international: bool
    companies: int
    research: int
    focus_area: str
    cross_domain: str
    cluster_role: str
    applied_on: date | None
    decided_on: date | None
    funder_programme: str
    funder_reference: str
    sdg: str
    public_summary: str


class PartnerRow(NamedTuple):
    """An organisation's part in a project: øre and minutes."""

    id: int
    version: int
    organisation_id: int
    organisation: str
    role: str
    cash: int | None
    minutes: int | None


class ActivityOf(NamedTuple):
    """An activity that belongs to a project."""

    id: int
    name: str
    start_on: date


class ProjectDetail(NamedTuple):
    """Everything about one project; codes are keys, money is in øre."""

    id: int
    version: int
    title: str
    type: str
    stage: str
    focus_area_id: int | None
    cross_domain: str
    cluster_role: str
    lead_id: int | None
    lead: str
    start_on: date | None
    end_on: date | None
    applied_on: date | None
    decided_on: date | None
    funder: str
    funder_programme: str
    budget: int | None
    external_funding: int | None
    international: bool
    sdg: str
    public_summary: str
    notes: str
    archived: bool
    focus_area: str
    funder_reference: str
    stage_on: date | None
    partners: list[PartnerRow]
    activities: list[ActivityOf]
    way: list[StageDay]


OPEN = ("idea", "application", "granted", "running")
"""The stages of a project that is not over."""


@dataclass(frozen=True)
class ProjectsQuery:
    """Which projects, and in what order: title, stage, lead, start_on, funder, budget.

    `stage` is a key of project_stage or "open" for all that are not over; `year` those that ran in a part of it.
    A `focus_area` holds its children.
    `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "title"
    descending: bool = False
    stage: str = ""
    type: str = ""
    focus_area: int | None = None
    organisation: int | None = None
    year: int | None = None
    archived: bool = False
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        found, parameters = matching.in_ids("project.id", matching.projects(self.text))
        where = ["project.archived = ?", found]
        values: list[object] = [int(self.archived), *parameters]
        for wanted, sql in (
            (self.stage if self.stage != "open" else "", "stage = ?"),
            (self.type, "type = ?"),
            (self.focus_area, "focus_area_id IN (SELECT id FROM focus_area WHERE ? IN (id, parent_id))"),
        ):
            if wanted:
                where.append(sql)
                values.append(wanted)
        if self.stage == "open":
            where.append(f"stage IN {OPEN}")
        if self.organisation is not None:
            where.append(
                "(lead_id = ? OR project.id IN (SELECT project_id FROM project_participant WHERE organisation_id = ?))"
            )
            values += [self.organisation, self.organisation]
        if self.year is not None:
            where.append("coalesce(start_on, '0') <= ? AND coalesce(end_on, '9') >= ?")
            values += [f"{self.year}-12-31", f"{self.year}-01-01"]
        known = {
            "title": "project.sort_key",
            "stage": plain.by_place_of("stage", code_lists.keys("project_stage")),
            "lead": "organisation.sort_key",
            "start_on": "start_on",
            "funder": plain.by_label("funder", "funder"),
            "budget": "budget",
        }
        order = plain.order(known, self.order, self.descending, "project.sort_key, project.id")
        listed = plain.ids(
            "SELECT project.id FROM project LEFT JOIN organisation ON organisation.id = lead_id"
            f" WHERE {' AND '.join(where)}{order}",
            values,
        )
        return plain.within(listed, self.also)

    def rows(self, ids: Sequence[int]) -> dict[int, ProjectRow]:
        """What is shown of these projects."""
        area = "name_nb" if language() == "nb" else "name_en"
        sector = (
            "(SELECT count(*) FROM project_participant AS pp JOIN organisation AS part ON part.id = organisation_id"
            " WHERE project_id = p.id AND helix_sector = '{}')"
        )
        found = plain.by_ids(
            "SELECT p.id, p.title, type, stage, coalesce(o.name, ''), start_on, end_on, funder, budget,"
            " external_funding, (SELECT count(*) FROM project_participant WHERE project_id = p.id), p.archived,"
            f" international, {sector.format('company')}, {sector.format('research_education')},"
            f" coalesce(focus_area.{area}, ''), cross_domain, cluster_role, applied_on, decided_on, funder_programme,"
            " funder_reference, sdg, public_summary"
            " FROM project AS p LEFT JOIN organisation AS o ON o.id = lead_id"
            " LEFT JOIN focus_area ON focus_area.id = focus_area_id"
            " WHERE p.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            row: ProjectRow._make(
                [
                    *(row, *line[:4], *map(plain.day, line[4:6]), *line[6:10], *map(bool, line[10:12]), *line[12:17]),
                    *(*map(plain.day, line[17:19]), *line[19:]),
                ]
            )
            for row, *line in found
        }


def detail(project: int, language: str = "nb") -> ProjectDetail:
    """Everything about one project. CrmError if gone."""
    area = "name_nb" if language == "nb" else "name_en"
    found = rows(
        "SELECT p.id, p.version, title, type, stage, focus_area_id, cross_domain, cluster_role, lead_id,"
        " coalesce(o.name, ''), start_on, end_on, applied_on, decided_on, funder, funder_programme, budget,"
        " external_funding, international, sdg, public_summary, p.notes, p.archived,"
        f" coalesce(focus_area.{area}, ''), funder_reference, stage_on"
        " FROM project AS p LEFT JOIN organisation AS o ON o.id = lead_id"
        " LEFT JOIN focus_area ON focus_area.id = focus_area_id WHERE p.id = ?",
        (project,),
    )
    if not found:
        raise CrmError(_("This project does not exist any more."))
    line = found[0]
    partners = rows(
        "SELECT pp.id, pp.version, organisation_id, name, role, cash, minutes FROM project_participant AS pp"
        " JOIN organisation AS o ON o.id = organisation_id WHERE project_id = ?"
        " ORDER BY role <> 'lead', o.sort_key, pp.id",
        (project,),
    )
    held = rows(
        "SELECT id, name, start_on FROM activity WHERE project_id = ? AND archived = 0 ORDER BY start_on DESC, id DESC",
        (project,),
    )
    return ProjectDetail._make(
        [
            *line[:10],
            *(plain.day(day) for day in line[10:14]),
            *line[14:18],
            bool(line[18]),
            *line[19:22],
            bool(line[22]),
            *line[23:25],
            plain.day(line[25]),
            [PartnerRow(*partner) for partner in partners],
            [ActivityOf(row, name, date.fromisoformat(day)) for row, name, day in held],
            project_stages.of(project),
        ]
    )


def partner(part: int) -> PartnerRow:
    """An organisation's part in a project. CrmError if gone."""
    found = rows(
        "SELECT pp.id, pp.version, organisation_id, name, role, cash, minutes FROM project_participant AS pp"
        " JOIN organisation AS o ON o.id = organisation_id WHERE pp.id = ?",
        (part,),
    )
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return PartnerRow(*found[0])
