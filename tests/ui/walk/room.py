"""Whether every word has room: nothing cut without saying so, nothing over anything else, nothing out of its parent."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitterHandle,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from ui.kit.busy import Panel
from ui.kit.text import Elided
from ui.kit.toast import Toast

SLACK = 2
"""Pixels that rounding may take."""

FLOATING = (Toast, Panel)
"""What lies over the page on purpose."""

GAP = 8
"""Pixels that may lack at the end of what scrolls."""

TAB = 20
"""What a tab keeps free at both sides together (resources/style.qss)."""

CELL = 24
"""Pixels beside the words of a cell and of a heading."""


def cut(root: QWidget) -> Iterator[str]:
    """What is said on or below `root` and has too little room."""
    for widget in _visible(root):
        if isinstance(widget, QComboBox):
            widget.grab()  # it notices while it is painted that it has no room
        for words, need, has in _measured(widget):
            if need > has + SLACK and not _told(widget, words):
                yield f"{_called(widget)} “{words}” needs {need}, has {has}"


def overlapping(root: QWidget) -> Iterator[str]:
    """Neighbours that lie over each other, and what sticks out of its parent."""
    for parent in (root, *_visible(root)):
        if isinstance(parent, QAbstractScrollArea | QTabBar | QComboBox | QLineEdit | QHeaderView):
            continue
        children = [one for one in _children(parent) if not isinstance(one, FLOATING)]
        for one, other in combinations(children, 2):
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                yield f"{_called(one)} and {_called(other)} in {_called(parent)} share {common.size().toTuple()}"
        if parent.layout() is not None:
            around = parent.parentWidget()
            scrolls = around is not None and isinstance(around.parentWidget(), QScrollArea)
            slack = GAP if scrolls else SLACK
            for one in children:
                if not parent.rect().adjusted(-slack, -slack, slack, slack).contains(one.geometry()):
                    where = f"{_box(one.geometry())} in {_box(parent.rect())}"
                    yield f"{_called(one)} sticks out of {_called(parent)}: {where}"


def _measured(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Words of a widget, the pixels they need, and those they have."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel):
        yield from _label(widget, metrics)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        yield from _button(widget, metrics)
    elif isinstance(widget, QToolButton) and widget.text():
        if widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly and widget.icon().isNull():
            yield widget.text(), metrics.horizontalAdvance(widget.text()) + 8, widget.width()
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            place = widget.tabRect(tab)
            if widget.isTabVisible(tab):
                yield widget.tabText(tab), _strong(metrics, widget.font(), widget.tabText(tab)) + TAB, place.width()
                if not widget.usesScrollButtons():
                    yield widget.tabText(tab), place.right(), widget.width()
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _headings(widget)
    elif isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        style, part = widget.style(), QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget)
        words = widget.placeholderText() if widget.currentIndex() < 0 else widget.currentText()
        if not widget.isEditable():
            yield words, metrics.horizontalAdvance(words), room.width()
    elif isinstance(widget, QGroupBox):
        yield widget.title(), _strong(metrics, widget.font(), widget.title()), widget.width()
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield widget.placeholderText(), metrics.horizontalAdvance(widget.placeholderText()), widget.width() - 14


def _label(label: QLabel, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    room, words = label.contentsRect(), label.text()
    if not words:
        return
    if isinstance(label, Elided) or not label.wordWrap():
        lines = words.splitlines()
        yield words, max(map(metrics.horizontalAdvance, lines)), room.width()
        yield words, metrics.height() * len(lines), room.height()
    else:
        flags = int(Qt.TextFlag.TextWordWrap)
        need = metrics.boundingRect(QRect(0, 0, room.width(), 100_000), flags, words)
        yield words, need.width(), room.width()
        yield words, need.height(), room.height()


def _button(button: QPushButton | QCheckBox | QRadioButton, metrics: QFontMetrics) -> Iterator[tuple[str, int, int]]:
    words = button.text()
    if not words:
        return
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = {
        QPushButton: QStyle.SubElement.SE_PushButtonContents,
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }[next(kind for kind in (QPushButton, QCheckBox, QRadioButton) if isinstance(button, kind))]
    room = button.style().subElementRect(element, option, button)
    icon = button.iconSize().width() + 4 if not button.icon().isNull() else 0
    arrow = 16 if isinstance(button, QPushButton) and button.menu() is not None else 0
    need = metrics.size(int(Qt.TextFlag.TextShowMnemonic), words)
    yield words, need.width() + icon + arrow, room.width()
    yield words, need.height(), max(room.height(), button.height() - 6)


def _headings(header: QHeaderView) -> Iterator[tuple[str, int, int]]:
    model = header.model()
    if model is None:
        return
    for section in range(header.count()):
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        tip = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if words and not header.isSectionHidden(section) and not tip:
            arrow = 18 if header.sortIndicatorSection() == section and header.isSortIndicatorShown() else 0
            yield words, _strong(header.fontMetrics(), header.font(), words) + CELL + arrow, header.sectionSize(section)


def _strong(metrics: QFontMetrics, font: QFont, words: str) -> int:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return max(metrics.horizontalAdvance(words), QFontMetrics(bold).horizontalAdvance(words))


def _told(widget: QWidget, words: str) -> bool:
    """Whether what is cut is told in full where the mouse rests."""
    if isinstance(widget, QTabBar):
        return any(words in widget.tabToolTip(tab) for tab in range(widget.count()))
    may = isinstance(widget, Elided | QComboBox | QLineEdit) or widget.property("elides")
    return bool(may) and words.split("\n")[0][:40].replace("<", "&lt;").replace("&", "") in widget.toolTip().replace(
        "&", ""
    )


def _visible(root: QWidget) -> Iterator[QWidget]:
    for child in _children(root):
        yield child
        yield from _visible(child)


def _children(parent: QWidget) -> list[QWidget]:
    """What is to be seen in a widget: no windows, no parts that Qt makes for itself."""
    if isinstance(parent, QAbstractItemView):
        inner = [parent.horizontalHeader()] if isinstance(parent, QTableView) else []
        return [one for one in inner if one.isVisible()]
    children = (one for one in parent.children() if isinstance(one, QWidget))
    return [
        one
        for one in children
        if one.isVisible()
        and not one.isWindow()
        and not isinstance(one, QSplitterHandle)
        and one.width()
        and one.height()
    ]


def _called(widget: QWidget) -> str:
    name = widget.objectName() or widget.property("text") or widget.accessibleName()
    return f"{type(widget).__name__}({str(name)[:30]})" if name else type(widget).__name__


def _box(rect: QRect) -> tuple[int, int, int, int]:
    return (rect.x(), rect.y(), rect.width(), rect.height())
