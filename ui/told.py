"""What the window tells of the register: the numbers beside the pages, its name, what Undo and Redo would do."""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from crm.changes import Changes
from ui.frame import Frame
from ui.pages import places
from ui.pages.answered import Answered
from ui.pinned import Pinned


class Counts(NamedTuple):
    """What the cluster is called, how much waits on the pages, what Undo and Redo would do, how many drafts there are.

    `pages` holds only those that were counted anew.
    """

    name: str
    pages: dict[str, int]
    undo: str | None
    redo: str | None
    drafts: int


class Told:
    """Asks the register for what the window tells of it, and lets `show` tell it."""

    def __init__(self, window: Frame, pinned: Pinned, show: Callable[[Counts], object]) -> None:
        self._window, self._pinned, self._show = window, pinned, show
        self._pages: Answered[Counts] = Answered()

    def read(self) -> None:
        """Ask everything."""
        self._pages.forget()
        self._ask()
        self._pinned.read()

    def react(self, changes: Changes) -> None:
        """Ask what the tables that were touched since the last answer may have changed; all of it on another day."""
        self._pages.touch(changes)
        self._ask()
        self._pinned.react(changes)

    def _ask(self) -> None:
        today = self._window.today()
        touched = self._pages.touched() if self._pages.on(today) is not None else None

        def done(answer: Counts) -> None:
            self._pages.keep(today, answer)
            self._show(answer)

        self._window.desk.questions.ask("window.counts", lambda: _counts(today, touched), done)


def _counts(today: date, touched: Collection[str] | None) -> Counts:
    """Ask the register; runs beside the window's own thread."""
    from ui.pages import doing

    return Counts(places.cluster_name(), places.numbers(today, touched), *doing.labels(), places.drafts())
