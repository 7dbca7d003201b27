"""An answer that is kept, with what was touched since: the next question asks only for that."""

from collections.abc import Mapping
from datetime import date
from typing import Generic, TypeVar

from crm.changes import Changes, both

Answer = TypeVar("Answer")


class Answered(Generic[Answer]):
    """The last answer of a day and the rows touched since, by table; none of another day."""

    def __init__(self) -> None:
        self._kept: tuple[date, Answer] | None = None
        self._touched: dict[str, frozenset[int]] = {}

    def touch(self, changes: Changes) -> None:
        """Some rows were touched."""
        for table, ids in changes.rows.items():
            self._touched[table] = both(self._touched[table], ids) if table in self._touched else ids

    def keep(self, today: date, answer: Answer) -> None:
        """An answer came.

        A newer question takes the place of one that is not answered: until then all that was touched counts.
        """
        self._kept = (today, answer)
        self._touched = {}

    def forget(self) -> None:
        """Ask everything next time."""
        self._kept = None

    def on(self, today: date) -> Answer | None:
        """The answer, where it was asked on this day."""
        return self._kept[1] if self._kept is not None and self._kept[0] == today else None

    def touched(self) -> Mapping[str, frozenset[int]]:
        """What was touched since."""
        return dict(self._touched)
