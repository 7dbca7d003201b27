"""The second step of an import: which sheet, and what each column means, with the reason for each guess."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crm.exchange import header, mapping
from crm.exchange.fields import FIELDS
from crm.exchange.header import Table
from crm.exchange.mapping import Guess
from crm.exchange.source import Cell, Source
from crm.i18n import N_, _, ngettext
from crm.rules import dates, numbers
from ui.dialogs.listing import Listing
from ui.kit import fields, text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.table import Column

SHOWN_COLUMNS = 80
"""More columns than this are listed only where they were recognised: a list of a thousand is no list of contacts."""

SHOWN_ROWS = 50
SHEET_LETTERS = 24
REASONS = {
    "layout": N_("Known from the program that made the list"),
    "synonym": N_("By its name"),
    "content": N_("By what it holds"),
    "special": N_("Sensitive: left out"),
    "identity": N_("Identity numbers: left out"),
    "duplicate": N_("Another column fills this"),
    "ignored": N_("Not needed"),
    "unknown": N_("Not recognised: say what it is"),
}


@dataclass(frozen=True)
class Found:
    """A sheet as it was understood: the table in it, what each column probably means, and from which source."""

    name: str
    source: Source
    table: Table
    guesses: Mapping[str, Guess]


def look(source: Source, name: str, sheet: str | None = None) -> Found:
    """Find the table of a sheet (the likeliest without one). Raises CrmError where there is none."""
    table = header.find(source.sheet(sheet) if sheet is not None else header.choose(source))
    return Found(name, source, table, mapping.guess(table))


class ColumnsStep(QWidget):
    """Sheet, columns and first rows; `choose_sheet()` is called by who wants another one."""

    def __init__(self, choose_sheet: Callable[[], object]) -> None:
        super().__init__()
        self._combos: dict[str, QComboBox] = {}
        self._about = text.label(wrap=True)
        self._sheet = button("", choose_sheet, icon="file", tip=_("See all sheets of the workbook and choose another"))
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self._about, 1)
        top.addWidget(self._sheet)
        self._columns = QScrollArea()
        self._columns.setWidgetResizable(True)
        self._columns.setFrameShape(QFrame.Shape.NoFrame)
        self._columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Card(padding=tokens.M)
        card.body.addWidget(self._columns, 1)
        self._first = text.label(_("The first rows"), "section")
        self._preview: Listing | None = None
        self._card = Card(padding=1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addLayout(top)
        body.addWidget(card, 5)
        body.addWidget(self._first)
        body.addWidget(self._card, 2)

    def show_found(self, found: Found, chosen: Mapping[str, str] | None = None) -> None:
        """Show a table; `chosen` are fields somebody chose before, which go before what is guessed."""
        self._about.setText(_about(found))
        self._show_sheets(found)
        self._show_columns(found, chosen or {})
        if self._preview is not None:
            self._preview.deleteLater()
        self._preview = _preview(found.table)
        self._card.body.addWidget(self._preview, 1)

    def mapping(self) -> dict[str, str]:
        """The field of each column that is listed, "" for one that is left out."""
        return {title: combo.currentData() for title, combo in self._combos.items()}

    def _show_sheets(self, found: Found) -> None:
        name = found.table.sheet
        short = name if len(name) <= SHEET_LETTERS else name[: SHEET_LETTERS - 1] + "…"
        self._sheet.setText(_("Sheet: {name}").format(name=short.replace("&", "&&")))
        self._sheet.setVisible(len(found.source.sheets) > 1)

    def _show_columns(self, found: Found, chosen: Mapping[str, str]) -> None:
        inner = QWidget()
        inner.setProperty("plain", True)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, tokens.S, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        for column, stretch in enumerate((3, 4, 4, 5)):
            grid.setColumnStretch(column, stretch)
        for column, words in enumerate((_("Column"), _("For example"), _("Becomes"), _("Why"))):
            grid.addWidget(text.label(words, "muted"), 0, column)
        listed = _listed(found.guesses)
        self._combos = {}
        for row, (title, guess) in enumerate(listed.items(), start=1):
            self._combos[title] = self._line(grid, row, title, guess, chosen.get(title))
        hidden = len(found.guesses) - len(listed)
        if hidden:
            words = ngettext("{count} more column is left out.", "{count} more columns are left out.", hidden)
            grid.addWidget(text.label(words.format(count=numbers.show_int(hidden)), "muted"), len(listed) + 1, 0, 1, 4)
        grid.setRowStretch(len(listed) + 2, 1)
        self._columns.setWidget(inner)

    def _line(self, grid: QGridLayout, row: int, title: str, guess: Guess, chosen: str | None) -> QComboBox:
        combo = fields.choice("", "", choices=_offered()).widget
        assert isinstance(combo, QComboBox)
        combo.setAccessibleName(_("What “{column}” becomes").format(column=title))
        why = text.label(wrap=True)
        first = guess.field or ""

        def explain() -> None:
            _explain(why, guess, combo.currentData() == first)

        combo.setCurrentIndex(combo.findData(first if chosen is None else chosen))
        combo.currentIndexChanged.connect(lambda _place: explain())
        explain()
        name = text.Elided(title, "strong")
        for column, widget in enumerate((name, text.Elided(guess.sample, "muted"), combo, why)):
            grid.addWidget(widget, row, column)
        return combo


def _explain(why: QLabel, guess: Guess, guessed: bool) -> None:
    words = (guess.warning or _(REASONS.get(guess.reason, guess.reason))) if guessed else _("Chosen by you")
    why.setText(words)
    doubtful = guessed and (guess.warning or guess.reason == "unknown")
    text.set_tone(why, "warning" if doubtful else "muted")


def _offered() -> list[tuple[str, str]]:
    return [("", _("(leave out)")), *((field, _(words)) for field, words in FIELDS.items())]


def _listed(guesses: Mapping[str, Guess]) -> Mapping[str, Guess]:
    if len(guesses) <= SHOWN_COLUMNS:
        return guesses
    known = [title for title, guess in guesses.items() if guess.field]
    kept = set((known + [title for title, guess in guesses.items() if not guess.field])[:SHOWN_COLUMNS])
    return {title: guess for title, guess in guesses.items() if title in kept}


def _about(found: Found) -> str:
    count = len(found.table.rows)
    rows = ngettext("{count} row", "{count} rows", count).format(count=numbers.show_int(count))
    if found.table.header_row is None:
        where = _("there are no headers above the columns")
    else:
        where = _("the headers stand in row {row}").format(row=found.table.header_row)
    said = _("{file}: {rows}, {where}.").format(file=found.name, rows=rows, where=where)
    known = sum(1 for guess in found.guesses.values() if guess.field)
    recognised = _("{known} of {count} columns are recognised.")
    said += " " + recognised.format(known=known, count=len(found.guesses))
    out = len(found.table.left_out)
    if out:
        words = ngettext(
            "{count} row around them is no data (a title, a total, a note).",
            "{count} rows around them are no data (titles, totals, notes).",
            out,
        )
        said += " " + words.format(count=out)
    return said


def _preview(table: Table) -> Listing:
    columns = [Column("row", _("Row"), 64, "right", show=lambda line: str(line[0]), sortable=False)]
    for place, title in enumerate(table.headers[:SHOWN_COLUMNS]):
        columns.append(Column(str(place), title, 130, show=_cell(place), sortable=False))
    made = Listing(_("The first rows"), columns, tall=3)
    made.horizontalHeader().setStretchLastSection(False)
    made.show_rows(table.rows[:SHOWN_ROWS])
    return made


def _cell(place: int) -> Callable[[tuple[int, Sequence[Cell]]], str]:
    def show(line: tuple[int, Sequence[Cell]]) -> str:
        return shown(line[1][place]) if place < len(line[1]) else ""

    return show


def shown(cell: Cell) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, date):
        return dates.show(cell)
    return str(cell)
