"""The lines of a file of those who came: a sheet with columns, else its rows as somebody wrote them."""

from pathlib import Path

from crm.exchange import cells, header, isolation
from crm.exchange.attendance import free_lines, table
from crm.exchange.attendance.line import Line
from crm.exchange.attendance.places import Places
from crm.progress import Progress, silent


def read(file: Path, places: Places, progress: Progress = silent) -> list[Line]:
    """Those whom a file lists; read in a process of its own, raises as isolation.read does."""
    sheet = header.choose(isolation.read(file, progress=progress))
    found = table.lines(header.find(sheet))
    if found is not None:
        return found
    return free_lines.read(["\t".join(filter(None, map(cells.text, row))) for row in sheet.rows], 0, places.is_known)
