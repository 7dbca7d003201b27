"""Deeds on a disk that fails at its n-th write or sync, and a look at what is left (RELIABILITY.md promise 3).

    LD_PRELOAD=faulty.so python -m tests.crm.store.faulty DEED FOLDER KIND FIRST STRIDE

For n = FIRST, FIRST + STRIDE, … until the deed ends before its n-th call: whatever happens is a CrmError, and
afterwards the register opens, is sound, and holds what it held before or after one of the deed's steps.
"""

import ctypes
import json
import shutil
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from crm import changes, i18n
from crm.errors import CrmError
from crm.exchange import export
from crm.store import backup_names, copy_check, durable, opening, protection, soundness
from tests.crm.store import deeds_of_lists, killing

KINDS = {"eio": 1, "full": 2, "short": 3, "sync": 4}
STAYS = {"full"}
"""A full disk stays full; the others fail once."""
OLD = b"what was exported before"
DEEDS = (*killing.DEEDS, "export")


def hook() -> ctypes.CDLL:
    """What was loaded before everything else, and counts."""
    found = ctypes.CDLL(None)
    found.fault_arm.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_char_p)
    return found


def exported(path: Path) -> Path:
    """Where the export of the register goes."""
    return path.with_name("ut.xlsx")


def do(deed: str, path: Path) -> None:
    """The deed with its opening and closing."""
    if deed != "export":
        killing.do(deed, path)
        return
    opening.open_register(path)
    export.export("contacts", exported(path), today=date(2026, 11, 23))
    opening.close()


def run(deed: str, folder: Path, kind: str, first: int, stride: int) -> dict[str, int]:
    """How many faults were met, and how many of them stopped the deed with a sentence."""
    base, path = folder / "base.klynge", folder / "register.klynge"
    killing.prepare("import" if deed == "export" else deed, base)
    allowed: set[str] = set()

    def fresh() -> None:
        durable.remove(path)
        if base.exists():
            shutil.copyfile(base, path)
        exported(path).write_bytes(OLD)

    def look() -> None:
        opening.open_register(path)
        allowed.add(killing.state())
        opening.close()

    fresh()
    stop = changes.subscribe(lambda news: allowed.add(killing.state()))
    do(deed, path)
    stop()
    look()
    fresh()
    if deed != "create":
        look()

    disk = hook()
    where, met, told = str(folder.resolve()).encode(), 0, 0
    at = first
    while True:
        fresh()
        words = f"{deed} on a disk that fails ({kind}) at call {at}"
        disk.fault_arm(KINDS[kind], at, kind in STAYS, where)
        try:
            do(deed, path)
        except CrmError as problem:
            told += 1
            assert str(problem).strip().endswith((".", ")")), f"{words}: {problem}"
        finally:
            with suppress(CrmError):
                opening.close()
            seen = disk.fault_disarm()
        met += seen >= at
        check(deed, path, allowed, words)
        if seen < at:
            return {"met": met, "told": told}
        at += stride


def check(deed: str, path: Path, allowed: set[str], words: str) -> None:
    """Look at what is left on a disk that is well again."""
    if deed == "create" and not path.exists():
        opening.create(path)
    opening.open_register(path)
    found = soundness.problems()
    assert found == [], f"{words}: {found}"
    assert killing.state() in allowed, f"{words}: a step is half there"
    protection.finish()
    assert deed != "erase" or deeds_of_lists.is_gone_or_there(path), words
    opening.close()
    copies = backup_names.listed(backup_names.folder(path))
    for place, copy in enumerate(copies):
        assert copy_check.is_good(copy.path), words
        if killing.KEPT <= place < len(copies) - 1:
            copy.path.unlink()
    for kept in path.parent.glob("*before restoring*.klynge"):
        kept.unlink()
    content = exported(path).read_bytes()
    assert content == OLD or (deed == "export" and content.startswith(b"PK") and content.rstrip(b"\0")), words


if __name__ == "__main__":
    i18n.use("en")
    arguments = sys.argv[1:]
    sys.stdout.write(
        json.dumps(run(arguments[0], Path(arguments[1]), arguments[2], int(arguments[3]), int(arguments[4])))
    )
