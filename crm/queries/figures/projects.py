"""The projects of a period, those applied for in it, and who takes part (DOMAIN.md 7, PA and PS)."""

from typing import NamedTuple

from crm.store.database import rows

_STAGES = "('granted', 'running', 'completed')"


class Project(NamedTuple):
    """A project; codes are keys, money in øre. `active` says whether it is in PA.

    `partners` counts the organisations that take part, `companies` and `research` those of them of these sectors.
    `lead_apart` says that it has a lead who is not among them.
    """

    id: int
    type: str
    stage: str
    focus_area: int | None
    cross_domain: str
    start_on: str | None
    end_on: str | None
    applied_on: str | None
    decided_on: str | None
    external_funding: int | None
    international: bool
    sdg: str
    active: bool
    partners: int
    companies: int
    research: int
    lead_apart: bool
    undated: bool

    @property
    def granted(self) -> bool:
        """Whether it has been granted, and perhaps run and completed since."""
        return self.stage in ("granted", "running", "completed")


class Projects(NamedTuple):
    """Every project with what the figures ask of it, and the organisations in a project of PA that has at least two."""

    all: tuple[Project, ...] = ()
    together: frozenset[int] = frozenset()


def projects(first: str, last: str) -> Projects:
    """The projects as the days from first to last see them, archived ones among them.

    PA: granted, running or completed, the cluster more than informed, begun by the last day and not over before the
    first. `undated` would be in it if it had a first day.
    """
    asked = {"first": first, "last": last}
    ready = f"stage IN {_STAGES} AND cluster_role <> 'informed' AND (end_on IS NULL OR end_on >= :first)"
    active = f"{ready} AND start_on IS NOT NULL AND start_on <= :last"
    found = rows(
        f"""
        SELECT p.id, p.type, p.stage, p.focus_area_id, p.cross_domain, p.start_on, p.end_on, p.applied_on, p.decided_on,
            p.external_funding, p.international, p.sdg, {active}, count(o.id),
            coalesce(sum(o.helix_sector = 'company'), 0), coalesce(sum(o.helix_sector = 'research_education'), 0),
            p.lead_id IS NOT NULL AND coalesce(sum(o.id = p.lead_id), 0) = 0, {ready} AND start_on IS NULL
        FROM project AS p LEFT JOIN project_participant AS pp ON pp.project_id = p.id
        LEFT JOIN organisation AS o ON o.id = pp.organisation_id GROUP BY p.id ORDER BY p.id
        """,
        asked,
    )
    together = rows(
        f"""
        SELECT DISTINCT organisation_id FROM project_participant WHERE project_id IN (
            SELECT p.id FROM project AS p JOIN project_participant AS pp ON pp.project_id = p.id WHERE {active}
            GROUP BY p.id HAVING count(*) >= 2)
        """,
        asked,
    )
    return Projects(
        tuple(
            Project._make((*row[:10], bool(row[10]), row[11], bool(row[12]), *row[13:16], *map(bool, row[16:])))
            for row in found
        ),
        frozenset(organisation for (organisation,) in together),
    )
