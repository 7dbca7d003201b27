"""A table -> .csv that Norwegian Excel opens without a wizard: UTF-8 with its mark, semicolons, decimal commas."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from crm.exchange.writers import read_back, words
from crm.exchange.writers.columns import Cell, Sheet, Value, Written
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.progress import Progress, silent

_BEAT = 500


def write(path: Path, table: Sheet, *, progress: Progress = silent) -> Written:
    """Write the table; it appears whole or not at all and is read back before this returns.

    Text that Excel would run gets an apostrophe before it (`words.harmless`). Raises CrmError where the file cannot
    be written.
    """
    notes: list[str] = []
    kinds = [column.kind for column in table.columns]
    seen = read_back.Seen()
    with appears_whole(path) as part:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([words.harmless(words.sound(column.title)) for column in table.columns])
            for values in table.rows:
                line = [_shown(value, kind) for value, kind in zip(values, kinds, strict=True)]
                notes += _notes(line, seen.rows + 2)
                line = [words.sound(text) for text in line]
                writer.writerow(line)
                seen.note(line)
                if seen.rows % _BEAT == 0:
                    progress(seen.rows, table.count, _("Writing"))
        with part.open(encoding="utf-8-sig", newline="") as file:
            limit = csv.field_size_limit(2**31 - 1)
            try:
                read_back.table(path, csv.reader(file, delimiter=";"), seen)
            finally:
                csv.field_size_limit(limit)
    return Written(seen.rows, tuple(notes))


def _shown(value: Value | Cell, kind: str) -> str:
    if type(value) is Cell:
        value, kind = value
    if value is None:
        return ""
    if kind == "day" and value:
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return f"{day:%d.%m.%Y}"
    if kind == "moment" and isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, kind)
    return words.harmless(str(value))


def _number(value: int | float, kind: str) -> str:
    if kind == "money":
        kroner, rest = divmod(abs(round(value)), 100)
        return f"{'-' if value < 0 else ''}{kroner},{rest:02}"
    return repr(value).replace(".", ",")


def _notes(line: Sequence[str], number: int) -> list[str]:
    found = []
    for place, text in enumerate(line, 1):
        if not words.fits(text):
            found.append(
                _("Row {row}, column {column}: {length} characters; Excel shows {most} of them.").format(
                    row=number, column=place, length=len(text), most=words.LONGEST
                )
            )
        if words.sound(text) != text:
            found.append(
                _("Row {row}, column {column}: characters that no file can hold are shown as �.").format(
                    row=number, column=place
                )
            )
    return found
