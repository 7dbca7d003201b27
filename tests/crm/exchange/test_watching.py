"""Memory has a ceiling also where the system itself knows none."""

import subprocess
import sys

import pytest

from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.watching import Allowance, Watch
from tests.crm.exchange import files

_SWELLS = "held = []\nwhile True: held.append(bytearray(b'x' * (8 << 20)))"
_SITS = "import sys; sys.stdin.read()"
_MEGABYTE = 1 << 20
_TELLS = (
    "def tell(*message):\n"
    "    told = pickle.dumps(message); out = sys.stdout.buffer\n"
    "    out.write(len(told).to_bytes(8, 'big') + told); out.flush()\n"
)
_WORKS = (
    "import pickle, sys, time\n"
    "def work(seconds):\n"
    "    until = time.process_time() + seconds\n"
    "    while time.process_time() < until: pass\n"
)


def _started(program: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)


def test_a_process_that_swells_is_ended() -> None:
    with _started(_SWELLS) as process, Watch(process.pid, 200 * _MEGABYTE, Allowance(60)) as watch:
        assert process.wait(timeout=30) != 0
    assert watch.swelled


def test_one_that_keeps_within_its_bounds_is_left_alone() -> None:
    with _started(_SITS) as process:
        with Watch(process.pid, 500 * _MEGABYTE, Allowance(60)) as watch:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.3)
            process.communicate(b"")
        assert process.returncode == 0
    assert not watch.swelled


def test_one_that_has_ended_already_is_no_matter() -> None:
    with _started("") as process:
        process.communicate(b"")
    with Watch(process.pid, 1, Allowance(60)) as watch:
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


def _child(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    program = _WORKS + _TELLS + "\n".join(lines)
    monkeypatch.setattr(isolation, "command", lambda: [sys.executable, "-c", program])


def test_a_proper_list_may_take_longer_by_the_clock_on_a_busy_machine(monkeypatch) -> None:
    # Two seconds by the clock, of which the processor is had for a third of one
    _child(
        monkeypatch,
        "for _time in range(40): time.sleep(0.045); work(0.008)",
        "tell('format', 'xlsx', None); tell('sheet', 'A', False); tell('rows', [['Navn']]); tell('end')",
    )
    read = isolation.read_data(b"Navn", "x.xlsx", seconds=1.5)
    assert read.sheets[0].rows == [["Navn"]]


def test_one_that_works_too_long_is_ended_and_says_why(monkeypatch) -> None:
    _child(monkeypatch, "work(600)")
    with pytest.raises(CrmError, match="too long"):
        isolation.read_data(b"Navn", "x.xlsx", seconds=0.5)


def test_one_that_tells_without_end_is_ended_too(monkeypatch) -> None:
    _child(monkeypatch, "tell('format', 'csv', None)", "while True: tell('note', 'x')")
    with pytest.raises(CrmError, match="too long"):
        isolation.read_data(b"Navn", "x.csv", seconds=0.5)


def test_time_is_counted_by_the_processor_by_idleness_and_by_the_clock() -> None:
    working = Allowance(60)
    assert not working.look(59.9, 1) and working.look(60, 1)
    hanging = Allowance(60)
    assert not any(hanging.look(0, 1) for _second in range(20)) and hanging.look(0, 1)
    starved = Allowance(60)
    assert not any(starved.look(second / 10, 1) for second in range(1, 301)) and starved.look(31, 1)
    asleep = Allowance(60)
    assert not asleep.look(1, 8 * 3600)  # the lid was closed
    untold = Allowance(60)
    assert not any(untold.look(None, 1) for _second in range(59)) and untold.look(None, 1)


def test_two_processes_share_what_one_file_may_take() -> None:
    shared = Allowance(60)
    shared.begin()
    assert not shared.look(40, 1)
    shared.begin()
    assert not shared.look(19, 1) and shared.look(20, 1)
