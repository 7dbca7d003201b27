"""One writer a file: a lock beside it that the system lets go of when the process ends, however it ends."""

import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from crm.errors import CrmError
from crm.i18n import _
from crm.store.journal import author


class InUseError(CrmError):
    """Another process writes to the register; the sentence names it."""


class NoPlaceError(CrmError):
    """No lock can be laid beside the register: its folder cannot be written to."""


def acquire(path: Path) -> FileLock:
    """Take the lock of the register at `path`; raises InUseError, naming the owner, where another process holds it."""
    lock = FileLock(str(_beside(path, ".lock")), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise InUseError(_in_use(path)) from None
    except OSError as error:
        raise NoPlaceError(
            _("The folder of the register cannot be written to ({reason}).").format(reason=error.strerror)
        ) from error
    _sign(path)
    return lock


def release(path: Path, lock: FileLock) -> None:
    """Let go of the lock. Its file stays: to take it away would let two others hold one each."""
    with suppress(OSError):
        _beside(path, ".owner").unlink()
    lock.release()


def is_held(path: Path) -> bool:
    """Whether another process writes to the register at `path`."""
    lock = FileLock(str(_beside(path, ".lock")), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def owner(path: Path) -> dict[str, str]:
    """Who holds the lock, as far as they wrote it down: user, computer, process and origin."""
    try:
        told: dict[str, str] = json.loads(_beside(path, ".owner").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def _sign(path: Path) -> None:
    """Say who holds the lock: a courtesy that a full disk may cost."""
    told = {"user": _user(), "computer": platform.node(), "process": os.getpid(), "origin": author.origin}
    file = _beside(path, ".owner")
    with suppress(OSError):
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps(told), encoding="utf-8")


def _in_use(path: Path) -> str:
    told = owner(path)
    if not told:
        return _("The register is open in another program. Close it there, or wait, and try again.")
    return _(
        "The register is open for {user} on {computer} (process {process}). Close it there, or wait, and try again."
    ).format(user=told.get("user", "?"), computer=told.get("computer", "?"), process=told.get("process", "?"))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}{ending}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no user database: a service or a container
        return "?"
