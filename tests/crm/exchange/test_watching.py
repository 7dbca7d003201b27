"""Memory has a ceiling also where the system itself knows none."""

import subprocess
import sys

import pytest

from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.watching import Watch
from tests.crm.exchange import files

_SWELLS = "held = []\nwhile True: held.append(bytearray(b'x' * (8 << 20)))"
_SITS = "import sys; sys.stdin.read()"
_MEGABYTE = 1 << 20


def _started(program: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)


def test_a_process_that_swells_is_ended() -> None:
    with _started(_SWELLS) as process, Watch(process.pid, 200 * _MEGABYTE) as watch:
        assert process.wait(timeout=30) != 0
    assert watch.swelled


def test_one_that_keeps_within_its_bounds_is_left_alone() -> None:
    with _started(_SITS) as process:
        with Watch(process.pid, 500 * _MEGABYTE) as watch:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.3)
            process.communicate(b"")
        assert process.returncode == 0
    assert not watch.swelled


def test_one_that_has_ended_already_is_no_matter() -> None:
    with _started("") as process:
        process.communicate(b"")
    with Watch(process.pid, 1) as watch:
        watch._thread.join()
    assert not watch.swelled


@pytest.mark.skipif(sys.platform == "win32", reason="there the system never refuses memory")
def test_a_list_that_is_too_large_is_told_where_the_system_refuses_nothing(monkeypatch, tmp_path) -> None:
    # What a system without a limit does: the child takes what it wants
    (tmp_path / "sitecustomize.py").write_text(
        "import resource\nresource.setrlimit = lambda what, most: None\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    data = b"Navn;Firma\n" + b"\n" * (40 << 20)
    with pytest.raises(CrmError, match="too large to be a list"):
        isolation.read_data(data, "x.csv", memory=300 * _MEGABYTE)
    assert isolation.read_data(files.workbook(["Navn"], ["Ada"]), "x.xlsx").sheets[0].rows == [["Navn"], ["Ada"]]
