"""From where the related values of a list come: joins that a field names, made once for all fields that need one.

`{r}` is the row's alias, `{s}` the source's own, `:day` today as quoted ISO text. `[only column]` becomes a condition
on the owner where only some rows are shown, so that a page of a list does not read everything there is.
"""

import re

from crm.queries.on_a_day import MEMBER_ON, WORKS
from crm.rules.code_lists import PERSONAL

_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)
_MET = f"i.status = 'done' AND i.type IN ({_PERSONAL})"
NEWEST = {
    "contact": "i.status = 'done' AND i.archived = 0",
    "met": f"{_MET} AND i.archived = 0 AND i.held_on <= :day",
}
"""Which interactions the sources are the newest of."""
_YEAR = "CAST(substr(:day, 1, 4) AS INTEGER)"
_ONLY = re.compile(r"\[only ([a-z_.]+)\]")


def of_all(owner: str, select: str, rest: str) -> str:
    """A join with what is worked out for each owner at once: the columns of `select`, `rest` begins with FROM."""
    return (
        f"LEFT JOIN (SELECT {owner} AS owner, {select} {rest} AND {owner} IS NOT NULL [only {owner}]"
        f" GROUP BY {owner}) AS {{s}} ON {{s}}.owner = {{r}}.id"
    )


def owners(column: str, source: str) -> str:
    """SQL for whoever had an interaction of a source of NEWEST on a day compared by `{sign}` with a parameter.

    The newest of each says the same, but reads all interactions there ever were.
    """
    return (
        f"SELECT ip.{column} FROM interaction AS i CROSS JOIN interaction_participant AS ip"
        f" ON ip.interaction_id = i.id WHERE {NEWEST[source]} AND ip.{column} IS NOT NULL AND i.held_on {{sign}} ?"
    )


def _took_part(column: str, select: str, condition: str) -> str:
    return of_all(
        f"ip.{column}",
        select,
        f"FROM interaction_participant AS ip CROSS JOIN interaction AS i ON i.id = ip.interaction_id WHERE {condition}",
    )


def _contacts(column: str) -> dict[str, str]:
    """What is known of the contacts with a person or an organisation (`column` of the participants)."""
    kept = "i.archived = 0"
    return {
        "contact": _took_part(column, "max(i.held_on) AS day", NEWEST["contact"]),
        "met": _took_part(column, "max(i.held_on) AS day", NEWEST["met"]),
        "watched": _took_part(column, "max(i.held_on) AS day", f"{_MET} AND i.held_on <= :day"),
        "coming": _took_part(column, "min(i.held_on) AS day", f"i.status = 'planned' AND {kept} AND i.held_on >= :day"),
        "contacts_year": _took_part(
            column, "count(DISTINCT i.id) AS number", f"{_MET} AND {kept} AND i.held_on <= :day AND i.year = {_YEAR}"
        ),
        "tasks": of_all(
            f"t.{column}",
            "count(*) AS open, sum(t.due_on < :day) AS late, min(t.due_on) AS next",
            "FROM task AS t WHERE t.status = 'open' AND t.archived = 0",
        ),
        "activities": of_all(
            f"ap.{column}",
            f"count(DISTINCT a.id) AS number, count(DISTINCT CASE WHEN a.year = {_YEAR} THEN a.id END) AS year",
            "FROM activity_participation AS ap CROSS JOIN activity AS a ON a.id = ap.activity_id"
            " WHERE ap.status = 'attended' AND a.archived = 0",
        ),
        **{
            kind: of_all(
                f"c.{column}",
                # The bare column is that of the row with the highest: the main one, else the first (SQLite's promise).
                "coalesce(nullif(c.normalised, ''), c.value) AS dialled, c.value AS value,"
                " max(c.is_primary || printf('%019d', 9000000000000000000 - c.id)) AS first",
                f"FROM contact_point AS c WHERE c.kind = '{kind}' AND c.retired_on IS NULL",
            )
            for kind in ("email", "phone", "link")
        },
    }


# Of several positions the primary one, then the one begun last, then the first that was noted (on_a_day.FIRST).
_FIRST = "p.is_primary || coalesce(p.from_on, '0000-00-00') || printf('%019d', 9000000000000000000 - p.id)"
_RUNS = "m.joined_on <= :day AND (m.left_on IS NULL OR m.left_on >= :day)"
_MEMBER = MEMBER_ON.format(day=":day")

SOURCES: dict[str, dict[str, str]] = {
    "organisation": _contacts("organisation_id")
    | {
        "membership": of_all(
            "m.organisation_id",
            f"m.id AS id, m.category, m.joined_on, m.left_on, m.leave_reason, m.agreed_to, m.notice_by,"
            f" m.pledged_cash, m.pledged_minutes, {_RUNS} AS runs, max(({_RUNS}) || m.joined_on) AS last",
            "FROM membership AS m WHERE m.network = 'main'",
        ),
        "fee": of_all(
            "m.organisation_id",
            "sum(f.amount) AS amount, min(CASE WHEN f.paid_on IS NOT NULL THEN 3 WHEN f.invoiced_on IS NULL THEN 2"
            " WHEN f.due_on < :day THEN 0 ELSE 1 END) AS state",
            "FROM membership_fee AS f CROSS JOIN membership AS m ON m.id = f.membership_id"
            f" WHERE f.year = {_YEAR} AND m.network = 'main'",
        ),
        "people": of_all(
            "p.organisation_id",
            "count(DISTINCT p.person_id) AS number",
            f"FROM position AS p CROSS JOIN person AS w ON w.id = p.person_id WHERE w.archived = 0 AND {WORKS}",
        ),
        "projects": of_all(
            "pp.organisation_id",
            "count(DISTINCT pp.project_id) AS number",
            "FROM (SELECT project_id, organisation_id FROM project_participant UNION"
            " SELECT id, lead_id FROM project WHERE lead_id IS NOT NULL) AS pp"
            " CROSS JOIN project AS pr ON pr.id = pp.project_id WHERE pr.archived = 0",
        ),
    },
    "person": _contacts("person_id")
    | {
        "work": of_all(
            "p.person_id",
            f"p.id AS id, p.organisation_id, p.title, p.role, p.from_on, max({_FIRST}) AS last",
            f"FROM position AS p WHERE {WORKS}",
        )
    },
    "membership_fee": {"membership": "LEFT JOIN membership AS {s} ON {s}.id = {r}.membership_id"},
}


def member_ids() -> str:
    """SQL for the ids of the members on the day."""
    return f"SELECT membership.organisation_id FROM membership WHERE {_MEMBER}"


def join(about: str, name: str, alias: str, source_alias: str, only: str = "") -> str:
    """The join of a source; `only` is SQL for the ids of the rows that are wanted, "" for all."""
    sql = SOURCES[about][name]
    sql = _ONLY.sub(lambda found: f"AND {found[1]} IN ({only})" if only else "", sql)
    return sql.replace("{r}", alias).replace("{s}", source_alias)
