"""What is done once a year: on the same weekday of the next, under a name with the new year in it."""

import re
from datetime import date, timedelta
from itertools import count

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


def moved(day: date, years: int) -> date:
    """The same weekday in the week of the date so many years later, always within that year.

    >>> moved(date(2026, 10, 30), 1), moved(date(2024, 2, 29), 1)
    (datetime.date(2027, 10, 29), datetime.date(2025, 2, 27))
    >>> moved(date(2026, 1, 1), 1)
    datetime.date(2027, 1, 7)
    """
    year = day.year + years
    leap = day.month == 2 and day.day == 29
    there = date(year, 2, 28) if leap else day.replace(year=year)
    off = (day.weekday() - there.weekday()) % 7
    found = there + timedelta(days=off if off <= 3 else off - 7)
    if found.year < year:
        return found + timedelta(days=7)
    return found - timedelta(days=7) if found.year > year else found


def comes_again(day: date, today: date) -> int:
    """After how many years something of that day is next due: at least one, and not before `today`.

    >>> comes_again(date(2026, 10, 30), date(2026, 11, 23)), comes_again(date(2023, 12, 4), date(2026, 11, 23))
    (1, 3)
    """
    return next(years for years in count(1) if moved(day, years) >= today)


def shifted(name: str, years: int) -> str:
    """A name with the years in it so many later.

    >>> shifted("Høstkonferanse 2025", 1), shifted("Sesongen 2024/2025", 1), shifted("Kurs i 20 250 ord", 1)
    ('Høstkonferanse 2026', 'Sesongen 2025/2026', 'Kurs i 20 250 ord')
    """
    return _YEAR.sub(lambda found: str(int(found[0]) + years), name)


def of_year(name: str, year: int) -> str:
    """A name with its latest year made this one, and the others as far before it as they were.

    >>> of_year("Høstkonferanse 2023", 2026), of_year("Julelunsj", 2026)
    ('Høstkonferanse 2026', 'Julelunsj')
    """
    latest = max(map(int, _YEAR.findall(name)), default=year)
    return shifted(name, year - latest)
