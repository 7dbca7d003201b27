"""Work of the window's own thread in pieces, one a turn of Qt's loop: what is made is painted in between."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Runs a generator from one `yield` to the next, the first piece at once; what was begun before is dropped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def begin(self, work: Iterator[object]) -> None:
        """Do the first piece now and the others when the loop has had its turn."""
        self._work = work
        self._timer.start()
        self._turn()

    def finish(self) -> None:
        """Do all that is left now: somebody wants to see the whole."""
        self._timer.stop()
        for _piece in self._work:
            pass

    def _turn(self) -> None:
        if next(self._work, self) is self:
            self._timer.stop()
