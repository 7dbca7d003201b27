"""What a window shows of a job: nothing for 300 ms, a busy cursor for a second, then a panel with Cancel."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm.i18n import _, spaced
from ui.kit import text, theme, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.job import Job

BUSY_MS, PANEL_MS = 300, 1000


def follow(job: Job, window: QWidget, *, cancellable: bool = True) -> "Panel":
    """Show a job over a window until it has ended."""
    return Panel(job, window.window(), cancellable)


class Panel(QWidget):
    """A veil over the window with the job's title, its progress and Cancel; invisible for the first second."""

    shown = Signal()

    def __init__(self, job: Job, window: QWidget, cancellable: bool) -> None:
        super().__init__(window)
        self.hide()
        self._job, self._window = job, window
        self._before: QWidget | None = None
        self._title = text.label(job.title or _("Working…"), "section", wrap=True)
        self._stage = text.Elided("", "muted")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.title or _("Progress"))
        self._cancel = button(_("Cancel"), self._stop)
        card = Card(padding=tokens.XL)
        card.setFixedWidth(theme.px(400))
        for one in (self._title, self._bar, self._stage):
            card.body.addWidget(one)
        card.body.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignRight)
        self._cancel.setVisible(cancellable)  # only now: without a parent it would flash up as a window
        body = QVBoxLayout(self)
        body.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self._busy, self._open = self._later(BUSY_MS, self._show_busy), self._later(PANEL_MS, self._show_panel)
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)
        window.installEventFilter(self)

    def _later(self, wait: int, on: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(on)
        timer.start(wait)
        return timer

    def _show_busy(self) -> None:
        self._window.setCursor(Qt.CursorShape.BusyCursor)

    def _show_panel(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._before = QApplication.focusWidget()
        self._cancel.setFocus()
        self.shown.emit()

    def show_now(self) -> None:
        """Show the panel without the second of grace."""
        self._open.stop()
        self._show_panel()

    def _progress(self, done: int, total: object, words: str) -> None:
        if isinstance(total, int) and total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * min(done, total) / total))
            share = _("{done} of {total}").format(done=spaced(done), total=spaced(total))
            words = f"{words} · {share}" if words else share
        self._stage.setText(words)

    def _stop(self) -> None:
        self._give_back()
        self._cancel.setEnabled(False)
        self._stage.setText(_("Stopping …"))
        self._job.cancel()

    def _end(self) -> None:
        self._busy.stop()
        self._open.stop()
        self._window.unsetCursor()
        self._window.removeEventFilter(self)
        self._give_back()
        self.hide()
        self.deleteLater()

    def _give_back(self) -> None:
        """Whoever works by keyboard goes on where he was."""
        before = self._before if self._cancel.hasFocus() else None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(theme.color("window"))
        veil.setAlpha(170)
        QPainter(self).fillRect(self.rect(), veil)
