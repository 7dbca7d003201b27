"""The rows of a list that did not come in, as a workbook in the list's own layout: mended, it is imported again."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crm import sentences
from crm.errors import CrmError
from crm.exchange import carry_out
from crm.exchange.header import letters
from crm.exchange.mended import WHERE, WHY, Mark
from crm.exchange.plan import Plan
from crm.exchange.writers import workbook
from crm.exchange.writers.columns import Cell, Column, Written
from crm.exchange.writers.tables import write_table
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import import_rows
from crm.queries.import_rows import LeftOut, LeftOutRow
from crm.rules import kept_cells

_NUMBERED = re.compile(r"(.+) \(([0-9]+)\)")


def save(batch: int, path: Path, progress: Progress = silent) -> Written:
    """Write the rejected and unanswered rows of an import to a .xlsx or .csv file.

    Columns, order and values are those of the list; the reason and the number of the row stand in two more at the end.
    A workbook names its import out of sight, so that what was mended is known again (crm.exchange.mended); a .csv is
    known by these two columns. The file appears whole or not at all. Raises CrmError where it cannot be written.
    """
    return _write(import_rows.left_out(batch), batch, path, progress)


def of_plan(made: Plan, path: Path, progress: Progress = silent) -> Written:
    """The same for a list that is planned but not brought in."""
    rows = [
        LeftOutRow(line.row, sentences.told(line.reason), tuple(kept_cells.cells(line.cells)))
        for line in carry_out.lines(made)
        if line.action in ("rejected", "question")
    ]
    table = made.table
    return _write(LeftOut(table.sheet, made.sha256, table.header_row, list(table.headers), rows), 0, path, progress)


def _write(found: LeftOut, batch: int, path: Path, progress: Progress) -> Written:
    ours = _free(_(WHY), found.headers), _free(_(WHERE), found.headers)
    columns = [Column(title, "code", 22) for title in _titles(found)]
    columns += [Column(ours[0], "text", 50, wrap=True), Column(ours[1], "int")]
    lines = [(*map(_typed, row.cells), row.reason, row.row) for row in found.rows]
    title = _sheet(found.sheet)
    hidden = Mark(batch, found.sha256, ours).hidden()
    return write_table(path, columns, lines, count=len(lines), title=title, hidden=hidden, progress=progress)


def _titles(found: LeftOut) -> Iterator[str]:
    """The headers as they stand in the file: not numbered where they are repeated, empty where they were empty."""
    seen: set[str] = set()
    for place, title in enumerate(found.headers):
        numbered = _NUMBERED.fullmatch(title)
        if found.header_row is None:
            yield title  # without a header these names are what tells the columns apart
        elif title == f"(column {letters(place)})":
            yield ""
        elif numbered is not None and numbered[1] in seen:
            yield numbered[1]
        else:
            yield title
        seen.add(title)


def _free(title: str, taken: Sequence[str]) -> str:
    """The title, with a star where a column of the list is called so already."""
    return title if title not in taken else _free(f"{title} *", taken)


def _typed(value: Any) -> Cell | str | None:
    """The value as the list had it: a number is one, a day is one, and a text keeps its zeros."""
    if isinstance(value, datetime):
        return Cell(value, "moment")
    if isinstance(value, date):
        return Cell(value, "day")
    return Cell(value, "plain") if isinstance(value, int | float) else value


def _sheet(name: str) -> str:
    """The name of the sheet in the file; a text file has none."""
    try:
        return workbook.safe_title(name)
    except CrmError:
        return _("Rejected rows")
