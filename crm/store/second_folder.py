"""The same backups once more in another place: a memory stick, another disk, a folder on the network.

Whatever is wrong there is told and costs nothing: the backup beside the register is made already.
"""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from crm.errors import CrmError
from crm.i18n import _
from crm.store import backup_files, backup_folder, backup_names, backup_owner, durable, sealed

_PIECE = 1 << 20


def bring(copy: Path, register: Path, folder: Path, reason: str) -> str:
    """Bring a backup that was just checked, with its attached files, to the second folder; "" or what was wrong."""
    if not folder.is_dir():
        return _("The second backup folder {folder} is not there. Connect it, or choose another in Settings.").format(
            folder=folder
        )
    try:
        home = backup_owner.second_home(folder, register)
        with backup_names.alone(home):
            backup_owner.claim(home)
            for sha256 in sorted(backup_files.of_copy(copy)):
                _bring_file(copy.parent, home, sha256)
            target = backup_names.following(home, reason, datetime.now())
            _bring_copy(copy, target)
            backup_folder.thin(home, target)
    except CrmError as error:
        return str(error)
    except OSError as error:
        return _("The second backup folder {folder} cannot be written to ({reason}).").format(
            folder=folder, reason=error.strerror or error
        )
    return ""


def _bring_file(home: Path, other: Path, sha256: str) -> None:
    source = sealed.found(home / backup_files.FOLDER, sha256)
    if source is not None and not (other / backup_files.FOLDER / source.name[:2] / source.name).exists():
        sealed.copy(source, other / backup_files.FOLDER, sha256)


def _bring_copy(copy: Path, target: Path) -> None:
    part = target.parent / f".{uuid4().hex}{backup_names.PART}"
    try:
        digest = hashlib.sha256()
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with copy.open("rb") as source, os.fdopen(handle, "wb") as made:
            while piece := source.read(_PIECE):
                digest.update(piece)
                made.write(piece)
        durable.sync(part)
        with part.open("rb") as made:
            if hashlib.file_digest(made, "sha256").digest() != digest.digest():
                raise CrmError(_("The copy in the second backup folder is not equal and was thrown away."))
        durable.settle(part, target)
    finally:
        part.unlink(missing_ok=True)
