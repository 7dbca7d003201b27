"""Carries the news of a step into Qt's thread, and a burst of them as one."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm.changes import Changes, both, subscribe


class Bridge(QObject):
    """Tells `changed(Changes)` in the window's thread, whichever thread the command ran in."""

    changed = Signal(object)
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: Changes | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._tell)
        self._heard.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._end = subscribe(self._heard.emit)
        self.destroyed.connect(self._end)

    def close(self) -> None:
        """Hear nothing any more."""
        self._end()
        self._timer.stop()

    def _gather(self, changes: Changes) -> None:
        self._waiting = merged(self._waiting, changes)
        self._timer.start()

    def _tell(self) -> None:
        changes, self._waiting = self._waiting, None
        if changes is not None:
            self.changed.emit(changes)


def merged(before: Changes | None, after: Changes) -> Changes:
    """Two changes as one: the rows of both, the newer label."""
    if before is None:
        return after
    rows = dict(before.rows)
    for table, ids in after.rows.items():
        rows[table] = both(rows[table], ids) if table in rows else ids
    return Changes(after.label, rows)
