"""Random use of the whole program (RELIABILITY.md no. 15): no unexpected error, no warning of Qt, the register sound.

A seed that failed replays: every thing that was done is printed.
"""

import gc
import shutil
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from crm.errors import CrmError
from crm.store import opening, soundness
from tests import sample as sample_cluster
from tests.ui.pages.monkey import Monkey, no_system_windows
from tests.ui.register import settle
from ui import app
from ui.window import MainWindow

LISTS = {
    "liste.csv": "Navn;Firma;E-post\nKari Nilsen;Nordlys Biotech AS;kari@nordlys.example\n"
    "Ola <b>Hansen;Ny AS;ola@ny.example\n",
    "feil.csv": "Navn;Firma\n\0\0\0;\n",
    "tom.xlsx": "",
    "kort.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Eva Kern\nEMAIL:eva@kern.example\nEND:VCARD\n",
    "mote.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261120T090000Z\nSUMMARY:Møte\n"
    "END:VEVENT\nEND:VCALENDAR\n",
    "brev.eml": "From: Ada <ada@nordlys.example>\nTo: kari@klynge.example\nSubject: Hei\n\nHei der\n",
    "annet.exe": "MZ",
}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("monkey") / "demo.klynge"
    sample_cluster.write(path)
    return path


@pytest.fixture
def big(program: app.Program, sample: Path, tmp_path: Path) -> Iterator[MainWindow]:
    path = tmp_path / "demo.klynge"
    shutil.copyfile(sample, path)
    program.start(path)
    settle(lambda: not program.window.desk.questions.waiting())
    yield program.window


@pytest.fixture
def unexpected(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What rose to the one hook and is no sentence for the user."""
    found: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, CrmError):
            found.append(error)
            sys.stderr.write("".join(traceback.format_exception(kind, error, trace)))

    monkeypatch.setattr(sys, "excepthook", hook)
    return found


def play(qtbot: QtBot, window: MainWindow, tmp_path: Path, seed: int, count: int) -> None:
    files = []
    for name, content in LISTS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        files.append(tmp_path / name)
    if window.file is None:  # the one before found the way out
        window.program.registers.open(tmp_path / "demo.klynge")
        settle(lambda: not window.desk.questions.waiting())
    monkey = Monkey(window, seed, count, files)
    try:
        qtbot.waitUntil(lambda: monkey.is_out(), timeout=count * 2_000)
    finally:
        monkey.stop()
        sys.stderr.write("\n  ".join([f"seed {seed}:", *monkey.done[-60:], ""]))
    settle(lambda: not window.desk.questions.waiting())


@pytest.mark.soak
@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("seed", [1, 2])
def test_random_use_meets_no_unexpected_error(
    qtbot: QtBot,
    big: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    unexpected: list[BaseException],
    seed: int,
) -> None:
    no_system_windows(monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_url: True)
    play(qtbot, big, tmp_path, seed, 80)
    assert unexpected == []
    if big.file is None:
        opening.open_register(tmp_path / "demo.klynge")
    assert soundness.problems() == []


@pytest.mark.soak
@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize("seed", range(100, 120))
def test_long_random_use_meets_no_unexpected_error(
    qtbot: QtBot,
    big: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    unexpected: list[BaseException],
    seed: int,
) -> None:
    no_system_windows(monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_url: True)
    play(qtbot, big, tmp_path, seed, 1_000)
    assert unexpected == []
    if big.file is None:
        opening.open_register(tmp_path / "demo.klynge")
    assert soundness.problems() == []


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read as Linux tells it")
@pytest.mark.qt_no_exception_capture
def test_memory_hardly_grows_in_the_second_half(
    qtbot: QtBot,
    big: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    unexpected: list[BaseException],
) -> None:
    no_system_windows(monkeypatch)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_url: True)
    kept = []
    for seed in (200, 201):
        play(qtbot, big, tmp_path, seed, 2_000)
        gc.collect()
        settle()
        kept.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]))
    assert unexpected == []
    assert kept[1] < kept[0] * 1.05, kept
