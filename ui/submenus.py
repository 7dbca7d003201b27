"""Submenus that are filled as they open: recent files, views that hold a record, theme, language, size of the text."""

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from crm.i18n import _
from ui.frame import Frame


def fill(window: Frame, key: str, menu: QMenu) -> None:
    """Put into a submenu what there is to choose now."""
    if key == "recent":
        _recent(window, menu)
        return
    if key == "in_view":
        page = window.page()
        if page is not None:
            page.fill_views(menu)
        return
    group = QActionGroup(menu)
    for preference in window.program.preferences():
        if preference.name != key:
            continue
        for value, label in preference.choices:
            action = menu.addAction(label, partial(window.program.prefer, key, value))
            action.setCheckable(True)
            action.setChecked(value == preference.value)
            group.addAction(action)


def _recent(window: Frame, menu: QMenu) -> None:
    files = [file for file in window.program.registers.recent() if file != window.file]
    for file in files:
        shown = f"{file.stem} – {file.parent}".replace("&", "&&")
        menu.addAction(shown, partial(window.program.registers.open, file))
    if not files:
        menu.addAction(_("None")).setEnabled(False)
