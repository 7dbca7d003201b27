"""Bringing back what was archived, deleted or merged away."""

from collections.abc import Collection

from crm.commands import history, sizes, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.queries import named
from crm.queries import recycle_bin as queries
from crm.queries.recycle_bin import Key
from crm.records import hanging
from crm.records.kinds import BY_TABLE, DERIVING
from crm.store import journal, take_back
from crm.store.database import rows, value


def restore(table: str, row: int, progress: Progress = silent) -> list[str]:
    """Bring a record back: out of the archive, or with all that went along when it was deleted, or out of a merge.

    Returns the names of what had to stay away. Raises CrmError where nothing tells of it, or something has taken its
    place since (a number, a name); then nothing is written. One step, one undo.
    """
    merged = value("SELECT max(version) FROM merged WHERE kind = ? AND gone = ?", (table, row))
    if merged is not None and not named.exists(table, row):
        if not queries.may_come_back(table, row):
            raise CrmError(_("Whoever this went into was erased, and nothing brings that back."))
        kept = history.take_back(merged, progress).kept
        return [named.names(one.table, [one.row]).get(one.row, "") for one in kept]
    if named.exists(table, row):
        _out_of_the_archive(table, row)
        return []
    return _revive(table, row, progress)


@command(N_("Restore «{name}»"))
def _out_of_the_archive(table: str, row: int) -> None:
    journal.current().describe(name=named.names(table, [row]).get(row, ""))
    try:
        write.change(BY_TABLE[table], row, {"archived": False})
    except Invalid as problem:
        raise CrmError(" ".join(problem.fields.values())) from problem
    sizes.settle()


@command(N_("Restore «{name}»"))
def _revive(table: str, row: int, progress: Progress) -> list[str]:
    found = queries.gone(table, row)
    if found is None:
        raise CrmError(_("This record does not exist any more."))
    journal.current().describe(name=named.names(table, [row]).get(row, ""))
    ((first, last, schema),) = rows("SELECT first_change, last_change, schema FROM step WHERE id = ?", (found.step,))
    if schema != rows("PRAGMA user_version")[0][0]:
        raise CrmError(_("This step is from before an update of the program and can no longer be taken back."))
    plan = take_back.plan(found.step, first, last, progress)
    plan.removes, plan.kept = {}, []
    plan.revives = [one for one in plan.revives if one[:2] in found.closure]
    plan.restores = {
        key: kept for key, values in plan.restores.items() if (kept := _links(key[0], values, found.closure))
    }
    for kind, id in take_back.carry_out(plan, progress):
        if kind in DERIVING:
            write.derive_again(write.get(DERIVING[kind], id))
    if not named.exists(table, row):
        reason = next((one.reason for one in plan.kept if (one.table, one.row) == (table, row)), "")
        told = _("What it belongs to is gone: restore that first.")
        raise CrmError(told if reason == "gone" else _("Something else has its number, key or name now."))
    sizes.settle()
    names = [named.names(one.table, [one.row]).get(one.row, "") for one in plan.kept]
    return [name for name in names if name]


def _links(table: str, values: dict[str, object], closure: Collection[Key]) -> dict[str, object]:
    """Of the old values of a row, the links to what comes back."""
    return {
        link.column: values[link.column]
        for link in hanging.links()
        if link.table == table and link.column in values and (link.target, values[link.column]) in closure
    }
