"""Changing several records of a list at once: the ids are those that were confirmed, whatever a filter finds later."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from crm.commands import bulk, own_values, tags, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.queries import named
from crm.queries.lists.field import Field
from crm.records.base import Record
from crm.records.kinds import BY_TABLE
from crm.records.tag import Tagging
from crm.store import journal
from crm.store.database import database, rows

_AT_ONCE = 2_000


class Several(NamedTuple):
    """How many records were changed, and who refused, by id with the sentence that says why."""

    changed: int
    refused: dict[int, str]


@command(N_("«{field}» of {count} records"))
def put(about: str, ids: Iterable[int], field: Field, content: Any) -> Several:
    """Let a field say the same of several records of the table `about`, as one step.

    `content` is as the lists have it (crm.queries.lists.fields), None or "" for nothing. A record that cannot hold it
    is left as it is and told. Raises CrmError for a field that is worked out and not written.
    """
    wanted = list(dict.fromkeys(ids))
    if field.own:
        choice = field.kind == "choice" and content not in (None, "")
        changed = own_values.put_all(about, wanted, field.own, int(content) if choice else content)
        journal.current().describe(field=field.name, count=changed)
        return Several(changed, {})
    if not field.column:
        raise CrmError(_("“{field}” is worked out from other things and cannot be written.").format(field=field.name))
    done = _put(BY_TABLE[about], wanted, {field.column: content})
    journal.current().describe(field=field.name, count=done.changed)
    return done


@command(N_("Archive {count} records"))
def archive(about: str, ids: Iterable[int]) -> Several:
    """Hide several records from the lists; figures and history keep them."""
    return _archive(about, ids, archived=True)


@command(N_("Restore {count} records"))
def restore(about: str, ids: Iterable[int]) -> Several:
    """Show several archived records again; one that cannot come back is told."""
    return _archive(about, ids, archived=False)


@command(N_("Tags of {count} records"))
def tag(about: str, ids: Iterable[int], *, put: Sequence[str] = (), take: Sequence[int] = ()) -> int:
    """Let several records carry the tags `put` (words) and no longer the tags `take` (ids); returns how many changed.

    A word that is no tag yet becomes one. Raises Invalid for a word that is too long, ValueError for a table without
    tags.
    """
    if f"{about}_id" not in Tagging._meta.columns:
        raise ValueError(f"nothing called {about} carries tags")
    wanted = json.dumps(named.existing(about, list(ids)))
    among = f"{about}_id IN (SELECT value FROM json_each(?))"
    changed: set[int] = set()
    for key, word in tags.keyed(put).items():
        hung = tags.known_or_new(key, word)
        there = {row for (row,) in rows(f"SELECT {about}_id FROM tagging WHERE tag_id = ? AND {among}", (hung, wanted))}
        new = [row for row in json.loads(wanted) if row not in there]
        step = journal.current().id
        bulk.insert(Tagging, ("version", "tag_id", f"{about}_id"), ((step, hung, row) for row in new))
        changed.update(new)
    if take:
        gone = f"tag_id IN (SELECT value FROM json_each(?)) AND {among}"
        asked = (json.dumps(list(take)), wanted)
        changed.update(row for (row,) in rows(f"SELECT {about}_id FROM tagging WHERE {gone}", asked))
        database.execute_sql(f"DELETE FROM tagging WHERE {gone}", asked)
    journal.current().describe(count=len(changed))
    return len(changed)


def carries_tags(about: str) -> bool:
    """Whether records of the table carry tags."""
    return f"{about}_id" in Tagging._meta.columns


def _archive(about: str, ids: Iterable[int], *, archived: bool) -> Several:
    done = _put(BY_TABLE[about], list(dict.fromkeys(ids)), {"archived": archived})
    journal.current().describe(count=done.changed)
    return done


def _put(kind: type[Record], ids: Sequence[int], values: dict[str, Any]) -> Several:
    """Check and derive each record, and write those of a chunk in one go; who refuses is told by id."""
    refused: dict[int, str] = {}
    changed = 0
    for start in range(0, len(ids), _AT_ONCE):
        changed += _chunk(kind, ids[start : start + _AT_ONCE], values, refused)
    return Several(changed, refused)


def _chunk(kind: type[Record], ids: Sequence[int], values: dict[str, Any], refused: dict[int, str]) -> int:
    edited: list[tuple[Record, dict[str, Any]]] = []
    for record in write.all_of(kind, ids):
        try:
            before = write.prepared(record, values)
        except Invalid as error:
            refused[record.id] = " ".join(error.fields.values())
            continue
        if before is not None:
            edited.append((record, before))
    for names, alike in groupby(sorted(edited, key=_names), key=_names):
        write.update_all(kind, names, [record for record, _before in alike])
    write.followed_all(kind, edited)
    return len(edited)


def _names(edited: tuple[Record, dict[str, Any]]) -> tuple[str, ...]:
    record, before = edited
    return tuple(sorted(name for name, content in record.__data__.items() if content != before[name]))
