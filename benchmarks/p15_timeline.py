"""P15: the timeline of an organisation with ten thousand entries opened, searched and scrolled from end to end."""

from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_ENTRIES = 10_000
_PAGE, _FRAME = 100, 0.016
_TURNS = 400


def measure(sizes: Sizes) -> list[Result]:
    """Processor time until it is painted; the SQL for all ids and the first page of rows is the floor."""
    with registers.copy(registers.sample(sizes.scale, sizes.notes)) as path:
        runs.child("p15_timeline", "fill", path=path)
        told = [runs.child("p15_timeline", "tried", path=path).told for _time in range(sizes.times)]
    found = {name: median(one[name] for one in told) for name in told[0]}
    return [
        ratio(
            *("P15", f"timeline of {_ENTRIES} entries opened", found["opened"], found["floor"], 2),
            "all ids, a page of rows, 16 ms",
        ),
        ratio("P15", "searched in its notes", found["searched"], found["search floor"], 2, "the same, found by words"),
        limit("P15", "a turn of the wheel through it (CPU)", found["turn"], 0.016),
        limit("P15", "the window's thread at a stretch, at most, in all of these (CPU)", found["longest"], 0.050),
    ]


def fill(path: str) -> dict[str, int]:
    """Have the first organisation take part in ten thousand meetings over ten years."""
    from datetime import date, timedelta

    from crm.demo.bulk import Batch, derived
    from crm.records.interaction import Interaction, InteractionParticipant
    from crm.store import journal, opening

    opening.open_register(Path(path), check=False)
    with journal.step("Many meetings"):
        batch = Batch()
        for number in range(_ENTRIES):
            notes = f"Samtale {number} om restråstoff og tang.\n" * (1 + number % 4)
            day = date(2026, 11, 20) - timedelta(days=number * 3650 // _ENTRIES)
            values = derived(Interaction, subject=f"Møte {number}", held_on=day, notes=notes, place="Tromsø")
            held = batch.add(Interaction, **values | {"held_on": day.isoformat()})
            batch.add(InteractionParticipant, interaction_id=held, organisation_id=1, person_id=1 + number % 100)
        batch.write()
    opening.close()
    return {}


def tried(path: str) -> dict[str, float]:
    """Processor seconds of everything, each beside its floor."""
    from benchmarks import windows

    program = windows.opened(path)
    window = program.window
    window.go("members")
    window.go("members", 2)
    windows.settle(window)
    story = window.page().detail.story
    spent = {"opened": windows.until_painted(window, lambda: story.about("organisation", 1)).cpu}
    assert len(story.model.ids()) >= _ENTRIES
    bar = story.view.verticalScrollBar()
    started = process_time()
    for turn in range(_TURNS):
        windows.until_painted(window, lambda: bar.setValue(bar.maximum() * turn // _TURNS))  # noqa: B023
    spent["turn"] = (process_time() - started) / _TURNS
    spent["searched"] = windows.until_painted(window, lambda: _search(story, "9999")).cpu
    acts = [
        lambda: _search(story, ""),
        lambda: bar.setValue(bar.maximum() // 2),
        lambda: bar.setValue(bar.maximum()),
        lambda: story.bar.jumped.emit(_ENTRIES // 3),
        lambda: story.about("organisation", 2),
        lambda: story.about("organisation", 1),
    ]
    spent["longest"] = max(windows.longest(window, act) for act in acts)
    program.end()
    return spent | _floors(path)


def _search(story: Any, words: str) -> None:
    story.bar.search.set_text_quietly(words)
    story.again()


def _floors(path: str) -> dict[str, float]:
    from crm.queries.timeline import TimelineQuery
    from crm.store import opening

    opening.open_register(Path(path), check=False)
    found = {}
    for name, query in (
        ("floor", TimelineQuery(organisation=1)),
        ("search floor", TimelineQuery(organisation=1, text="9999")),
    ):
        query.answer()
        started = process_time()
        query.rows(query.ids()[:_PAGE])
        found[name] = process_time() - started + _FRAME
    opening.close()
    return found
