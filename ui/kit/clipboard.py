"""Rows on the clipboard: tab-separated text and an HTML table that land in the same cells of Excel."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QStandardItemModel

from ui.kit.table import RecordTable


def copy_rows(table: RecordTable, ids: Sequence[int], columns: Sequence[int], headings: bool = False) -> None:
    """Copy these rows as shown: columns are positions in `table.columns`, from left to right."""
    chosen = [table.columns[section] for section in columns]
    rows = [[column.text(table.record(table.row_of(id))) for column in chosen] for id in ids]
    if headings:
        rows.insert(0, [column.title for column in chosen])
    if not rows:
        return
    texts = [column.align != "right" for column in chosen]
    data = _mime()
    data.setText("\n".join("\t".join(map(_quoted, row)) for row in rows))
    data.setHtml(_html(rows, texts))
    QGuiApplication.clipboard().setMimeData(data)


def _mime() -> QMimeData:
    """An empty parcel made by Qt itself.

    The clipboard keeps it until after Python has ended; one made in Python has Python methods that Qt would still
    call then, and the program would crash when it is closed after a copy.
    """
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for kind in data.formats():
        data.removeFormat(kind)
    return data


def copy_text(text: str) -> None:
    """Copy a text."""
    QGuiApplication.clipboard().setText(text)


def _quoted(cell: str) -> str:
    """A cell as Excel reads it: in quotes where a tab, a line break or a quote would split it."""
    if any(mark in cell for mark in "\t\n\r") or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _html(rows: Sequence[Sequence[str]], texts: Sequence[bool]) -> str:
    """Text columns are marked as text, so that Excel keeps leading zeros and runs no formula."""
    style = " style='mso-number-format:\"\\@\"'"
    lines = (
        "".join(
            f"<td{style if text else ''}>{escape(cell).replace(chr(10), '<br>')}</td>"
            for cell, text in zip(row, texts, strict=True)
        )
        for row in rows
    )
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
