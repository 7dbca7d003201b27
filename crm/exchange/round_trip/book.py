"""Writing a list that goes out to be edited: what is seen, and out of sight the ids and what stood there then.

The ids stand in a hidden column, so that they go along when rows are sorted or removed. The sheet BASE, which no menu
of Excel shows, holds what was written, so that an edit is told apart from what was changed here meanwhile.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crm import i18n
from crm.exchange import header
from crm.exchange.round_trip import cells, editable
from crm.exchange.writers import workbook
from crm.exchange.writers.columns import Column, Row, Sheet, Written
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import calendar
from crm.queries.lists.field import Field
from crm.queries.lists.query import ListQuery
from crm.rules import folding

MARK = "Klynge round trip 1"
"""Stands in the first cell of BASE; another number is another layout."""
BASE, ID = "klynge-base", "Klynge-ID"
ONLY_READ = " *"
"""What stands behind the title of a column that nothing is taken back from."""
_WORDS = "klynge-words"
_AT_ONCE = 500


def write(
    path: Path,
    about: str,
    ids: Sequence[int],
    *,
    keys: Sequence[str] = (),
    title: str,
    today: date,
    progress: Progress = silent,
) -> Written:
    """Write these records of a list to a .xlsx that can come back; `keys` are the fields, else the usual ones.

    The file appears whole or not at all. Raises CrmError where it cannot be written.
    """
    chosen = editable.chosen(about, tuple(keys))
    titles = _titles(about, chosen)
    seen = workbook.safe_title(title)
    rows = _Rows(about, ids, chosen, today, progress)
    columns = [
        Column(shown, cells.kind(field), wrap=field.key == "notes", width=_WIDTHS.get(field.key))
        for shown, field in zip(titles, chosen, strict=True)
    ]
    offered = [(place, _offered(field)) for place, field in enumerate(chosen)]
    words = [(place, listed) for place, listed in offered if listed]
    sheets = [
        Sheet(
            seen,
            [*columns, Column(ID, "plain", hidden=True)],
            rows.seen(),
            len(ids),
            choices=tuple(
                (place, f"'{_WORDS}'!${header.letters(at - 1)}$2:${header.letters(at - 1)}${len(listed) + 1}")
                for at, (place, listed) in enumerate(words, 1)
            ),
        ),
        _base(about, chosen, titles, rows, len(ids), today),
    ]
    if words:
        longest = max(len(listed) for _place, listed in words)
        lines = [[listed[line] if line < len(listed) else None for _place, listed in words] for line in range(longest)]
        sheets.append(
            Sheet(_WORDS, [Column(titles[place], "text") for place, _l in words], lines, longest, hidden=True)
        )
    return workbook.write(path, sheets, title=title, progress=progress)._replace(rows=len(ids))


class _Rows:
    """The records, read once for what is seen and kept for BASE."""

    def __init__(
        self, about: str, ids: Sequence[int], chosen: Sequence[Field], today: date, progress: Progress
    ) -> None:
        self._query = ListQuery(about, archived=None, today=today)
        self._ids, self._chosen, self._progress = ids, chosen, progress
        self._kept: list[list[str | int]] = []

    def seen(self) -> Iterator[Row]:
        keys = [field.key for field in self._chosen]
        for first in range(0, len(self._ids), _AT_ONCE):
            part = self._ids[first : first + _AT_ONCE]
            found = self._query.rows(part, keys)
            for id in part:
                if id not in found:
                    continue
                values = [found[id][key] for key in keys]
                self._kept.append([id, *map(_kept, self._chosen, values)])
                yield [*map(cells.cell, self._chosen, values), id]
            self._progress(first + len(part), len(self._ids), _("Reading"))

    def kept(self) -> Iterator[Row]:
        yield from self._kept


def _kept(field: Field, value: Any) -> str:
    return cells.kept(field, cells.plain(field, value))


def _base(about: str, chosen: Sequence[Field], titles: Sequence[str], rows: _Rows, count: int, today: date) -> Sheet:
    told = {
        "about": about,
        "register": calendar.mark(),
        "made": today.isoformat(),
        "language": i18n.language(),
        "keys": [field.key for field in chosen],
        "titles": list(titles),
    }
    columns = [Column(MARK, "plain"), *(Column(field.key, "code") for field in chosen)]

    def lines() -> Iterator[Row]:
        yield [json.dumps(told, ensure_ascii=False), *(None for _field in chosen)]
        yield from rows.kept()

    return Sheet(BASE, columns, lines(), count + 1, hidden=True)


def _titles(about: str, chosen: Sequence[Field]) -> list[str]:
    """A title for each column, no two alike however they are written."""
    found: list[str] = []
    for field in chosen:
        name = field.name if editable.is_editable(about, field) else field.name + ONLY_READ
        number, title = 2, name
        while folding.fold(title) in {folding.fold(other) for other in (*found, ID)}:
            title, number = f"{name} {number}", number + 1
        found.append(title)
    return found


def _offered(field: Field) -> list[str]:
    """The words that Excel offers in a column of choices."""
    if field.kind == "yes_no":
        return [_("Yes"), _("No")]
    return [one.words for one in field.choices()] if field.kind == "choice" else []


_WIDTHS = {"notes": 44.0, "name": 32.0, "email": 30.0, "street": 24.0, "city": 16.0}
