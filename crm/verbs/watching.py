"""How long work shows itself in a terminal: one line on stderr that is wiped when the work is done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from crm.progress import Progress, silent
from crm.rules import numbers

_AFTER = 0.5
_WIPE = "\r\x1b[K"


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress that is shown after half a second where somebody is looking, else silent."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield silent
        return
    shown = False
    started = last = monotonic()

    def show(done: int, total: int | None = None, text: str = "") -> None:
        nonlocal shown, last
        now = monotonic()
        if now - started < _AFTER or now - last < 0.1:
            return
        shown, last = True, now
        share = " " + numbers.show_whole_percent(100 * done // total) if total else ""
        _write(f"{_WIPE}{text or '…'}{share}")

    try:
        yield show
    finally:
        if shown:
            _write(_WIPE)


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
