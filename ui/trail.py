"""Where one was, and where one came back from: what Alt+Left and Alt+Right go along."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

MOST = 50


class Place(NamedTuple):
    """A page and the state that leads back to its filters, its row and its scroll position."""

    key: str
    state: Mapping[str, Any]


class Trail:
    """The places behind and ahead; `gone(place)` says that the record somebody stood on is not there any more."""

    def __init__(self, gone: Callable[[Place], bool]) -> None:
        self._gone = gone
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, here: Place) -> None:
        """One goes somewhere new from here: what lay ahead is forgotten."""
        self._push(self._behind, here)
        self._ahead.clear()

    def back(self, here: Place | None) -> Place | None:
        """Where one was before; None at the beginning. What is gone is passed over."""
        return self._step(here, self._behind, self._ahead)

    def forward(self, here: Place | None) -> Place | None:
        """Where one came back from."""
        return self._step(here, self._ahead, self._behind)

    def can_go(self) -> tuple[bool, bool]:
        """Whether there is anything behind, and ahead."""
        return bool(self._behind), bool(self._ahead)

    def clear(self) -> None:
        """Forget everything: another register is opened."""
        self._behind.clear()
        self._ahead.clear()

    def _step(self, here: Place | None, start: list[Place], end: list[Place]) -> Place | None:
        while start:
            found = start.pop()
            if not self._gone(found) and (here is None or _spot(found) != _spot(here)):
                if here is not None:
                    self._push(end, here)
                return found
        return None

    def _push(self, places: list[Place], place: Place) -> None:
        if not places or _spot(places[-1]) != _spot(place):
            places.append(place)
        else:
            places[-1] = place
        del places[:-MOST]


def _spot(place: Place) -> tuple[str, dict[str, Any]]:
    """What makes two places one: all but how far their lists are scrolled."""
    return place.key, {name: value for name, value in place.state.items() if name not in ("scroll", "story")}
