"""The cluster's money by focus area and category, and the aid that its members were given."""

from collections.abc import Collection

from crm.queries import plain
from crm.queries.report_rows.doing import Row
from crm.store.database import rows


def named(organisations: Collection[int]) -> dict[int, tuple[str, str]]:
    """Name and org. number of organisations, in the order of their names."""
    found = rows(
        "SELECT id, name, org_number FROM organisation WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY sort_key, id",
        (plain.array(organisations),),
    )
    return {id: (name, number) for id, name, number in found}


def economy(year: int) -> list[Row]:
    """(block, group, budget, actual): income and costs by category, costs by focus area, each with its total "*".

    Money in øre; None where nothing is written down.
    """
    found: list[Row] = []
    for block, kind, group in (
        ("income", "income", "category"),
        ("cost", "cost", "category"),
        ("focus_area", "cost", "coalesce(CAST(focus_area_id AS TEXT), '')"),
    ):
        asked = "SELECT ?, {group}, sum(budget), sum(actual) FROM finance_line WHERE year = ? AND kind = ?"
        found += rows(asked.format(group=group) + " GROUP BY 2 ORDER BY 2", (block, year, kind))
        found += rows(asked.format(group="'*'") + " HAVING count(*) > 0", (block, year, kind))
    return found


def aid(last: str) -> list[Row]:
    """The aid registered up to a day, by organisation and day.

    Organisation, its number, day, basis, øre, hundredths of euro (None without a rate of the year), and of de minimis
    what it had in the three years up to then.
    """
    return rows(
        """
        WITH euro AS (
            SELECT a.*, coalesce(a.amount_euro, CASE WHEN y.euro > 0 THEN (a.amount * 200 + y.euro) / (y.euro * 2) END)
                AS cents
            FROM aid_record AS a LEFT JOIN year_rate AS y ON y.year = CAST(substr(a.granted_on, 1, 4) AS INTEGER)
            WHERE a.granted_on <= :last
        )
        SELECT o.name, o.org_number, e.granted_on, e.basis, e.amount, e.cents,
            CASE WHEN e.basis = 'de_minimis' THEN (SELECT sum(other.cents) FROM euro AS other
                WHERE other.organisation_id = e.organisation_id AND other.basis = 'de_minimis'
                AND other.granted_on > date(replace(e.granted_on, '-02-29', '-02-28'), '-3 years')
                AND (other.granted_on, other.id) <= (e.granted_on, e.id)) END
        FROM euro AS e JOIN organisation AS o ON o.id = e.organisation_id ORDER BY o.sort_key, o.id, e.granted_on, e.id
        """,
        {"last": last},
    )
