"""Who works beside whom: the people of an organisation among whom somebody with a like name is looked for.

In a small organisation that is everybody. In a large one it is those who share a whole word of the name: a typo or a
short form leaves the other words as they are. So a look costs the same however large the organisation is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, Protocol, TypeVar

from crm.rules import likeness

_LARGE = 100
# Names with nothing in common come to 45 or so, a short form to 70
_WORTH_A_LOOK = 60


class Named(Protocol):
    """Anything with the key of a person's name."""

    @property
    def key(self) -> str: ...


Somebody = TypeVar("Somebody", bound=Named)


@cache
def _rough() -> Callable[..., float]:
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio


@dataclass(frozen=True)
class Neighbours(Generic[Somebody]):
    """People by the organisation that they work or worked in."""

    everybody: dict[int, list[Somebody]] = field(default_factory=dict)
    by_word: dict[tuple[int, str], list[Somebody]] = field(default_factory=dict)  # only of large organisations

    def add(self, place: int, person: Somebody) -> None:
        """One more who works there."""
        there = self.everybody.get(place)
        if there is None:
            self.everybody[place] = [person]
            return
        if len(there) < _LARGE:
            there.append(person)
            if len(there) == _LARGE:
                for one in there:
                    self._index(place, one)
        else:
            self._index(place, person)

    def alike(self, place: int, key: str) -> list[Somebody]:
        """Those there whose names are like the one with this key."""
        there = self.everybody.get(place)
        if there is None:
            return []
        near: Iterable[Somebody] = there if len(there) < _LARGE else self._sharing(place, key)
        rough, of_keys = _rough(), likeness.of_keys
        return [
            person
            for person in near
            if rough(key, person.key, score_cutoff=_WORTH_A_LOOK) and of_keys(key, person.key).score
        ]

    def _index(self, place: int, person: Somebody) -> None:
        for word in person.key.split():
            sharing = self.by_word.setdefault((place, word), [])
            # A word that more people have than that says too little
            if len(sharing) < _LARGE:
                sharing.append(person)

    def _sharing(self, place: int, key: str) -> Iterator[Somebody]:
        found = {id(person): person for word in key.split() for person in self.by_word.get((place, word), ())}
        yield from found.values()
