"""Rows of a wide table with headings between them: groups that can be shut, each with its count and sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.pages import Fetch
from ui.kit.table import Column, RecordTable

Index = QModelIndex | QPersistentModelIndex
_NONE: Mapping[int, Any] = {}


class Heading(NamedTuple):
    """What stands above a group: its words, how many rows it has, and sums in words by the key of their column."""

    key: str
    words: str
    rows: int
    sums: Mapping[str, str] = {}


class GridTable(RecordTable):
    """A `RecordTable` whose headings are rows of their own, with negative ids: one can stand on them, not select."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None) -> None:
        self._records: Sequence[int] = ()
        self._headings: tuple[Heading, ...] = ()
        self._shut: frozenset[str] = frozenset()
        self._rows: list[int] = []
        self._known: Mapping[int, Any] = _NONE
        self._read = fetch
        super().__init__(columns, self._fetch, parent)

    def show_rows(
        self,
        columns: Sequence[Column],
        records: Sequence[int],
        headings: Sequence[Heading] = (),
        shut: Collection[str] = (),
        known: Mapping[int, Any] = _NONE,
    ) -> None:
        """Show these columns and rows; the headings stand before as many rows as each has, in their order.

        `known` are rows that were fetched already, so that the first paint need not wait for them.
        """
        self._records, self._headings, self._shut = records, tuple(headings), frozenset(shut)
        self._known = known
        ids = self._laid_out()
        self.beginResetModel()
        self.columns = tuple(columns)
        self._pages.set_ids(ids)
        self.endResetModel()

    def shut(self, keys: Collection[str]) -> None:
        """Show the rows of all groups but these."""
        self.show_rows(self.columns, self._records, self._headings, keys, self._known)

    def shut_now(self) -> frozenset[str]:
        """The keys of the groups that are shut."""
        return self._shut

    def records(self) -> Sequence[int]:
        """All ids that are no headings, those of shut groups too, in order."""
        return self._records

    def headings(self) -> Sequence[Heading]:
        """All headings, in order."""
        return self._headings

    def whole(self) -> tuple[list[int], dict[int, str]]:
        """All ids with the headings between them, also those of shut groups; and the words of the headings."""
        ids: list[int] = []
        place = 0
        for number, heading in enumerate(self._headings, start=1):
            ids += [-number, *self._records[place : place + heading.rows]]
            place += heading.rows
        words = {-number: f"{one.words} ({one.rows})" for number, one in enumerate(self._headings, start=1)}
        return (ids if self._headings else list(self._records)), words

    def heading(self, row: int) -> Heading | None:
        """The heading in a row, None where a record stands there."""
        id = self.id_at(row) if self._headings else 0
        return self._headings[-id - 1] if id < 0 else None

    def headings_within(self, top: int, bottom: int) -> int:
        """How many rows from `top` to `bottom` are headings."""
        return bisect_right(self._rows, bottom) - bisect_left(self._rows, top)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._headings and index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        heading = self.heading(index.row()) if index.isValid() else None
        if heading is None:
            return super().data(index, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = heading.sums.get(self.columns[index.column()].key, "")
            return f"{heading.words} ({heading.rows})" if index.column() == 0 else words
        return None

    def _laid_out(self) -> Sequence[int]:
        self._rows = []
        if not self._headings:
            return self._records
        ids: list[int] = []
        place = 0
        for number, heading in enumerate(self._headings, start=1):
            self._rows.append(len(ids))
            ids.append(-number)
            if heading.key not in self._shut:
                ids += self._records[place : place + heading.rows]
            place += heading.rows
        return ids

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        found = {id: self._known[id] for id in ids if id in self._known}
        wanted = [id for id in ids if id > 0 and id not in found]
        return {**found, **self._read(wanted)} if wanted else found

    def refresh(self, ids: Sequence[int] | None = None) -> None:
        self._known = _NONE  # what is asked for anew must come from the register
        super().refresh(ids)
