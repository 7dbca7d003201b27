"""What kind of folder a register lies in, as far as that matters for a database: synced, on the network, removable.

Pure decisions over given facts (`crm.store.surroundings` collects those of this computer), so that each system's rules
are tried on every other. Recognised by what the system says where it says so, else by the names the services use.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.i18n import _

SYNCED, NETWORK, REMOVABLE = "synced", "network", "removable"


class Mount(NamedTuple):
    """A file system: where it hangs and what it is ("nfs4", "smbfs"; on Windows "remote", "removable", "fixed")."""

    where: str
    kind: str


@dataclass(frozen=True)
class Facts:
    """What one computer tells: `system` is win32, darwin or linux, `synced` names the service of each synced folder."""

    system: str
    home: str
    mounts: tuple[Mount, ...] = ()
    synced: Mapping[str, str] = field(default_factory=dict)


class Place(NamedTuple):
    """The `kind` is SYNCED, NETWORK, REMOVABLE or "" for a usual disk; `name` is the service or the server."""

    kind: str = ""
    name: str = ""


USUAL = Place()

REMOTE = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\d?|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|glusterfs|vmhgfs-fuse)"
    r"|9p|vboxsf|vmhgfs|prl_fs|virtiofs|ceph|glusterfs|afs|ncpfs|lustre|gpfs|remote"
)
"""File systems that another computer serves: shared memory, which a write-ahead log needs, does not reach across."""

# Anywhere in a path these names are the services' own.
_ANYWHERE = (
    (re.compile(r"onedrive( ?[-–] ?.+)?", re.I), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.I), "Dropbox"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.I), "iCloud"),
    (re.compile(r"google ?drive|googledrive-.+|google drive .*|drivefs", re.I), "Google Drive"),
)
# Other people call a folder so too: only right below the home folder, or as the service hangs it into the system.
_AT_HOME = (
    (re.compile(r"nextcloud\d?", re.I), "Nextcloud"),
    (re.compile(r"owncloud\d?", re.I), "ownCloud"),
    (re.compile(r"box( sync)?", re.I), "Box"),
    (re.compile(r"mega(sync)?", re.I), "MEGA"),
    (re.compile(r"jottacloud", re.I), "Jottacloud"),
    (re.compile(r"synology ?drive", re.I), "Synology Drive"),
    (re.compile(r"sync|syncthing", re.I), "Syncthing"),
    (re.compile(r"proton ?drive|pcloud ?drive", re.I), "Proton Drive"),
)
_CLOUD_STORAGE = re.compile(r"(OneDrive|Dropbox|GoogleDrive|Box|Nextcloud|ProtonDrive)(?:-.*)?")
"""Folders in ~/Library/CloudStorage, where macOS hangs what services sync."""
_SPOKEN = {"GoogleDrive": "Google Drive", "ProtonDrive": "Proton Drive"}
_GOOGLE_ROOTS = {"my drive", "min disk", "shared drives", "delte disker"}
"""What stands at the top of the drive that Google hangs into Windows, in English and bokmål."""


def recognise(path: str, facts: Facts) -> Place:
    """The kind of place a file or a folder lies in.

    >>> mac = Facts("darwin", "/Users/kari")
    >>> recognise("/Users/kari/Library/CloudStorage/OneDrive-Havklyngen/a.klynge", mac)
    Place(kind='synced', name='OneDrive')
    >>> recognise("//server/felles/a.klynge", Facts("win32", "C:/Users/kari"))
    Place(kind='network', name='server')
    >>> recognise("/home/kari/a.klynge", Facts("linux", "/home/kari", (Mount("/", "ext4"), Mount("/home", "nfs4"))))
    Place(kind='network', name='/home')
    """
    parts = _parts(path, facts)
    return _synced(parts, facts) or _remote(path, parts, facts) or USUAL


def journal_mode(place: Place) -> str:
    """How SQLite keeps a step whole there: by a log written ahead, or on the network by the older rollback journal."""
    return "delete" if place.kind == NETWORK else "wal"


def explain(place: Place) -> str:
    """What somebody should know who keeps a register there; "" for a usual disk."""
    told = {
        SYNCED: _(
            "{name} keeps this folder alike on several computers. Have the register open on one of them at a time, and"
            " let {name} finish before you open it on another: where two write at once, {name} makes two files of it."
        ),
        NETWORK: _(
            "The register lies in a shared folder ({name}). One at a time can write to it, others are told who that"
            " is; saving takes a little longer than on your own disk."
        ),
        REMOVABLE: _("The register lies on a disk that can be pulled out. Close Klynge before you take it out."),
    }
    return told[place.kind].format(name=place.name) if place.kind else ""


def conflicted(own: str, names: Iterable[str], place: Place) -> list[str]:
    """Which of the files beside it are second versions of the file `own` that a service has made.

    >>> beside = ["a.klynge", "a (Kari's conflicted copy 2026-11-30).klynge", "a-KONTOR.klynge", "a 2025.klynge"]
    >>> conflicted("a.klynge", beside, Place("synced", "OneDrive"))
    ["a (Kari's conflicted copy 2026-11-30).klynge", 'a-KONTOR.klynge']
    """
    stem, dot, ending = own.rpartition(".")
    found = []
    for name in sorted(set(names) - {own}):
        if not name.casefold().startswith(stem.casefold()) or not name.casefold().endswith((dot + ending).casefold()):
            continue
        more = name[len(stem) : -len(dot + ending) or None]
        pattern = _NUMBERED.get(place.name) if place.kind == SYNCED else None
        if _CONFLICT.search(more) or (pattern is not None and pattern.fullmatch(more)):
            found.append(name)
    return found


_CONFLICT = re.compile(r"conflict|konflikt", re.I)
"""Dropbox, Nextcloud, ownCloud, Syncthing, Synology, Jottacloud and Google say so in the name, in either language."""
_NUMBERED = {
    # OneDrive adds the name of the computer, as Windows has it: up to fifteen capitals, digits and dashes.
    "OneDrive": re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{2,15}(-\d+)?"),
    "Google Drive": re.compile(r" ?\(\d+\)"),
    "iCloud": re.compile(r" \d{1,2}"),
}


def synced_by_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The folders that OneDrive names in the environment of every program on Windows, each with the service."""
    names = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
    return {environment[name]: "OneDrive" for name in names if environment.get(name)}


def _parts(path: str, facts: Facts) -> list[str]:
    """The folders on the way, as this system writes and compares them."""
    plain = path
    if facts.system == "win32":
        plain = path.replace("\\", "/")
        # The long form of a path, which lifts the limit of 260 letters
        for long, short in (("//?/UNC/", "//"), ("//?/", "")):
            if plain.startswith(long):
                plain = short + plain[len(long) :]
                break
    return [part for part in plain.split("/") if part]


def _within(parts: list[str], folder: str, facts: Facts) -> list[str] | None:
    """What is left of the way below `folder`, or None where it does not lie in it."""
    above = _parts(folder, facts)
    head = parts[: len(above)]
    if facts.system != "linux":
        head, above = [one.casefold() for one in head], [one.casefold() for one in above]
    return parts[len(above) :] if head == above else None


def _synced(parts: list[str], facts: Facts) -> Place | None:
    for folder, name in facts.synced.items():
        if folder and _within(parts, folder, facts) is not None:
            return Place(SYNCED, name)
    below = _within(parts, facts.home, facts)
    if below and below[:2] == ["Library", "CloudStorage"] and len(below) > 2:
        named = _CLOUD_STORAGE.fullmatch(below[2])
        service = named[1] if named else below[2].partition("-")[0]
        return Place(SYNCED, _SPOKEN.get(service, service))
    if below and below[:2] == ["Library", "Mobile Documents"]:
        return Place(SYNCED, "iCloud")
    folders = parts[:-1]
    for part in folders:
        for pattern, name in _ANYWHERE:
            if pattern.fullmatch(part):
                return Place(SYNCED, name)
    if facts.system == "win32" and len(folders) > 1 and folders[1].casefold() in _GOOGLE_ROOTS:
        return Place(SYNCED, "Google Drive")
    if below and len(below) > 1:
        for pattern, name in _AT_HOME:
            if pattern.fullmatch(below[0]):
                return Place(SYNCED, name)
    return None


def _remote(path: str, parts: list[str], facts: Facts) -> Place | None:
    if facts.system == "win32":
        # "\\server\share", but not the long form of a path on a disk of one's own
        if re.match(r"[\\/]{2}(?![?.][\\/])|[\\/]{2}\?[\\/]UNC[\\/]", path, re.I):
            return Place(NETWORK, parts[0])
    elif "gvfs" in parts[:-1]:  # what a Linux desktop opens from its network folders
        return Place(NETWORK, "gvfs")
    best: tuple[int, Mount] | None = None
    for mount in facts.mounts:
        # Of two at one place the later one covers the other.
        if _within(parts, mount.where, facts) is not None and (
            best is None or len(_parts(mount.where, facts)) >= best[0]
        ):
            best = len(_parts(mount.where, facts)), mount
    if best is None:
        return None
    kind = best[1].kind.casefold()
    if REMOTE.fullmatch(kind):
        return Place(NETWORK, best[1].where)
    if kind == REMOVABLE or (facts.system == "linux" and parts[:1] == ["media"]) or parts[:2] == ["run", "media"]:
        return Place(REMOVABLE, best[1].where)
    if facts.system == "darwin" and parts[:1] == ["Volumes"] and len(parts) > 2 and best[1].where != "/":
        return Place(REMOVABLE, best[1].where)
    return None
