"""Whether somebody without a mouse, or without a screen, gets everywhere: names, order, keys, the ring of the focus."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMenuBar, QPushButton, QWidget

from ui.kit import tab_order
from ui.kit.dialog import Dialog
from ui.kit.quick_line import QuickLine

OWN = ("qt_", "ScrollBar")
_WHOLE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def nameless(root: QWidget) -> Iterator[str]:
    """What takes the focus or is pressed and says nothing to a screen reader."""
    for widget in root.findChildren(QWidget):
        reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if reached and widget.isVisible() and widget.focusProxy() is None and not widget.objectName().startswith(OWN):
            told = QAccessible.queryAccessibleInterface(widget)
            name = told.text(QAccessible.Text.Name) if told is not None else ""
            if not name and not (isinstance(widget, QLineEdit) and widget.placeholderText()):
                yield f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def out_of_order(root: QWidget) -> Iterator[str]:
    """Where the Tab key leads against the way one reads, or against what a dialog says comes first."""
    order = root.tab_order() if isinstance(root, Dialog) else tab_order.reading_order(root)
    if not isinstance(root, QDialog) or len(order) < 2 or not root.isActiveWindow():
        return
    if isinstance(order[0], QuickLine):  # once it names somebody it leads on to the note
        order = [*order[1:], order[0]]
    order[0].setFocus()
    gone: list[QWidget] = [order[0]]
    while (now := QApplication.focusWidget()) is not None:
        QTest.keyClick(now, Qt.Key.Key_Tab)
        after = QApplication.focusWidget()
        if after is None or after in gone:
            break
        gone.append(after)
    left = [one for one in order if one.isEnabled() and one.isVisible()]  # what is written on the way may change that
    gone = [one for one in gone if one in left]
    for expected, got in zip_longest(left, gone):
        if expected is not got:
            yield f"Tab goes to {_called(got)} and not to {_called(expected)}"
            return


def first(root: QWidget) -> Iterator[str]:
    """A dialog that is opened without a place to begin in."""
    if not isinstance(root, QDialog):
        return
    now = root.focusWidget()
    if now is None or not now.isVisible() or not now.isEnabled():
        yield f"{root.windowTitle()}: nothing has the focus"


def sharing_keys(root: QWidget) -> Iterator[str]:
    """Keys that two actions of a window listen to."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for action in root.findChildren(QAction):
        owner = action.parent()
        mine = isinstance(owner, QWidget) and owner.window() is root and action.shortcutContext() in _WHOLE
        for sequence in action.shortcuts() if mine else ():
            holders[sequence.toString()].append(action.objectName() or action.text())
    for shortcut in root.findChildren(QShortcut):
        owner = shortcut.parent()
        if isinstance(owner, QWidget) and owner.window() is root and owner.isVisible():
            for sequence in shortcut.keys() if shortcut.context() in _WHOLE else ():
                holders[sequence.toString()].append(f"a shortcut of {type(owner).__name__}")
    yield from (f"{keys}: {', '.join(sorted(who))}" for keys, who in holders.items() if len(who) > 1)


def sharing_letters(root: QWidget) -> Iterator[str]:
    """Letters with Alt that two buttons of a window, or two lines of a menu, listen to; menus without one."""
    menus = [root] if isinstance(root, QMenu) else []
    for menu in menus:
        letters = [(_letter(action.text()), action.text()) for action in menu.actions() if not action.isSeparator()]
        yield from _shared(f"menu {menu.title()}", letters)
    for bar in root.findChildren(QMenuBar):
        yield from _shared("menu bar", [(_letter(action.text()), action.text()) for action in bar.actions()])
    buttons = [one for one in root.findChildren(QPushButton) if one.isVisible() and _letter(one.text())]
    yield from _shared(type(root).__name__, [(_letter(one.text()), one.text()) for one in buttons])


def _shared(where: str, letters: list[tuple[str, str]]) -> Iterator[str]:
    by: defaultdict[str, list[str]] = defaultdict(list)
    for letter, words in letters:
        if letter:
            by[letter].append(words)
    yield from (f"{where}: Alt+{letter} is {words}" for letter, words in by.items() if len(words) > 1)


def _letter(words: str) -> str:
    keys = QKeySequence.mnemonic(words).toString()
    return keys.removeprefix("Alt+").lower()


def _called(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName() or widget.property('text')}"
