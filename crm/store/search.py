"""Full-text search over the folded text that records store in `search_text`.

Two indexes a table, both over the record's own column (external content, so `check` can compare them with it):
`<table>_words` answers the first two letters by prefix, `<table>_grams` anything from three letters on, also inside
words. Notes of people and organisations have one of their own, `<table>_notes_grams` over a view of those that have
any: who is looked for by name must not be found by what somebody wrote. Nothing is ranked over all hits: newest first
and stop at the limit is a hundred times faster (PERFORMANCE.md).

No triggers keep the index. Every write stands in the journal, so the end of each step tells exactly which rows to
take out and put in, set-based, for one row and for a hundred thousand, for a command and for its undo.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from peewee import DatabaseError

from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import failures, tables
from crm.store.database import database, rows, value
from crm.store.reach import Touched

PIECE = 20_000
"""New rows that are put in at once: nobody can stop it meanwhile."""
# Contact points are looked up by fragments only; two letters of an address tell nothing.
WITHOUT_WORDS = {"contact_point"}


class Source(NamedTuple):
    """A column that is searched, and its indexes; unless they are `whole`, only rows with a text stand in them."""

    column: str
    indexes: tuple[str, ...]
    whole: bool = True


def sources(table: str) -> Iterator[Source]:
    """What is searched of a table: its own words and, where it has notes that are long, those apart from them."""
    yield Source("search_text", (f"{table}_grams",) if table in WITHOUT_WORDS else (f"{table}_words", f"{table}_grams"))
    if "notes_text" in tables.columns(table):
        yield Source("notes_text", (f"{table}_notes_grams",), whole=False)


def indexes(table: str) -> tuple[str, ...]:
    """The names of the search indexes of a table."""
    return tuple(index for source in sources(table) for index in source.indexes)


def refresh(touched: Mapping[str, Touched], first: int, last: int, progress: Progress = silent) -> None:
    """Bring the indexes up to date with the changes numbered `first` to `last`, which touched these tables.

    `progress` is told how many new rows are in; it may raise Cancelled.
    """
    coming = sum(
        len(touched[table].new or ()) * len(indexes(table)) for table in tables.searchable() if table in touched
    )
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        progress(done, coming, _("Filling the search index"))
        done += count

    for table in tables.searchable():
        if table in touched:
            for source in sources(table):
                _refresh(table, source, touched[table], first, last, tell)
    tell(0)


def _refresh(
    table: str, source: Source, touched: Touched, first: int, last: int, tell: Callable[[int], object]
) -> None:
    _ids, new, gone = touched
    if new is not None:
        # Nothing old stands in the index
        some = "" if source.whole else f" AND {source.column} <> ''"
        text = f'SELECT id, {source.column} FROM "{table}" WHERE id BETWEEN ? AND ?{some} ORDER BY id'
        for index in source.indexes:
            for start in range(new.start, new.stop, PIECE):
                stop = min(start + PIECE, new.stop)
                tell(stop - start)
                _put_in(index, text, (start, stop - 1))
    elif gone is not None:
        old = _text_before(table, source.column)
        some = "" if source.whole else f" AND {old} <> ''"
        # The + keeps SQLite from walking all changes of the table instead of those of the step
        text = f'SELECT "row", {old} FROM change WHERE id BETWEEN ? AND ? AND +"table" = ?{some} ORDER BY +"row"'
        for index in source.indexes:
            _take_out(index, text, (gone.start, gone.stop - 1, table))
    else:
        _refresh_edited(table, source, first, last)


def _refresh_edited(table: str, source: Source, first: int, last: int) -> None:
    database.execute_sql("CREATE TEMP TABLE IF NOT EXISTS stale (id INTEGER PRIMARY KEY, old TEXT, new TEXT)")
    database.execute_sql("DELETE FROM temp.stale")
    # A row may have changed several times in a step; the index still holds what stood before the first of them.
    old = _text_before(table, source.column)
    stale = database.execute_sql(
        f"""
        INSERT INTO temp.stale (id, old, new)
        SELECT "row", {old}, now.{source.column}
        FROM (SELECT "row", before, min(id) FROM change
              WHERE id BETWEEN ? AND ? AND +"table" = ? GROUP BY "row")
        LEFT JOIN "{table}" AS now ON now.id = "row"
        WHERE {old} IS NOT now.{source.column}
        """,
        (first, last, table),
    )
    if not stale.rowcount:
        return
    stood, stands = ("old IS NOT NULL", "new IS NOT NULL") if source.whole else ("old <> ''", "new <> ''")
    for index in source.indexes:
        _take_out(index, f"SELECT id, old FROM temp.stale WHERE {stood} ORDER BY id")
        _put_in(index, f"SELECT id, new FROM temp.stale WHERE {stands} ORDER BY id")


def _text_before(table: str, column: str) -> str:
    """SQL for the text that a row had before a change."""
    return f"json_extract(before, '$[{tables.columns(table).index(column)}]')"


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
WINDOW = 500


def beginning(table: str, text: str, limit: int) -> list[int]:
    """The ids of at most `limit` rows in which a word begins with each word of the folded `text`, newest first."""
    asked = words(text)
    return _latest(f"{table}_words", [quoted(word) + " *" for word in asked], limit) if asked else []


def literally(table: str, text: str) -> tuple[str, list[str]]:
    """SQL like that of `condition` for the rows that hold the folded `text` as it is written, signs and all.

    It takes at least three characters.
    """
    return f"SELECT rowid FROM {table}_grams WHERE {table}_grams MATCH ?", [quoted(text)]


# How many rows whose notes hold one of the words are looked through for the others.
NOTED_WINDOW = 300


def noted(table: str, text: str, limit: int) -> list[int]:
    """The ids of at most `limit` rows whose notes hold words of the folded `text`, newest first.

    One word of at least three letters stands in the notes, the others there or in the row's own text ("eva allergi").
    """
    asked = words(text)
    long = [word for word in asked if len(word) >= 3]
    if not long:
        return []
    index = f"{table}_notes_grams"
    found = set(_latest(index, [quoted(word) for word in long], limit)) if long == asked else set()
    if len(asked) > 1 and len(found) < limit:
        # Which word is the one in the notes nobody knows
        for word in dict.fromkeys(long):
            others = [other for other in asked if other != word]
            held = " AND ".join("' ' || search_text || ' ' || notes_text LIKE ?" for _other in others) or "1"
            found.update(
                row
                for (row,) in rows(
                    f"SELECT id FROM (SELECT rowid AS row FROM {index} WHERE {index} MATCH ?"
                    f' ORDER BY rowid DESC LIMIT {NOTED_WINDOW}) CROSS JOIN "{table}" ON id = row WHERE {held}'
                    f" LIMIT {int(limit)}",
                    (quoted(word), *(f"%{other if len(other) >= 3 else f' {other}'}%" for other in others)),
                )
            )
    return sorted(found, reverse=True)[:limit]


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


def make_again() -> None:
    """Make every index anew, its tables too: those of a damaged one may not even let themselves be filled."""
    with database.atomic():
        for table in tables.searchable():
            for index in indexes(table):
                made = value("SELECT sql FROM sqlite_master WHERE name = ?", (index,))
                if made:
                    database.execute_sql(f"DROP TABLE {index}")
                    database.execute_sql(made)
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
    if not value("SELECT count(*) FROM sqlite_master WHERE name = ?", (index,)):
        return False
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
