"""What this computer tells of the folder a register lies in, and what lies beside it (`crm.store.place` judges)."""

import json
import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm.i18n import _
from crm.store import lock
from crm.store.database import value
from crm.store.place import Facts, Mount, Place, conflicted, recognise, synced_by_environment

CLOCK = timedelta(days=1)
"""So far the clock may stand behind the last step before somebody hears of it: journeys and time zones are no fault."""


def of(path: Path) -> Place:
    """The kind of place that a file lies in, or would lie in. Reads what the system knows, asks no network."""
    absolute = os.path.realpath(path)
    return recognise(absolute, facts(absolute))


def facts(path: str) -> Facts:
    """What this computer tells about the disk of `path` and about its synced folders."""
    return Facts(sys.platform, str(Path.home()), tuple(mounts(path)), dict(_synced()))


def mounts(path: str) -> Iterator[Mount]:
    """The file systems of this computer; on Windows only the drive of `path`, since others may not answer."""
    if sys.platform == "win32":
        drive = os.path.splitdrive(path)[0]
        if drive.endswith(":"):
            import ctypes

            kinds = {2: "removable", 3: "fixed", 4: "remote"}
            yield Mount(drive, kinds.get(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\"), ""))
        return
    if sys.platform == "linux":
        with suppress(OSError):
            for line in Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines():
                where, kind = line.split(" ")[1:3]
                yield Mount(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), where), kind)
        return
    import psutil

    for one in psutil.disk_partitions(all=True):
        yield Mount(one.mountpoint, one.fstype)


def copies(path: Path, place: Place) -> list[str]:
    """The second versions of the register that a service has made beside it, by name."""
    try:
        return conflicted(path.name, (one.name for one in path.parent.iterdir()), place)
    except OSError:
        return []


def open_elsewhere(path: Path) -> str:
    """Who has, or had, the register open on another computer by the note beside it; "" for nobody.

    A lock does not reach through a synced folder, but the note does. Ask before the register is opened here.
    """
    told = lock.owner(path)
    computer = told.get("computer", "")
    if not computer or computer == platform.node():
        return ""
    return _(
        "{user} has this register open on {computer}, or it was not closed properly there. Close it there first:"
        " what is written in two places at once is not put together again."
    ).format(user=told.get("user", "?"), computer=computer)


def clock_behind(now: datetime | None = None) -> str:
    """A sentence where the clock stands well before the newest step of the open register; "" where it is right."""
    newest = value("SELECT max(at) FROM (SELECT at FROM step ORDER BY id DESC LIMIT 20)")
    here = now or datetime.now(UTC)
    try:
        last = datetime.strptime(newest, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):  # nothing written yet
        return ""
    if last - here < CLOCK:
        return ""
    return _(
        "The clock of this computer says {now}, but the last change here was made {last}. Nothing is lost by it; set"
        " the clock right, so that new entries get the right day."
    ).format(now=f"{here:%d.%m.%Y}", last=f"{last:%d.%m.%Y}")


def _synced() -> Iterator[tuple[str, str]]:
    """The folders that services keep alike, with the service, as far as these say so somewhere."""
    yield from synced_by_environment(os.environ).items()
    yield from _dropbox()
    if sys.platform == "win32":
        yield from _onedrive_libraries()
    if sys.platform == "darwin":
        # Desktop and Documents lie where they always did, also where iCloud keeps them.
        cloud = Path.home() / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
        for name in ("Desktop", "Documents"):
            if (cloud / name).exists():
                yield str(Path.home() / name), "iCloud"


def _dropbox() -> Iterator[tuple[str, str]]:
    """Dropbox writes down where its folders are."""
    homes = [os.environ.get(name) for name in ("APPDATA", "LOCALAPPDATA")]
    told = [Path.home() / ".dropbox", *(Path(one) / "Dropbox" for one in homes if one)]
    for file in (folder / "info.json" for folder in told):
        with suppress(OSError, ValueError, AttributeError):
            for account in json.loads(file.read_text(encoding="utf-8")).values():
                yield str(account["path"]), "Dropbox"


def _onedrive_libraries() -> list[tuple[str, str]]:
    """The libraries of SharePoint and Teams that OneDrive keeps outside its own folder stand in the registry."""
    found: list[tuple[str, str]] = []
    if sys.platform == "win32":
        import winreg

        providers = r"Software\SyncEngines\Providers\OneDrive"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, providers) as libraries:
            for number in range(winreg.QueryInfoKey(libraries)[0]):
                with suppress(OSError), winreg.OpenKey(libraries, winreg.EnumKey(libraries, number)) as one:
                    found.append((str(winreg.QueryValueEx(one, "MountPoint")[0]), "OneDrive"))
    return found
