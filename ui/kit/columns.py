"""The head of a table: which columns stand where, how wide, and that they stay so."""

import json
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from crm.i18n import _
from ui.kit import theme, tokens
from ui.kit.table import Column, RecordTable

_WAITING = "columns that wait to be written down"


@dataclass(frozen=True)
class Memory:
    """Where the state of a header is kept."""

    values: MutableMapping[str, str]
    key: str


def dress(header: QHeaderView) -> None:
    """Make a header clickable, movable and hideable; the last column takes the rest of the room."""
    header.setSectionsClickable(True)
    header.setSectionsMovable(True)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    header.setMinimumSectionSize(48)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    # As the style sheet paints it: Qt cuts the words by the widget's own font, and thinner ones seem to fit.
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    header.setFont(font)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def shown(header: QHeaderView) -> list[int]:
    """The visible columns, from left to right."""
    order = (header.logicalIndex(place) for place in range(header.count()))
    return [section for section in order if not header.isSectionHidden(section)]


def seen(header: QHeaderView, here: int) -> int:
    """`here` where that column is shown, else the first one that is: to a cell of a hidden one Qt scrolls no row."""
    there = shown(header)
    return here if here in there else there[0] if there else 0


def chooser(header: QHeaderView, table: RecordTable) -> QMenu:
    """A menu that shows and hides columns; the last visible one cannot be hidden."""
    menu = QMenu(header)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for section, column in enumerate(table.columns):
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(not header.isSectionHidden(section))
        action.setEnabled(header.isSectionHidden(section) or len(shown(header)) > 1)
        action.toggled.connect(lambda on, section=section: header.setSectionHidden(section, not on))
    menu.addSeparator()
    menu.addAction(_("Standard columns"), lambda: restore(header, table, None))
    return menu


def restore(header: QHeaderView, table: RecordTable, memory: Memory | None) -> None:
    """Give each column the place, width and visibility it had; columns that are new come as they were made."""
    kept = _read(memory)
    keys = [column.key for column in table.columns]
    order = [key for key in kept.get("order", []) if key in keys]
    order += [key for key in keys if key not in order]
    for section, column in enumerate(table.columns):
        header.resizeSection(section, int(kept.get("widths", {}).get(column.key, _wide(column))))
        hidden = column.key in kept["hidden"] if column.key in kept.get("order", []) else not column.visible
        header.setSectionHidden(section, hidden)
    for place, key in enumerate(order):
        header.moveSection(header.visualIndex(keys.index(key)), place)


def fit(header: QHeaderView, table: RecordTable) -> None:
    """Let the column that grows take the room that is over; where none is over it keeps its width and one scrolls."""
    growing = next((section for section in shown(header) if table.columns[section].grows), None)
    if growing is None:
        return
    header.setStretchLastSection(False)
    least = _wide(table.columns[growing])
    others = sum(header.sectionSize(section) for section in shown(header) if section != growing)
    mode = QHeaderView.ResizeMode
    header.setSectionResizeMode(growing, mode.Stretch if header.width() - others > least else mode.Interactive)
    if header.sectionResizeMode(growing) == mode.Interactive:
        header.resizeSection(growing, least)


def _wide(column: Column) -> int:
    """How wide a column is that nobody made wider or narrower: as it was made, and never too narrow for its name."""
    arrow = tokens.L if column.sortable else 0
    name = QFontMetrics(theme.font("strong")).horizontalAdvance(column.title)
    return max(theme.px(column.width), name + 2 * tokens.M + arrow)


def watch(header: QHeaderView, table: Callable[[], RecordTable], memory: Memory) -> None:
    """Write down every change of the header, a moment after the last one."""
    timer = QTimer(header)
    timer.setObjectName(_WAITING)
    timer.setSingleShot(True)
    timer.setInterval(300)
    timer.timeout.connect(lambda: write(header, table(), memory))
    for changed in (header.sectionResized, header.sectionMoved):
        changed.connect(lambda *_what: timer.start())
    header.destroyed.connect(timer.stop)


def finish(widget: QWidget) -> None:
    """Write down at once what still waits below this widget: it is about to go."""
    for timer in widget.findChildren(QTimer, _WAITING):
        if timer.isActive():
            timer.stop()
            timer.timeout.emit()


def write(header: QHeaderView, table: RecordTable, memory: Memory) -> None:
    """Write down how the header stands now."""
    keys = [column.key for column in table.columns]
    if len(keys) != header.count():
        return
    hidden = [key for section, key in enumerate(keys) if header.isSectionHidden(section)]
    kept = _read(memory)
    widths = {key: header.sectionSize(section) for section, key in enumerate(keys) if key not in hidden}
    last = shown(header)[-1]
    if header.stretchLastSection():  # its width is only what was left over
        widths[keys[last]] = int(kept.get("widths", {}).get(keys[last], table.columns[last].width))
    for column in table.columns:
        if column.grows:
            widths.pop(column.key, None)  # it is never anything but what is left over, or as it was made
    order = [keys[header.logicalIndex(place)] for place in range(header.count())]
    memory.values[memory.key] = json.dumps({"order": order, "widths": widths, "hidden": hidden})


def _read(memory: Memory | None) -> dict:  # type: ignore[type-arg]
    if memory is None or memory.key not in memory.values:
        return {}
    try:
        kept = json.loads(memory.values[memory.key])
    except ValueError:
        return {}
    known = isinstance(kept, dict) and isinstance(kept.get("order"), list) and isinstance(kept.get("hidden"), list)
    return kept if known and isinstance(kept.get("widths"), dict) else {}


def ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as unbroken stretches: 1, 2, 3, 7 -> (1, 3), (7, 7)."""
    first = last = None
    for row in rows:
        if last is not None and row == last + 1:
            last = row
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row
    if first is not None and last is not None:
        yield first, last
