"""Who has objected to being registered, among the people of a list (GDPR art. 21, DOMAIN.md section 5)."""

from collections.abc import Sequence

from crm.queries import plain


def among(people: Sequence[int]) -> set[int]:
    """Those of these people who have objected."""
    sql = "SELECT id FROM person WHERE objected_on IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    return {id for (id,) in plain.by_ids(sql, people)}
