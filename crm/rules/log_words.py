"""What words of a quick line may stand for: a day, a length, a time of day, a kind of meeting.

Stricter than a field that holds nothing else: there "on" is Wednesday and "3 11" a day, here both are words.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from crm.rules import dates
from crm.rules.date_words import DAYS, MONTHS, RELATIVE_DAYS, UNITS
from crm.rules.folding import fold

Reader = Callable[[str], Any]
"""Words as they were typed -> what they stand for, or None."""

LONGEST = 5
"""No shorthand has more words ("for 2 dager siden", "the day before yesterday")."""

_LONG_DAYS = "|".join(word for word in DAYS if len(word) > 5)
_LONG_MONTHS = "|".join(word for word in MONTHS if len(word) >= 3)
_RELATIVE = "|".join(word for word in RELATIVE_DAYS if word not in ("na", "now", "dagens dato"))
_UNITS = "|".join(UNITS)
_COUNT = r"(?:[0-9]{1,3}|en|et|ei|one|an)"
_NUMBERED = r"[0-9]{1,2}\.[0-9]{1,2}\.?(?:[0-9]{2}|[0-9]{4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_STEP = rf"[+-][0-9]{{1,3}} ?(?:{_UNITS})"
# What may begin a line; "fredag" and "uke 45" there are as often what the meeting is about.
_CERTAIN = re.compile(
    rf"(?:{_RELATIVE}|(?:forrige|neste|last|next) (?:{_LONG_DAYS})|(?:den |on )?(?:{_NUMBERED})|{_STEP}"
    rf"|for {_COUNT} (?:{_UNITS}) siden|{_COUNT} (?:{_UNITS}) ago)"
)
_LIKELY = re.compile(
    rf"(?:{_CERTAIN.pattern}|(?:pa |on |denne |this |kommende |coming )?(?:{_LONG_DAYS})"
    rf"|(?:i |in )?(?:uke|week) [0-9]{{1,2}}|(?:denne|neste|forrige) (?:uke|uka|uken)|(?:this|next|last) week"
    rf"|(?:den )?[0-9]{{1,2}}(?:\. ?| |st |nd |rd |th )(?:{_LONG_MONTHS})\.?(?: [0-9]{{4}})?"
    rf"|(?:om|in) {_COUNT} (?:{_UNITS}))"
)
_BY = re.compile(r"(?:innen|senest|frist|by|due|until) +")
_MINUTES = re.compile(r"([0-9]{1,4}) ?(?:min|mins|minutt|minutter|minutes?)\.?")
_HOURS = re.compile(
    r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))? ?(?:t|timer?|h|hours?|hrs?)\.?"
    r"(?: ?(?:og |and )?([0-5]?[0-9]) ?(?:min|mins|m)?\.?)?"
)
_LENGTHS = {"en halvtime": 30, "halvtime": 30, "half an hour": 30, "halvannen time": 90}
_CLOCK = re.compile(r"(?:kl\.? ?([0-9]{1,2})(?:[.:]([0-5][0-9]))?|([0-9]{1,2}):([0-5][0-9]))")
_FORTNIGHT = 60 * 24 * 14
_TYPES = {
    "phone": "telefon tlf telefonmote telefonsamtale telefonprat phone call",
    "meeting_video": "teams zoom video videomote teamsmote teams-mote zoommote videomeeting",
    "site_visit": "besok bedriftsbesok visit",
    "email": "e-post epost mail email e-mail",
}
_TYPE_OF = {word: key for key, words in _TYPES.items() for word in words.split()}
_LAST_TYPES = ("tlf", "teams", "zoom", "video")
_JOINING_WORDS = (
    "med hos fra til for om av ved og mot via mellom innen etter siden eller per pr "
    "with from to about of at by and or against between before after since until"
)
JOINING = frozenset(_JOINING_WORDS.split())
"""Folded words that need the one behind them: "plan for fredag", "lunsj med @Ada"."""
_NUMBERING_WORDS = (
    "versjon version v kapittel kap chapter punkt pkt point nr no nummer number del part sak case utgave release fase "
    "phase tabell table figur figure side page rom room omrade innsatsomrade area vedlegg annex paragraf ca kr nok eur"
)
_NUMBERING = frozenset(_NUMBERING_WORDS.split())


def day(text: str, today: date, *, first: bool = False, held: bool = True) -> date | None:
    """The day that the words stand for; `first` where they begin the line, `held` where it is that of a meeting.

    >>> today = date(2026, 11, 4)
    >>> [str(day(words, today)) for words in ("i går", "3.11", "fredag", "-1d", "uke 45", "den 3. november")]
    ['2026-11-03', '2026-11-03', '2026-11-06', '2026-11-03', '2026-11-02', '2026-11-03']
    >>> [day(words, today) for words in ("on", "3 11", "sen", "nå")], day("fredag", today, first=True)
    ([None, None, None, None], None)
    """
    folded = fold(text).strip(" ,;:")
    if not (_CERTAIN if first else _LIKELY).fullmatch(folded):
        return None
    words = folded.removeprefix("den ")
    read = dates.held if held else dates.parse
    return read(words.removeprefix("on ") if words[3:4].isdecimal() else words, today)


def due(text: str, today: date) -> date | None:
    """The day by which a follow-up is promised: as `day`, also "innen fredag", "by friday".

    >>> str(due("innen fredag", date(2026, 11, 4)))
    '2026-11-06'
    """
    folded = fold(text).strip(" ,;:")
    return day(_BY.sub("", folded, count=1), today, held=False)


def minutes(text: str) -> int | None:
    """The length that the words stand for, in minutes.

    >>> [minutes(words) for words in ("45 min", "1t", "1,5 t", "2 timer", "1t 30min", "1 h", "halvtime", "45 m", "3")]
    [45, 60, 90, 120, 90, 60, 30, None, None]
    """
    folded = fold(text).strip(" ,;:")
    if folded in _LENGTHS:
        return _LENGTHS[folded]
    if found := _MINUTES.fullmatch(folded):
        length = int(found[1])
    elif found := _HOURS.fullmatch(folded):
        part = found[2] or ""
        length = int(found[1]) * 60 + (round(int(part) * 60 / 10 ** len(part)) if part else 0) + int(found[3] or 0)
    else:
        return None
    return length if 0 < length <= _FORTNIGHT else None


def clock(text: str) -> str | None:
    """The time of day that the words stand for, as "10:30".

    >>> clock("kl 9"), clock("kl. 10.30"), clock("10:30"), clock("25:00"), clock("10")
    ('09:00', '10:30', '10:30', None, None)
    """
    found = _CLOCK.fullmatch(fold(text).strip(" ,;"))
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), found[2] or found[4] or "00"
    return f"{hour:02}:{minute}" if hour < 24 else None


def type_of(word: str, *, last: bool = False) -> str | None:
    """The kind of meeting that a word names, a key of the code list interaction_type; `last` where it ends the line.

    >>> type_of("Telefon"), type_of("besøk"), type_of("Teams", last=True), type_of("telefon", last=True)
    ('phone', 'site_visit', 'meeting_video', None)
    """
    folded = fold(word).strip(" ,;:.-–")
    return _TYPE_OF.get(folded) if not last or folded in _LAST_TYPES else None


def needs_next(word: str) -> bool:
    """Whether a word needs the one behind it.

    >>> needs_next("med"), needs_next("møte")
    (True, False)
    """
    return fold(word).strip(" ,;:") in JOINING


def counts(word: str) -> bool:
    """Whether a number behind the word belongs to it: "versjon 3.11".

    >>> counts("Kapittel"), counts("v2"), counts("møte")
    (True, True, False)
    """
    folded = fold(word).strip(" ,;:.")
    return folded in _NUMBERING or folded[-1:].isdecimal() or folded == "§"
