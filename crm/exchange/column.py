"""One column of a list: what its header may mean, what it holds, and whether an address is made of a name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange import cell_kinds
from crm.exchange.source import Cell
from crm.exchange.synonyms import Meaning
from crm.rules.folding import loose

_NEARLY_ALL = 0.8


class Column(NamedTuple):
    """A column: what its header may mean, the field that a known layout gives it ("" for none), its filled cells."""

    at: int
    header: str
    meaning: Meaning | None
    told: str | None
    cells: Sequence[Cell]

    def means(self, *fields: str) -> bool:
        """Whether its header or its layout says one of these fields."""
        if self.told is not None:
            return self.told in fields
        return self.meaning is not None and self.meaning.kind == "field" and self.meaning.word in fields

    def opens(self, word: str) -> bool:
        """Whether its header is this word with several meanings."""
        return self.told is None and self.meaning is not None and self.meaning[:2] == ("open", word)

    def holds(self, test: cell_kinds.Test) -> float:
        """The share of its cells that pass the test."""
        return cell_kinds.share(test, self.cells)

    def names_only_people(self) -> bool:
        """Whether nearly all of its cells are people's names, by common given names."""
        tests = (cell_kinds.is_person, cell_kinds.begins_with_given_name)
        return all(self.holds(test) >= _NEARLY_ALL for test in tests)


def names_the_owner(email: Cell, name: Cell) -> bool:
    """Whether the address before its @ holds a word of the name, or is its initials.

    >>> names_the_owner("kare.odegard@nordlys.example", "Kåre Ødegård"), names_the_owner("post@x.example", "Nordlys")
    (True, False)
    >>> names_the_owner("bo@nordlys.example", "Bo Vik"), names_the_owner("cd@dahl.example", "Cecilie Dahl")
    (True, True)
    """
    if not isinstance(email, str) or not isinstance(name, str):
        return False
    local = loose(re.sub(r"[._\-]", " ", email.partition("@")[0]))
    words = loose(name).split()
    initials = "".join(word[0] for word in words)
    return any((len(word) > 2 and word in local) or word in local.split() for word in words) or (
        len(words) > 1 and local == initials
    )
