"""One piece of long work: `Task` is what the worker thread runs, `Job` what the windows see of it.

The thread knows no QObject but the one that carries its news: were it the last to let go of a Job, Qt would destroy
the Job in the wrong thread, in the middle of its signals. Python's collector may also run there, and let go of a dialog
with its job: so a Job belongs to the one that carries the news, which deletes it in the window's thread once it ended.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event
from time import monotonic
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from crm.errors import Cancelled
from crm.progress import Progress

Work = Callable[[Progress], Any]
Around = Callable[[], AbstractContextManager[Any]]
STEP = 0.05
"""Seconds between two words of progress: more would only keep the window busy."""


class News(Protocol):
    """Where a task tells what happens to it, from its thread."""

    def moved(self, task: "Task", done: int, total: int | None, text: str) -> None:
        """It has come so far."""

    def arrived(self, task: "Task", result: Any, error: BaseException | None) -> None:
        """It has ended."""


class Task:
    """Work with its surroundings and the flag that stops it."""

    def __init__(self, work: Work, around: Around, news: News) -> None:
        self.stop = Event()
        self._work, self._around, self._news = work, around, news
        self._last = 0.0

    def progress(self, done: int, total: int | None = None, text: str = "") -> None:
        """What the work calls; raises `Cancelled` when it should stop."""
        if self.stop.is_set():
            raise Cancelled("")
        now = monotonic()
        if now - self._last >= STEP or done == total:
            self._last = now
            self._news.moved(self, done, total, text)

    def run(self) -> None:
        """Do it, in the worker thread."""
        try:
            if self.stop.is_set():
                raise Cancelled("")
            with self._around():
                result = self._work(self.progress)
        except Cancelled as error:
            # Another one: this one's traceback holds all that was worked on, and the window would have to free it
            self._news.arrived(self, None, Cancelled(*error.args))
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, where it is raised or handled
            self._news.arrived(self, None, error)
        else:
            self._news.arrived(self, result, None)


class Job(QObject):
    """Work as the windows see it; exactly one of done, failed, cancelled, then ended, all in the GUI thread."""

    progressed = Signal(int, object, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str = "", stop: Event | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.running = True
        self.was_stopped = False  # known once it has ended: a stop can come too late
        self._stop = stop or Event()

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next word of progress and leaves nothing half done."""
        self._stop.set()

    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def end(self, result: Any, error: BaseException | None) -> None:
        """Tell how it ended."""
        self.running = False
        self.was_stopped = isinstance(error, Cancelled)
        try:
            if error is None:
                self.done.emit(result)
            elif self.was_stopped:
                self.cancelled.emit()
            else:
                self.failed.emit(error)
        finally:
            self.ended.emit()
