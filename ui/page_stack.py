"""The pages of one window: made when first shown, told of changes when they are next looked at."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from crm.changes import Changes
from ui import bridge
from ui.kit import columns
from ui.pages import places
from ui.trail import Place, Trail

if TYPE_CHECKING:
    from ui.pages.desk import Desk, Page


class PageStack:
    """Shows one page at a time. `told` is called when the page that is shown has news for the window."""

    def __init__(self, stack: QStackedWidget, told: Callable[[], object]) -> None:
        self._stack, self._told = stack, told
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Changes] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._trail = Trail(_gone)
        self.current = ""

    def page(self) -> "Page | None":
        """The page that is shown."""
        return self._pages.get(self.current)

    def made(self) -> tuple[str, ...]:
        """The keys of the pages that were made so far."""
        return tuple(self._pages)

    def show(self, key: str, desk: "Desk") -> "Page":
        """Show a page; what changed since it was shown last reaches it now."""
        page = self._pages.get(key) or self._make(key, desk)
        self.current = key
        self._stack.setCurrentWidget(page)
        changes = self._stale.pop(key, None)
        if changes is not None:
            page.hear(changes)
        return page

    def make_ahead(self, desk: "Desk") -> bool:
        """Get one more page ready while nobody waits, so that it opens sooner; False when there is no more to do.

        First the pages of `places.AHEAD` are made, then the modules of the others read.
        """
        unmade = next((key for key in places.AHEAD if key not in self._pages), None)
        unread = next((key for key in places.BY_KEY if not places.is_read(key)), None)
        if unmade is not None:
            self._make(unmade, desk)
        elif unread is not None:
            places.read(unread)
        return unmade is not None or unread is not None

    def leave(self) -> None:
        """Remember where one is, for `way_back`."""
        here = self._here()
        if here is not None:
            self._trail.leave(here)

    def way_back(self) -> Place | None:
        """Where one was before; None at the beginning."""
        return self._trail.back(self._here())

    def way_forward(self) -> Place | None:
        """Where one came back from; None where one did not."""
        return self._trail.forward(self._here())

    def ways(self) -> tuple[bool, bool]:
        """Whether there is anywhere to go back to, and forward."""
        return self._trail.can_go()

    def _here(self) -> Place | None:
        page = self.page()
        return Place(self.current, page.state()) if page is not None else None

    def react(self, changes: Changes) -> None:
        """Tell the page that is shown; the others when they are."""
        for key, page in self._pages.items():
            if key == self.current:
                page.hear(changes)
            else:
                self._stale[key] = bridge.merged(self._stale.get(key), changes)

    def make_again(self) -> str:
        """Take the pages down; they come back where they stood, in another language. Returns which one was shown."""
        here = self.current
        self._kept = self._kept | {key: page.state() for key, page in self._pages.items()}
        self._take_down()
        return here

    def clear(self) -> None:
        """Take the pages down and forget them."""
        self._take_down()
        self._kept.clear()
        self._trail.clear()

    def _make(self, key: str, desk: "Desk") -> "Page":
        page = self._pages[key] = places.make(key, desk)
        page.told.connect(lambda: self._told() if self.page() is page else None)
        self._stack.addWidget(page)
        if key in self._kept:
            page.restore(self._kept.pop(key))
        return page

    def _take_down(self) -> None:
        self.current = ""
        columns.finish(self._stack)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()


def _gone(place: Place) -> bool:
    """Whether the record somebody stood on there was deleted meanwhile, or its making undone."""
    table, id = places.table(place.key), place.state.get("id")
    return bool(table) and id is not None and not places.is_there(table, id)
