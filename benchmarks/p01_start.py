"""P1, P10: from the start of the process to the first painted window, and the memory it takes."""

import shutil
from functools import partial

from benchmarks import registers, runs
from benchmarks.bar import Result, amount, limit, ratio
from benchmarks.sizes import Sizes


def measure(sizes: Sizes) -> list[Result]:
    """Processor time until the first paint, in turns with an empty window on the same file."""
    path = registers.sample(sizes.scale, sizes.notes)
    shutil.rmtree(registers.KEPT / "home", ignore_errors=True)
    peaks: dict[str, list[float]] = {"ours": [], "page": [], "empty": [], "contacts": []}

    def started(task: str) -> float:
        run = runs.child("starting", task, path=path)
        peaks[task].append(run.peak)
        return float(run.told["cpu"])

    tasks = [partial(started, task) for task in ("ours", "page", "empty")]
    ours, page, floor = runs.turns(tasks, sizes.times + 2)
    started("contacts")
    work = f"process start to first painted window, {sizes.contacts} contacts (CPU)"
    more = peaks["contacts"][0] - sorted(peaks["empty"])[0]
    return [
        ratio("P1", work, ours, floor, 1.6, "an empty QMainWindow, Peewee and the open database"),
        Result("P1", "the same until the first page has all it shows (CPU)", amount(page, "s"), "no bar", None),
        Result("P1", "the same beside Vorta's start", "Vorta is not installed here", "≤ 0.7x", None),
        limit(
            "P10", f"memory of the window with {sizes.contacts} contacts listed, above the empty one", more, 60, "MB"
        ),
    ]
