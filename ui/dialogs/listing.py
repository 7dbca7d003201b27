"""A table of what stands in memory already: the rows of a history, of a plan, of an import."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize

from ui.kit import theme, tokens
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable


class Listing(RecordView):
    """Shows rows in the order they are given; the ids are their places. It asks for room for `tall` rows.

    It has never less than that for `least` of those that are there.
    """

    def __init__(self, name: str, columns: Sequence[Column], *, tall: int = 10, least: int = 3) -> None:
        super().__init__()
        self._tall, self._least = tall, least
        self._rows: Sequence[Any] = ()
        self.setAccessibleName(name)
        scaled = [replace(column, width=theme.px(column.width)) for column in columns]
        self.setModel(RecordTable(scaled, self._fetch, self))
        self.horizontalHeader().setStretchLastSection(True)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, the first one current."""
        self._rows = rows
        self.table().set_ids(range(len(rows)))
        self.updateGeometry()
        if rows:
            self.go_to(0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high(self._tall))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._high(min(self._least, self._tall)))

    def _high(self, most: int) -> int:
        """Pixels that the header, so many rows and a scroll bar take."""
        rows = min(most, max(1, len(self._rows))) * theme.px(tokens.ROW_TABLE)
        return self.horizontalHeader().sizeHint().height() + rows + tokens.L

    def rows(self) -> Sequence[Any]:
        """What is shown."""
        return self._rows

    def current_row(self) -> Any:
        """The row one is on, None where there is none."""
        place = self.current_id()
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _fetch(self, places: Sequence[int]) -> Mapping[int, Any]:
        return {place: self._rows[place] for place in places}
