"""P3: search while typing, until the hits are known and until they are painted."""

from functools import partial
from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_WORDS = (
    "solvi", "ødegård", "hansen", "ishavsenzym", "tromsø", "restråstoff", "hydrolyse", "sekvensering", "tare", "anne",
    "pilotforsøk", "krabbe", "9008", "400 00 1", "innovasjon norge", "havbruk as", "konsortium", "nguyen", "båtsfjord",
    "medlemssamtale", "budsjett", "skattefunn", "enzym", "van der meer", "post@", "kari", "åsli", "ærfugl", "315000",
)  # fmt: skip


def prefixes(count: int = 150) -> list[str]:
    """What stands in the field after each key stroke of a few searches."""
    typed = [word[:length] for word in _WORDS for length in range(1, len(word) + 1)]
    step = max(1, len(typed) // count)
    return typed[::step][:count]


def measure(sizes: Sizes) -> list[Result]:
    """The slowest of a hundred key strokes, and all of them beside the bare full-text questions."""
    path = registers.sample(sizes.scale, sizes.notes)
    told = [runs.child("p03_search", "typed", path=path).told for _time in range(min(3, sizes.times))]
    p99, total, bare = (sorted(one[name] for one in told)[len(told) // 2] for name in ("p99", "total", "bare"))
    painted = runs.child("p03_search", "painted", path=path).told["p99"]
    work = f"search as typed among {sizes.contacts} contacts and {sizes.notes} interactions"
    return [
        limit("P3", f"{work}, p99 of 150 key strokes until the hits are known (CPU)", p99, 0.016),
        limit("P3", "the same until it is painted in the palette, p99 (CPU)", painted, 0.100),
        ratio("P3", "the same, all key strokes", total, bare, 0, "the full-text index alone")._replace(
            bar="–", holds=None
        ),
    ]


def typed(path: str) -> dict[str, float]:
    """Seconds of every key stroke, once warm."""
    from crm.queries import search
    from crm.rules import folding
    from crm.store import opening
    from crm.store import search as index

    opening.open_register(Path(path), write=False, check=False)
    strokes = prefixes()
    for text in strokes:
        search.hits(text, 12)
    times = []
    for text in strokes:
        started = process_time()
        search.hits(text, 12)
        times.append(process_time() - started)
    started = process_time()
    for text in strokes:
        for table in ("person", "organisation", "contact_point", "interaction", "task"):
            index.newest(table, folding.fold(text), 12)
    bare = process_time() - started
    opening.close()
    return {"p99": sorted(times)[int(len(times) * 0.99)], "total": sum(times), "bare": bare}


def painted(path: str) -> dict[str, float]:
    """Seconds of every key stroke in the palette over the window, until it is painted."""
    from benchmarks import windows
    from ui.kit.palette import Palette

    program = windows.opened(path)
    program.window.open_palette()
    palette = program.window.findChild(Palette)
    windows.settle(program.window)
    times = [windows.until_painted(program.window, partial(palette.edit.setText, text)).cpu for text in prefixes()]
    program.end()
    return {"p99": sorted(times)[int(len(times) * 0.99)]}
