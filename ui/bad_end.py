"""The end of the program that was none: noted while it runs, told at the next start, with what was being written.

Beside the log lies a file as long as the program runs. What Python can still say in a crash stands in it; a program
that was killed, or a computer that went off, leaves it empty. A lock that the system lets go of tells whether the
program that made it runs still.
"""

import faulthandler
import re
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from filelock import FileLock, Timeout

from crm import traces
from crm.errors import CrmError
from crm.i18n import _
from ui.frame import Frame

NAME = "crash.log"
_LONGEST = 20_000
_FILE = re.compile(r'File "([^"]*)"')


class Ended(NamedTuple):
    """The last time ended badly; `details` is what could still be said about it, "" for nothing."""

    details: str


class Watch:
    """Notes that the program runs, until `end`; `before` is how the last time ended where that was bad."""

    def __init__(self, home: Path) -> None:
        self.before: Ended | None = None
        self._file = home / NAME
        self._open: IO[str] | None = None
        self._lock: FileLock | None = None
        with suppress(OSError):  # nothing depends on it
            home.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(home / ".running.lock"), timeout=0, mode=0o600)
            try:
                lock.acquire()
            except Timeout:
                return  # another one runs; what lies there is its own
            self._lock = lock
            self.before = _left_behind(self._file)
            self._open = self._file.open("w", encoding="utf-8")
            faulthandler.enable(self._open, all_threads=True)

    def end(self) -> None:
        """The program ends as it should."""
        if self._open is not None:
            faulthandler.disable()
            self._open.close()
            self._open = None
            with suppress(OSError):
                self._file.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def tell(window: Frame, ended: Ended, home: Path) -> None:
    """Say that the last time ended badly; look the register through, and offer what was being written."""
    if window.file is None:
        _say(window, ended, home, _("Klynge did not close as it should last time."), None)
        return

    def look() -> str | None:
        from crm.queries import drafts

        window.program.registers.look_through()
        waiting = drafts.waiting()
        return waiting[0].name if waiting else None

    def done(draft: str | None) -> None:
        words = _("Klynge did not close as it should last time. The register was looked through: it is whole.")
        _say(window, ended, home, words, draft)

    def failed(problem: BaseException) -> None:
        if not isinstance(problem, CrmError):  # a register that is not whole tells so at every opening
            raise problem

    window.desk.jobs.run(lambda progress: look(), done=done, failed=failed)


def _say(window: Frame, ended: Ended, home: Path, words: str, draft: str | None) -> None:
    bar = window.shell.bar
    if bar.words():
        words = f"{bar.words()} {words}"
    if draft is not None:
        words += " " + _("What you were writing is kept.")
        bar.say(words, "warning", _("Continue writing"), lambda: window.desk.resume(draft))
    elif ended.details:
        bar.say(words, "warning", _("Details…"), lambda: _show(window, ended, home))
    else:
        bar.say(words, "warning")


def _show(window: Frame, ended: Ended, home: Path) -> None:
    from ui import look
    from ui.kit import messages

    messages.unexpected(window, look.report(ended.details), home, _("Klynge stopped by itself last time."))


def _left_behind(file: Path) -> Ended | None:
    if not file.exists():
        return None
    kept = file.read_text(encoding="utf-8", errors="replace")[:_LONGEST]
    # The folders above a file often name a person.
    return Ended(_FILE.sub(lambda told: f'File "{traces.short(told[1])}"', kept).strip())
