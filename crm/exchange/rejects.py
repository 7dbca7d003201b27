"""The rows of a list that did not come in, as a workbook in the list's own layout: mended, it is imported again."""

from pathlib import Path

from crm.exchange.export import export_rows
from crm.exchange.writers.columns import Column, Row, Written
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import import_rows


def save(batch: int, path: Path, progress: Progress = silent) -> Written:
    """Write the rejected and unanswered rows of a batch to a .xlsx or .csv file with the reason before each.

    The file appears whole or not at all. Raises CrmError where it cannot be written.
    """
    headers, rows = import_rows.left_out(batch)
    columns = [Column(_("Row in the file"), "int"), Column(_("Why not"), "text", 50, wrap=True)]
    columns += [Column(title, "code", 22) for title in headers]
    lines: list[Row] = [(row.row, row.reason, *row.cells) for row in rows]
    return export_rows(columns, lines, path, count=len(lines), title=_("Rejected rows"), progress=progress)
