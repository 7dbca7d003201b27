"""Any table into a file: the ending of its name says which kind."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from crm.errors import CrmError
from crm.exchange.writers import columns as _columns
from crm.exchange.writers import csv_file, workbook
from crm.exchange.writers.columns import Column, Row, Written
from crm.i18n import _
from crm.progress import Progress, silent

ENDINGS = (".xlsx", ".csv")


def write_table(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    count: int | None = None,
    title: str = "Klynge",
    hidden: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Written:
    """Write rows to a .xlsx or .csv file, whole or not at all, read back before this returns.

    `count` is the number of rows, counted here where it is not given; `title` names the sheet, `hidden` are
    properties that a workbook keeps out of sight. Raises CrmError for
    another ending, a table too large for Excel, and a file that cannot be written.
    """
    table = _columns.sheet(workbook.safe_title(title), columns, rows, count)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return workbook.write(path, [table], title=title, hidden=hidden, progress=progress)
    if ending == ".csv":
        return csv_file.write(path, table, progress=progress)
    raise CrmError(_("{file} must end in .xlsx or .csv.").format(file=path.name))
