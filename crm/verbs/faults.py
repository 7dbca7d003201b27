"""What is said and kept when the program itself is at fault."""

import time
from pathlib import Path

from crm import settings, traces
from crm.i18n import _

_LOG = "klynge.log"  # the windows write to the same one
_LONGEST = 1_000_000


def told(error: BaseException) -> str:
    """One sentence about an error nobody foresaw; the log it names says where it happened, without anybody's name."""
    file = settings.folder() / _LOG
    if _kept(file, where(error)):
        told = _("Something went wrong in Klynge itself; {log} says where, without anybody's name.").format(log=file)
    else:
        place = " ".join(where(error).split())
        told = _("Something went wrong in Klynge itself. Please tell those who mend it: {place}").format(place=place)
    look = _("`history` shows whether anything was written.")
    return f"{told} {look}"


def where(error: BaseException) -> str:
    """Where it happened and what kind of error it was, without its message: messages quote what people are called."""
    return traces.told(error)


def _kept(file: Path, details: str) -> bool:
    try:
        file.parent.mkdir(0o700, parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LONGEST:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{details}\n\n")
    except OSError:
        return False
    return True
