"""Which of the attached files are missing or altered, and which nobody needs any more."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from crm.i18n import _, ngettext
from crm.progress import Progress, silent
from crm.store import attachments, tables
from crm.store.database import rows


def problems(progress: Progress = silent) -> list[str]:
    """A sentence for each attached file whose bytes are missing or altered; reads all of them."""
    if is_folder_missing():
        return [folder_missing()]
    named = rows("SELECT sha256, min(name) FROM attachment GROUP BY sha256 ORDER BY min(id)")
    found = []
    for place, (sha256, name) in enumerate(named):
        progress(place, len(named), name)
        try:
            if not attachments.is_right(sha256):
                found.append(attachments.altered(name))
        except FileNotFoundError:
            found.append(attachments.missing(name))
        except OSError as error:
            sentence = _("The attached file «{file}» cannot be read ({reason}).")
            found.append(sentence.format(file=name, reason=error.strerror or error))
    return found


def is_folder_missing() -> bool:
    """Whether files are attached, and the folder that holds them is not beside the register."""
    return bool(rows("SELECT 1 FROM attachment LIMIT 1")) and not attachments.folder().is_dir()


def folder_missing() -> str:
    """The sentence about a folder that was left behind when the register was moved, copied or renamed."""
    count = rows("SELECT count(*) FROM attachment")[0][0]
    return ngettext(
        "{count} file is attached in this register, but the folder “{folder}” is not beside it."
        " Move that folder here too, under this name.",
        "{count} files are attached in this register, but the folder “{folder}” is not beside it."
        " Move that folder here too, under this name.",
        count,
    ).format(count=count, folder=attachments.folder().name)


def needed() -> set[str]:
    """The hashes that a record has, or had at some time that undo, redo or a taking back can reach."""
    found = {sha256 for (sha256,) in rows("SELECT DISTINCT sha256 FROM attachment")}
    for (schema,) in rows(
        "SELECT DISTINCT step.schema FROM change JOIN step ON step.id = change.step WHERE \"table\" = 'attachment'"
    ):
        columns = tables.columns_then("attachment", schema)
        place = f"'$[{columns.index('sha256')}]'"
        found.update(
            sha256
            for (sha256,) in rows(
                f"SELECT DISTINCT json_extract(coalesce(after, before), {place}) FROM change"
                " JOIN step ON step.id = change.step WHERE \"table\" = 'attachment' AND step.schema = ?",
                (schema,),
            )
            if sha256
        )
    return found


def throw_away(files: Iterable[Path]) -> int:
    """Remove these of the kept files; the caller knows that nobody needs them. Returns how many bytes that were."""
    freed = 0
    for file in files:
        with suppress(FileNotFoundError):
            size = file.stat().st_size
            file.chmod(0o600)  # Windows removes nothing that is read-only
            file.unlink()
            freed += size
        with suppress(OSError):
            file.parent.rmdir()
    with suppress(OSError):
        attachments.folder().rmdir()
    return freed
