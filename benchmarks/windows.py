"""The real window in a process of its own, driven without a screen; what a bar of the windows has in common."""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, perf_counter, process_time, sleep, thread_time
from typing import Any, NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock and of the processor."""

    wall: float
    cpu: float


def opened(path: str) -> Any:
    """The program with its window open on a register, as it is when one has looked at it for a few seconds."""
    from ui import app

    alone()
    program: Any = app.Program(app.application())
    program.start(Path(path))
    gc.freeze()  # as ui.app.run does
    settle(program.window)
    _rest(program.window)
    return program


def _rest(window: Any) -> None:
    """Wait for what begins by itself when the window has painted: the file is checked, pages are made ahead."""
    from PySide6.QtTest import QTest

    QTest.qWait(300)
    while not window.at_rest():
        QTest.qWait(20)


def settle(window: Any) -> None:
    """Wait until no page waits for an answer and everything is painted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    flags = QEventLoop.ProcessEventsFlag.AllEvents
    quiet = 0
    while quiet < 2:
        QCoreApplication.processEvents(flags, 5)
        quiet = 0 if window.desk.questions.waiting() else quiet + 1
        if not quiet:
            sleep(0.0005)  # a loop that only asks would count as work of the program


def until_painted(window: Any, act: Callable[[], object]) -> Spent:
    """How long from an action until all it changes is on the screen."""
    started, used = perf_counter(), process_time()
    act()
    settle(window)
    return Spent(perf_counter() - started, process_time() - used)


def longest(window: Any, act: Callable[[], object]) -> float:
    """Seconds of the processor that the window's thread works at a stretch, at most, until all is on the screen.

    A heart that beats whenever the loop is free tells it; it costs so much itself that it measures nothing else.
    """
    from PySide6.QtCore import QTimer

    stretches, last = [0.0], thread_time()

    def beat() -> None:
        nonlocal last
        stretches.append(thread_time() - last)
        last = thread_time()

    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(0)
    act()
    settle(window)
    heart.stop()
    return max(stretches)


def until_first_paint(start: Callable[[], Any], ready: Callable[[], bool] = lambda: True) -> dict[str, float]:
    """Seconds since the process was started, and of its processor, when the window of `start()` has painted first.

    With `ready`, when that is so as well. `start` may run Qt's loop itself.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    told: dict[str, float] = {}
    app = QApplication.instance() or QApplication([])
    again = QTimer()
    again.setInterval(2)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                app.removeEventFilter(self)
                QTimer.singleShot(0, look)
            return False

    def look() -> None:
        if ready():
            told["wall"] = monotonic() - float(os.environ["KLYNGE_BENCH_STARTED"])
            told["cpu"] = process_time()
            app.quit()
        else:
            again.start()

    again.timeout.connect(look)
    watch, run = Watch(), app.exec

    def watched_run() -> int:
        # Only now: a filter in Python is called for every event, of which a window that is put together has thousands.
        app.installEventFilter(watch)
        return run()

    app.exec = watched_run  # type: ignore[method-assign]
    kept = start()
    if not told:
        app.exec()
    del kept
    return told


def alone() -> None:
    """No settings of this machine, and no other Klynge."""
    os.environ.setdefault("KLYNGE_HOME", str(Path("build", "bench", "home").absolute()))


def empty(path: str) -> Any:
    """The least that could be called the program: a window, Peewee, an open database."""
    from playhouse.sqlcipher_ext import SqlCipherDatabase
    from PySide6.QtWidgets import QMainWindow

    database: Any = SqlCipherDatabase(path, pragmas={"foreign_keys": 1, "cache_size": -64_000})
    database.connect()
    assert database.execute_sql("SELECT count(*) FROM setting").fetchone()
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    return window, database
