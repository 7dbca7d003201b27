"""Where Tab leads: through the window as one reads it, also through what was made later than its neighbours."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget


def reading_order(root: QWidget, first: Iterable[QWidget] = ()) -> list[QWidget]:
    """The visible widgets below `root` that Tab reaches: those in `first`, then the others in the order one reads."""
    ahead = [found for one in first if one.isVisibleTo(root) for found in _walk(one)]
    return ahead + [found for found in _walk(root) if found not in ahead]


def step(root: QWidget, now: QWidget | None, *, forwards: bool, first: Iterable[QWidget] = ()) -> bool:
    """Give the focus to the next widget (or the one before), round the ends; False where there is none."""
    order = reading_order(root, first)
    if not order:
        return False
    turn = 1 if forwards else -1
    place = order.index(now) + turn if now in order else min(turn, 0)
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    order[place % len(order)].setFocus(reason)
    return True


def _walk(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    if _stops(widget):
        yield widget
        # A number that leads to its list may hold a chart whose values are reached as well.
        if not isinstance(widget, QScrollArea) and not widget.property("clickable"):
            return
    for child in _children(widget):
        yield from _walk(child)


def _stops(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isEnabled() and widget.focusProxy() is None


def _children(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QSplitter):
        yield from filter(None, (widget.widget(place) for place in range(widget.count())))
    elif isinstance(widget, QTabWidget):
        yield widget.tabBar()
        yield from filter(None, [widget.cornerWidget(), widget.currentWidget()])
    elif isinstance(widget, QStackedWidget):
        yield from filter(None, [widget.currentWidget()])
    elif isinstance(widget, QScrollArea):
        yield from filter(None, [widget.widget()])
    elif not isinstance(widget, QAbstractItemView):
        children = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
        yield from _by_lines([child for child in children if not child.isHidden()])


def _by_lines(widgets: list[QWidget]) -> Iterator[QWidget]:
    """Neighbours line by line, each line from the left: in a line are those whose middle lies beside the first."""
    left = sorted(widgets, key=lambda one: one.y())
    while left:
        first = left[0].geometry()
        line = [one for one in left if one is left[0] or one.geometry().center().y() <= first.bottom()]
        yield from sorted(line, key=lambda one: one.x())
        left = [one for one in left if one not in line]
