"""What a data-quality check asks beyond the facts of the figures (DOMAIN.md 8)."""

from crm.store.database import rows


def shared_numbers() -> list[tuple[int, str]]:
    """Organisations whose org. number another one has too: (id, name), archived ones among them."""
    found: list[tuple[int, str]] = rows(
        "SELECT id, name FROM organisation WHERE org_number IN"
        " (SELECT org_number FROM organisation WHERE org_number <> '' GROUP BY org_number HAVING count(*) > 1)"
        " ORDER BY org_number, id"
    )
    return found


def not_informed(as_of: str) -> list[int]:
    """People who came with a list more than 30 days before the day and were not told that they are kept (art. 14)."""
    return [
        person
        for (person,) in rows(
            "SELECT p.id FROM person AS p JOIN import_batch AS b ON b.id = p.import_batch"
            " WHERE p.informed_on IS NULL AND p.status <> 'anonymised' AND date(b.at, '+30 days') < ? ORDER BY p.id",
            (as_of,),
        )
    ]
