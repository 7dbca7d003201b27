"""Tooltips that tell the keys: a button that does what a menu entry does says by which keys it is done as well."""

from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui import actions
from ui.kit import text


def tell_keys(page: QWidget) -> None:
    """Give the buttons of a page that are called like an action, and name no keys yet, the action's keys."""
    known = {_plain(actions.words(entry)): actions.keys(entry) for entry in actions.entries() if entry.keys}
    for made in (*page.findChildren(QPushButton), *page.findChildren(QToolButton)):
        words = _plain(made.text()) or _plain(made.accessibleName())
        keys = known.get(words)
        if keys and "(" not in made.toolTip():
            told = made.toolTip() if made.toolTip().strip() else words
            made.setToolTip(text.plain_tip(f"{told} ({keys})"))


def _plain(words: str) -> str:
    return words.replace("&", "").replace("\u00a0", " ").removesuffix("…").removesuffix("...").strip()
