"""Long work in one worker thread: the window goes on painting, tells how far it has come, and can stop it.

There is one thread because there is one file to write to; jobs wait for each other. `around` is entered inside the
thread round each job (a database connection is opened and closed there: pool threads keep theirs otherwise).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm.errors import Cancelled, CrmError
from ui.kit import busy
from ui.kit.job import Around, Job, Task, Work

Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]


class _Running(NamedTuple):
    """A job and who is told; kept here and not as connections, which would keep each job alive for ever."""

    job: Job
    done: Done | None = None
    failed: Failed | None = None
    cancelled: Callable[[], object] | None = None
    owner: QObject | None = None


class Jobs(QObject):
    """Runs work one after the other; `failed` hears every error that nobody else asked for.

    Without `failed` such an error is raised in the GUI thread, where the hook of `excepthook` hears it.
    Call `stop` before letting go of it.
    """

    _moved = Signal(object, object, object, str)
    _arrived = Signal(object, object, object)

    def __init__(
        self, around: Around = nullcontext, failed: Failed | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around, self._failed = around, failed
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: dict[Task, _Running] = {}
        self._newest: dict[str, Task] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._moved.connect(self._move, queued)
        self._arrived.connect(self._arrive, queued)

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
        return self._start(work, done, failed, cancelled, title, window, owner, cancellable)[1]

    def ask(
        self, key: str, work: Work, done: Done, *, failed: Failed | None = None, owner: QObject | None = None
    ) -> Job:
        """Run a question whose newest answer is the only one wanted; an older one of the same key is not told."""
        before = self._newest.get(key)
        if before is not None and before in self._running:
            before.stop.set()
            self._running[before] = _Running(self._running[before].job, failed=told_to_nobody)
        self._newest[key], job = self._start(work, done, failed, None, "", None, owner, False)
        return job

    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._running)

    def stop(self) -> None:
        """Cancel everything and wait for the thread to end: before the file is closed.

        The jobs end as stopped, so that no dialog waits for one for ever; those who are told of results hear nothing.
        """
        running, self._running = self._running, {}
        for task in running:
            task.stop.set()
        self._worker.shutdown(wait=True, cancel_futures=True)
        for one in running.values():
            if isValid(one.job):
                one.job.deleteLater()
                one.job.end(None, Cancelled(""))

    def moved(self, task: Task, done: int, total: int | None, text: str) -> None:
        """Called by a task in its thread."""
        self._moved.emit(task, done, total, text)

    def arrived(self, task: Task, result: Any, error: BaseException | None) -> None:
        """Called by a task in its thread."""
        self._arrived.emit(task, result, error)

    def _start(
        self,
        work: Work,
        done: Done | None,
        failed: Failed | None,
        cancelled: Callable[[], object] | None,
        title: str,
        window: QWidget | None,
        owner: QObject | None,
        cancellable: bool,
    ) -> tuple[Task, Job]:
        task = Task(work, self._around, self)
        job = Job(title, task.stop, self)
        self._running[task] = _Running(job, done, failed or self._failed, cancelled, owner or window)
        if window is not None:
            busy.follow(job, window, cancellable=cancellable)
        self._worker.submit(task.run)
        return task, job

    def _move(self, task: Task, done: int, total: object, text: str) -> None:
        if task in self._running:
            self._running[task].job.progressed.emit(done, total, text)

    def _arrive(self, task: Task, result: Any, error: BaseException | None) -> None:
        running = self._running.pop(task, None)
        for key in [key for key, newest in self._newest.items() if newest is task]:
            del self._newest[key]
        if running is None:
            return
        running.job.deleteLater()
        running.job.end(result, error)
        if running.owner is not None and not isValid(running.owner):
            return
        if error is None:
            if running.done is not None:
                running.done(result)
        elif isinstance(error, Cancelled):
            if running.cancelled is not None:
                running.cancelled()
        elif running.failed is not None:
            running.failed(error)
        else:
            raise error


def told_to_nobody(error: BaseException) -> None:
    """What failed where nobody waits for it: a sentence is told to nobody, a mistake of ours is raised."""
    if not isinstance(error, CrmError):
        raise error
