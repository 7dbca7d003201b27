"""What is on screen as a file for Excel: the rows, columns and order of the list (UX.md 14)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.exchange.writers.columns import Column, Row, Value, Written
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.rules import numbers
from ui.pages.desk import Desk
from ui.pages.listing import Listing, Query

AT_ONCE = 500


@dataclass(frozen=True)
class Out:
    """A column of the file: its title, the kind of its values (crm.exchange.writers), and what it says of a row."""

    title: str
    value: Callable[[Any], Value]
    kind: str = "text"


def ask(desk: Desk, title: str, outs: Sequence[Out], listing: Listing) -> None:
    """Ask where to, and write the list as it is shown; a toast says when it is there."""
    path = choose(desk, f"{title} {desk.today().isoformat()}")
    if path is not None:
        write(desk, path, title, outs, listing)


def choose(desk: Desk, name: str) -> Path | None:
    """Ask for a file to write, .xlsx or .csv; None where somebody thought better of it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    workbook, csv = _("Excel workbook"), _("CSV file")
    kinds = f"{workbook} (*.xlsx);;{csv} (*.csv)"
    proposed = str(Path(folder) / f"{name}.xlsx")
    chosen, kind = QFileDialog.getSaveFileName(desk.window(), _("Export"), proposed, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    known = path.suffix.lower() in (".xlsx", ".csv")
    return path if known else path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx"))


def write(desk: Desk, path: Path, title: str, outs: Sequence[Out], listing: Listing) -> None:
    """Write the list in the worker."""
    # The ids as they are now: what changes meanwhile is not in the file.
    _write(desk, path, title, outs, listing.asked(), list(listing.table.ids()))


def write_query(desk: Desk, path: Path, title: str, outs: Sequence[Out], query: Query) -> None:
    """Write what a question gives, whether or not it is on screen."""
    _write(desk, path, title, outs, query, query.ids())


def _write(desk: Desk, path: Path, title: str, outs: Sequence[Out], query: Query, ids: list[int]) -> None:
    def work(progress: Progress) -> Written:
        from crm.exchange.writers import tables

        columns = [Column(out.title, out.kind) for out in outs]
        lines = _lines(query, ids, outs, progress)
        return tables.write_table(path, columns, lines, count=len(ids), title=title, progress=progress)

    run(desk, path, work)


def run(desk: Desk, path: Path, work: Callable[[Progress], Written]) -> None:
    """Have a file written in the worker, and say when it is there."""

    def done(written: Written) -> None:
        words = ngettext("{count} row written to {file}", "{count} rows written to {file}", written.rows)
        told = words.format(count=numbers.show_int(written.rows), file=path.name)
        desk.say(told, _("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    desk.jobs.run(work, title=_("Export"), window=desk.window(), done=done)


def _lines(query: Query, ids: Sequence[int], outs: Sequence[Out], progress: Progress) -> Iterator[Row]:
    for first in range(0, len(ids), AT_ONCE):
        part = ids[first : first + AT_ONCE]
        rows = query.rows(part)
        for id in part:
            if id in rows:
                yield [out.value(rows[id]) for out in outs]
        progress(first + len(part), len(ids), _("Reading"))
