"""What the cluster did: activities, what they were for, and projects."""

from crm.queries import plain
from crm.store.database import rows

Row = tuple[str | int | float | None, ...]

_CAME = "p.status = 'attended' AND p.role IN ('participant', 'speaker')"
_MEMBER = (
    "EXISTS (SELECT 1 FROM membership AS m WHERE m.organisation_id = p.organisation_id AND m.network = 'main'"
    " AND m.category <> 'observer' AND m.joined_on <= a.start_on AND (m.left_on IS NULL OR m.left_on >= a.start_on))"
)
_HELD = "a.year = :year AND a.status = 'held'"


def activities(year: int) -> list[Row]:
    """The activities of a year by day: what each was, who came, what it brought and cost.

    In the order of `sheets.activities`; satisfaction in hundredths. Who came without a name counts among the
    participants.
    """
    return rows(
        f"""
        SELECT a.start_on, a.name, a.status, a.type, a.service_group, coalesce(CAST(a.focus_area_id AS TEXT), ''),
            a.venue, a.online, a.international, a.target_group, a.minutes,
            coalesce(came.number, 0) + a.headcount_extra, coalesce(came.members, 0), coalesce(came.organisations, 0),
            a.women_count, a.men_count, a.satisfaction, a.satisfaction_answers, a.fee_income, a.cost
        FROM activity AS a LEFT JOIN (
            SELECT p.activity_id, count(*) AS number, count(*) FILTER (WHERE {_MEMBER}) AS members,
                count(DISTINCT p.organisation_id) AS organisations
            FROM activity AS a JOIN activity_participation AS p ON p.activity_id = a.id
            WHERE a.year = :year AND {_CAME} GROUP BY p.activity_id
        ) AS came ON came.activity_id = a.id
        WHERE a.year = :year ORDER BY a.start_on, a.id
        """,
        {"year": year},
    )


def by_type_and_area(year: int) -> list[Row]:
    """Type by focus area: planned, held and cancelled, and of the held ones participants and minutes.

    The area "*" is all of a type, the type "*" all of all.
    """
    counted = f"""
        SELECT {{type}}, {{area}}, sum(a.status = 'planned'), sum(a.status = 'held'), sum(a.status = 'cancelled'),
            sum(CASE a.status WHEN 'held' THEN a.headcount_extra + (SELECT count(*) FROM activity_participation AS p
                WHERE p.activity_id = a.id AND {_CAME}) ELSE 0 END),
            sum(CASE a.status WHEN 'held' THEN coalesce(a.minutes, 0) ELSE 0 END)
        FROM activity AS a WHERE a.year = :year GROUP BY {{by}}
    """
    area = "coalesce(CAST(a.focus_area_id AS TEXT), '')"
    found: list[Row] = []
    for type_, of_area, by in (("a.type", area, "1, 2"), ("a.type", "'*'", "1"), ("'*'", "'*'", "1")):
        found += rows(counted.format(type=type_, area=of_area, by=by), {"year": year})
    return found


def projects(first: str, last: str) -> list[Row]:
    """The projects that ran, were applied for or decided on in a period, by title; as `sheets.projects` has them."""
    return rows(
        """
        SELECT p.title, p.type, p.stage, coalesce(CAST(p.focus_area_id AS TEXT), ''), p.cross_domain, p.cluster_role,
            coalesce(lead.name, ''), count(o.id), coalesce(sum(o.helix_sector = 'company'), 0),
            coalesce(sum(o.helix_sector = 'research_education'), 0), p.international, p.funder, p.applied_on,
            p.decided_on, p.start_on, p.end_on, p.budget, p.external_funding, p.sdg, p.public_summary
        FROM project AS p LEFT JOIN organisation AS lead ON lead.id = p.lead_id
        LEFT JOIN project_participant AS pp ON pp.project_id = p.id
        LEFT JOIN organisation AS o ON o.id = pp.organisation_id
        WHERE (p.stage IN ('granted', 'running', 'completed') AND p.start_on <= :last
                AND coalesce(p.end_on, :last) >= :first)
            OR p.applied_on BETWEEN :first AND :last OR p.decided_on BETWEEN :first AND :last
        GROUP BY p.id ORDER BY p.sort_key, p.id
        """,
        {"first": first, "last": last},
    )


def attended_by(year: int) -> dict[int, int]:
    """To how many activities of the year somebody of each organisation came; absent where to none."""
    return dict(
        rows(
            "SELECT p.organisation_id, count(DISTINCT a.id) FROM activity AS a JOIN activity_participation AS p"
            f" ON p.activity_id = a.id WHERE {_HELD} AND {_CAME} AND p.organisation_id IS NOT NULL GROUP BY 1",
            {"year": year},
        )
    )


def of_members(year: int, organisations: list[int]) -> dict[int, tuple[int, int]]:
    """For each organisation how often somebody of it came to an activity of the year, and its projects in the year."""
    asked = {"year": year, "ids": plain.array(organisations), "first": f"{year}-01-01", "last": f"{year}-12-31"}
    came = dict(
        rows(
            "SELECT p.organisation_id, count(*) FROM activity AS a JOIN activity_participation AS p"
            f" ON p.activity_id = a.id WHERE {_HELD} AND {_CAME}"
            " AND p.organisation_id IN (SELECT value FROM json_each(:ids)) GROUP BY 1",
            asked,
        )
    )
    part = dict(
        rows(
            "SELECT pp.organisation_id, count(*) FROM project AS p JOIN project_participant AS pp"
            " ON pp.project_id = p.id WHERE p.stage IN ('granted', 'running', 'completed')"
            " AND p.cluster_role <> 'informed' AND p.start_on <= :last AND coalesce(p.end_on, :last) >= :first"
            " AND pp.organisation_id IN (SELECT value FROM json_each(:ids)) GROUP BY 1",
            asked,
        )
    )
    return {o: (came.get(o, 0), part.get(o, 0)) for o in organisations}
