"""The files of a record, where their bytes lie, and what is wrong with those beside the register."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import drafts
from crm.records import attachment
from crm.store import attachment_check, sealed
from crm.store import attachments as store
from crm.store.database import rows

OWNERS = attachment.OWNERS
"""What can have files."""
_HASH = re.compile("[0-9a-f]{64}")
_SPARED = timedelta(days=1)
_COLUMNS = f"id, version, name, sha256, size, added_at, {', '.join(f'{owner}_id' for owner in OWNERS)}"


class AttachmentRow(NamedTuple):
    """One file of one record: `size` in bytes, `added_at` in UTC, `owner` and `owner_id` the record that has it."""

    id: int
    version: int
    name: str
    sha256: str
    size: int
    added_at: str
    owner: str
    owner_id: int


def of(owner: str, row: int) -> list[AttachmentRow]:
    """The files of one record of OWNERS, the newest first."""
    if owner not in OWNERS:
        raise ValueError(owner)
    return _rows(f"{owner}_id = ? ORDER BY id DESC", (row,))


def detail(attachment: int) -> AttachmentRow:
    """One file. CrmError if gone."""
    found = _rows("id = ?", (attachment,))
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return found[0]


def exists(owner: str, row: int) -> bool:
    """Whether there is a record of OWNERS with this id."""
    if owner not in OWNERS:
        raise ValueError(owner)
    return bool(rows(f'SELECT 1 FROM "{owner}" WHERE id = ?', (row,)))


def by_ids(ids: Sequence[int]) -> dict[int, AttachmentRow]:
    """These files."""
    return {row.id: row for row in _rows(f"id IN ({', '.join(str(int(id)) for id in ids)})", ())}


def write_copy(row: AttachmentRow, target: Path) -> None:
    """Write the bytes of a file to `target`, where nothing is yet; CrmError where they are missing or altered."""
    store.copy_out(row.sha256, target, row.name)


def folder() -> Path:
    """Where the bytes lie, whether there are any or not."""
    return store.folder()


def orphans(now: datetime | None = None) -> list[tuple[Path, int]]:
    """Kept files that no record has, no step can bring back and no draft mentions, each with its size.

    Those that came within a day of `now` are spared: a window may be about to attach them.
    """
    mentioned = {sha256 for text in drafts.written() for sha256 in _HASH.findall(text)}
    wanted = {name for sha256 in attachment_check.needed() | mentioned for name in sealed.names(sha256)}
    before = (now or datetime.now()) - _SPARED
    kept = [(file, file.stat()) for file in store.all_kept() if file.name not in wanted]
    return [(file, told.st_size) for file, told in kept if datetime.fromtimestamp(told.st_mtime) < before]


def _rows(condition: str, parameters: tuple[int, ...]) -> list[AttachmentRow]:
    return list(_read(rows(f"SELECT {_COLUMNS} FROM attachment WHERE {condition}", parameters)))


def _read(found: Sequence[tuple[object, ...]]) -> Iterator[AttachmentRow]:
    for line in found:
        owner, id = next((kind, row) for kind, row in zip(OWNERS, line[6:], strict=True) if row is not None)
        yield AttachmentRow._make((*line[:6], owner, id))
