"""A table of what stands in memory already: the rows of a history, of a plan, of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from ui.kit import theme, tokens
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable


class Listing(RecordView):
    """Shows rows in the order they are given; the ids are their places."""

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._rows: Sequence[Any] = ()
        self.setAccessibleName(name)
        self.setProperty("framed", True)
        self.setModel(RecordTable(columns, self._fetch))
        self.horizontalHeader().setStretchLastSection(True)
        self.setMinimumHeight(theme.px(tokens.ROW_TABLE) * 4)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, the first one current."""
        self._rows = rows
        self.table().set_ids(range(len(rows)))
        if rows:
            self.go_to(0)

    def rows(self) -> Sequence[Any]:
        """What is shown."""
        return self._rows

    def current_row(self) -> Any:
        """The row one is on, None where there is none."""
        place = self.current_id()
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _fetch(self, places: Sequence[int]) -> Mapping[int, Any]:
        return {place: self._rows[place] for place in places}
