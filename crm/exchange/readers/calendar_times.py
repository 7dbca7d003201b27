"""Days, times and zones of a calendar: Windows names, a file's own zones, names with a path before them.

Windows' names come from the library's copy of windowsZones.xml of the Unicode CLDR.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple, cast

from crm.exchange.readers.calendar_lines import Block, Line
from crm.rules import zones

_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_MOMENT = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_UTC = frozenset(("utc", "gmt", "z", "tzone-utc", "coordinated universal time"))
_RULE = re.compile(r"RRULE[^:]*:(.*)", re.IGNORECASE)
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


class Moment(NamedTuple):
    """A day, or a moment with the zone it was told in (None: as a clock on the wall shows it)."""

    at: date | datetime
    unknown_zone: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it is a day without a time."""
        return not isinstance(self.at, datetime)

    def home(self) -> datetime:
        """On a clock in Norway; midnight for a day."""
        if isinstance(self.at, datetime):
            return zones.at_home(self.at)
        return datetime(self.at.year, self.at.month, self.at.day)

    def id(self) -> str:
        """The moment as RECURRENCE-ID writes it: in UTC, a day as such, a wall time without a zone."""
        if not isinstance(self.at, datetime):
            return self.at.strftime("%Y%m%d")
        if self.at.tzinfo is None:
            return self.at.strftime("%Y%m%dT%H%M%S")
        return self.at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


class Zones:
    """What the names of zones mean in one calendar; `at_large` is that of times that name none."""

    def __init__(self, blocks: list[Block], at_large: str = "") -> None:
        self._blocks: dict[str, Block] = {}
        for block in blocks:
            for line in block.lines(frozenset(("TZID",))):
                self._blocks.setdefault(line.value.strip(), block)
        self._known: dict[str, tzinfo | None] = {}
        self.at_large = self.named(at_large) if at_large else None

    def named(self, name: str) -> tzinfo | None:
        """The zone of that name, None where nobody knows it."""
        name = name.strip().strip('"')
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> tzinfo | None:
        if name.lower() in _UTC:
            return UTC
        return zones.zone(name) or _windows(name) or _behind_a_path(name) or _of_the_file(self._blocks.get(name))


def _windows(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name.removesuffix(" 1").strip()
    for wanted in (name, plain, plain.replace(" Daylight Time", " Standard Time")):
        if wanted in WINDOWS_TO_OLSON:
            return zones.zone(WINDOWS_TO_OLSON[wanted])
    return None


def _behind_a_path(name: str) -> tzinfo | None:
    """Mozilla and Evolution write "/freeassociation.sourceforge.net/Europe/Oslo"."""
    parts = name.split("/")
    if len(parts) < 3:
        return None
    return zones.zone("/".join(parts[-2:])) or zones.zone("/".join(parts[-3:]))


def _of_the_file(block: Block | None) -> tzinfo | None:
    if block is None or not block.whole or not block.blocks:
        return None
    rules = [rule for inner in block.blocks for line in inner.raw if (rule := _RULE.match(line))]
    # A zone that changes every second keeps the library busy for ever
    if any("FREQ=YEARLY" not in rule[1].upper() or "BYSECOND" in rule[1].upper() for rule in rules):
        return None
    if len(block.blocks) > 100 or sum(len(inner.raw) for inner in block.blocks) > 2_000:
        return None
    from icalendar import Timezone

    try:
        found: tzinfo = cast(Timezone, Timezone.from_ical(block.text())).to_tz(lookup_tzid=False)
        # Asked once here: what fails later would fail in the middle of an appointment
        datetime(2026, 7, 1, 12, tzinfo=found).utcoffset()
        datetime(2026, 1, 1, 12, tzinfo=found).utcoffset()
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError):
        return None  # the library raises any of these for a zone that makes no sense
    return found


def moment(line: Line, zones_: Zones) -> Moment | None:
    """What a line like DTSTART says; None where it is no day or time, or one that nobody meets at."""
    return parsed(line.value, line.told, zones_)


def parsed(text: str, told: Mapping[str, str], zones_: Zones) -> Moment | None:
    """What one value of such a line says."""
    text = text.strip()
    try:
        if day := _DAY.fullmatch(text):
            found: date = date(*map(int, day.groups()))
            return Moment(found) if EARLIEST <= found <= LATEST else None
        at = _MOMENT.fullmatch(text)
        if at is None:
            return None
        year, month, day_, hour, minute = (int(part) for part in at.groups()[:5])
        wall = datetime(year, month, day_, hour, minute, min(int(at[6] or 0), 59))
    except ValueError:
        return None
    if not EARLIEST <= wall.date() <= LATEST:
        return None
    if at[7]:
        return Moment(wall.replace(tzinfo=_offset(at[7])))
    name = told.get("TZID", "")
    if not name:
        return Moment(wall.replace(tzinfo=zones_.at_large))
    zone = zones_.named(name)
    return Moment(wall.replace(tzinfo=zone), "" if zone is not None else name)


def _offset(text: str) -> tzinfo:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    away = timedelta(hours=min(hours, 23), minutes=min(minutes, 59))
    return timezone(-away if text[0] == "-" else away)
