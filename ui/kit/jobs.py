"""Long work in one worker thread: the window goes on painting, tells how far it has come, and can stop it.

There is one thread because there is one file to write to; jobs wait for each other. `around` is entered inside the
thread round each job (a database connection is opened and closed there: pool threads keep theirs otherwise).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from threading import Event
from time import monotonic
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm.errors import Cancelled
from crm.progress import Progress
from ui.kit import busy

Work = Callable[[Progress], Any]
Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
STEP = 0.05
"""Seconds between two words of progress: more would only keep the window busy."""


class Job(QObject):
    """One piece of work. Its signals come in the GUI thread; exactly one of done, failed, cancelled, then ended."""

    progressed = Signal(int, object, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _moved = Signal(int, object, str)
    _arrived = Signal(object, object)

    def __init__(
        self, work: Work, title: str = "", around: Callable[[], AbstractContextManager[Any]] = nullcontext
    ) -> None:
        super().__init__()
        self.title = title
        self.running = True
        self._work, self._around = work, around
        self._stop = Event()
        self._last = 0.0
        self._then: Callable[[Job, Any, BaseException | None], None] | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._moved.connect(self._move, queued)
        self._arrived.connect(self._arrive, queued)

    def then(self, told: "Callable[[Job, Any, BaseException | None], None]") -> None:
        """Call `told(job, result, error)` in the GUI thread when it has ended."""
        self._then = told

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
            self._moved.emit(done, total, text)

    def work(self) -> None:
        """Run in the worker thread."""
        try:
            if self._stop.is_set():
                raise Cancelled("")
            with self._around():
                result = self._work(self.progress)
        except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, where it is raised or handled
            self._arrived.emit(None, error)
        else:
            self._arrived.emit(result, None)

    def _move(self, done: int, total: object, text: str) -> None:
        if self.running:
            self.progressed.emit(done, total, text)

    def _arrive(self, result: Any, error: BaseException | None) -> None:
        self.running = False
        try:
            if error is None:
                self.done.emit(result)
            elif isinstance(error, Cancelled):
                self.cancelled.emit()
            else:
                self.failed.emit(error)
        finally:
            self.ended.emit()
            then, self._then = self._then, None
            if then is not None:
                then(self, result, error)


class Jobs(QObject):
    """Runs work one after the other; `failed` hears every error that nobody else asked for.

    Without `failed` such an error is raised in the GUI thread, where the hook of `excepthook` hears it.
    """

    def __init__(
        self,
        around: Callable[[], AbstractContextManager[Any]] = nullcontext,
        failed: Failed | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around, self._failed = around, failed
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._alive: dict[Job, _Callbacks] = {}
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
        owner: QObject | None = None,
        cancellable: bool = True,
    ) -> Job:
        """Start `work(progress)`; the callbacks are called in the GUI thread, unless `owner` is gone by then.

        With `window` it shows that it is busy after 300 ms and how far it has come, with Cancel, after a second.
        """
        job = Job(work, title, self._around)
        self._alive[job] = _Callbacks(done, failed or self._failed, cancelled, owner or window)
        job.then(self._ended)
        if window is not None:
            busy.follow(job, window, cancellable=cancellable)
        self._worker.submit(job.work)
        return job

    def ask(
        self, key: str, work: Work, done: Done, *, failed: Failed | None = None, owner: QObject | None = None
    ) -> Job:
        """Run a question whose newest answer is the only one wanted; an older one of the same key is not told."""
        before = self._newest.get(key)
        if before is not None:
            before.cancel()
            if before in self._alive:
                self._alive[before] = _Callbacks()
        job = self.run(work, done=done, failed=failed, owner=owner)
        self._newest[key] = job
        return job

    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._alive)

    def stop(self) -> None:
        """Cancel everything and wait for the thread to end: before the file is closed."""
        for job in self._alive:
            job.cancel()
        self._alive.clear()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _ended(self, job: Job, result: Any, error: BaseException | None) -> None:
        calls = self._alive.pop(job, None)
        for key in [key for key, newest in self._newest.items() if newest is job]:
            del self._newest[key]
        if calls is None or (calls.owner is not None and not isValid(calls.owner)):
            return
        if error is None:
            if calls.done is not None:
                calls.done(result)
        elif isinstance(error, Cancelled):
            if calls.cancelled is not None:
                calls.cancelled()
        elif calls.failed is not None:
            calls.failed(error)
        else:
            raise error


class _Callbacks(NamedTuple):
    """Who is told; kept here and not as connections, which would keep each job alive for ever."""

    done: Done | None = None
    failed: Failed | None = None
    cancelled: Callable[[], object] | None = None
    owner: QObject | None = None
