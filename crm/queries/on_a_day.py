"""What holds on a day, as SQL: who is a member, who works where, when somebody was last met.

`:day` stands for the day as quoted ISO text, put in by whoever asks.
"""

from collections.abc import Sequence

from crm.store.database import database

# Member on a day (DOMAIN.md section 7, M(d)): never an observer, `left_on` is the last day, in the main network.
MEMBER_ON = (
    "membership.network = 'main' AND membership.category <> 'observer'"
    " AND membership.joined_on <= {day} AND (membership.left_on IS NULL OR membership.left_on >= {day})"
)

# A position that is held on a day; both ends count, an open one is for ever.
WORKS = "(p.to_on IS NULL OR p.to_on >= :day) AND (p.from_on IS NULL OR p.from_on <= :day)"

# Of several the primary one comes first, then the one begun last.
FIRST = "p.is_primary DESC, p.from_on DESC NULLS LAST, p.id"

# The position of a person on a day: where a meeting of that day counts.
PRESENT = f"""
    (SELECT p.id FROM position AS p WHERE p.person_id = {{person}} AND {WORKS} ORDER BY {FIRST} LIMIT 1)"""


def last_contact(column: str, owner: str) -> str:
    """The day of the last interaction that took place with one owner: `column` is person_id or organisation_id."""
    return f"""
        (SELECT max(i.held_on) FROM interaction_participant AS ip
         CROSS JOIN interaction AS i ON i.id = ip.interaction_id
         WHERE ip.{column} = {owner} AND i.status = 'done' AND i.archived = 0)"""


def last_contacts(column: str) -> str:
    """The same for all at once, as (owner, day): a whole list asks once instead of for each of its rows."""
    return f"""
        SELECT ip.{column} AS owner, max(i.held_on) AS day
        FROM interaction_participant AS ip CROSS JOIN interaction AS i ON i.id = ip.interaction_id
        WHERE ip.{column} IS NOT NULL AND i.status = 'done' AND i.archived = 0 GROUP BY ip.{column}"""


def by_last_contact(ids: Sequence[int], column: str, *, descending: bool) -> list[int]:
    """These owners by the day of their last interaction, in their order where that is the same; the others last.

    Two passes beside each other: a sorted join has SQLite group and sort every participant there is.
    """
    last: dict[int, str] = {}
    found = database.execute_sql(
        f"SELECT ip.{column}, i.held_on FROM interaction AS i NOT INDEXED CROSS JOIN interaction_participant AS ip"
        f" ON ip.interaction_id = i.id WHERE i.status = 'done' AND i.archived = 0 AND ip.{column} IS NOT NULL"
    )
    for owner, day in found:
        if last.get(owner, "") < day:
            last[owner] = day
    by_day: dict[str, list[int]] = {}
    for owner in ids:
        by_day.setdefault(last.get(owner, ""), []).append(owner)
    never = by_day.pop("", [])
    return [owner for day in sorted(by_day, reverse=descending) for owner in by_day[day]] + never
