"""Stretches of time that figures are counted over: a year, a quarter, the contract period, any two days."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.rules import dates

FIRST, LAST = 1900, 2200


class Stretch(NamedTuple):
    """From the first day to the last, both belong to it."""

    first: date
    last: date

    @property
    def years(self) -> tuple[int, ...]:
        """The years it reaches into.

        >>> Stretch(date(2025, 11, 1), date(2026, 1, 31)).years
        (2025, 2026)
        """
        return tuple(range(self.first.year, self.last.year + 1))

    @property
    def whole(self) -> bool:
        """Whether it is made of whole years, so that what is kept by the year can be counted in it.

        >>> of_year(2026).whole, quarter(2026, 1).whole, Stretch(date(2024, 1, 1), date(2026, 12, 31)).whole
        (True, False, True)
        """
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def before(self) -> date:
        """The day before it begins."""
        return self.first - timedelta(days=1)


def of_year(year: int) -> Stretch:
    """The whole year."""
    return Stretch(date(year, 1, 1), date(year, 12, 31))


def quarter(year: int, number: int) -> Stretch:
    """The quarter from 1 to 4 of a year.

    >>> quarter(2026, 4).last, quarter(2024, 1).last
    (datetime.date(2026, 12, 31), datetime.date(2024, 3, 31))
    """
    first = date(year, 3 * number - 2, 1)
    following = date(year + number // 4, 3 * number % 12 + 1, 1)
    return Stretch(first, following - timedelta(days=1))


def between(first: date, last: date) -> Stretch:
    """From one day to another. Raises CrmError where they are turned round, or of a year that no report is made of."""
    for day in (first, last):
        if not FIRST <= day.year <= LAST:
            raise CrmError(_("{year} is not a year a report can be made of.").format(year=day.year))
    if last < first:
        raise CrmError(_("The last day is before the first."))
    return Stretch(first, last)


def twelve_months(last: date) -> Stretch:
    """The twelve months that end with a day.

    >>> twelve_months(date(2026, 12, 31)) == of_year(2026), twelve_months(date(2024, 2, 29)).first
    (True, datetime.date(2023, 3, 1))
    """
    return Stretch(_back(last, 1) + timedelta(days=1), last)


def a_year_earlier(stretch: Stretch) -> Stretch:
    """The same stretch of the year before; of several years, as many years earlier as it has.

    >>> a_year_earlier(Stretch(date(2024, 2, 29), date(2024, 3, 31)))
    Stretch(first=datetime.date(2023, 2, 28), last=datetime.date(2023, 3, 31))
    >>> a_year_earlier(Stretch(date(2024, 1, 1), date(2026, 12, 31))).years
    (2021, 2022, 2023)
    """
    back = len(stretch.years) if stretch.whole else 1 + (stretch.last - stretch.first).days // 366
    return Stretch(_back(stretch.first, back), _back(stretch.last, back))


def say(stretch: Stretch) -> str:
    """What a person reads: "2026", "Q1 2026", "2024–2026", "01.11.2025–31.01.2026"."""
    first, last = stretch
    if stretch.whole:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    for number in range(1, 5):
        if stretch == quarter(first.year, number):
            return _("Q{number} {year}").format(number=number, year=first.year)
    return f"{dates.show(first)}–{dates.show(last)}"


def read(text: str) -> Stretch:
    """What "2026", "2026Q1", "2024-2026" and "2026-01-01..2026-03-31" say. Raises CrmError for anything else.

    >>> read("2026q2") == quarter(2026, 2), read("2024-2026").years, read("2026-01-15..2026-02-01").last
    (True, (2024, 2025, 2026), datetime.date(2026, 2, 1))
    """
    words = text.strip().upper()
    try:
        if ".." in words:
            return between(*(date.fromisoformat(day) for day in words.split("..")))
        if "Q" in words:
            year, _quarter, number = words.partition("Q")
            return between(*quarter(int(year), int(number)))
        first, _dash, last = words.partition("-")
        return between(of_year(int(first)).first, of_year(int(last or first)).last)
    except (ValueError, TypeError) as error:
        raise CrmError(
            _("“{text}” is no period. Write 2026, 2026Q1, 2024-2026 or 2026-01-01..2026-03-31.").format(text=text)
        ) from error


def _back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
