"""A process that reads a stranger's file is ended where it takes too much memory or time, on every system alike.

Unix can be asked to refuse both (crm.exchange.readers.child does); Windows and macOS cannot, or do not obey.
"""

import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

_EVERY = 0.02
_TIMED_EVERY = 5
_LONGEST_LOOK = 1.0
_IDLE_SHARE = 1 / 3
_BY_THE_CLOCK = 5


@dataclass
class Allowance:
    """How long a file may be read, by one process or by two after each other.

    `seconds` are of the processor, so that a proper list is not refused because the machine is busy. A process that
    gets none at all for a third of that hangs. By the clock it is never more than five times as long; time that the
    machine sleeps is not counted.
    """

    seconds: float
    before: float = 0.0  # worked by processes that have ended
    worked: float = 0.0  # by the present one
    idle: float = 0.0
    passed: float = 0.0

    def begin(self) -> None:
        """Another process goes on with the same file."""
        self.before, self.worked, self.idle = self.before + self.worked, 0.0, 0.0

    def look(self, worked: float | None, since: float) -> bool:
        """Note what the process has worked in all, `since` seconds after the last look; whether that was too long.

        Where the system does not tell (None) the clock counts.
        """
        since = min(since, _LONGEST_LOOK)
        worked = self.worked + since if worked is None else worked
        self.passed += since
        self.idle = 0.0 if worked > self.worked else self.idle + since
        self.worked = worked
        return (
            self.before + worked >= self.seconds
            or self.idle > self.seconds * _IDLE_SHARE
            or self.passed > self.seconds * _BY_THE_CLOCK
        )


class Watch:
    """While this lasts the process with the number `pid` is looked at, and killed beyond `most` bytes of real memory or
    when `allowance` is used up.

    `swelled` and `late` say afterwards which of the two happened.
    """

    def __init__(self, pid: int, most: int, allowance: Allowance) -> None:
        self._pid, self._most, self._allowance = pid, most, allowance
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.swelled = self.late = False

    def __enter__(self) -> "Watch":
        self._allowance.begin()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        looks, last = 0, time.monotonic()
        try:
            process = psutil.Process(self._pid)
            while not self._over.wait(_EVERY):
                self.swelled = _held(process) > self._most
                if looks % _TIMED_EVERY == 0:
                    now = time.monotonic()
                    self.late = self._allowance.look(_worked(process), now - last)
                    last = now
                looks += 1
                if self.swelled or self.late:
                    process.kill()
                    return
        except psutil.Error:
            # It has ended by itself
            return


def _worked(process: "psutil.Process") -> float | None:
    """Seconds of the processor that it took so far; None where the system refuses to tell."""
    import psutil

    try:
        spent = process.cpu_times()
    except psutil.AccessDenied:
        return None
    return float(spent.user + spent.system)


def _held(process: "psutil.Process") -> int:
    """Bytes of real memory that it has; 0 where the system refuses to tell."""
    import psutil

    try:
        return int(process.memory_info().rss)
    except psutil.AccessDenied:
        return 0
