"""What came of it and who saw it: results, items in the media, relations abroad, and women and men."""

from crm.queries.report_rows.doing import Row
from crm.store.database import rows

_COUNTRY = "CASE r.country_code WHEN '' THEN o.country_code ELSE r.country_code END"
_RAN = "p.stage IN ('granted', 'running', 'completed') AND p.cluster_role <> 'informed'"


def results(year: int) -> list[Row]:
    """Type, title, organisations, project, number, øre, the cluster's part and evidence, by type and title."""
    return rows(
        """
        SELECT r.type, r.title, coalesce((SELECT group_concat(name, ', ') FROM (
                SELECT o.name FROM result_organisation AS ro JOIN organisation AS o ON o.id = ro.organisation_id
                WHERE ro.result_id = r.id ORDER BY o.sort_key)), ''),
            coalesce(p.title, ''), r.count, r.amount, r.attribution, r.evidence
        FROM result AS r LEFT JOIN project AS p ON p.id = r.project_id WHERE r.year = ? ORDER BY r.type, r.title, r.id
        """,
        (year,),
    )


def media(first: str, last: str) -> list[Row]:
    """Day, channel, title, outlet, address and whether international, by day."""
    return rows(
        "SELECT published_on, channel, title, outlet, url, international FROM media_item"
        " WHERE published_on BETWEEN ? AND ? ORDER BY published_on, id",
        (first, last),
    )


def abroad(first: str, last: str) -> list[Row]:
    """(kind, name, partner, country, from, to): what is international in a period, and the relations on its last day.

    The kind is "project", "activity", or that of the relation; the country of a relation is its own or its partner's.
    """
    return rows(
        f"""
        SELECT 'project', p.title, coalesce(o.name, ''), coalesce(o.country_code, ''), p.start_on, p.end_on
        FROM project AS p LEFT JOIN organisation AS o ON o.id = p.lead_id
        WHERE p.international AND {_RAN} AND p.start_on <= :last AND coalesce(p.end_on, :last) >= :first
        UNION ALL
        SELECT 'activity', a.name, coalesce(o.name, ''), coalesce(o.country_code, ''), a.start_on, a.end_on
        FROM activity AS a LEFT JOIN organisation AS o ON o.id = a.joint_with_id
        WHERE a.international AND a.status = 'held' AND a.start_on BETWEEN :first AND :last
        UNION ALL
        SELECT r.kind, r.name, o.name, {_COUNTRY}, r.from_on, r.to_on
        FROM external_relation AS r JOIN organisation AS o ON o.id = r.organisation_id
        WHERE coalesce(r.from_on, :last) <= :last AND coalesce(r.to_on, :last) >= :last
            AND (o.helix_sector = 'cluster' OR {_COUNTRY} <> 'NO')
        ORDER BY 1, 5, 2
        """,
        {"first": first, "last": last},
    )


def genders(year: int) -> list[Row]:
    """(block, group, women, men, others, unknown): seats on the last day by body, and who came and spoke by type.

    Seats of board and steering group by the name of the body; "activity" and "speakers" by the type of activity. Of an
    activity that nobody counted all who came are unknown.
    """
    last = f"{year}-12-31"
    return rows(
        """
        SELECT 'seat', b.name, sum(p.gender IS 'female'), sum(p.gender IS 'male'), sum(p.gender IS 'other'),
            sum(coalesce(p.gender, '') NOT IN ('female', 'male', 'other'))
        FROM governance_member AS s JOIN governance_body AS b ON b.id = s.body_id
        LEFT JOIN person AS p ON p.id = s.person_id
        WHERE b.kind IN ('board', 'steering')
            AND coalesce(b.from_on, :last) <= :last AND coalesce(b.to_on, :last) >= :last
            AND coalesce(s.from_on, :last) <= :last AND coalesce(s.to_on, :last) >= :last
        GROUP BY b.id
        UNION ALL
        SELECT 'activity', a.type, coalesce(sum(a.women_count), 0), coalesce(sum(a.men_count), 0), 0,
            sum(max(0, a.headcount_extra + (SELECT count(*) FROM activity_participation AS p WHERE p.activity_id = a.id
                AND p.status = 'attended' AND p.role IN ('participant', 'speaker'))
                - coalesce(a.women_count, 0) - coalesce(a.men_count, 0)))
        FROM activity AS a WHERE a.year = :year AND a.status = 'held' GROUP BY a.type
        UNION ALL
        SELECT 'speakers', a.type, sum(a.speakers_women), sum(a.speakers_men), 0, 0
        FROM activity AS a WHERE a.year = :year AND a.status = 'held'
            AND (a.speakers_women IS NOT NULL OR a.speakers_men IS NOT NULL) GROUP BY a.type
        """,
        {"year": year, "last": last},
    )
