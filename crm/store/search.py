"""Full-text search over the folded text that records store in `search_text`.

Two indexes a table, both over the record's own column (external content, so `check` can compare them with it):
`<table>_words` answers the first two letters by prefix, `<table>_grams` anything from three letters on, also inside
words. Nothing is ranked over all hits: newest first and stop at the limit is a hundred times faster (PERFORMANCE.md).

No triggers keep the index. Every write stands in the journal, so the end of each step tells exactly which rows to
take out and put in, set-based, for one row and for a hundred thousand, for a command and for its undo.
"""

from collections.abc import Mapping
from typing import Any

from peewee import DatabaseError

from crm.store import failures, tables
from crm.store.database import database, rows, value
from crm.store.reach import Touched

# Contact points are looked up by fragments only; two letters of an address tell nothing.
WITHOUT_WORDS = {"contact_point"}


def indexes(table: str) -> tuple[str, ...]:
    """The names of the search indexes of a table."""
    return (f"{table}_grams",) if table in WITHOUT_WORDS else (f"{table}_words", f"{table}_grams")


def refresh(touched: Mapping[str, Touched], first: int, last: int) -> None:
    """Bring the indexes up to date with the changes numbered `first` to `last`, which touched these tables."""
    for table in tables.searchable():
        if table not in touched:
            continue
        _ids, new, gone = touched[table]
        if new is not None:
            # Nothing old stands in the index
            text = f'SELECT id, search_text FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id'
            for index in indexes(table):
                _put_in(index, text, (new.start, new.stop - 1))
        elif gone is not None:
            # The + keeps SQLite from walking all changes of the table instead of those of the step
            text = (
                f'SELECT "row", {_text_before(table)} FROM change'
                ' WHERE id BETWEEN ? AND ? AND +"table" = ? ORDER BY +"row"'
            )
            for index in indexes(table):
                _take_out(index, text, (gone.start, gone.stop - 1, table))
        else:
            _refresh_edited(table, first, last)


def _refresh_edited(table: str, first: int, last: int) -> None:
    database.execute_sql("CREATE TEMP TABLE IF NOT EXISTS stale (id INTEGER PRIMARY KEY, old TEXT, new TEXT)")
    database.execute_sql("DELETE FROM temp.stale")
    # A row may have changed several times in a step; the index still holds what stood before the first of them.
    old = _text_before(table)
    stale = database.execute_sql(
        f"""
        INSERT INTO temp.stale (id, old, new)
        SELECT "row", {old}, now.search_text
        FROM (SELECT "row", before, min(id) FROM change
              WHERE id BETWEEN ? AND ? AND +"table" = ? GROUP BY "row")
        LEFT JOIN "{table}" AS now ON now.id = "row"
        WHERE {old} IS NOT now.search_text
        """,
        (first, last, table),
    )
    if not stale.rowcount:
        return
    for index in indexes(table):
        _take_out(index, "SELECT id, old FROM temp.stale WHERE old IS NOT NULL ORDER BY id")
        _put_in(index, "SELECT id, new FROM temp.stale WHERE new IS NOT NULL ORDER BY id")


def _text_before(table: str) -> str:
    """SQL for the text that a row had before a change."""
    return f"json_extract(before, '$[{tables.columns(table).index('search_text')}]')"


def _put_in(index: str, text: str, parameters: tuple[Any, ...] = ()) -> None:
    database.execute_sql(f"INSERT INTO {index} (rowid, search_text) {text}", parameters)


def _take_out(index: str, text: str, parameters: tuple[Any, ...] = ()) -> None:
    database.execute_sql(
        f"INSERT INTO {index} ({index}, rowid, search_text) SELECT 'delete', * FROM ({text})", parameters
    )


def condition(table: str, text: str) -> tuple[str, list[str]]:
    """SQL that holds for the ids of a table's rows in which every word of `text` occurs, with its parameters.

    Use it as `id IN (...)`; text without a word gives ("", []). The text comes folded (crm.rules.folding); any text is
    safe in it.
    """
    parts: list[str] = []
    parameters: list[str] = []
    for word in words(text):
        if len(word) >= 3:
            index, match = f"{table}_grams", quoted(word)
        elif table in WITHOUT_WORDS:
            continue
        else:
            index, match = f"{table}_words", quoted(word) + " *"
        parts.append(f"SELECT rowid FROM {index} WHERE {index} MATCH ?")
        parameters.append(match)
    return " INTERSECT ".join(parts), parameters


def newest(table: str, text: str, limit: int) -> list[int]:
    """The ids of at most `limit` rows that hold every word of the folded `text`, newest first.

    Beside a word of one or two letters the longer ones are looked for at the beginning of words, and inside words only
    among the newest `WINDOW` rows: two indexes cannot be asked at once without reading all that both find.
    """
    asked = [word for word in words(text) if len(word) >= 3 or table not in WITHOUT_WORDS]
    long = [word for word in asked if len(word) >= 3]
    short = [word for word in asked if len(word) < 3]
    if not asked:
        return []
    if not short:
        return _latest(f"{table}_grams", [quoted(word) for word in long], limit)
    found = _latest(f"{table}_words", [quoted(word) + " *" for word in asked], limit)
    if long and len(found) < limit:
        found += [row for row in _inside(table, long, short, limit) if row not in found]
    return sorted(found, reverse=True)[:limit]


# How many rows that hold the long words are looked through for the short ones.
WINDOW = 2_000


def beginning(table: str, text: str, limit: int) -> list[int]:
    """The ids of at most `limit` rows in which a word begins with each word of the folded `text`, newest first."""
    asked = words(text)
    return _latest(f"{table}_words", [quoted(word) + " *" for word in asked], limit) if asked else []


def literally(table: str, text: str) -> tuple[str, list[str]]:
    """SQL like that of `condition` for the rows that hold the folded `text` as it is written, signs and all.

    It takes at least three characters.
    """
    return f"SELECT rowid FROM {table}_grams WHERE {table}_grams MATCH ?", [quoted(text)]


def _latest(index: str, matches: list[str], limit: int) -> list[int]:
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {int(limit)}"
    return [row for (row,) in rows(sql, (" AND ".join(matches),))]


def _inside(table: str, long: list[str], short: list[str], limit: int) -> list[int]:
    index = f"{table}_grams"
    begins = " AND ".join("' ' || search_text LIKE ?" for _word in short)
    found = rows(
        f"SELECT id FROM (SELECT rowid AS row FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {WINDOW})"
        f' CROSS JOIN "{table}" ON id = row WHERE {begins} LIMIT {int(limit)}',
        (" AND ".join(quoted(word) for word in long), *(f"% {word}%" for word in short)),
    )
    return [row for (row,) in found]


def words(text: str) -> list[str]:
    """The words of a folded query, without the characters that no index holds."""
    return [word for word in ("".join(c if c.isalnum() else " " for c in text)).split() if word]


def quoted(word: str) -> str:
    """One word as FTS5 takes it literally; its syntax ends at a NUL."""
    return '"' + word.replace("\0", " ").replace('"', '""') + '"'


def rebuild() -> None:
    """Make every index anew from the records."""
    with database.atomic():
        for table in tables.searchable():
            for index in indexes(table):
                database.execute_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def damaged() -> list[str]:
    """The indexes that do not say what the records say. Raises CrmError where somebody else is writing all the time."""
    # FTS5 is asked by an INSERT that writes nothing, so a connection that only reads must let it through.
    reading = value("PRAGMA query_only")
    database.execute_sql("PRAGMA query_only = 0")
    try:
        with failures.told():
            return [index for table in tables.searchable() for index in indexes(table) if not _sound(index)]
    finally:
        database.execute_sql(f"PRAGMA query_only = {reading}")


def _sound(index: str) -> bool:
    try:
        database.execute_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        name = next(filter(None, failures.names(error)), "")
        if name.startswith("SQLITE_CORRUPT"):
            return False
        # Where not even a question may be written, the integrity check of the file has to do.
        if not name.startswith("SQLITE_READONLY"):
            raise
    return True
