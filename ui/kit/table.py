"""The answer to a query, as Qt wants it: all ids now, rows when a view first paints them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit import icons, text
from ui.kit.pages import Fetch, Pages

Index = QModelIndex | QPersistentModelIndex
Align = Literal["left", "right", "center"]
_NOWHERE = QModelIndex()
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `show(row)` is its text (without it the row's attribute `key`), `tip(row)` its tooltip, `icon(row)`
    the name of an icon before the text, `pair(row)` the key of a colour pair that makes the text a chip ("" for
    none). The one that `grows` takes the room that is over, rather than the last one.
    """

    key: str
    title: str
    width: int = 140
    align: Align = "left"
    show: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    sortable: bool = True
    visible: bool = True
    icon: Callable[[Any], str] | None = None
    pair: Callable[[Any], int | str] | None = None
    grows: bool = False

    def text(self, row: Any) -> str:
        """What the cell says for a row; nothing for a row that is gone."""
        if row is None:
            return ""
        if self.show is not None:
            return self.show(row)
        value = getattr(row, self.key)
        return "" if value is None else str(value)

    @property
    def flag(self) -> Qt.AlignmentFlag:
        """The alignment as Qt writes it, in the middle of the row."""
        return _ALIGN[self.align] | Qt.AlignmentFlag.AlignVCenter


class RecordTable(QAbstractTableModel):
    """Rows known by id, shown in columns; sorting and filtering are done by whoever makes the ids."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._pages = Pages(fetch)

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these rows, in this order; the views keep selection, current row and place by id."""
        self.beginResetModel()
        self._pages.set_ids(ids)
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """All ids, in the order shown."""
        return self._pages.ids

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns (or the same in another language)."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def refresh(self, ids: Sequence[int] | None = None) -> None:
        """Read the rows again (of these ids; None for all) without touching order or selection."""
        self._pages.forget()
        places = range(len(self._pages.ids)) if ids is None else [p for p in map(self.row_of, ids) if p >= 0]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), len(self.columns) - 1))

    def id_at(self, row: int) -> int:
        """The id shown in a row."""
        return self._pages.ids[row]

    def row_of(self, id: int) -> int:
        """The row that shows an id, -1 for none."""
        return self._pages.position(id)

    def record(self, row: int) -> Any:
        """What `fetch` gave for a row; None when it gave nothing."""
        return self._pages.row(row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pages.ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self._pages.ids[index.row()]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.flag
        row = self._pages.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(column.icon(row), "muted") if column.icon and column.icon(row) else None
        return text.plain_tip(column.tip(row)) if column.tip else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].flag
        return None


_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.UserRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.ToolTipRole,
)
