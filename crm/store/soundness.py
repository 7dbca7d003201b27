"""Everything about the open register that can be checked: pages, references, schema, journal, search index."""

from collections import deque
from collections.abc import Iterator

from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import failures, findings, recovered_steps, schema, search, tables, triggers, watched
from crm.store.database import database, rows, value
from crm.store.findings import PAGE, STEP, Finding


def problems() -> list[str]:
    """What is wrong with the register, one sentence each; empty where all is well."""
    return [one.sentence for one in examine()]


def examine(progress: Progress = silent) -> list[Finding]:
    """What is wrong with the register, by kind. `progress` may raise Cancelled at any moment."""
    found: list[Finding] = []
    parts = (_pages, _references, _schema, _journal, _history, _search)
    for place, part in enumerate(parts):

        def tell(place: int = place) -> None:
            progress(place, len(parts), _("Checking the register"))

        tell()
        try:
            with failures.damage_told(), watched.statements(tell):
                found += part()
        except failures.DamagedError as error:
            found.append(Finding(PAGE, str(error)))
        if any(one.kind == PAGE for one in found):
            break  # the other answers cannot be trusted
    return found


def _pages() -> Iterator[Finding]:
    yield from findings.pages(detail for (detail,) in rows("PRAGMA integrity_check") if detail != "ok")


def _references() -> Iterator[Finding]:
    yield from findings.references((table, row) for table, row, *_rest in rows("PRAGMA foreign_key_check"))


def _schema() -> Iterator[Finding]:
    yield from findings.triggers(triggers.wrong())
    yield from findings.indexes(schema.missing())
    if value("SELECT count(*) FROM open_step"):
        yield Finding(STEP, _("A step was left open."))


def _search() -> Iterator[Finding]:
    yield from findings.search(search.damaged())


def _journal() -> Iterator[Finding]:
    """Rows whose content is not what the journal last wrote, and rows that it does not know or thinks are there."""
    present = [schema for (schema,) in rows("SELECT DISTINCT schema FROM step WHERE schema > 0")]
    for table in tables.journalled():
        differing = sum(_differing(table, schema) for schema in present)
        unknown = value(
            f'SELECT count(*) FROM "{table}" WHERE id NOT IN (SELECT "row" FROM change WHERE "table" = ?)',
            (table,),
        )
        if differing or unknown:
            yield findings.rows_of_journal(table, differing + unknown)


def _differing(table: str, schema: int) -> int:
    """How many rows that were last written under this schema are not as the journal wrote them.

    A migration leaves the values that were there: of an older schema the columns that there were and still are count.
    """
    now = tables.columns(table)
    if schema == value("PRAGMA user_version"):
        image, held = "last.after", tables.image(table, "now")
    else:
        kept = [(place, name) for place, name in enumerate(tables.columns_then(table, schema)) if name in now]
        if not kept:
            return 0
        image = "json_array(" + ", ".join(f"json_extract(last.after, '$[{place}]')" for place, _name in kept) + ")"
        image = f"CASE WHEN last.after IS NULL THEN NULL ELSE {image} END"
        held = "json_array(" + ", ".join(f'now."{name}"' for _place, name in kept) + ")"
    return int(
        value(
            f"""
            SELECT count(*) FROM
            (SELECT "row", after, step, max(id) FROM change WHERE "table" = ? GROUP BY "row") AS last
            JOIN step ON step.id = last.step AND step.schema = ?
            LEFT JOIN "{table}" AS now ON now.id = last."row"
            WHERE {image} IS NOT CASE WHEN now.id IS NULL THEN NULL ELSE {held} END
            """,
            (table, schema),
        )
    )


def _history() -> Iterator[Finding]:
    """Entries of the journal that cannot be.

    What a change began with is what the one before it on that row left, and it is one of those that its step says it
    wrote.
    """
    for table in sorted(tables.OWN | tables.OUTSIDE):
        # Read to the end and thrown away: letters that are none are told by whoever reads them.
        deque(database.execute_sql(f'SELECT * FROM "{table}"'), maxlen=0)
    unreadable = value(
        "SELECT count(*) FROM change"
        " WHERE NOT json_valid(coalesce(before, '[]')) OR NOT json_valid(coalesce(after, '[]'))"
    )
    broken = value(
        f"""
        SELECT count(*) FROM (
            SELECT before, step.schema AS now, lag(after) OVER of_row AS was, lag(step.schema) OVER of_row AS then_,
            lag(change.id) OVER of_row AS earlier, {recovered_steps.ASTRAY} AS astray
            FROM change JOIN step ON step.id = change.step
            WINDOW of_row AS (PARTITION BY "table", "row" ORDER BY change.id)
        ) WHERE now > 0 AND (astray OR (earlier IS NOT NULL AND now = then_ AND before IS NOT was))
        """
    )
    # Steps from before a recovery have a schema below 0; what was lost of them was told then.
    missing = value(f"{recovered_steps.MISSING} AND schema > 0")
    missing += value(recovered_steps.CLAIMED_TWICE)
    if unreadable or broken or missing:
        yield findings.entries(unreadable + broken + missing)
