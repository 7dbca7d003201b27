"""Running one thing in a process of its own, again and again, in turns with what it is compared with."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """What one process took: seconds by the clock and of the processors (its children's too), peak MB; what it told."""

    wall: float
    cpu: float
    peak: float
    told: dict[str, Any]


def child(module: str, task: str, **given: Any) -> Run:
    """Call `task(**given)` of a bar in a fresh Python, which tells a dict; raises RuntimeError where it failed."""
    return process([sys.executable, "-m", "benchmarks.child", module, task, json.dumps(given | {}, default=str)])


def verb(*words: object) -> Run:
    """One line of the command line, whole process."""
    return process([sys.executable, "main.py", *map(str, words)])


def process(words: Sequence[str]) -> Run:
    """Run a process from its start to its end. What it prints last is the dict it tells, if it is one."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    # A start that compiles every module anew is nobody's start.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with _file() as out, _file() as err:
        environment["KLYNGE_BENCH_STARTED"] = repr(monotonic())
        started = perf_counter()
        running = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=err)
        if hasattr(os, "wait4"):
            _pid, status, used = os.wait4(running.pid, 0)
            wall = perf_counter() - started
            running.returncode = os.waitstatus_to_exitcode(status)
            scale = 1 / 1024 if sys.platform == "linux" else 1 / 1024**2
            cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss * scale
        else:
            running.wait()
            wall = perf_counter() - started
            cpu, peak = wall, 0.0
        out.seek(0)
        err.seek(0)
        said, complaint = out.read().strip(), err.read()
    if running.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {running.returncode}\n{complaint}")
    return Run(wall, cpu, peak, _told(said))


def _file() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8")


def _told(said: str) -> dict[str, Any]:
    try:
        found = json.loads(said if said.startswith("{") else said.rpartition("\n")[2])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def turns(tasks: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median of each task; they take turns, so that a slow minute of the machine meets all of them."""
    found: list[list[float]] = [[] for _task in tasks]
    for _time in range(times):
        for task, figures in zip(tasks, found, strict=True):
            figures.append(task())
    return [median(figures) for figures in found]
