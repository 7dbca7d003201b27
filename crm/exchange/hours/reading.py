"""A list of hours in whatever shape a member keeps it: a line for each day or month, or a column for each month."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.hours import cells, words
from crm.exchange.hours.line import Line
from crm.exchange.source import Cell, Sheet, Source
from crm.i18n import _
from crm.rules import dates, numbers, orgnr
from crm.rules.folding import loose

_HEADER_ROWS = 40
_LEAST_MONTHS = 2
_NO_NAME = re.compile(
    r"(?:ark|sheet|tabell?|timer|timelister?|liste|egeninnsats|hours|data|[0-9 ]|jan|feb|mars?|apr|mai|jun|jul|aug|sep"
    r"|okt|nov|des|q[1-4]|kvartal)*[a-z]{0,3}"
)
_DAY_MONTH = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}\.?")


class _Table(NamedTuple):
    """Where a sheet's list begins, what its columns hold, and what is said of all of it: above it, in names."""

    sheet: Sheet
    first: int
    at: dict[str, list[int]]
    months: dict[int, tuple[int | None, int]]
    said: dict[str, Cell]
    year: int


def read(source: Source, name: str, *, today: date, year: int) -> list[Line]:
    """The lines of all sheets of a file called `name`; `year` is that of lists which say none.

    Raises CrmError where no sheet has a list of hours or money.
    """
    found: list[Line] = []
    tables = [table for sheet in source.sheets if not sheet.hidden and (table := _table(sheet, name, year))]
    for table in tables:
        found += _lines(table, today)
    if not tables:
        words_ = _(
            "“{file}” has no row of headers that names hours and whose they are, such as Bedrift, Dato and Timer."
        )
        raise CrmError(words_.format(file=name))
    return found


def _table(sheet: Sheet, name: str, year: int) -> _Table | None:
    for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        at, said = words.columns(row), _said(sheet.rows[:place])
        if not {"member", "number"} & {*at, *said} and "name" in at:
            at["member"] = at["name"]
        taken = {one for places in at.values() for one in places}
        months = {
            one: month
            for one, cell in enumerate(row)
            if one not in taken and isinstance(cell, str | date) and (month := cells.month(cell))
        }
        whose = "member" in at or "number" in at
        if len(months) >= _LEAST_MONTHS and "hours" not in at:
            at.pop("amount", None)  # the sum of the months
        elif not ("hours" in at and (whose or "day" in at or "month" in at)) and not ("amount" in at and whose):
            continue
        else:
            months = {}
        if not whose and "member" not in said and "number" not in said:
            said["member"] = _in_name(sheet.name) or _in_name(PurePath(name).stem)
        above = [cell for before in sheet.rows[:place] for cell in before]
        years = (cells.year(text) for text in (said.get("year"), *above, sheet.name, name))
        return _Table(sheet, place + 1, at, months, said, next((one for one in years if one), year))
    return None


def _said(above: Sequence[Sequence[Cell]]) -> dict[str, Cell]:
    """What stands above the list behind a word that says what it is."""
    found: dict[str, Cell] = {}
    for row in above:
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            head, _colon, rest = cell.partition(":")
            for key, known in words.LABELS.items():
                if loose(head) in known and key not in found:
                    beside = next((other for other in row[place + 1 :] if other not in (None, "")), None)
                    value = rest.strip() or beside
                    if value is not None:
                        found[key] = value
    return found


def _in_name(name: str) -> str:
    """The member that a sheet or a file is called after, as far as its name says more than "Timeliste 2026"."""
    parts = [part for part in re.split(r"[_\-–]+| {2,}", name) if part.strip()]
    kept = " ".join(word for word in " ".join(parts).split() if not _NO_NAME.fullmatch(loose(word)) or len(word) == 2)
    return kept if len(kept) > 2 else ""


def _lines(table: _Table, today: date) -> Iterator[Line]:
    member: tuple[str, str] = (cells.text(table.said.get("member")), cells.text(table.said.get("number")))
    for number, row in enumerate(table.sheet.rows[table.first :], start=table.first + 1):
        first = next((cell for cell in row if cell not in (None, "")), None)
        if first is None or words.is_sum(first):
            continue
        own = (cells.text(_cell(table, row, "member")), cells.text(_cell(table, row, "number")))
        if any(own):
            if any(map(words.is_sum, own)):
                continue
            member = own
        elif (
            not any(cells.text(_cell(table, row, key)) for key in ("day", "month", "what", "year")) and not table.months
        ):
            continue  # hours alone: the sum of those above
        yield from _row(table, row, number, member, today)


def _row(table: _Table, row: Sequence[Cell], number: int, member: tuple[str, str], today: date) -> Iterator[Line]:
    whose = Line(table.sheet.name, number, member[0], orgnr.clean(member[1]) if member[1] else "", table.year)
    whose = whose._replace(
        what=_what(table, row)[:2_000],
        document=cells.text(_cell(table, row, "document"))[:200],
        year=cells.year(_cell(table, row, "year")) or table.year,
    )
    rate_cell = _cell(table, row, "rate")
    if cells.text(rate_cell) == "":
        rate_cell = table.said.get("rate")
    rate = cells.ore(rate_cell)
    if rate is None and cells.text(rate_cell):
        whose = whose._replace(problem=_("“{text}” is no rate.").format(text=cells.text(rate_cell)))
    if table.months:
        for place, (of_year, of) in table.months.items():
            cell = row[place] if place < len(row) else None
            year = of_year or whose.year
            yield from _hours(whose._replace(year=year, day=cells.last_day(year, of), rate=rate), cell)
        return
    line = _dated(table, row, whose, today)
    amount_cell, hours_cell = _cell(table, row, "amount"), _cell(table, row, "hours")
    amount = cells.ore(amount_cell)
    if cells.text(hours_cell) == "" and amount:
        yield line._replace(amount=amount, problem=line.problem or _least(amount))
        return
    if cells.text(hours_cell) == "" and amount is None and cells.text(amount_cell):
        wrong = _("“{text}” is no amount.").format(text=cells.text(amount_cell))
        yield line._replace(problem=line.problem or wrong)
        return
    for one in _hours(line._replace(rate=rate), hours_cell):
        if one.minutes and one.rate is None and amount and amount > 0:
            one = one._replace(rate=int(numbers.round_half_up(amount * 60 / one.minutes)))
        yield one


def _hours(line: Line, cell: Cell) -> Iterator[Line]:
    """The line with its hours; none where the cell is empty or nothing was worked."""
    minutes = cells.minutes(cell)
    if minutes is None:
        if cells.text(cell).strip("-–—") != "":
            wrong = _("“{text}” is no number of hours.").format(text=cells.text(cell))
            yield line._replace(problem=line.problem or wrong)
    elif minutes:
        yield line._replace(minutes=minutes, problem=line.problem or _least(minutes))


def _dated(table: _Table, row: Sequence[Cell], line: Line, today: date) -> Line:
    """The line with its day: of a day, or the last one of a month; as it is where the list says neither."""
    for key in ("day", "month"):
        cell = _cell(table, row, key)
        if cells.text(cell) == "":
            continue
        day = dates.from_cell(cell, today)
        if day is None and isinstance(cell, str) and _DAY_MONTH.fullmatch(cell.strip()):
            day = dates.from_cell(f"{cell.strip().rstrip('.')}.{line.year}".replace("/", "."), today)
        month = cells.month(cell if not isinstance(cell, int) or cell > 12 else None)
        if key == "month" and day is not None:
            day = cells.last_day(day.year, day.month)  # months are kept as their first day, or any other
        elif day is None and month is not None:
            day = cells.last_day(month[0] or line.year, month[1])
        elif day is None and key == "month" and isinstance(cell, int | float) and cell in range(1, 13):
            day = cells.last_day(line.year, int(cell))
        if day is None:
            wrong = _("“{text}” is not a date.").format(text=cells.text(cell))
            return line._replace(problem=line.problem or wrong)
        return line._replace(day=day, year=day.year)
    return line


def _least(number: int) -> str:
    return _("Less than nothing cannot be given.") if number < 0 else ""


def _what(table: _Table, row: Sequence[Cell]) -> str:
    told = [cells.text(row[place]) for place in table.at.get("what", ()) if place < len(row)]
    return " – ".join(dict.fromkeys(words_ for words_ in told if words_))


def _cell(table: _Table, row: Sequence[Cell], key: str) -> Cell:
    """What stands in the first column of that kind that is not empty."""
    found = [row[place] for place in table.at.get(key, ()) if place < len(row)]
    return next((cell for cell in found if cell not in (None, "")), None)
