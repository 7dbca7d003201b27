"""The one thing of the report that names people: whom one calls at a member. It is asked when a workbook is written."""

from collections.abc import Collection

from crm.queries import plain
from crm.store.database import rows


def contacts(organisations: Collection[int], day: str) -> dict[int, str]:
    """The contact person of each organisation on a day: the main one, else who was there first; absent for none.

    Whoever objected, was erased or has left is not named.
    """
    found = rows(
        """
        SELECT po.organisation_id, trim(pe.first_name || ' ' || pe.last_name)
        FROM position AS po JOIN person AS pe ON pe.id = po.person_id
        WHERE po.organisation_id IN (SELECT value FROM json_each(:ids)) AND coalesce(po.from_on, :day) <= :day
            AND coalesce(po.to_on, :day) >= :day AND pe.status = 'active' AND pe.objected_on IS NULL AND pe.archived = 0
        ORDER BY po.organisation_id, po.role <> 'primary_contact', coalesce(po.from_on, ''), po.id
        """,
        {"ids": plain.array(organisations), "day": day},
    )
    named: dict[int, str] = {}
    for organisation, name in found:
        named.setdefault(organisation, name)
    return named
