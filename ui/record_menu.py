"""What pops up over the record one is on: its menu, in a wide table with what is done to the selected rows on top."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import Actions

ROWS = ("fill_down", "several")
"""What of the menu Edit stands above the record's own entries."""


def pop_up(window: QWidget, actions: Actions, place: QPoint) -> None:
    """Show it there."""
    record = actions.menus["record"]
    if not actions.of["fill_down"].isEnabled():
        record.popup(place)
        return
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for bar in (record, actions.menus["edit"]):
        menu.aboutToShow.connect(bar.aboutToShow)  # which paints its icons
    menu.addActions([actions.of[key] for key in ROWS])
    menu.addSeparator()
    menu.addActions(record.actions())
    menu.popup(place)
