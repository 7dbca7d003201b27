"""Files that belong to a record: kept beside the register, attached, taken away.

The bytes are on the disk before a step names them, and stay there when it is undone: redo finds them again. What no
record has and no step of the journal needs is thrown away by `tidy`.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crm.commands import write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.queries import attachments as queries
from crm.records.attachment import Attachment
from crm.rules import file_names
from crm.store import attachment_check, journal
from crm.store import attachments as store

LARGE = 20_000_000
"""In bytes: what is larger is copied beside the window, with a bar."""
OWNERS = queries.OWNERS


class Kept(NamedTuple):
    """Bytes that lie beside the register, not yet of any record; `name` is safe on every system."""

    sha256: str
    size: int
    name: str


def keep(source: bytes | Path, name: str = "", progress: Progress = silent) -> Kept:
    """Copy a file, or bytes from a mail, beside the register; nothing refers to it yet.

    `name` is what it is called, else as the file. Raises CrmError where it is too large, no file, or cannot be read or
    written; Cancelled from `progress`. No step is needed: until it is attached `tidy` may throw it away after a day.
    """
    called = file_names.safe(name or (source.name if isinstance(source, Path) else ""), _("file"))

    def tell(done: int) -> None:
        progress(done, size, called)

    if isinstance(source, Path):
        size = source.stat().st_size if source.is_file() else 0
        kept = store.keep_file(source, called, tell)
    else:
        size = len(source)
        kept = store.keep(io.BytesIO(source), called, tell)
    return Kept(kept.sha256, kept.size, called)


@command(N_("Attach «{name}»"))
def add(
    files: Sequence[Kept],
    **record: int | None,
) -> list[int]:
    """Attach kept files to one record, told as `person=7` (OWNERS); returns the id of each.

    A record has the same bytes once: where it has them already that attachment's id is returned. Raises ValueError
    without just one record.
    """
    owners = {kind: row for kind, row in record.items() if row is not None}
    if len(owners) != 1 or not owners.keys() <= set(OWNERS):
        raise ValueError("one record")
    ((kind, row),) = owners.items()
    journal.current().describe(name=", ".join(file.name for file in files[:3]) + (" …" if len(files) > 3 else ""))
    there = {one.sha256: one.id for one in queries.of(kind, row)}
    for file in files:
        if file.sha256 not in there:
            if not store.is_there(file.sha256):
                raise CrmError(store.missing(file.name))
            there[file.sha256] = write.insert(
                Attachment(**owners, name=file.name, sha256=file.sha256, size=file.size, added_at=journal.now())
            )
    return [there[file.sha256] for file in files]


@command(N_("Remove the file «{name}»"))
def remove(attachment: int) -> None:
    """Take a file away from its record; the bytes stay for undo."""
    journal.current().describe(name=write.get(Attachment, attachment).name)
    write.delete(Attachment, attachment)


@command(N_("Rename the file «{name}»"))
def rename(attachment: int, name: str) -> None:
    """Call an attached file something else; its ending stays where none is given. Raises Invalid, CrmError."""
    before = write.get(Attachment, attachment).name
    journal.current().describe(name=before)
    wanted = file_names.safe(name, "")
    if wanted and not file_names.ending(wanted) and file_names.ending(before):
        wanted = file_names.safe(f"{wanted}.{file_names.ending(before)}")
    write.change(Attachment, attachment, {"name": wanted})


def tidy() -> int:
    """Throw away bytes that nobody needs: no record, no step, no draft; returns how many bytes that freed."""
    return attachment_check.throw_away(file for file, _size in queries.orphans())
