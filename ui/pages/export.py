"""What is on screen as a file for Excel: the rows, columns and order of the list (UX.md 14)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from crm.exchange.writers.columns import Column, Row, Value, Written
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import settings, went_out
from crm.rules import dates, file_names, numbers
from ui.kit.columns import shown as shown_columns
from ui.kit.record_view import RecordView
from ui.kit.two_line import RecordLines
from ui.pages import going_out
from ui.pages.desk import Desk
from ui.pages.grouped import GroupedLines
from ui.pages.listing import Listing, Query
from ui.pages.taken import Out as Out
from ui.pages.taken import Taken as Taken

AT_ONCE = 500


def taken(title: str, outs: Sequence[Out], listing: Listing, about: str = "") -> Taken:
    """A list as it is shown; where it has columns, those that are shown, in their order."""
    return of_view(title, outs, listing.view, listing.asked(), about)


def of_view(title: str, outs: Sequence[Out], view: RecordView, query: Query, about: str = "") -> Taken:
    """The same of a view that shows the answer to `query`."""
    seen, table = shown(view, outs), view.table()
    headings = table.headings() if isinstance(table, GroupedLines) else {}
    return Taken(title, seen, query, list(table.ids()), outs if seen != list(outs) else (), about, headings)


def shown(view: RecordView, outs: Sequence[Out]) -> list[Out]:
    """The columns that a view shows, from left to right; a list of two lines a row has none of its own."""
    table = view.table()
    if isinstance(table, RecordLines):
        return list(outs)
    known = {out.title: out for out in outs} | {out.key: out for out in outs if out.key}
    columns = [table.columns[section] for section in shown_columns(view.horizontalHeader())]
    return [
        known.get(column.key) or known.get(column.title) or Out(column.title, column.text, key=column.key)
        for column in columns
    ]


EDITED = (
    *("organisation", "person", "interaction", "task", "activity", "project"),
    *("contribution", "membership_fee"),
)
"""The tables whose lists can go out to be edited (crm.exchange.round_trip.editable.LISTS)."""


def verbs(desk: Desk, take: Callable[[], Taken], about: str = "") -> dict[str, Callable[[], object]]:
    """What can be done with a list as a whole: to a file, to paper, to Excel and back.

    `about` is the table of its records where somebody may edit them outside. People go out without those who have
    objected, unless somebody says otherwise.
    """

    def out(go: Callable[[Desk, Taken], None]) -> Callable[[], object]:
        if about == "person":
            return lambda: going_out.with_leave(desk, take(), partial(go, desk))
        return lambda: go(desk, take())

    found = {"export": out(ask), "print": out(printed)}
    return found | ({"edit_outside": out(partial(send, about=about))} if about in EDITED else {})


def send(desk: Desk, take: Taken, about: str) -> None:
    """Ask where to, and write the list so that it can come back with what somebody edited in it."""
    name = _("{list} to edit {day}").format(list=take.title, day=desk.today().isoformat())
    path = _choose(desk, name, "", only=True)[0]
    if path is not None:
        send_to(desk, path, take, about)


def send_to(desk: Desk, path: Path, take: Taken, about: str) -> None:
    """Write it in the worker."""
    ids, keys = [id for id in take.ids if id > 0], tuple(out.key for out in take.outs if out.key)

    def work(progress: Progress) -> Written:
        from crm.exchange.round_trip import book

        return book.write(path, about, ids, keys=keys, title=take.title, today=desk.today(), progress=progress)

    run(desk, path, work, lambda count: going_out.note(desk, take.title, count, went_out.EDITED))


def ask(desk: Desk, take: Taken) -> None:
    """Ask where to, and write the list as it is shown; a toast says when it is there."""
    name = f"{take.title} {desk.today().isoformat()}"
    path, every = choose_columns(desk, name) if take.every else (choose(desk, name), False)
    if path is not None:
        _write(desk, path, take.title, take.every if every else take.outs, take.query, take.ids)


def printed(desk: Desk, take: Taken) -> None:
    """Show how the list looks on paper, with the printer and PDF beside it."""
    from ui.dialogs import print_list
    from ui.kit.paper import Head, Table

    def read(progress: Progress) -> Table:
        lines: list[tuple[str, ...] | str] = []
        for first in range(0, len(take.ids), AT_ONCE):
            part = take.ids[first : first + AT_ONCE]
            rows = take.query.rows([id for id in part if id not in take.headings])
            for id in part:
                if id in take.headings:
                    lines.append(take.headings[id])
                elif id in rows:
                    lines.append(tuple(words(out.value(rows[id]), out.kind) for out in take.outs))
            progress(first + len(part), len(take.ids), _("Reading"))
        heads = [Head(out.title, out.kind in RIGHT, out.kind in WHOLE) for out in take.outs]
        foot = " · ".join(part for part in (settings.get("cluster_name"), dates.show(desk.today())) if part)
        return Table(take.title, heads, lines, take.about, foot)

    count = len(take.ids) - len(take.headings)
    name = f"{take.title} {desk.today().isoformat()}"
    dialog = print_list.ask(desk.window(), title=take.title, read=read, name=name)
    dialog.accepted.connect(lambda: going_out.note(desk, take.title, count, went_out.PAPER))


RIGHT = ("int", "number", "money", "percent", "minutes", "change", "change_number", "change_percent", "plain")
"""Kinds whose values stand at the right."""
WHOLE = ("code", "day", "moment")
"""Kinds whose values are never broken into lines."""


def words(value: Value, kind: str) -> str:
    """A value of a kind as a person reads it; "" for none."""
    if value is None or value == "":
        return ""
    if kind == "day":
        return dates.show(date.fromisoformat(value) if isinstance(value, str) else value)  # type: ignore[arg-type]
    if isinstance(value, int | float) and kind != "plain":
        if kind == "money":
            return numbers.show_money(round(value))
        if kind == "percent":
            return numbers.show_percent(value)
        return numbers.show_int(value) if isinstance(value, int) else numbers.show_hundredths(round(value * 100))
    return str(value)


def choose(desk: Desk, name: str) -> Path | None:
    """Ask for a file to write, .xlsx or .csv; None where somebody thought better of it."""
    return _choose(desk, name, "")[0]


def choose_columns(desk: Desk, name: str) -> tuple[Path | None, bool]:
    """Ask for a file to write, and whether every column goes into it or only those that are shown."""
    every = _("Excel workbook with every column")
    path, kind = _choose(desk, name, every)
    return path, every in kind


def _choose(desk: Desk, name: str, every: str, *, only: bool = False) -> tuple[Path | None, str]:
    """The file, and which of the kinds was chosen; `every` is one more kind of workbook, `only` asks for one alone."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    workbook, csv = _("Excel workbook"), _("CSV file")
    kinds = f"{workbook} (*.xlsx);;{csv} (*.csv)" + (f";;{every} (*.xlsx)" if every else "")
    if only:
        kinds = f"{workbook} (*.xlsx)"
    proposed = str(Path(folder) / f"{file_names.safe(name, _('List'))}.xlsx")
    chosen, kind = QFileDialog.getSaveFileName(desk.window(), _("Export"), proposed, kinds)
    if not chosen:
        return None, ""
    path = Path(chosen)
    known = path.suffix.lower() in (".xlsx", ".csv")
    return (path if known else path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx"))), kind


def write(desk: Desk, path: Path, take: Taken) -> None:
    """Write the list in the worker."""
    _write(desk, path, take.title, take.outs, take.query, take.ids)


def write_query(desk: Desk, path: Path, title: str, outs: Sequence[Out], query: Query) -> None:
    """Write what a question gives, whether or not it is on screen."""
    _write(desk, path, title, outs, query, query.ids())


def _write(desk: Desk, path: Path, title: str, outs: Sequence[Out], query: Query, ids: Sequence[int]) -> None:
    ids = [id for id in ids if id > 0]  # those below are headings, which a table to sort and filter has no place for

    def work(progress: Progress) -> Written:
        from crm.exchange.writers import tables

        columns = [Column(out.title, out.kind) for out in outs]
        lines = _lines(query, ids, outs, progress)
        return tables.write_table(path, columns, lines, count=len(ids), title=title, progress=progress)

    run(desk, path, work, lambda count: going_out.note(desk, title, count, went_out.FILE))


def run(
    desk: Desk, path: Path, work: Callable[[Progress], Written], note: Callable[[int], object] = lambda _rows: None
) -> None:
    """Have a file written in the worker, and say when it is there; `note` hears how many rows it has."""

    def done(written: Written) -> None:
        note(written.rows)
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
