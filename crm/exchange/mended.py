"""Rejected rows that come back: the workbook they were saved in names its import, whose choices it then inherits.

A .csv can name nothing out of sight. It is known by our two columns at its end, by the list's own headers, and by the
numbers of its rows, all of which were left out of that import.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

from crm import i18n
from crm.errors import CrmError
from crm.exchange import fillable, header, remembered
from crm.exchange.choices import Choices
from crm.exchange.readers.own_book import NAME
from crm.exchange.source import Sheet, Source
from crm.i18n import N_
from crm.queries import import_rows

WHY, WHERE = N_("Why not"), N_("Row in the file")
"""The titles of the two columns that stand behind those of the list; translate them when they are written."""

# What was decided about the list as a whole; the rows have other numbers now.
_OF_THE_LIST = ("constants", "erases", "days", "words", "strategy", "door", "meeting")


class Mark(NamedTuple):
    """What stands in the hidden property: the import's number and file, and the titles of the columns that we added.

    `number` is 0 where the list was not brought in (a dry run). `rows` are what a .csv is known by instead: the numbers
    that its rows had in the list.
    """

    number: int
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[int, ...] = ()

    def hidden(self) -> Mapping[str, str]:
        """The property as a workbook keeps it."""
        return {NAME: json.dumps(self[:3], ensure_ascii=False)}


def mark(source: Source) -> Mark | None:
    """The mark of a file, None where it has none that makes sense: anybody can write one."""
    try:
        match json.loads(source.mends or "null"):
            case [int(number), str(sha256), [*columns]] if all(isinstance(title, str) for title in columns):
                return Mark(number, sha256, tuple(columns))
            case [0, "", [str(why), str(where)], [*numbers]] if all(type(number) is int for number in numbers):
                return Mark(0, "", (why, where), tuple(numbers))
    except (ValueError, RecursionError):
        pass
    return None


def original(source: Source) -> Source:
    """The file as the list was before reasons and row numbers were written beside it; any other file as it is."""
    if source.format == "csv":
        source = replace(source, mends=_mark_of_text(source.sheets[0])) if source.sheets else source
    found = mark(source)
    if found is None:
        return source
    return replace(source, sheets=tuple(_without(sheet, found.columns) for sheet in source.sheets))


def batch(source: Source) -> int | None:
    """The import whose rejected rows these are, None where this register does not know it."""
    found = mark(source)
    if found is None:
        return None
    if not found.rows:
        return import_rows.import_of(found.number, found.sha256)
    return import_rows.import_with(remembered.fingerprint(header.find(header.choose(source)).headers), found.rows)


def mapping(number: int | None, headers: Sequence[str]) -> dict[str, str | None]:
    """What the columns of the import became, as far as they are there still; nothing for None."""
    there = import_rows.mapping(number) if number is not None else {}
    return {
        title: there[title]
        for title in headers
        if title in there and (not there[title] or fillable.is_known(there[title] or ""))
    }


def choices(number: int | None, given: Choices) -> Choices:
    """What is chosen now and, where that says nothing, what was chosen about the list the first time."""
    text = import_rows.choices(number) if number is not None else ""
    try:
        before, plain = Choices.from_json(text or "{}"), Choices()
    except CrmError:
        return given  # chosen with words that this version does not know
    silent = [one.name for one in fields(given) if getattr(given, one.name) == getattr(plain, one.name)]
    return replace(given, **{name: getattr(before, name) for name in silent if name in _OF_THE_LIST})


def _mark_of_text(sheet: Sheet) -> str:
    """The mark that follows from the last two columns of a text, "" where they are not ours."""
    titles = [str(title) for title in sheet.rows[0]] if sheet.rows else []
    if len(titles) < 3 or titles[-2].rstrip(" *") not in _in_all(WHY) or titles[-1].rstrip(" *") not in _in_all(WHERE):
        return ""
    told = [row[-1] if len(row) == len(titles) else None for row in sheet.rows[1:] if any(row)]
    if not told or not all(isinstance(number, str) and number.isdecimal() and len(number) < 9 for number in told):
        return ""
    return json.dumps([0, "", titles[-2:], sorted({int(str(number)) for number in told})])


def _in_all(title: str) -> set[str]:
    """The title in every language: the list may have been saved in another one."""
    return {say(title) for one in i18n.LANGUAGES for say in (i18n.catalogue(one).gettext, i18n.speaking(one))}


def _without(sheet: Sheet, titles: Sequence[str]) -> Sheet:
    first = sheet.rows[0] if sheet.rows else []
    # The last of each name: ours stand behind those of the list
    ours = {max(places) for title in titles if (places := [at for at, cell in enumerate(first) if cell == title])}
    if not ours:
        return sheet
    return replace(sheet, rows=[[cell for at, cell in enumerate(row) if at not in ours] for row in sheet.rows])
