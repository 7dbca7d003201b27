"""Whose a backup is: registers of one name in different folders may keep their copies in one second folder.

A register is known by its first step, which stays through migration, restoring, protecting and erasing. In the second
folder each has a folder of its own; who the owner is stands in a small file there, so that no copy need be opened.
"""

import os
import re
from itertools import count
from pathlib import Path

from sqlcipher3 import dbapi2

from crm.store import backup_names, identity, keys, other_file

MARK = ".register"
_MARKED = re.compile("[0-9a-f]{64}")


def of(copy: Path) -> str | None:
    """What the register is known by that a backup was made of; "" for an empty one, None where it cannot be read."""
    try:
        with other_file.opened(copy) as connection:
            return identity.known(connection)
    except (dbapi2.DatabaseError, keys.Locked, OSError):
        return None


def second_home(folder: Path, register: Path) -> Path:
    """Where the backups of the open register lie in a second folder, whether there are any or not.

    That is the first of "NAME backups", "NAME backups (2)" and so on that is not another register's.
    """
    mine = identity.own()
    for number in count(1):
        home = folder / (register.stem + backup_names.FOLDER + (f" ({number})" if number > 1 else ""))
        if _owner(home) in (mine, ""):
            return home
    raise AssertionError("numbers have no end")


def claim(home: Path) -> None:
    """Write down in a folder of the second folder that it is the open register's."""
    mine = identity.own()
    if mine and not _marked(home):
        with os.fdopen(
            os.open(home / MARK, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(mine)


def homes(register: Path, second: Path | None) -> list[Path]:
    """The folders that are there for backups of the open register: beside it, and its own in the second folder."""
    found = [backup_names.folder(register), *([second_home(second, register)] if second and second.is_dir() else [])]
    return [home for home in found if home.is_dir()]


def strays(register: Path, second: Path | None) -> list[Path]:
    """Backups of the open register in the folders of others of its name, from when they were not kept apart."""
    if second is None or not second.is_dir():
        return []
    named = re.compile(re.escape(register.stem + backup_names.FOLDER) + r"( \(\d+\))?")
    others = sorted(home for home in second.iterdir() if named.fullmatch(home.name) and home.is_dir())
    mine, known = identity.own(), homes(register, second)
    copies = (copy.path for home in others if home not in known for copy in backup_names.listed(home))
    return [copy for copy in copies if of(copy) == mine]


def _owner(home: Path) -> str | None:
    """Whose a folder is: "" where nobody's, None where nothing tells. Where no mark does, the newest copy tells."""
    if marked := _marked(home):
        return marked
    found: list[str | None] = []
    for copy in backup_names.listed(home):
        found.append(of(copy.path))
        if found[-1]:
            return found[-1]
    return None if None in found else ""


def _marked(home: Path) -> str:
    mark = home / MARK
    told = mark.read_bytes()[:64].decode("ascii", "replace") if mark.is_file() else ""
    return told if _MARKED.fullmatch(told) else ""
