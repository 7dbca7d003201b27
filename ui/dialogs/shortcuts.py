"""The sheet of shortcuts: everything in the menus that has one, and the keys inside dialogs, fields and lists."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from crm.i18n import _
from ui.kit import text, tokens
from ui.kit.cards import Card
from ui.kit.dialog import Dialog


class Shortcut(NamedTuple):
    """What is done, and by which keys as this system writes them."""

    words: str
    keys: str


def ask(parent: QWidget) -> Dialog:
    """Show all keys, menu by menu."""
    dialog = Dialog(parent, _("Keyboard shortcuts"), save=_("Close"), width=720)
    dialog.cancel_button.hide()
    columns = QHBoxLayout()
    columns.setSpacing(tokens.M)
    stacks = [QVBoxLayout(), QVBoxLayout()]
    for stack in stacks:
        stack.setSpacing(tokens.M)
        columns.addLayout(stack, 1)
    # Into the shorter of two columns: the menus differ much in length.
    heights = [0, 0]
    for title, found in groups(parent):
        shorter = heights.index(min(heights))
        stacks[shorter].addWidget(_card(title, found))
        heights[shorter] += len(found) + 2
    for stack in stacks:
        stack.addStretch(1)
    dialog.body.addLayout(columns)
    dialog.body.addStretch(1)
    dialog.open()
    dialog.save_button.setFocus()
    return dialog


def groups(parent: QWidget) -> list[tuple[str, list[Shortcut]]]:
    """All keys: those of the menus of the window that `parent` belongs to, and those of dialogs and lists."""
    return [*_menus(parent), *_others()]


def _menus(parent: QWidget) -> Iterator[tuple[str, list[Shortcut]]]:
    """The menus of the window with the entries that have keys."""
    window: QWidget | None = parent
    while window is not None and not isinstance(window, QMainWindow):
        window = window.parentWidget()
    for entry in window.menuBar().actions() if isinstance(window, QMainWindow) else ():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            found = [Shortcut(_name(action), _keys(action)) for action in _entries(menu) if action.shortcuts()]
            if found:
                yield _plain(entry.text()), found


def _entries(menu: QMenu) -> Iterator[QAction]:
    """What stands in a menu and in those that open out of it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _entries(inner)
        else:
            yield action


def _others() -> list[tuple[str, list[Shortcut]]]:
    return [
        (
            _("In dialogs and fields"),
            [
                Shortcut(_("Save"), _native("Ctrl+Enter")),
                Shortcut(_("Leave"), _native("Esc")),
                Shortcut(_("Who took part, from the subject line"), "@"),
                Shortcut(_("Write the follow-up"), _native("Ctrl+Shift+F")),
                Shortcut(_("A day: one more, one less"), f"{_native('Up')} {_native('Down')}"),
                Shortcut(_("A day: the calendar"), _native("Alt+Down")),
                Shortcut(_("A day in short"), _("3.11, today, friday, +2w")),
            ],
        ),
        (
            _("In lists"),
            [
                Shortcut(_("Open"), _native("Enter")),
                Shortcut(_("Copy for Excel"), _native("Ctrl+C")),
                Shortcut(_("Select all"), _native("Ctrl+A")),
                Shortcut(_("A block of cells in a wide table"), _("Shift and the arrows")),
                Shortcut(_("The menu of a column in a wide table"), _native("Alt+Down")),
            ],
        ),
    ]


def _card(title: str, found: list[Shortcut]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.L)
    grid.setVerticalSpacing(tokens.XS)
    grid.setColumnStretch(0, 1)
    for row, shortcut in enumerate(found):
        grid.addWidget(text.label(shortcut.words, wrap=True), row, 0)
        grid.addWidget(text.label(shortcut.keys, "muted", wrap=True), row, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card


def _name(action: QAction) -> str:
    """What it is called whatever it would do now: "Undo", not what would be undone."""
    return _plain(action.property("name") or action.text())


def _keys(action: QAction) -> str:
    told = [keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts()]
    # Two keys to Qt; on the keyboard Enter stands on both
    return " · ".join(keys for keys in told if "Return" not in keys or keys.replace("Return", "Enter") not in told)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")
