"""Taking a record of any kind out of the register, and what hangs on it with it, or onto another one.

One mechanism for every kind: it walks over the foreign keys of the schema (crm.records.hanging), so nothing is ever
left pointing at nothing.
"""

import json
from collections.abc import Sequence
from datetime import date

import peewee

from crm.commands import sizes, write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.queries import goals, named
from crm.queries import hanging as living
from crm.records import hanging
from crm.records.hanging import Link
from crm.records.kinds import BY_TABLE
from crm.store import journal
from crm.store.database import database, rows


@command(N_("Delete «{name}»"))
def delete(table: str, row: int, *, heir: int | None = None) -> None:
    """Delete a record; what hangs on it goes to `heir`, another of its kind, or else along with it or loose.

    Raises CrmError where it is gone, or the other cannot take it over (memberships that would overlap).
    """
    before = sizes.last_change()
    _tell(table, row)
    if heir is not None:
        _hand_over(table, row, heir)
    _remove(table, [row])
    sizes.settle_since(before)


@command(N_("Move what hangs on «{name}» to «{heir}»"))
def hand_over(table: str, row: int, heir: int, *, archive: bool = False) -> None:
    """Let everything that points at a record point at another of its kind; with `archive` the first is archived too.

    What the other one has already is not there twice. Raises CrmError as `delete` does.
    """
    before = sizes.last_change()
    _tell(table, row)
    _hand_over(table, row, heir)
    if archive:
        write.change(BY_TABLE[table], row, {"archived": True})
    sizes.settle_since(before)


@command(N_("Archive «{name}»"))
def archive(table: str, row: int, *, along: Sequence[str] = (), today: date | None = None) -> None:
    """Archive a record of any kind that can be; with what hangs on it and is not history, of the tables `along`.

    That is what `crm.queries.hanging.living` tells of as of `today`: meetings that were held stay and count.
    """
    _tell(table, row)
    if along:
        for other, ids in living.living_ids(table, row, (today or date.today()).isoformat()).items():
            if other in along and can_archive(other):
                for one in ids:
                    write.change(BY_TABLE[other], one, {"archived": True})
    write.change(BY_TABLE[table], row, {"archived": True})


def can_archive(table: str) -> bool:
    """Whether records of this kind can be archived."""
    return "archived" in BY_TABLE[table]._meta.columns


def _tell(table: str, row: int) -> None:
    write.get(BY_TABLE[table], row)
    journal.current().describe(name=named.names(table, [row]).get(row, "") or str(row))


def _remove(table: str, gone: Sequence[int]) -> None:
    """Delete rows, those that are their parts first."""
    if not gone:
        return
    ids = json.dumps(list(gone))
    for link in hanging.links_to(table):
        _let_go(link, ids)
    # Of the pairs that were told apart only the ids are kept, without a foreign key
    if table in ("person", "organisation"):
        database.execute_sql(
            "DELETE FROM not_same WHERE kind = ? AND"
            " (low IN (SELECT value FROM json_each(?)) OR high IN (SELECT value FROM json_each(?)))",
            (table, ids, ids),
        )
    database.execute_sql(f'DELETE FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))', (ids,))


def _let_go(link: Link, ids: str) -> None:
    """End that rows point at these: they go along, or lose the link."""
    points = f'"{link.column}" IN (SELECT value FROM json_each(?))'
    if link.fate == "either":
        # It would stand twice where the other is there already by itself
        _loosen(link, f'{points} AND "{link.other}" IS NOT NULL', ids)
    if link.fate == "loose":
        _loosen(link, points, ids)
    else:
        _remove(link.table, [row for (row,) in rows(f'SELECT id FROM "{link.table}" WHERE {points}', (ids,))])


def _loosen(link: Link, where: str, ids: str) -> None:
    database.execute_sql(
        f'UPDATE OR IGNORE "{link.table}" SET "{link.column}" = NULL, version = ? WHERE {where}',
        (journal.current().id, ids),
    )


def _hand_over(table: str, row: int, heir: int) -> None:
    if heir == row:
        raise CrmError(_("Choose another one."))
    journal.current().describe(heir=named.names(table, [heir]).get(heir, ""))
    write.get(BY_TABLE[table], heir)
    if table == "goal" and not goals.may_inherit(row, heir):
        raise CrmError(_("This goal cannot take over what stands there: choose one of a higher level."))
    step = journal.current().id
    for link in hanging.links_to(table):
        if link.table == table:
            _lift(link.column, table, row, heir)
        columns = BY_TABLE[link.table]._meta.columns
        first = f'UPDATE OR IGNORE "{link.table}" SET "{link.column}" = ?, version = ?'
        try:
            # What the heir has already (a tag, a place in a meeting, a figure of the year) stays behind
            database.execute_sql(f'{first} WHERE "{link.column}" = ?', (heir, step, row))
            if "is_primary" in columns:
                database.execute_sql(f'{first}, is_primary = 0 WHERE "{link.column}" = ?', (heir, step, row))
        except peewee.IntegrityError as error:
            raise CrmError(
                _("Both were members at the same time, so one cannot take over the memberships of the other.")
            ) from error
        _let_go(link, json.dumps([row]))


def _lift(column: str, table: str, row: int, heir: int) -> None:
    """Let the heir take the place of a record that it stands below, or it would come to stand below itself."""
    above = dict(rows(f'SELECT id, "{column}" FROM "{table}"'))
    seen, at = set(), above.get(heir)
    while at is not None and at != row and at not in seen:
        seen.add(at)
        at = above.get(at)
    if at == row:
        write.change(BY_TABLE[table], heir, {column.removesuffix("_id"): above[row]})
