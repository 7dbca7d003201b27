"""Memory while a hundred thousand rows are held: other threads must get their turn, when it is made and when it goes.

Python's collector of cycles walks all that is new, and now and then all that there is, in one go in which no other
thread runs: a plan of a hundred thousand rows is a million objects and 200 ms, so the window would stand still. To
free such a plan in one go takes longer still, and whoever drops the last reference does it: it is taken apart instead.
"""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from queue import SimpleQueue
from time import sleep
from typing import Any, NamedTuple, Protocol, TypeVar

_PIECE = 500
_MOMENT = 0.02


class Large(Protocol):
    """Something of which a thread of its own takes the large lists apart."""

    @property
    def heaps(self) -> Sequence[list[Any]]:
        """Its large lists, which may be those of another one too."""


class HasHeaps(Protocol):
    """Something that grows with a list, and nobody else needs."""

    @property
    def heaps(self) -> Sequence[list[Any] | dict[Any, Any] | set[Any]]:
        """All of it that is large."""


Held = TypeVar("Held", bound=Large)


class _Gone(NamedTuple):
    """What somebody let go; `whole` where the lists are to be emptied even if others have them still."""

    number: int
    heaps: list[list[Any]]
    whole: bool


_held: dict[int, "weakref.finalize[[int, list[list[Any]]], Any]"] = {}
_numbers = count()
_gone: "SimpleQueue[_Gone | threading.Event]" = SimpleQueue()
_starting = threading.Lock()
_thread: threading.Thread | None = None


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
    """The object itself, after noting that the collector need not walk what it holds for as long as it lives.

    When it goes, those of its heaps that nobody else has are taken apart.
    """
    _start()
    number = next(_numbers)
    end = weakref.finalize(large, _let_go, number, list(large.heaps))
    end.atexit = False
    _held[number] = end
    return large


def let_go(*done: Large | None) -> None:
    """Take apart what nobody looks at any more, though it may still be there: its heaps are empty soon.

    A dialog and what it holds refer to each other, so that only the collector can free them; with the plan of a long
    list in it that would take a second in which nothing else runs.
    """
    for number, end in list(_held.items()):
        there = end.peek()
        if there is not None and any(there[0] is one for one in done) and end.detach() is not None:
            _gone.put(_Gone(number, there[2][1], whole=True))


def take_apart(*heaps: list[Any] | dict[Any, Any] | set[Any]) -> None:
    """Empty what nobody needs any more, bit by bit: Python gives other threads their turn in between."""
    for heap in heaps:
        if isinstance(heap, list):
            while heap:
                del heap[-_PIECE:]
        else:
            take = heap.popitem if isinstance(heap, dict) else heap.pop
            while heap:
                take()


@contextmanager
def apart_when_stopped(*large: HasHeaps | list[Any]) -> Iterator[None]:
    """Take apart what was made so far where something is raised meanwhile, as when somebody stops the work."""
    try:
        yield
    except Exception:
        for one in large:
            take_apart(*((one,) if isinstance(one, list) else one.heaps))
        raise


def wait() -> None:
    """Wait until all that was let go before is gone."""
    done = threading.Event()
    _start()
    _gone.put(done)
    done.wait()


def _let_go(number: int, heaps: list[list[Any]]) -> None:
    # Called wherever the last reference was dropped, be it in the middle of a collection: nothing here may lock
    _gone.put(_Gone(number, heaps, whole=False))


def _start() -> None:
    global _thread
    with _starting:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_clear_up, name="memory", daemon=True)
            _thread.start()


def _clear_up() -> None:
    while True:
        gone = _gone.get()
        if isinstance(gone, threading.Event):
            gone.set()
            continue
        # Who is going has its lists a moment longer
        sleep(_MOMENT)
        while gone.heaps:
            if gone.whole or _is_alone(gone.heaps):
                heap = gone.heaps[-1]
                while heap:
                    del heap[-_PIECE:]
                    sleep(0)
                del heap
            gone.heaps.pop()
        _held.pop(gone.number, None)
        if not _held:
            gc.unfreeze()


def _is_alone(heaps: list[list[Any]]) -> bool:
    """Whether nobody else has the last of the lists."""
    return sys.getrefcount(heaps[-1]) <= _ALONE


_ONE: list[list[Any]] = [[]]
_ALONE = sys.getrefcount(_ONE[-1])
