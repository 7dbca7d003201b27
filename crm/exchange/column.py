"""One column of a list: what its header may mean, and what it holds."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange import cell_kinds
from crm.exchange.source import Cell
from crm.exchange.synonyms import Meaning


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
