"""Writing what organisations put in of their own: money, hours and other things."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.queries.import_memory import MEMBER
from crm.records import hanging
from crm.records.contribution import Contribution
from crm.records.import_memory import ImportWord
from crm.records.organisation import Organisation
from crm.store import journal
from crm.store.database import database, rows


@command(N_("Add contribution {year} of «{name}»"))
def add(
    organisation: int,
    year: int,
    *,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> int:
    """Keep a contribution; returns its id.

    `values` are fields of the record: `kind` (cash, hours, other), `amount` in øre or `minutes` and `rate` in øre an
    hour, `given_on`, `focus_area`, `project`, `activity`, `approved`, `document_ref`, `notes`; `tags` and
    `own` are what stands beside (crm.commands.beside). Raises Invalid.
    """
    journal.current().describe(name=write.get(Organisation, organisation).name)
    made = write.insert(Contribution(organisation=organisation, year=year, **values))
    beside.put("contribution", made, tags, own)
    return made


@command(N_("Add {count} contributions from «{file}»"), origin="import")
def add_all(file: str, given: Sequence[Mapping[str, Any]], *, learned: Mapping[str, int] | None = None) -> list[int]:
    """Keep several at once as one step, each as add takes it; returns their ids. Raises Invalid, and then none is kept.

    `file` is the name of what they were read from. `learned` are organisations by what the list called them, folded
    (crm.rules.folding.loose): the next list is not asked about them again, also where this step is undone.
    """
    if not given:
        raise CrmError(_("There is no contribution to add."))
    made = [write.insert(Contribution(**values)) for values in given]
    journal.current().describe(count=len(made))
    for word, organisation in (learned or {}).items():
        ImportWord(list=MEMBER, word=word, code=str(organisation), at=journal.now()).save(force_insert=True)
    return made


@command(N_("Edit contribution {year} of «{name}»"))
def edit(
    contribution: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of a contribution, and what stands beside them; `seen` is the version the editor saw.

    Raises Invalid, Conflict.
    """
    _tell(write.change(Contribution, contribution, values, seen=seen))
    beside.put("contribution", contribution, tags, own)


@command(N_("Approve {count} contributions"))
def approve(contributions: Iterable[int]) -> int:
    """Let contributions count in the figures; returns how many did not before, as one step."""
    return _mark(contributions, approved=True)


@command(N_("Withdraw the approval of {count} contributions"))
def disapprove(contributions: Iterable[int]) -> int:
    """Let contributions count no more; returns how many did before, as one step."""
    return _mark(contributions, approved=False)


@command(N_("Archive contribution {year} of «{name}»"))
def archive(contribution: int) -> None:
    """Leave a contribution out of the lists; it counts as before, until its approval is withdrawn."""
    _tell(write.change(Contribution, contribution, {"archived": True}))


@command(N_("Restore contribution {year} of «{name}»"))
def restore(contribution: int) -> None:
    """Show an archived contribution in the lists again."""
    _tell(write.change(Contribution, contribution, {"archived": False}))


@command(N_("Remove contribution {year} of «{name}»"))
def remove(contribution: int) -> None:
    """Delete a contribution that was registered by mistake. Raises CrmError where files or tags hang on it."""
    _tell(write.get(Contribution, contribution))
    write.delete(Contribution, contribution)


@command(N_("Remove {count} contributions"))
def remove_all(contributions: Iterable[int]) -> int:
    """Delete contributions that were registered by mistake, all or none, as one step; returns how many.

    Raises CrmError where files or tags hang on one.
    """
    gone = _there(contributions)
    for link in hanging.links_to("contribution"):
        found = f'SELECT "{link.column}" FROM "{link.table}" WHERE "{link.column}" IN (SELECT value FROM json_each(?))'
        for (one,) in rows(found + " LIMIT 1", (json.dumps(gone),)):
            write.delete(Contribution, one)  # says what hangs there
    _in_one(gone, "DELETE FROM contribution WHERE id IN (SELECT value FROM json_each(?))")
    journal.current().describe(count=len(gone))
    return len(gone)


def _mark(contributions: Iterable[int], *, approved: bool) -> int:
    """One statement for all of them: thousands are approved in the window's own thread."""
    other = _there(contributions, f"approved <> {approved:d}")
    sets = f"approved = {approved:d}, version = {journal.current().id}"
    _in_one(other, f"UPDATE contribution SET {sets} WHERE id IN (SELECT value FROM json_each(?))")
    journal.current().describe(count=len(other))
    return len(other)


def _there(contributions: Iterable[int], condition: str = "true") -> list[int]:
    """Those of these ids of which the condition holds. CrmError where one is gone."""
    found = rows(
        f"SELECT value, contribution.id, {condition} FROM json_each(?)"
        " LEFT JOIN contribution ON contribution.id = value",
        (json.dumps(list(contributions)),),
    )
    for one, here, _holds in found:
        if here is None:
            write.get(Contribution, one)  # says that it is gone
    return [one for one, _here, holds in found if holds]


def _in_one(ids: Sequence[int], sql: str) -> None:
    if ids:
        database.execute_sql(sql, (json.dumps(list(ids)),))


def _tell(record: Contribution) -> None:
    journal.current().describe(year=record.year, name=record.organisation.name)
