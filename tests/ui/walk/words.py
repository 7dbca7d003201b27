"""Every word one can see or hear, and which of them belong to the other language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from crm.reports.figures import FIGURES
from crm.rules import code_lists
from crm.store import tables
from crm.store.database import rows
from tests import pictures

PO = Path(__file__).resolve().parents[3] / "resources" / "locale" / "nb" / "LC_MESSAGES" / "klynge.po"
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIELD = re.compile(r"\{[^}]*\}")


def seen(root: QWidget) -> Iterator[str]:
    """Every text on and below a widget: words, tooltips, names for a screen reader, what a list shows."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield from filter(None, _texts(widget))


def foreign(texts: Iterable[str], language: str, data: set[str]) -> set[str]:
    """The words of the other language in some texts, but for those that stand in the register."""
    english, bokmal = _both()
    other = english - bokmal if language == "nb" else bokmal - english
    return {word for text in texts for word in _words(text) if word in other and word not in data}


def of_register() -> set[str]:
    """Every word that somebody wrote into the open register."""
    found: set[str] = set()
    for table in (*tables.journalled(), "import_batch", "import_row", "setting"):
        for row in rows(f'SELECT * FROM "{table}"'):
            found.update(word for value in row if isinstance(value, str) for word in _words(value))
    return found


def of_shots() -> set[str]:
    """Every word in the source of the shots: what is Norwegian in it stands for what somebody typed or sent."""
    folder = Path(pictures.__file__).parent
    texts = (file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    return {word.lower() for text in texts for word in _WORD.findall(text)}


def of_figures() -> set[str]:
    """Every word in the names of the figures, in both languages."""
    return {word for figure in FIGURES for word in _words(f"{figure.name_nb} {figure.name_en}")}


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.text())
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    elif isinstance(widget, QMenu | QMenuBar):
        yield from (action.text().replace("&", "") for action in widget.actions())
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _listed(widget)


def _listed(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for section in range(columns):
        yield str(model.headerData(section, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(), 20)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(model.data(model.index(row, column), role) or "")


@cache
def _both() -> tuple[set[str], set[str]]:
    """The words of the English texts and those of the bokmål ones."""
    english: set[str] = set()
    bokmal: set[str] = set()
    with PO.open("rb") as file:
        for message in read_po(file, locale="nb"):
            if message.id:
                english.update(word for text in _forms(message.id) for word in _words(text))
                bokmal.update(word for text in _forms(message.string) for word in _words(text))
    for name in code_lists.names():
        for code in code_lists.codes(name):
            english.update(_words(code.en))
            bokmal.update(_words(code.nb))
    for figure in FIGURES:
        english.update(_words(f"{figure.name_en} {figure.rule_en}"))
        bokmal.update(_words(f"{figure.name_nb} {figure.rule_nb}"))
    return english, bokmal


def _forms(text: object) -> list[str]:
    return [str(one) for one in text] if isinstance(text, tuple | list) else [str(text)]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_FIELD.sub(" ", text.replace("&", "")))]
