"""One import: its figures, its rows with what became of each, the way back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import imports
from crm.queries.imports import ImportRow
from crm.rules import code_lists, dates, numbers
from ui.kit import tokens
from ui.kit.buttons import button
from ui.kit.chips import Chip, FilterChips
from ui.kit.empty import Empty, WithEmpty
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import export, moments
from ui.pages.desk import Desk
from ui.pages.import_clock import Clock
from ui.pages.import_how import HowRead
from ui.pages.sheet import Fact, Facts, Head

ACTIONS = ("new", "changed", "same", "rejected", "question")


class ImportDetail(QWidget):
    """The right half of the imports page."""

    def __init__(self, desk: Desk, take_back: Callable[[ImportRow], object]) -> None:
        super().__init__()
        self.desk = desk
        self.row: ImportRow | None = None
        self._lines: Mapping[int, imports.Line] = {}
        self._wanted: tuple[int, int] | None = None
        self.how = HowRead(desk)
        self._clock = Clock(desk)
        self._head, self._facts = Head(), Facts()
        self._back = button(_("Take back…"), lambda: self.row and take_back(self.row), icon="undo")
        self._save = button(_("Save rejected…"), self._save_rejected, icon="download")
        self._save.setToolTip(_("The rows that did not come in as an Excel file: mend them and import it again"))
        self._head.add(self._save)
        self._head.add(self._back)
        self.chips = FilterChips()
        self.chips.toggled.connect(self._toggle)
        self.view = RecordView()
        self.view.setAccessibleName(_("Rows of the list"))
        self.view.setModel(RecordTable(self._columns(), self._fetch, self.view))
        self.view.remember(desk.memory, "import.columns")
        self.view.opened.connect(self._open)
        self._rows = WithEmpty(self.view, Empty("file", _("No such row")))
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, tokens.L, 0, tokens.S)
        body.setSpacing(tokens.M)
        above = QVBoxLayout()
        above.setContentsMargins(tokens.L + 4, 0, tokens.L, 0)
        above.setSpacing(tokens.M)
        for one in (self._head, self._facts, self._clock, self.how, self.chips):
            above.addWidget(one)
        body.addLayout(above)
        body.addWidget(self._rows, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(inner)
        self._stack.addWidget(Empty("imports", _("No import chosen"), _("Choose one in the list.")))
        self.show_import(None)

    def want(self, batch: int, row: int | None) -> None:
        """Stand on a row of the file as soon as this import is shown."""
        self._wanted = (batch, row) if row is not None else None
        if self._wanted is not None and self.row is not None and self.row.id == batch:
            self.show_import(self.row)

    def show_import(self, row: ImportRow | None) -> None:
        """Show an import, or that none is chosen."""
        fresh = row is not None and (self.row is None or self.row.id != row.id)
        self.row = row
        self._stack.setCurrentIndex(0 if row is not None else 1)
        if row is None:
            return
        _day, at = moments.local(row.at)
        tags: list[tuple[str, int | str]] = [(_("Taken back"), 6)] if row.taken_back else []
        self._head.set(row.file_name, " · ".join(part for part in (at, row.staff) if part), tags)
        where = " · ".join(part for part in (row.format.upper(), row.sheet) if part)
        self._facts.set([Fact(_("Format"), where), Fact(_("Rows"), numbers.show_int(row.rows))])
        self._back.setVisible(row.step is not None and not row.taken_back)
        self._back.setEnabled(self.desk.writable())
        self._save.setVisible(row.rejected + row.questions > 0)
        self.how.show_import(row)
        self._clock.show_import(row.id)
        sought = self._wanted is not None and self._wanted[0] == row.id
        if fresh or sought:
            first = ("rejected",) if row.rejected else ("question",) if row.questions else ()
            if sought:
                first = ()  # the row may be of any kind
            counts = {"question": row.questions, **{key: getattr(row, key) for key in ACTIONS if key != "question"}}
            self.chips.set_chips(
                [
                    Chip(key, f"{code_lists.label('import_action', key)} {numbers.show_int(counts[key])}", key in first)
                    for key in ACTIONS
                    if counts[key]
                ]
            )
        self._ask()

    def _ask(self) -> None:
        if self.row is not None:
            batch, wanted = self.row.id, self.chips.checked()
            self.desk.questions.ask("import.lines", lambda: imports.lines(batch, wanted), self._show)

    def _show(self, lines: Sequence[imports.Line]) -> None:
        self._lines = dict(enumerate(lines, start=1))
        headers = tuple(dict.fromkeys(header for line in lines[:50] for header in line.cells))
        self.view.table().set_columns(self._columns(headers))
        self.view.table().set_ids(list(self._lines))
        self._rows.show_empty(not lines)
        if self._wanted is not None and self.row is not None and self._wanted[0] == self.row.id:
            at = next((id for id, line in self._lines.items() if line.row == self._wanted[1]), None)
            self._wanted = None
            if at is not None:
                self.view.go_to(at)
                self.view.setFocus()

    def _columns(self, headers: Sequence[str] = ()) -> list[Column]:
        def action(line: imports.Line) -> str:
            return code_lists.label("import_action", line.action)

        return [
            Column("row", _("Row"), 64, align="right", sortable=False),
            Column("action", _("What"), 90, show=action, sortable=False),
            Column("reason", _("Why"), 400, sortable=False, tip=lambda line: line.reason),
            *(Column(f"cell:{header}", header, 150, show=partial(_cell, header), sortable=False) for header in headers),
        ]

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return {id: self._lines[id] for id in ids if id in self._lines}

    def _toggle(self, key: str, on: bool) -> None:
        self._ask()

    def _open(self, id: int) -> None:
        line = self._lines[id]
        if line.person is not None:
            self.desk.go("contacts", line.person)
        elif line.organisation is not None:
            self.desk.go("members", line.organisation)

    def _save_rejected(self) -> None:
        from crm.exchange import rejects

        if self.row is None:
            return
        batch, name = self.row.id, Path(self.row.file_name).stem
        path = export.choose(self.desk, _("{file} – rejected").format(file=name))
        if path is not None:
            export.run(self.desk, path, lambda progress: rejects.save(batch, path, progress))


def _cell(header: str, line: imports.Line) -> str:
    value = line.cells.get(header)
    return "" if value is None else dates.show(value) if isinstance(value, date) else str(value)
