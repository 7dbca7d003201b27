"""Invented rows for the tests of the lists."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A row of a list."""

    name: str
    place: str | None = "Bodø"


class Register:
    """Rows by id, and how often they were asked for."""

    def __init__(self, count: int) -> None:
        self.rows = {id: Row(f"Person {id}") for id in range(1, count + 1)}
        self.asked: list[int] = []

    def fetch(self, ids: Sequence[int]) -> dict[int, Row]:
        """The rows of these ids that exist."""
        self.asked.append(len(ids))
        return {id: self.rows[id] for id in ids if id in self.rows}
