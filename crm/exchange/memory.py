"""Memory while a hundred thousand rows are held: all of it lives until the end, so nobody need look for garbage.

Python's collector of cycles walks all that is new, and now and then all that there is, in one go in which no other
thread runs: a plan of a hundred thousand rows is a million objects and 200 ms, so the window would stand still.
"""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

Held = TypeVar("Held")

_held: set[int] = set()


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector away meanwhile, and from what was made meanwhile as long as something is `held`."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Freezing puts everything out of its sight at once; else the very next object would have it walk it all
            gc.freeze()
            if not _held:
                gc.unfreeze()
            gc.enable()


def held(large: Held) -> Held:
    """The object itself, after noting that the collector need not walk what it holds for as long as it lives."""
    _held.add(id(large))
    weakref.finalize(large, _let_go, id(large)).atexit = False
    return large


def let_go() -> None:
    """Let the collector see everything again: whoever showed a plan is done with it, though it may still be there.

    A dialog and what it holds refer to each other, so that only the collector can free them, and it could not see them.
    """
    _held.clear()
    gc.unfreeze()


def _let_go(number: int) -> None:
    _held.discard(number)
    if not _held:
        gc.unfreeze()
