"""The wall time of the register: what a clock in Norway showed.

A register keeps days and times as one reads them off the wall, without a zone. Times that come in with a zone (an
invitation, a mail) are told in Norway's, not in that of the machine: the same invitation read by two of the staff, one
of them travelling, must not look as if it had been moved, and a year ends in Norway.
"""

import re
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

HOME = "Europe/Oslo"
_SAFE = re.compile(r"[A-Za-z][A-Za-z_+\-]*(?:/[A-Za-z0-9_+\-]+){1,2}")
_SINGLE = {"utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC", "cet": "CET", "eet": "EET", "wet": "WET"}


def at_home(moment: datetime) -> datetime:
    """The same moment on a clock in Norway, without a zone; a moment without a zone stays as it is.

    >>> from datetime import UTC
    >>> at_home(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)), at_home(datetime(2026, 11, 3, 9, 0))
    (datetime.datetime(2026, 7, 2, 0, 30), datetime.datetime(2026, 11, 3, 9, 0))
    """
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(ZoneInfo(HOME)).replace(tzinfo=None)


@lru_cache(maxsize=512)
def zone(name: str) -> tzinfo | None:
    """The time zone of a name from the IANA list, capitals forgiven where they are usual; None for any other name.

    A name from a stranger is never taken for a path, and never for the zone of this machine.

    >>> zone("Europe/Oslo"), zone("utc"), zone("../../etc/passwd"), zone("localtime"), zone("W. Europe Standard Time")
    (zoneinfo.ZoneInfo(key='Europe/Oslo'), zoneinfo.ZoneInfo(key='UTC'), None, None, None)
    """
    wanted = _SINGLE.get(name.strip().lower(), name.strip())
    if wanted not in _SINGLE.values() and not _SAFE.fullmatch(wanted):
        return None
    try:
        return ZoneInfo(wanted)
    except (LookupError, ValueError, OSError):
        return None
