"""Writing what came of the cluster's work: new companies, products, patents, jobs (resultater)."""

from collections.abc import Iterable, Sequence
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.result import Result, ResultOrganisation
from crm.store import journal
from crm.store.database import rows


@command(N_("Add result «{title}»"))
def add(
    title: str, year: int, *, organisations: Iterable[int] = (), tags: Sequence[str] | None = None, **values: Any
) -> int:
    """Keep a result of a year, and in which organisations it came about; returns its id.

    `values` are fields of the record: `type` (result_type), `count`, `amount` in øre, `attribution` (decisive,
    contributing, none), `happened_on`, `project`, `evidence`, `notes`. Raises Invalid, also for a tag
    that is too long.
    """
    result = write.insert(Result(title=title.strip(), year=year, **values))
    _set_organisations(result, organisations)
    beside.put("result", result, tags)
    return result


@command(N_("Edit result «{title}»"))
def edit(
    result: int,
    *,
    seen: int | None = None,
    organisations: Iterable[int] | None = None,
    tags: Sequence[str] | None = None,
    **values: Any,
) -> None:
    """Change fields of a result and, where told, in which organisations it came about, and tags. Invalid, Conflict."""
    _tell(write.change(Result, result, values, seen=seen))
    beside.put("result", result, tags)
    if organisations is not None:
        _set_organisations(result, organisations)


@command(N_("Archive result «{title}»"))
def archive(result: int) -> None:
    """Hide a result from the list; figures keep it."""
    _tell(write.change(Result, result, {"archived": True}))


@command(N_("Restore result «{title}»"))
def restore(result: int) -> None:
    """Show an archived result again."""
    _tell(write.change(Result, result, {"archived": False}))


@command(N_("Remove result «{title}»"))
def remove(result: int) -> None:
    """Delete a result that was kept by mistake. CrmError where files or tags hang on it."""
    _tell(write.get(Result, result))
    _set_organisations(result, ())
    write.delete(Result, result)


def _set_organisations(result: int, organisations: Iterable[int]) -> None:
    wanted = list(dict.fromkeys(organisations))
    known = dict(rows("SELECT organisation_id, id FROM result_organisation WHERE result_id = ?", (result,)))
    for organisation, part in known.items():
        if organisation not in wanted:
            write.delete(ResultOrganisation, part)
    for organisation in wanted:
        if organisation not in known:
            write.insert(ResultOrganisation(result=result, organisation=organisation))


def _tell(result: Result) -> None:
    journal.current().describe(title=result.title)
