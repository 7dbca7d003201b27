"""Temporary files lie in a folder of the process's own, and none outlives it for longer than to the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm import temporary
from crm.commands import people
from crm.store import opening
from tests import new_register
from tests.crm.store.left_bytes import hits

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("Ragnfrid", "Tjuvskjærsund")
KILLED = """
import os, signal, sys, threading
from pathlib import Path
import main
from crm import temporary

what, out = sys.argv.pop(1), Path(sys.argv[-1]).parent

def there():
    # The sheet that openpyxl draws, or the list half written
    return [*temporary.root().glob("*/openpyxl.*")] if what == "drawn" else [*out.glob("*.part")]

def watch():
    while not there():
        pass
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))  # kill -9; on Windows what comes nearest

threading.Thread(target=watch, daemon=True).start()
main.start()
print("not killed")
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "system"))
    monkeypatch.setenv("KLYNGE_HOME", str(tmp_path / "home"))
    (tmp_path / "system").mkdir()
    return tmp_path / "home"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, *map(str, words)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def test_what_a_killed_export_left_is_gone_after_the_next_start(tmp_path: Path, home: Path) -> None:
    register, out = tmp_path / "register.klynge", tmp_path / "out"
    out.mkdir()
    new_register.create(register)
    for number in range(60):
        people.add(first_name="Ragnfrid", last_name=f"Tjuvskjærsund {number}")
    opening.close()
    for what in ("drawn", "half"):
        done = run("-c", KILLED, what, "export", register, "contacts", "--out", out / "ut.xlsx")
        assert done.returncode != 0 and "not killed" not in done.stdout, done.stdout + done.stderr
        assert [*(home / "temporary").glob("*/*")], "the kill came while something stood there"
        assert what == "drawn" or [*out.iterdir()]
        assert run("main.py", "--version").returncode == 0
        assert [*(home / "temporary").iterdir()] == [] and [*out.iterdir()] == []
    assert hits(home, WORDS) == [] and [*(tmp_path / "system").iterdir()] == []


def test_a_process_that_lives_keeps_its_folder_and_its_children_write_there(home: Path) -> None:
    program = (
        "import os, subprocess, sys, tempfile; from pathlib import Path\n"
        "from crm import temporary; temporary.settle()\n"
        "held = tempfile.NamedTemporaryFile(delete=False); Path(held.name).chmod(0o400)\n"
        "subprocess.run([sys.executable, 'main.py', '--version'], check=True)\n"
        "ask = [sys.executable, '-c', 'import tempfile; print(tempfile.gettempdir())']\n"
        "child = subprocess.check_output(ask, env=temporary.for_child(os.environ), text=True).strip()\n"
        "print(Path(held.name).exists(), child == tempfile.gettempdir(), Path(child).parent == temporary.root())\n"
        "print(oct(Path(child).stat().st_mode & 0o777), oct(temporary.root().stat().st_mode & 0o777))"
    )
    done = run("-c", program)
    told = done.stdout.splitlines()
    assert told[1] == "True True True", done.stderr
    assert told[2] == "0o700 0o700" or sys.platform == "win32"
    assert list((home / "temporary").iterdir()) == [], "it takes its own away when it ends"


def test_where_no_folder_can_be_made_the_systems_is_used(tmp_path: Path, home: Path) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    done = run("-c", "import tempfile; from crm import temporary; temporary.settle(); print(tempfile.gettempdir())")
    assert done.stdout.strip() == str(tmp_path / "system"), done.stderr


def test_a_folder_whose_lock_is_held_stays(home: Path) -> None:
    left, alive = (temporary.root() / name for name in ("1-dead", "2-alive"))
    for folder in (left, alive):
        folder.mkdir(parents=True)
        (folder / "openpyxl.x").write_text("Ragnfrid", encoding="utf-8")
    held = temporary._locked(alive.with_name("2-alive.lock"))
    assert held is not None
    temporary.empty()
    assert not left.exists() and alive.exists()
    os.close(held)
    temporary.empty()
    assert list(temporary.root().iterdir()) == []
