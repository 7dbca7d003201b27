"""What a list that comes back from Excel is compared with: which rows stand there still, and where a value stands."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from crm.queries import plain
from crm.queries.people import PRESENT
from crm.rules import emails
from crm.rules import names as spelling
from crm.store.database import rows
from crm.store.tables import columns


def there(table: str, ids: Collection[int]) -> dict[int, bool]:
    """Of these records those that there are, and whether each is archived."""
    archived = "archived" if "archived" in columns(table) else "0"
    found = plain.by_ids(
        f'SELECT id, {archived} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', list(ids)
    )
    return {id: bool(gone) for id, gone in found}


def position(person: int, today: date) -> int | None:
    """The position that a list shows of a person on a day, None for none."""
    sql = f"SELECT {PRESENT.format(person='?')}".replace(":day", f"'{today.isoformat()}'")
    found: int | None = rows(sql, (person,))[0][0]
    return found


def point(owner: str, row: int, kind: str) -> tuple[int, int] | None:
    """The contact point (id, version) that a list shows of a person or an organisation, None for none."""
    found = rows(
        f"SELECT id, version FROM contact_point WHERE {owner}_id = ? AND kind = ? AND retired_on IS NULL"
        " ORDER BY is_primary DESC, id LIMIT 1",
        (row, kind),
    )
    return (found[0][0], found[0][1]) if found else None


def with_number(number: str, but: int | None) -> int | None:
    """The organisation, other than `but`, that has this number; archived ones do not count."""
    found = rows("SELECT id FROM organisation WHERE org_number = ? AND archived = 0 AND id IS NOT ?", (number, but))
    return int(found[0][0]) if found else None


def is_there(table: str, values: Mapping[str, Any]) -> bool:
    """Whether a person or an organisation like this is known: by number or name, for people by the e-mail too."""
    if table == "organisation":
        key = spelling.company_key(values.get("name", ""))
        number = values.get("org_number") or None
        return bool(rows("SELECT 1 FROM organisation WHERE name_key = ? OR org_number = ? LIMIT 1", (key, number)))
    key = spelling.person_key(values.get("first_name", ""), values.get("last_name", ""))
    mail = emails.normalised(values.get("email", ""))
    found = rows(
        "SELECT 1 FROM person WHERE name_key = ? AND (? = '' OR EXISTS (SELECT 1 FROM contact_point AS c"
        " WHERE c.person_id = person.id AND c.kind = 'email' AND c.normalised = ?)) LIMIT 1",
        (key, mail, mail),
    )
    return bool(found)
