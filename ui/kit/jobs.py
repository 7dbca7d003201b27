"""Long work in one worker thread: the window goes on painting, tells how far it has come, and can stop it.

There is one thread because there is one file to write to; jobs wait for each other. `around` is entered inside the
thread round each job (a database connection is opened and closed there: pool threads keep theirs otherwise).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm.errors import Cancelled
from crm.progress import Progress
from ui.kit import busy

Work = Callable[[Progress], Any]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
STEP = 0.05
"""Seconds between two words of progress: more would only keep the window busy."""


class Job(QObject):
    """One piece of work. The signals come in the GUI thread; exactly one of done, failed, cancelled, then ended."""

    progressed = Signal(int, object, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _arrived = Signal(object, object)

    def __init__(self, work: Work, title: str, around: Callable[[], AbstractContextManager[Any]]) -> None:
        super().__init__()
        self.title = title
        self._work, self._around = work, around
        self._stop = Event()
        self._last = 0.0
        self.running = True
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next word of progress and leaves nothing half done."""
        self._stop.set()

    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def progress(self, done: int, total: int | None = None, text: str = "") -> None:
        """What the work calls; raises `Cancelled` when it should stop."""
        if self._stop.is_set():
            raise Cancelled("")
        now = monotonic()
        if now - self._last >= STEP or done == total:
            self._last = now
            self.progressed.emit(done, total, text)

    def work(self) -> None:
        """Run in the worker thread."""
        try:
            if self._stop.is_set():
                raise Cancelled("")
            with self._around():
                result = self._work(self.progress)
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread and raised to the handler there
            self._arrived.emit(None, error)
        else:
            self._arrived.emit(result, None)

    def _arrive(self, result: Any, error: BaseException | None) -> None:
        self.running = False
        if error is None:
            self.done.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.ended.emit()


class Jobs(QObject):
    """Runs work one after the other; `failed` hears every error that nobody else asked for."""

    def __init__(
        self,
        around: Callable[[], AbstractContextManager[Any]] = nullcontext,
        failed: Failed | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around, self._failed = around, failed
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._alive: set[Job] = set()
        self._newest: dict[str, Job] = {}

    def run(
        self,
        work: Work,
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        cancelled: Callable[[], object] | None = None,
        title: str = "",
        window: QWidget | None = None,
        cancellable: bool = True,
    ) -> Job:
        """Start `work(progress)`; the callbacks are called in the GUI thread.

        With `window` it shows that it is busy after 300 ms and how far it has come, with Cancel, after a second.
        """
        job = Job(work, title, self._around)
        self._alive.add(job)
        if done is not None:
            job.done.connect(done)
        handler = failed or self._failed
        if handler is not None:
            job.failed.connect(handler)
        if cancelled is not None:
            job.cancelled.connect(cancelled)
        job.ended.connect(lambda: self._alive.discard(job))
        if window is not None:
            busy.follow(job, window, cancellable=cancellable)
        self._worker.submit(job.work)
        return job

    def ask(self, key: str, work: Work, done: Done, *, failed: Failed | None = None) -> Job:
        """Run a question whose newest answer is the only one wanted; an older one of the same key is not told."""
        before = self._newest.get(key)
        if before is not None:
            before.cancel()
        job = self.run(work, done=lambda result: self._answer(key, job, result, done), failed=failed)
        self._newest[key] = job
        return job

    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._alive)

    def stop(self) -> None:
        """Cancel everything and wait for the thread to end: before the file is closed."""
        for job in tuple(self._alive):
            job.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._alive.clear()

    def _answer(self, key: str, job: Job, result: Any, done: Done) -> None:
        if self._newest.get(key) is job:
            del self._newest[key]
            done(result)
