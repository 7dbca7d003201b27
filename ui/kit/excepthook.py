"""One place that hears every error nobody handled, from slots, from painting, from threads.

A `CrmError` is a sentence for the user; anything else is ours and shows the one dialog. A failing model raises
dozens of times in one repaint: the same error within a few seconds is counted, not shown again.
"""

import sys
import threading
import traceback
from collections.abc import Callable
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from crm import traces
from crm.errors import Cancelled, CrmError

QUIET = 10.0
"""Seconds during which the same error is not told again."""

Show = Callable[[BaseException, str], object]


class Hook(QObject):
    """Collects errors of all threads and tells each once, in the GUI thread."""

    _heard = Signal(object, str)

    def __init__(self, show: Show, log: Callable[[str], object]) -> None:
        super().__init__()
        self._show, self._log = show, log
        self._told: dict[str, float] = {}
        self.repeated = 0
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take an error from anywhere."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Cancelled):
            return
        key = f"{kind.__name__}:{_place(trace)}"
        now = monotonic()
        if now - self._told.get(key, -QUIET) < QUIET:
            self.repeated += 1
            return
        self._told[key] = now
        details = traces.told(error)
        if not isinstance(error, CrmError):
            self._log(details)
        self._heard.emit(error, details)

    def _tell(self, error: BaseException, details: str) -> None:
        self._show(error, details)


_hook: Hook | None = None


def install(show: Show, log: Callable[[str], object]) -> Hook:
    """Hear every unhandled error from now on: `show(error, details)` in the GUI thread, `log(details)` for our own."""
    global _hook
    _hook = Hook(show, log)
    sys.excepthook = _hook.hear
    threading.excepthook = lambda args: _from_thread(args.exc_type, args.exc_value, args.exc_traceback)
    return _hook


def restore() -> None:
    """Let Python print errors again."""
    global _hook
    _hook = None
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


def _from_thread(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if _hook is not None and error is not None:
        _hook.hear(kind, error, trace)


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
