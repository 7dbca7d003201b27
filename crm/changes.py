"""The news that travels after a step: which rows of which tables it touched.

Commands publish once their transaction is committed; windows subscribe and ask their query again.
A subscriber is called in the thread of the command: the window's bridge carries it to Qt's thread.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

MOST_NAMED = 1_000


@dataclass(frozen=True)
class Changes:
    """The rows a step touched, by table: `Changes("Log meeting", {"interaction": {9}})`.

    A table of which more than MOST_NAMED rows were touched names none: who would look at each of them?
    """

    label: str
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any row of these tables was touched."""
        return any(table in self.rows for table in tables)


def both(one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
    """The rows of a table that were touched twice; none where there are too many to name.

    >>> both(frozenset({1}), frozenset({2})), both(frozenset({1}), frozenset())
    (frozenset({1, 2}), frozenset())
    """
    return one | other if one and other else frozenset()


Subscriber = Callable[[Changes], None]
_subscribers: list[Subscriber] = []


def subscribe(subscriber: Subscriber) -> Callable[[], None]:
    """Call `subscriber` after every step from now on; returns the function that ends it."""
    _subscribers.append(subscriber)

    def unsubscribe() -> None:
        if subscriber in _subscribers:
            _subscribers.remove(subscriber)

    return unsubscribe


def publish(changes: Changes) -> None:
    """Tell every subscriber what a committed step touched; an error of one rises when all have heard."""
    with ExitStack() as telling:
        for subscriber in reversed(_subscribers):
            telling.callback(subscriber, changes)
