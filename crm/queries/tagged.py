"""Tags: which there are, and what hangs on one."""

from collections.abc import Sequence

from crm.i18n import ngettext
from crm.queries import named, plain
from crm.queries.written import Hit
from crm.records.tag import OWNERS
from crm.rules import folding
from crm.store.database import rows

# On one tag may hang a whole register; of so many of the newest the first of each kind are shown, the rest counted.
LOOKED_AT = 500
TAGS = 5


def asked(text: str) -> str | None:
    """The folded tag that a text asks for by its sign: "#Styret" -> "styret"; None where it asks for none.

    >>> asked("#Styret  2026"), asked("styret"), asked("#")
    ('styret 2026', None, '')
    """
    words = text.strip()
    return folding.fold(words[1:]) if words.startswith("#") else None


def hits(key: str, limit: int) -> list[Hit]:
    """The tags whose name begins with the folded `key`, then at most `limit` of each kind that have the first.

    The tag that is called exactly so comes first.
    """
    tags = _tags(key)
    found = [Hit("tag", row, f"#{name}", _count(row), "") for row, name in tags]
    return found + (_who(tags[0][0], limit) if tags and key else [])


def named_so(words: Sequence[str]) -> list[Hit]:
    """The tags whose name begins with the folded words."""
    return [Hit("tag", row, f"#{name}", _count(row), "") for row, name in _tags(" ".join(words))]


def _tags(key: str) -> list[tuple[int, str]]:
    # Between the key and the last text that begins with it: the unique index answers, a LIKE would read all tags.
    found: list[tuple[int, str]] = rows(
        "SELECT id, name FROM tag WHERE name_key >= ? AND name_key < ?"
        " AND EXISTS (SELECT 1 FROM tagging WHERE tag_id = tag.id)"
        f" ORDER BY name_key LIMIT {TAGS}",
        (key.replace("\0", " "), key.replace("\0", " ") + "\U0010ffff"),
    )
    return found


def _count(tag: int) -> str:
    (count,) = rows(f"SELECT count(*) FROM (SELECT 1 FROM tagging WHERE tag_id = ? LIMIT {LOOKED_AT})", (tag,))[0]
    told = ngettext("{count} record", "{count} records", count).format(count=count)
    return f"{told}+" if count == LOOKED_AT else told


def _who(tag: int, limit: int) -> list[Hit]:
    columns = ", ".join(f"{owner}_id" for owner in OWNERS)
    found: dict[str, list[int]] = {owner: [] for owner in OWNERS}
    for line in rows(f"SELECT {columns} FROM tagging WHERE tag_id = ? ORDER BY id DESC LIMIT {LOOKED_AT}", (tag,)):
        for owner, row in zip(OWNERS, line, strict=True):
            if row is not None:
                found[owner].append(row)
    return [hit for owner, ids in found.items() for hit in _named(owner, ids, limit)]


def _named(owner: str, ids: list[int], limit: int) -> list[Hit]:
    shown = plain.ids(
        f'SELECT "{owner}".id FROM json_each(?) AS wanted CROSS JOIN "{owner}" ON "{owner}".id = wanted.value'
        f" WHERE archived = 0 LIMIT {int(limit)}",
        [plain.array(ids)],
    )
    names = named.names(owner, shown)
    return [Hit(owner, row, names[row], "", "") for row in shown if row in names]
