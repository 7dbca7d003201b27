"""Taking somebody out of what the journal and the imports keep, and out of the bytes of the file.

The rows of an erased person lose their words in every image; elsewhere the person's name and addresses do. The last
image of a row that still stands is left as it is: it says what the row says now.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.i18n import N_, _
from crm.store import durable, search, tables
from crm.store.database import database, rows, value

LABEL = N_("Erase a person")
"""What the step is called in the journal."""

WORDS: dict[str, tuple[str, ...]] = {
    "person": ("first_name", "last_name", "source", "notes", "name_key", "sort_key", "search_text", "notes_text"),
    "position": ("title",),
    "contact_point": ("label", "value", "normalised", "search_text"),
    "alias": ("value", "key"),
    "consent_record": ("evidence",),
    "attachment": ("name", "sha256", "search_text"),
    "own_value": ("text", "search_text"),
    "governance_member": ("notes",),
}
"""The columns of a person's rows that hold words about that person; the others are codes, days and numbers."""

Row = tuple[str, int]


def rows_of(people: Collection[int]) -> set[Row]:
    """The rows that are a person's own, or once were: (table, id), asked of the tables and of the journal."""
    wanted = json.dumps(list(people))
    found: set[Row] = {("person", person) for person in people}
    for table in WORDS:
        if table == "person":
            continue
        found |= {
            (table, row)
            for (row,) in rows(
                f'SELECT id FROM "{table}" WHERE person_id IN (SELECT value FROM json_each(?))', (wanted,)
            )
        }
        for (schema,) in rows(
            'SELECT DISTINCT step.schema FROM change JOIN step ON step.id = change.step WHERE "table" = ?', (table,)
        ):
            place = f"'$[{tables.columns_then(table, schema).index('person_id')}]'"
            sql = (
                'SELECT DISTINCT "row" FROM change JOIN step ON step.id = change.step'
                ' WHERE "table" = ? AND step.schema = ?'
                f" AND (json_extract(before, {place}) IN (SELECT value FROM json_each(?))"
                f" OR json_extract(after, {place}) IN (SELECT value FROM json_each(?)))"
            )
            found |= {(table, row) for (row,) in rows(sql, (table, schema, wanted, wanted))}
    return found


def points_of(own: Collection[Row]) -> set[tuple[str, str, str]]:
    """(kind, value, normalised) of addresses and numbers that these rows ever held."""
    found = set()
    for row, schema, before, after in rows(
        'SELECT "row", step.schema, before, after FROM change JOIN step ON step.id = change.step'
        " WHERE \"table\" = 'contact_point'"
    ):
        if ("contact_point", row) in own:
            for image in filter(None, (tables.decode("contact_point", schema, one) for one in (before, after))):
                found.add((image["kind"], image["value"], image["normalised"]))
    return found


def files_of(own: Collection[Row]) -> set[str]:
    """The hashes of the files that these rows ever named, also where they were taken away or undone since."""
    found = {sha256 for row, sha256 in rows("SELECT id, sha256 FROM attachment") if ("attachment", row) in own}
    for row, schema, before, after in rows(
        'SELECT "row", step.schema, before, after FROM change JOIN step ON step.id = change.step'
        " WHERE \"table\" = 'attachment'"
    ):
        if ("attachment", row) in own:
            images = (tables.decode("attachment", schema, one) for one in (before, after))
            found.update(image["sha256"] for image in images if image is not None)
    return found - {""}


def images(own: Collection[Row], scrub: Callable[[str], str]) -> None:
    """Scrub the journal: images, what the steps are called. Inside a transaction."""
    steps = set()
    for change, step, table, row, schema, before, after, last in _changes():
        if (table, row) in own:
            steps.add(step)
            wanted = _blank(table, schema, before), after if last else _blank(table, schema, after)
        else:
            wanted = before and scrub(before), after if last else after and scrub(after)
        if wanted != (before, after):
            database.execute_sql("UPDATE change SET before = ?, after = ? WHERE id = ?", (*wanted, change))
    for step, args in rows("SELECT id, args FROM step"):
        told = _emptied(args) if step in steps else scrub(args)
        if told != args:
            database.execute_sql("UPDATE step SET args = ? WHERE id = ?", (told, step))


def imported(people: Collection[int], scrub: Callable[[str], str]) -> None:
    """Scrub what came in from lists: the rows of these people lose all their words. Inside a transaction."""
    for id, person, reason, cells in rows("SELECT id, person, reason, cells FROM import_row"):
        mine = person in people
        told = reason and scrub(reason), cells and (_emptied(cells) if mine else scrub(cells))
        if told != (reason, cells):
            database.execute_sql("UPDATE import_row SET reason = ?, cells = ? WHERE id = ?", (*told, id))
    for table in ("import_batch", "import_mapping", "import_word"):
        for column in (name for name in tables.columns(table) if name != "id"):
            for id, text in rows(f"""SELECT id, "{column}" FROM "{table}" WHERE typeof("{column}") = 'text'"""):
                if scrub(text) != text:
                    database.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (scrub(text), id))


def begin(register: Path, *, keep_backups: bool) -> None:
    """Note beside the register that somebody is being erased: after a kill the next opening brings it to its end."""
    told = {"after": _newest_step(), "keep_backups": keep_backups}
    with os.fdopen(
        os.open(_mark(register), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(told, file)
    durable.sync(_mark(register))


def is_begun(register: Path) -> bool:
    """Whether an erasing did not come to its end."""
    return _mark(register).exists()


def backups_are_to_go(register: Path) -> bool:
    """Whether an erasing that did not come to its end erased somebody whom the backups still hold."""
    try:
        told = json.loads(_mark(register).read_text(encoding="utf-8"))
    except ValueError:  # killed while it was noted: nobody was erased yet
        return False
    return not told["keep_backups"] and bool(
        value("SELECT count(*) FROM step WHERE id > ? AND label = ?", (told["after"], LABEL))
    )


def end(register: Path) -> None:
    """Note that the erasing came to its end."""
    _mark(register).unlink(missing_ok=True)


def _newest_step() -> int:
    return int(value("SELECT coalesce(max(id), 0) FROM step"))


def _mark(register: Path) -> Path:
    return register.with_name(f".{register.name}.erasing")


def out_of_the_bytes() -> None:
    """Leave nothing of what was deleted in the open register's file or its log; no transaction may be open.

    FTS5 keeps deleted words until its index is made anew, VACUUM writes all else anew (RELIABILITY.md G). Raises
    CrmError where another program reads the register.
    """
    search.rebuild()
    for (table,) in rows("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite@_stat%' ESCAPE '@'"):
        database.execute_sql(f'DELETE FROM "{table}"')
    database.execute_sql("VACUUM")
    busy = value("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy:
        raise CrmError(
            _("Another program reads the register, so traces of what was erased remain. Close it, and erase again.")
        )


def _changes() -> Iterator[tuple[Any, ...]]:
    newest = value("SELECT max(id) FROM change") or 0
    for first in range(1, newest + 1, 5_000):
        yield from rows(
            'SELECT change.id, step, "table", "row", step.schema, before, after, NOT EXISTS'
            ' (SELECT 1 FROM change AS later WHERE later."table" = change."table" AND later."row" = change."row"'
            " AND later.id > change.id) AND after IS NOT NULL"
            " FROM change JOIN step ON step.id = change.step WHERE change.id BETWEEN ? AND ?",
            (first, first + 4_999),
        )


def _blank(table: str, schema: int, image: str | None) -> str | None:
    if image is None:
        return None
    words = WORDS[table]
    columns = tables.columns_then(table, schema)
    values = ["" if name in words and said else said for name, said in zip(columns, json.loads(image), strict=True)]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _emptied(text: str) -> str:
    def each(said: Any) -> Any:
        if isinstance(said, str):
            return ""
        if isinstance(said, list):
            return [each(one) for one in said]
        return {key: each(one) for key, one in said.items()} if isinstance(said, dict) else said

    return json.dumps(each(json.loads(text)), ensure_ascii=False, separators=(",", ":"))
