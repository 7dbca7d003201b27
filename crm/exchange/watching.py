"""A process that reads a stranger's file is ended where it takes too much memory, on every system alike.

Unix can be asked to refuse the memory (crm.exchange.readers.child does); Windows and macOS cannot, or do not obey.
"""

import threading
from types import TracebackType

_EVERY = 0.02


class Watch:
    """While this lasts the process with the number `pid` is looked at, and killed beyond `most` bytes of real memory.

    `swelled` says afterwards whether that happened.
    """

    def __init__(self, pid: int, most: int) -> None:
        self._pid, self._most = pid, most
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.swelled = False

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        try:
            process = psutil.Process(self._pid)
            while not self._over.wait(_EVERY):
                if process.memory_info().rss > self._most:
                    self.swelled = True
                    process.kill()
                    return
        except psutil.Error:
            # It has ended by itself
            return
