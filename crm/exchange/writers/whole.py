"""A file appears whole or not at all, readable only by its owner (RELIABILITY.md findings H and 14)."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm import temporary
from crm.errors import CrmError
from crm.i18n import _

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def appears_whole(path: Path) -> Iterator[Path]:
    """Hand out `path.part` to be written; when the block ends well it has become `path`.

    When the block fails nothing is left of it and a file that was there before is as it was. Raises CrmError with a
    sentence for a full disk, a missing folder, and a file that another program holds.
    """
    part = path.with_name(path.name + ".part")
    if not path.parent.is_dir():
        raise CrmError(_("There is no folder {folder}.").format(folder=path.parent))
    if path.is_dir():
        raise CrmError(_("{file} is a folder. Choose another name.").format(file=path.name))
    try:
        part.unlink(missing_ok=True)
        with temporary.elsewhere(part):  # noted before it is there: a kill may come in between
            # Private from the first byte on: it may hold everybody's name and phone.
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            yield part
            _to_disk(part)
            part.replace(path)
        _folder_to_disk(path.parent)
    except OSError as error:
        raise CrmError(_sentence(error, path)) from error
    finally:
        _forget(part)


def _sentence(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return _("The disk is full: {file} was not written. Free some space and try again.").format(file=path.name)
    if isinstance(error, PermissionError):
        return _(
            "{file} cannot be written: another program has it open, or its folder is read-only. "
            "Close it there, or choose another place."
        ).format(file=path.name)
    return _("{file} could not be written ({reason}).").format(file=path.name, reason=error.strerror or error)


def _to_disk(part: Path) -> None:
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder_to_disk(folder: Path) -> None:
    # Only where a folder can be opened: Windows keeps the entry itself.
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    handle = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network folders know no fsync
            raise
    finally:
        os.close(handle)


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        # The folder went away under us; what matters has been said.
        return
