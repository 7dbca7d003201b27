"""What drops down below a field while one types in it; a window that never takes the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.pick_list import PickList, Row


class DropDown(QFrame):
    """The rows to pick from; the field that owns it passes the keys on to `list`."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("dropDown")
        self._field = field
        self.list = PickList(38)
        body = QVBoxLayout(self)
        body.setContentsMargins(5, 5, 5, 5)
        body.addWidget(self.list)

    def offer(self, rows: Sequence[Row]) -> None:
        """Show these rows below the field, or nothing."""
        if not rows:
            self.hide()
            return
        self.list.set_rows(rows)
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 3))
        self.setGeometry(below.x(), below.y(), max(300, self._field.width()), self.list.rows_height(8) + 12)
        room = self._field.screen().availableGeometry()
        if self.geometry().bottom() > room.bottom():
            self.move(below.x(), self._field.mapToGlobal(QPoint(0, -self.height() - 3)).y())
        self.show()
