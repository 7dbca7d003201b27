"""What drops down below a field while one types in it; a window that never takes the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.pick_list import PickList, Row


class DropDown(QObject):
    """The rows to pick from; the field that owns it passes the keys on. Its window is made when it first opens."""

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._frame: _Frame | None = None

    def offer(self, rows: Sequence[Row]) -> None:
        """Show these rows below the field, or nothing."""
        if not rows:
            self.hide()
            return
        if self._frame is None:
            self._frame = _Frame(self._field)
            self._frame.list.picked.connect(self.picked)
        self._frame.offer(rows)

    def is_open(self) -> bool:
        """Whether rows are shown."""
        return self._frame is not None and self._frame.isVisible()

    def hide(self) -> None:
        """Close it."""
        if self._frame is not None:
            self._frame.hide()

    def current_row(self) -> Row | None:
        """The row that Enter takes, None where nothing is shown."""
        return self._frame.list.current_row() if self._frame is not None and self._frame.isVisible() else None

    def step(self, by: int) -> None:
        """Move up or down."""
        if self._frame is not None:
            self._frame.list.step(by)


class _Frame(QFrame):
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
        """Show these rows below the field."""
        self.list.set_rows(rows)
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 3))
        self.setGeometry(below.x(), below.y(), max(300, self._field.width()), self.list.rows_height(8) + 12)
        room = self._field.screen().availableGeometry()
        if self.geometry().bottom() > room.bottom():
            self.move(below.x(), self._field.mapToGlobal(QPoint(0, -self.height() - 3)).y())
        self.show()
