"""P2, the wide table: sorted by two columns, filtered across relations, grouped with sums, everything selected."""

from collections.abc import Callable
from statistics import median

from benchmarks import registers, runs
from benchmarks.bar import Result, limit
from benchmarks.sizes import Sizes

_BAR = 0.050


def measure(sizes: Sizes) -> list[Result]:
    """The longest that the window's thread works at a stretch, in processor time, while each thing is done."""
    path = registers.sample(sizes.scale, sizes.notes)
    told = [runs.child("p02_table", "tried", path=path).told for _time in range(sizes.times)]
    return [
        limit("P2", f"{act}, {sizes.contacts} contacts: the window's thread at a stretch", median(found), _BAR)
        for act, found in ((act, [one[act] for one in told]) for act in told[0])
    ]


def tried(path: str) -> dict[str, float]:
    """Seconds of the window's thread at a stretch, by what was done in the wide table of contacts."""
    from dataclasses import replace

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from benchmarks import windows
    from crm.queries.lists.conditions import EVERYTHING, All, Compare, Related
    from ui.pages.grid import changing

    program = windows.opened(path)
    window = program.window
    window.go("contacts")
    windows.settle(window)
    page = window.page()
    quiet = Related("meetings", "none", where=Compare("held_on", "last_days", 180))
    busy = Related("activities", "at_least", 2, Compare("start_on", "in_year", 2025))
    columns = ("name", "title", "organisation", "city", "last_contact", "open_tasks", "activities", "contacts_year")

    def take(**changed: object) -> Callable[[], object]:
        return lambda: page.grid.take(replace(page.grid.look, **changed))

    def all_selected() -> None:
        page.grid.list.grid.setFocus()
        QTest.keyClick(page.grid.list.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    acts: dict[str, Callable[[], object]] = {
        "the table shown": lambda: page.show_table(True),
        "its columns chosen": lambda: page.grid.take(changing.with_columns(page.grid.look, columns, 1)),
        "sorted by two columns": take(order=(("city", False), ("last_contact", True))),
        "filtered by a chip": take(conditions=All((Compare("at_member", "is", True),))),
        "filtered across relations": take(conditions=All((Compare("at_member", "is", True), quiet))),
        "people at two workshops": take(conditions=All((busy,))),
        "the filter taken away": take(conditions=EVERYTHING, order=()),
        "grouped by a column": take(group="city"),
        "all groups left": take(group=""),
        "everything selected": all_selected,
        "the list again": lambda: page.show_table(False),
    }
    found = {}
    for name, act in acts.items():
        found[name] = windows.longest(window, act)
        # The sums of a selection come when the selection has rested, in a loop of their own that no heart beats in:
        # they have no figure here.
    program.end()
    return found
