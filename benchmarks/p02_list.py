"""P2: the list of contacts opened, sorted, filtered, scrolled to its end; each until it is painted."""

from collections.abc import Callable
from statistics import median
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_SCREEN = 40
_FRAME = 0.016
_TASKS = {
    "opened": "list of contacts opened",
    "sorted": "sorted by another column",
    "filtered": "filtered",
    "end": "jumped to its end",
}


def measure(sizes: Sizes) -> list[Result]:
    """Processor time of each, beside the SQL for the ids, one screen of rows and a frame."""
    path = registers.sample(sizes.scale, sizes.notes)
    told = [runs.child("p02_list", "tried", path=path).told for _time in range(sizes.times)]
    found = {name: median(one[name] for one in told) for name in told[0]}
    return [
        *(
            ratio(
                *("P2", f"{work}, {sizes.contacts} contacts", found[task], found[f"{task} floor"], 2),
                "ids, one screen, 16 ms",
            )
            for task, work in _TASKS.items()
        ),
        limit("P2", "the window's thread at a stretch, at most, in all of these (CPU)", found["longest"], 0.050),
    ]


def tried(path: str) -> dict[str, float]:
    """Processor seconds of everything, each beside its floor."""
    from benchmarks import windows
    from crm.queries.people import PeopleQuery

    program = windows.opened(path)
    window = program.window
    spent = {"opened": windows.until_painted(window, lambda: window.go("contacts")).cpu}
    page = window.page()
    acts: dict[str, Callable[[], object]] = {
        "sorted": lambda: page.view.sort_asked.emit("last_contact", True),
        "filtered": lambda: page.search("ødegård"),
        "whole again": lambda: page.search(""),
        "end": page.view.scrollToBottom,
    }
    spent |= {task: windows.until_painted(window, act).cpu for task, act in acts.items()}
    window.go("today")
    page.view.sort_asked.emit("name", False)
    windows.settle(window)
    acts = {"opened": lambda: window.go("contacts"), **acts}
    spent["longest"] = max(windows.longest(window, act) for act in acts.values())
    queries = {
        "opened": PeopleQuery(),
        "sorted": PeopleQuery(order="last_contact", descending=True),
        "filtered": PeopleQuery("ødegård", "last_contact", True),
    }
    for task, query in queries.items():
        started = process_time()
        query.rows(query.ids()[:_SCREEN])
        spent[f"{task} floor"] = process_time() - started + _FRAME
    ids = queries["sorted"].ids()[-_SCREEN:]
    started = process_time()
    queries["sorted"].rows(ids)
    spent["end floor"] = process_time() - started + _FRAME
    program.end()
    return spent
