"""A disk that fails at its n-th write or sync: a sentence, and every step whole or absent (RELIABILITY.md promise 3).

The calls of the system are taken over by a small library that the test compiles itself: Linux with a C compiler only.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crm.store import faulty

COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None, reason="needs Linux and a C compiler to take over its calls"
)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What makes the disk of a process fail."""
    made = tmp_path_factory.mktemp("faulty") / "faulty.so"
    source = Path(__file__).with_name("faulty.c")
    assert COMPILER is not None
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


def failing(library: Path, deed: str, folder: Path, kind: str, first: int, stride: int) -> dict[str, int]:
    """Every so manieth call of the deed fails; how many faults were met, and how many stopped it with a sentence."""
    line = [sys.executable, "-m", "tests.crm.store.faulty", deed, str(folder), kind, str(first), str(stride)]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, env={**os.environ, "LD_PRELOAD": str(library)}
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("deed", "kind", "first", "stride"),
    [
        ("log", "eio", 5, 347),
        ("import", "full", 7, 587),
        ("undo", "short", 9, 809),
        ("migrate", "sync", 1, 13),
        ("create", "eio", 11, 623),
        ("backup", "full", 3, 661),
        ("restore", "sync", 1, 11),
        ("merge", "eio", 13, 193),
        ("export", "full", 1, 5),
        ("lists", "eio", 17, 1499),
        ("erase", "full", 25, 997),
    ],
)
def test_a_failing_disk_leaves_every_step_whole_or_absent(
    library: Path, tmp_path: Path, deed: str, kind: str, first: int, stride: int
) -> None:
    assert failing(library, deed, tmp_path, kind, first, stride)["met"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("kind", faulty.KINDS)
@pytest.mark.parametrize("deed", [deed for deed in faulty.DEEDS if deed != "lists"])
def test_each_call_that_fails_leaves_every_step_whole_or_absent(
    library: Path, tmp_path: Path, deed: str, kind: str
) -> None:
    failing(library, deed, tmp_path, kind, 1, 1)
