"""Where the disk gives up, and what lies on it meanwhile."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm.commands import bulk, organisations
from crm.errors import CrmError
from crm.records.organisation import Organisation
from crm.store import backup, journal, opening, soundness
from crm.store.database import rows, value
from tests.crm.store.test_opening import files

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@needs_limits
def test_what_is_made_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    with no_room(50_000), pytest.raises(CrmError, match="disk"):
        opening.create(tmp_path / "new.klynge")
    assert files(tmp_path) == set()
    opening.create(tmp_path / "new.klynge")
    opening.close()


HALF_CHECKPOINT = """
import os, resource, signal, sys
from pathlib import Path
from crm.commands import organisations
from crm.store import opening
from crm.store.database import database
path = Path(sys.argv[1])
opening.open_register(path)
database.execute_sql("PRAGMA wal_autocheckpoint = 0")
for number in range(30):
    organisations.add(f"Company {number} AS", notes="x" * 15_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, resource.RLIM_INFINITY))
try:
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
except Exception:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_limits
def test_a_full_disk_in_the_middle_of_a_checkpoint_costs_nothing(register: Path) -> None:
    opening.close()
    killed = subprocess.run([sys.executable, "-c", HALF_CHECKPOINT, str(register)], check=False)
    assert killed.returncode == -signal.SIGKILL
    header = register.read_bytes()[28:32]
    assert int.from_bytes(header, "big") * 4096 > register.stat().st_size, "the file alone is cut short"
    opening.open_register(register)
    assert value("SELECT count(*) FROM organisation") == 30
    assert soundness.problems() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out by the folder's rights")
def test_nobody_else_reads_what_lies_beside_the_register(register: Path) -> None:
    organisations.add("Acme AS")
    assert {path.name: path.stat().st_mode & 0o077 for path in register.parent.iterdir()} == dict.fromkeys(
        (path.name for path in register.parent.iterdir()), 0
    )


@needs_limits
def test_a_full_disk_is_named_by_every_road(register: Path) -> None:
    organisations.add("Acme AS", notes="x" * 15_000)
    before = rows("SELECT id FROM step")

    def write_much() -> None:
        with journal.step("Much") as step:
            lines = ((step.id, f"Company {number} AS", "x" * 15_000) for number in range(500))
            bulk.insert(Organisation, ("version", "name", "notes"), lines)

    for deed in (
        lambda: [organisations.add(f"Company {number} AS", notes="x" * 15_000) for number in range(100)],
        write_much,
        lambda: backup.take(register, "test"),
    ):
        room = max(path.stat().st_size for path in register.parent.iterdir()) if deed is not write_much else 90_000
        with no_room(min(room, 90_000)), pytest.raises(CrmError, match="disk"):
            deed()
    assert value("SELECT count(*) FROM open_step") == 0
    assert rows("SELECT id FROM step")[: len(before)] == before
    assert soundness.problems() == []
    assert files(register.parent / "register backups") == set()
