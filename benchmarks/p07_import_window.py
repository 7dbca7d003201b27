"""P7, the real window meanwhile: how long it waits at a stretch while a long list is imported in its dialog."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time

from benchmarks import lists, registers, runs, windows
from benchmarks.bar import Result, amount
from benchmarks.sizes import Sizes

BEAT_MS, LOOKED_AT_MS = 4, 400


def measure(sizes: Sizes) -> list[Result]:
    """The longest stretch without a turn of Qt's loop, of all that the dialogs do.

    The bar is held against the processor time of the whole process, the worker's included: what else the machine does
    is not counted, what keeps the window from its turn is. Beside it stand that of the window's own thread and the
    clock, which counts everything.
    """
    count = sizes.contacts
    longest = []
    for _time in range(min(3, sizes.times)):
        with registers.copy(registers.sample(1, 600)) as file:
            told = runs.child("p07_import_window", "meanwhile", path=file, source=lists.workbook(count)).told
            longest.append([max(found) for found in zip(*told.values(), strict=True)])
    work = f"longest that the real window waits while {count} rows go through its import dialog and back (CPU)"
    cpu, own, clock = (median(found) for found in zip(*longest, strict=True))
    figure = f"{amount(cpu, 's')} ({amount(own, 's')} its own thread, {amount(clock, 's')} by the clock)"
    return [Result("P7", work, figure, "≤ 100 ms", cpu <= 0.1)]


def meanwhile(path: str, source: str) -> dict[str, list[float]]:
    """The longest stretches of each stage: read, plan, decide otherwise, bring in, close, take back.

    Each as seconds of the process, of the window's own thread, and by the clock.
    """
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from crm.queries import history
    from ui.dialogs import import_list, take_back
    from ui.dialogs.import_decisions import Decision
    from ui.dialogs.working import WorkDialog

    window = windows.opened(path).window
    longest: dict[str, list[float]] = {}

    def now() -> list[float]:
        return [process_time(), thread_time(), perf_counter()]

    stage, last = "", now()

    def beat() -> None:
        nonlocal last
        this = now()
        stretch = [after - before for before, after in zip(last, this, strict=True)]
        longest[stage] = list(map(max, longest.get(stage, [0.0, 0.0, 0.0]), stretch))
        last = this

    def during(name: str, dialog: WorkDialog, act: Callable[[], object], until: Callable[[], bool]) -> None:
        nonlocal stage
        stage = name
        act()
        while dialog.working() or not (until() and window.at_rest()):
            QTest.qWait(20)
        QTest.qWait(LOOKED_AT_MS)

    dialog = import_list.ask(window)
    QTest.qWait(LOOKED_AT_MS)
    heart = QTimer()
    heart.timeout.connect(beat)
    heart.start(BEAT_MS)
    last = now()
    during("read", dialog, lambda: dialog.read(Path(source)), lambda: dialog.step() == import_list.COLUMNS)
    during("plan", dialog, dialog.save_now, lambda: dialog.step() == import_list.PLAN)
    fill: Decision = lambda made: replace(made.choices, strategy="fill")  # noqa: E731
    during("decide", dialog, lambda: dialog._decide(fill), lambda: not dialog.decisions.busy())
    during("bring in", dialog, dialog.save_now, lambda: dialog.step() == import_list.DONE)
    during("close", dialog, dialog.save_now, lambda: True)
    back = take_back.ask(window, step=history.steps(limit=1)[0].id)
    during("look at taking back", back, lambda: None, back.save_button.isEnabled)
    during("take back", back, back.save_now, lambda: True)
    heart.stop()
    windows.settle(window)
    return longest
