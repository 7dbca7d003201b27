"""A kill at any moment leaves every step whole or absent (RELIABILITY.md promises 1 and 7)."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

DEEDS = ["log", "import", "undo", "migrate", "create", "backup", "restore", "merge", "lists", "erase"]
SINGLE = ["views", "own_fields", "bulk", "round_trip", "bin"]
"""What "lists" does one after the other."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def killed(deed: str, folder: Path, kills: int, *place: str) -> int:
    """How many of the kills came before the end of the deed; the register was whole after each."""
    line = [sys.executable, "-m", "tests.crm.store.killing", deed, str(folder), str(kills)]
    done = subprocess.run([*line, str(random.randrange(10**6)), *place], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_leaves_every_step_whole_or_absent(tmp_path: Path, deed: str) -> None:
    assert killed(deed, tmp_path, 5) > 0


def test_nor_does_it_where_steps_are_kept_whole_by_a_rollback_journal(tmp_path: Path) -> None:
    assert killed("log", tmp_path, 5, "network") > 0


@pytest.mark.soak
@pytest.mark.parametrize("deed", ["log", "import", "undo", "merge", "restore"])
def test_hundreds_of_kills_on_the_network_leave_every_step_whole_or_absent(tmp_path: Path, deed: str) -> None:
    assert killed(deed, tmp_path, 300, "network") > 150


@pytest.mark.soak
@pytest.mark.parametrize("deed", [deed for deed in (*DEEDS, *SINGLE) if deed != "lists"])
def test_hundreds_of_kills_leave_every_step_whole_or_absent(tmp_path: Path, deed: str) -> None:
    assert killed(deed, tmp_path, 300) > 150
