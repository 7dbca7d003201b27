"""What holds on a day, as SQL: who is a member, who works where, when somebody was last met.

`:day` stands for the day as quoted ISO text, put in by whoever asks.
"""

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
