"""All ids of a list and the rows that were looked at lately: what stands behind every model of the kit."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Fetch = Callable[[Sequence[int]], Mapping[int, Any]]

_FEW = 5


class Pages:
    """Rows of a fixed list of ids, fetched a page at a time; the pages used longest ago are let go."""

    def __init__(self, fetch: Fetch, *, size: int = 100, keep: int = 40) -> None:
        self.ids: Sequence[int] = ()
        self._fetch = fetch
        self._size = size
        self._keep = keep
        self._pages: OrderedDict[int, Mapping[int, Any]] = OrderedDict()
        self._positions: dict[int, int] | None = None
        self._looked_up = 0

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these ids from now on, and forget every row."""
        # A fifth of what a list of numbers takes; whoever asked beside the window may have made it there.
        self.ids = ids if isinstance(ids, array) else array("q", ids)
        self._positions = None
        self._looked_up = 0
        self._pages.clear()

    def forget(self) -> None:
        """Ask for the rows again when they are next needed."""
        self._pages.clear()

    def row(self, position: int) -> Any:
        """The row at a position, or None where `fetch` does not know the id.

        A page that could not be fetched stays empty, so that one repaint asks once and the error is told once.
        """
        number = position // self._size
        page = self._pages.get(number)
        if page is None:
            self._pages[number] = {}
            start = number * self._size
            page = self._fetch(self.ids[start : start + self._size])
            self._pages[number] = page
            while len(self._pages) > self._keep:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self.ids[position])

    def position(self, id: int) -> int:
        """Where an id stands, -1 when it does not."""
        if self._positions is None:
            # Who asks for one record looks through the bytes, a fraction of a millisecond; many are worth a map.
            self._looked_up += 1
            if self._looked_up <= _FEW:
                return self._found(id)
            self._positions = {one: place for place, one in enumerate(self.ids)}
        return self._positions.get(id, -1)

    def _found(self, id: int) -> int:
        held = self.ids.tobytes() if isinstance(self.ids, array) else b""
        wanted = array("q", (id,)).tobytes()
        place = held.find(wanted)
        while place % len(wanted) and place >= 0:  # begins within a number
            place = held.find(wanted, place + 1)
        return place // len(wanted) if place >= 0 else -1
