"""Copies of attached files for other programs: a copy under the file's own name is opened, never the kept bytes.

They lie in a folder that only this user can read, are read-only so that nobody edits what would be lost, and go when
the program ends; what a kill left behind goes at the next start (crm.temporary).
"""

import atexit
import tempfile
from contextlib import suppress
from pathlib import Path

from crm import temporary
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import attachments
from crm.rules import file_names

_PREFIX = "klynge-opened-"
_folder: Path | None = None


def lend(attachment: int) -> Path:
    """A copy of an attached file to be opened by the system's program.

    Raises CrmError for a program, script or shortcut, which is only saved, and where the bytes are missing or altered.
    """
    row = attachments.detail(attachment)
    if file_names.runs(row.name):
        raise CrmError(
            _("«{file}» is a program, a script or a page and is not opened from here. Save it first.").format(
                file=row.name
            )
        )
    folder = Path(tempfile.mkdtemp(dir=_home()))
    copy = folder / file_names.safe(row.name, _("file"))
    attachments.write_copy(row, copy)
    copy.chmod(0o400)
    return copy


def save(attachment: int, path: Path) -> None:
    """Write a copy of an attached file to `path`, in place of what is there. Raises CrmError."""
    part = path.with_name(path.name + ".part")
    with suppress(OSError):
        part.unlink()
    attachments.write_copy(attachments.detail(attachment), part)
    try:
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CrmError(
            _("{file} could not be written ({reason}).").format(file=path.name, reason=error.strerror or error)
        ) from error


def clear() -> None:
    """Take away every copy that was lent; one that another program holds stays until the next time."""
    global _folder
    if _folder is not None:
        temporary.remove(_folder)
        _folder = None


def forget() -> None:
    """Take away every copy that was lent here, a killed program's too: somebody who stands in one was erased."""
    clear()
    temporary.empty()
    for left in [one for folder in temporary.everywhere() for one in folder.glob(f"{_PREFIX}*")]:
        temporary.remove(left)


def _home() -> Path:
    global _folder
    if _folder is None or not _folder.is_dir():
        _folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        atexit.register(clear)
    return _folder
