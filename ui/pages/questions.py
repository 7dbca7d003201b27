"""Questions to the register that a list waits for: the window never stands still for them.

They run one after the other in a thread of their own, beside the worker of the long jobs. A quick answer (a few
milliseconds, the usual case) is there at once, without a flicker; a slow one arrives later while the old rows stay.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

Answer = TypeVar("Answer")
PATIENCE = 0.025
"""Seconds that the window waits for answers at a stretch: half of what it may ever stand still (PERFORMANCE.md)."""


class Questions(QObject):
    """Asks in a thread of its own; only the newest question of a key is answered.

    `enter` and `leave` are called in the thread at its beginning and its end: there it gets and lets go of what it
    holds, a connection to the database.
    """

    _arrived = Signal(str, int, object)

    def __init__(
        self,
        enter: Callable[[], object] | None = None,
        leave: Callable[[], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="question", initializer=enter)
        self._leave = leave
        self._newest: dict[str, tuple[int, Callable[[Any], object]]] = {}
        self._number, self._stopped = 0, False
        self._patience = PATIENCE
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._recover)
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def ask(self, key: str, work: Callable[[], Answer], done: Callable[[Answer], object]) -> None:
        """Call `done` with what `work` answers, before this returns or later; an error rises where `done` would be.

        An older question of the same key is forgotten, and so is one whose `done` is a method of a widget that is gone.
        After `stop` nothing is asked: what was typed last on a page may come a moment after its register was closed.
        """
        if self._stopped:
            return
        self._number += 1
        number = self._number
        self._newest[key] = (number, done)
        future = self._thread.submit(self._work, key, number, work)
        # Several questions of one turn share the time: each may be quick, and all of them slow together.
        began = monotonic()
        wait([future], self._patience)
        self._patience = max(0.0, self._patience - (monotonic() - began))
        self._rest.start()
        if future.done():
            self._arrive(key, number, future)
        else:
            future.add_done_callback(lambda finished: self._arrived.emit(key, number, finished))

    def apart(self, prefix: str) -> "Corner":
        """The same questions for another window: its keys all begin so."""
        return Corner(self, prefix)

    def forget(self, prefix: str) -> None:
        """Let no question whose key begins so be answered any more: the page that asked is gone."""
        for key in [key for key in self._newest if key.startswith(prefix)]:
            del self._newest[key]

    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._newest)

    def stop(self) -> None:
        """Answer nothing any more and wait for the thread to end: before the file is closed."""
        self._newest.clear()
        if not self._stopped:
            self._stopped = True
            if self._leave is not None:
                self._thread.submit(self._leave)
            self._thread.shutdown(wait=True)

    def _recover(self) -> None:
        self._patience = PATIENCE

    def _work(self, key: str, number: int, work: Callable[[], Any]) -> Any:
        return work() if self._newest.get(key, (0, None))[0] == number else None

    def _arrive(self, key: str, number: int, finished: "Future[Any]") -> None:
        asked, done = self._newest.get(key, (0, None))
        if asked == number and done is not None:
            del self._newest[key]
            if not _is_gone(done):
                done(finished.result())


def _is_gone(done: Callable[[Any], object]) -> bool:
    """Whether what is to be told is a method of something that Qt has deleted since: a page of before the language."""
    owner = getattr(getattr(done, "func", done), "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


class Corner:
    """Questions of one window among others: asked in the same thread, under keys of their own."""

    def __init__(self, all: Questions, prefix: str) -> None:
        self._all, self._prefix = all, prefix

    def ask(self, key: str, work: Callable[[], Answer], done: Callable[[Answer], object]) -> None:
        """As `Questions.ask`."""
        self._all.ask(self._prefix + key, work, done)

    def forget(self, prefix: str) -> None:
        """Let no question of this window whose key begins so be answered any more."""
        self._all.forget(self._prefix + prefix)

    def waiting(self) -> bool:
        """Whether an answer is still to come, to any window."""
        return self._all.waiting()

    def apart(self, prefix: str) -> "Corner":
        """Those of yet another window."""
        return Corner(self._all, prefix)

    def stop(self) -> None:
        """Forget all of this window; the thread goes on for the others."""
        self.forget("")
