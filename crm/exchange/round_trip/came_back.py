"""A list that came back: known by what stands out of sight in it, read whatever was done to its rows and columns."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange.round_trip import editable
from crm.exchange.round_trip.book import ID, MARK, ONLY_READ
from crm.exchange.source import Cell, Sheet, Source
from crm.i18n import _, quoted
from crm.queries import calendar
from crm.rules import dates, folding, own_values

_HEADER_WITHIN = 30
_MADE = "Klynge round trip "
_LONGEST_ID = 18


class Line(NamedTuple):
    """A row as it came back: its number in the sheet, its id (None for a new one), its cells by key of the field."""

    number: int
    id: int | None
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Returned:
    """What came back.

    `base` holds what stood in each record when it was written, by id and key (crm.exchange.round_trip.cells.kept);
    `missing` are titles of columns that are gone, `unknown` those that somebody added. Of another register (`foreign`)
    ids and base mean nothing: every row is a new one. With `emptied` some cells were read as empty that are not.
    """

    about: str
    made: date
    titles: dict[str, str]
    base: dict[int, dict[str, str]]
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    foreign: bool = False
    emptied: bool = False


def is_ours(source: Source) -> bool:
    """Whether a file went out to be edited: with its base, or as what is left of it in a .csv."""
    return _base(source) is not None or any(_header(sheet) is not None for sheet in source.sheets)


def read(source: Source) -> Returned:
    """What came back. Raises CrmError with a sentence where it cannot be compared."""
    base = _base(source)
    if base is None:
        raise CrmError(
            _(
                "This list went out from Klynge, but what stood in it then is not in this file, so nobody can tell what"
                " was changed. Save it from Excel as an Excel workbook (.xlsx) and drop that."
            )
            if any(_header(sheet) is not None for sheet in source.sheets)
            else _("This file did not go out from Klynge to be edited.")
        )
    told = _told(base)
    foreign = told["register"] != calendar.mark()
    if foreign and not editable.can_add(told["about"]):
        raise CrmError(_("This list went out from another register. Open that one, and drop the file there."))
    seen = next((sheet for sheet in source.sheets if sheet is not base and _header(sheet) is not None), None)
    if seen is None:
        words = _(
            "The column {column} is gone, so nobody can tell which row is which. Edit the list once more from Klynge."
        )
        raise CrmError(words.format(column=quoted(ID)))
    keys, titles = told["keys"], told["titles"]
    stood = {
        int(row[0]): {key: _text(row, place) for place, key in enumerate(keys, 1)}
        for row in base.rows[2:]
        if row and isinstance(row[0], int)
    }
    header = _header(seen)
    assert header is not None
    of = {folding.fold(title): key for title, key in zip(titles, keys, strict=True)}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, cell in enumerate(seen.rows[header]):
        title = "" if cell is None else str(cell).strip()
        key = of.get(folding.fold(title))
        if title and key is not None and key not in places:
            places[key] = place
        elif title and title != ID:
            unknown.append(title)
    missing = [title.removesuffix(ONLY_READ) for title, key in zip(titles, keys, strict=True) if key not in places]
    lines = tuple(_lines(seen, header, places))
    by_key = {key: title.removesuffix(ONLY_READ) for title, key in zip(titles, keys, strict=True)}
    if foreign:
        by_key = {key: title for key, title in by_key.items() if own_values.number(key) is None}
        lines, stood = tuple(line._replace(id=None) for line in lines), {}
    made = dates.from_cell(told["made"], date.min) or date.min
    return Returned(
        *(told["about"], made, by_key, stood, lines, tuple(missing), tuple(unknown)),
        foreign=foreign,
        emptied=source.emptied > 0,
    )


def _lines(sheet: Sheet, header: int, places: dict[str, int]) -> Iterator[Line]:
    at = next(place for place, cell in enumerate(sheet.rows[header]) if _is_id(cell))
    for number, row in enumerate(sheet.rows[header + 1 :], header + 2):
        cells = {key: row[place] if place < len(row) else None for key, place in places.items()}
        id = _id(row[at] if at < len(row) else None)
        if id is not None or any(cell not in (None, "") and str(cell).strip() for cell in cells.values()):
            yield Line(number, id, cells)


def _id(given: Cell) -> int | None:
    """The id that a cell holds; None for anything else, also where somebody calculated with it."""
    if isinstance(given, str) and given.strip().isdecimal() and len(given.strip()) <= _LONGEST_ID:
        given = int(given)
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 < given < 10**_LONGEST_ID else None


def _base(source: Source) -> Sheet | None:
    for sheet in source.sheets:
        first = sheet.rows[0][0] if sheet.rows and sheet.rows[0] else None
        if isinstance(first, str) and first.startswith(_MADE):
            return sheet
    return None


def _told(base: Sheet) -> dict[str, Any]:
    if base.rows[0][0] != MARK:
        raise CrmError(_("This list went out from a newer Klynge. Update this one, or export the list once more."))
    try:
        told = json.loads(str(base.rows[1][0]))
        keys, titles = told["keys"], told["titles"]
        sound = told["about"] in editable.LISTS and len(keys) == len(titles)
        sound = sound and all(isinstance(one, str) for one in (*keys, *titles, told["register"], told["made"]))
    except (ValueError, LookupError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise CrmError(_("What stands out of sight in this file was changed. Export the list once more."))
    return told  # type: ignore[no-any-return]


def _header(sheet: Sheet) -> int | None:
    """The row, counted from 0, in which the title of the ids stands."""
    for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if any(_is_id(cell) for cell in row):
            return place
    return None


def _is_id(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip() == ID


def _text(row: Sequence[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if cell is None else str(cell)
