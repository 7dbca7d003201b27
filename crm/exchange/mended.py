"""Rejected rows that come back: the workbook they were saved in names its import, whose choices it then inherits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.choices import Choices
from crm.exchange.fields import FIELDS
from crm.exchange.readers.own_book import NAME
from crm.exchange.source import Sheet, Source
from crm.queries import import_rows

# What was decided about the list as a whole; the rows have other numbers now.
_OF_THE_LIST = ("constants", "erases", "days", "words", "strategy", "door", "meeting")


class Mark(NamedTuple):
    """What stands in the hidden property: the import's number and file, and the titles of the columns that we added.

    `number` is 0 where the list was not brought in (a dry run).
    """

    number: int
    sha256: str
    columns: tuple[str, ...]

    def hidden(self) -> Mapping[str, str]:
        """The property as a workbook keeps it."""
        return {NAME: json.dumps(self, ensure_ascii=False)}


def mark(source: Source) -> Mark | None:
    """The mark of a file, None where it has none that makes sense: anybody can write one."""
    try:
        match json.loads(source.mends or "null"):
            case [int(number), str(sha256), [*columns]] if all(isinstance(title, str) for title in columns):
                return Mark(number, sha256, tuple(columns))
    except (ValueError, RecursionError):
        pass
    return None


def original(source: Source) -> Source:
    """The file as the list was before reasons and row numbers were written beside it; any other file as it is."""
    found = mark(source)
    if found is None:
        return source
    return replace(source, sheets=tuple(_without(sheet, found.columns) for sheet in source.sheets))


def batch(source: Source) -> int | None:
    """The import whose rejected rows these are, None where this register does not know it."""
    found = mark(source)
    return import_rows.import_of(found.number, found.sha256) if found is not None else None


def mapping(number: int | None, headers: Sequence[str]) -> dict[str, str | None]:
    """What the columns of the import became, as far as they are there still; nothing for None."""
    there = import_rows.mapping(number) if number is not None else {}
    return {title: there[title] for title in headers if (there.get(title) or "") in ("", *FIELDS) and title in there}


def choices(number: int | None, given: Choices) -> Choices:
    """What is chosen now and, where that says nothing, what was chosen about the list the first time."""
    text = import_rows.choices(number) if number is not None else ""
    try:
        before, plain = Choices.from_json(text or "{}"), Choices()
    except CrmError:
        return given  # chosen with words that this version does not know
    silent = [one.name for one in fields(given) if getattr(given, one.name) == getattr(plain, one.name)]
    return replace(given, **{name: getattr(before, name) for name in silent if name in _OF_THE_LIST})


def _without(sheet: Sheet, titles: Sequence[str]) -> Sheet:
    header = sheet.rows[0] if sheet.rows else []
    # The last of each name: ours stand behind those of the list
    ours = {max(places) for title in titles if (places := [at for at, cell in enumerate(header) if cell == title])}
    if not ours:
        return sheet
    return replace(sheet, rows=[[cell for at, cell in enumerate(row) if at not in ours] for row in sheet.rows])
