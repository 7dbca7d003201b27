"""The gallery's wide table: columns that stand still, two orders, groups of which one is shut; and the one error."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.gallery_pieces import card, sheet
from ui.kit.grid_table import GridTable, Heading
from ui.kit.grid_view import GridView
from ui.kit.table import Column
from ui.kit.unexpected import Unexpected

_ROWS = (
    ("Nordlys Bio AS", "Tromsø", "12", "03.11.2026"),
    ("Kelp & Co AS", "Tromsø", "4", "17.10.2026"),
    ("Havfrø AS", "Bodø", "7", ""),
    ("Ødegård Analyse AS", "Bodø", "1", "01.10.2026"),
)
_COLUMNS = (
    Column("name", "Organisation", 220),
    Column("city", "Town", 140),
    Column("contacts", "Contacts", 110, "right"),
    Column("last", "Last contact", 140),
)


def grid() -> QWidget:
    """A table with two groups, and the dialog for our own mistakes laid flat."""
    error = Unexpected(None, "Traceback", None, "")
    error.setWindowFlags(Qt.WindowType.Widget)  # flat on the page: a picture has only one window
    return sheet(card("Wide table", _table()), card("Unexpected", error), columns=1)


def _table() -> GridView:
    view = GridView()
    view.setAccessibleName("Wide table")
    table = GridTable(_COLUMNS, _read, view)
    view.setModel(table)
    groups = (Heading("t", "Tromsø", 2, {"contacts": "16"}), Heading("b", "Bodø", 2, {"contacts": "8"}))
    table.show_rows(_COLUMNS, [1, 2, 3, 4], groups, ["b"])
    view.freeze(1)
    view.setMinimumHeight(260)
    return view


def _read(ids: Sequence[int]) -> Mapping[int, Any]:
    keys = [column.key for column in _COLUMNS]
    return {id: _Row(dict(zip(keys, _ROWS[id - 1], strict=True))) for id in ids if id > 0}


class _Row:
    """A row of the table by its columns."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.__dict__.update(values)
