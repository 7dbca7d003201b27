"""The words of dates in bokmål and English (some Swedish and Danish too), folded as `crm.rules.folding.fold` does."""

_DAYS = (
    "mandag man ma monday mon",
    "tirsdag tir ti tuesday tue tues",
    "onsdag ons on wednesday wed",
    "torsdag tor to thursday thu thur thurs",
    "fredag fre fr friday fri",
    "lordag lor lo saturday sat",
    "sondag son so sunday sun",
)
_MONTHS = (
    "januar jan january januari",
    "februar feb february februari",
    "mars mar march marts",
    "april apr",
    "mai may maj",
    "juni jun june",
    "juli jul july",
    "august aug augusti",
    "september sep sept",
    "oktober okt october oct",
    "november nov",
    "desember des december dec",
)
_RELATIVE_DAYS = {
    0: ("i dag", "idag", "dagens dato", "na", "today", "now"),
    -1: ("i gar", "igar", "yesterday"),
    1: ("i morgen", "imorgen", "i morra", "tomorrow"),
    2: ("i overmorgen", "overmorgen", "day after tomorrow", "the day after tomorrow"),
    -2: ("i forgars", "forgars", "day before yesterday", "the day before yesterday"),
}
_UNITS = {
    (1, 0): "d dg dag dager day days",
    (7, 0): "u uke uker v w wk week weeks",
    (0, 1): "m md mnd maned maneder mo month months",
    (0, 12): "a ar y yr year years",
}

DAYS = {word: number for number, words in enumerate(_DAYS) for word in words.split()}
"""Names of the days of the week: Monday is 0."""
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
"""Names of the months: January is 1."""
RELATIVE_DAYS = {word: days for days, words in _RELATIVE_DAYS.items() for word in words}
"""Days told by their distance from today."""
UNITS = {word: length for length, words in _UNITS.items() for word in words.split()}
"""Units of time as (days, months)."""
