"""The second step of an import: which sheet, and what each column means, with the reason for each guess."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.exchange import fillable, header, memory, remembered, row_cells, words
from crm.exchange.data_rows import LeftOut
from crm.exchange.guess import Guess
from crm.exchange.header import Table
from crm.exchange.source import Cell, Source
from crm.exchange.words import Meanings
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs import import_about, import_left_out, import_preview, import_reasons
from ui.dialogs.import_column_asks import ColumnAsks
from ui.dialogs.import_constants import Constants
from ui.dialogs.listing import Listing
from ui.kit import fields, text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.combo import Combo, dress, place, set_choices
from ui.kit.turns import Turns

SHEET_LETTERS = 24
FEW_COLUMNS = 6
COLUMNS_A_TURN = 3


@dataclass(frozen=True)
class Found:
    """A sheet as it was understood: the table in it, what each column probably means, and from which source.

    `header_row` and `kept` are what somebody said of the table (crm.exchange.choices), `known` what words mean.
    """

    name: str
    source: Source
    table: Table
    guesses: Mapping[str, Guess]
    known: Meanings
    header_row: int | None = None
    kept: frozenset[int] = frozenset()

    @property
    def heaps(self) -> list[list[Any]]:
        """The lists of it that are as long as the list that was read (crm.exchange.memory)."""
        return [self.table.rows, *self.source.heaps]


def look(
    source: Source,
    name: str,
    sheet: str | None = None,
    header_row: int | None = None,
    kept: frozenset[int] = frozenset(),
) -> Found:
    """Find the table of a sheet (the likeliest without one). Raises CrmError where there is none."""
    with memory.no_collection():
        table = header.find(source.sheet(sheet) if sheet is not None else header.choose(source), header_row, kept)
        return memory.held(Found(name, source, table, remembered.guess(table), words.meant({}), header_row, kept))


class ColumnsStep(QWidget):
    """Sheet, columns and first rows.

    `choose_sheet()` is called by who wants another one, `other_table(header_row, kept)` by who knows better where the
    headers stand or which rows are data.
    """

    def __init__(
        self, choose_sheet: Callable[[], object], other_table: Callable[[int | None, frozenset[int]], object]
    ) -> None:
        super().__init__()
        self._other_table = other_table
        self._found: Found | None = None
        self._combos: dict[str, QComboBox] = {}
        self._asks: dict[str, ColumnAsks] = {}
        self._about = text.label(wrap=True)
        self._header = Combo()
        self._header.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._header.setMinimumContentsLength(18)
        dress(self._header)
        self._header.setAccessibleName(_("Where the headers stand"))
        self._header.activated.connect(self._choose_header)
        self._left_out = button(
            "", self._show_left_out, icon="eye", tip=_("See these rows, and bring some in after all")
        )
        self._sheet = button("", choose_sheet, icon="file", tip=_("See all sheets of the workbook and choose another"))
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self._about, 1)
        for widget in (self._header, self._left_out, self._sheet):
            top.addWidget(widget)
        self._columns = QScrollArea()
        self._columns.setWidgetResizable(True)
        self._columns.setFrameShape(QFrame.Shape.NoFrame)
        self._columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Card(padding=tokens.M)
        card.body.addWidget(self._columns, 1)
        self.constants = Constants()
        self._first = text.label(_("The first rows"), "section")
        self._preview: Listing | None = None
        self._turns = Turns(self)
        self._card = Card(padding=1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addLayout(top)
        body.addWidget(card, 5)
        body.addWidget(self.constants)
        body.addWidget(self._first)
        body.addWidget(self._card, 2)

    def show_found(self, found: Found, chosen: Mapping[str, str] | None = None) -> None:
        """Show a table; `chosen` are fields somebody chose before, which go before what is guessed."""
        self._found = found
        self._about.setText(import_about.words(found.name, found.source, found.table, found.guesses))
        self._show_sheets(found)
        self._show_table(found)
        self._turns.begin(self._show_columns(found, chosen or {}))

    def mapping(self) -> dict[str, str]:
        """The field of each column that is listed, "" for one that is left out."""
        self._turns.finish()
        return {title: combo.currentData() for title, combo in self._combos.items()}

    def unanswered(self) -> list[str]:
        """The columns that ask something which nobody has answered."""
        return [title for title, asks in self._asks.items() if asks.unanswered() is not None]

    def go_to(self, title: str) -> None:
        """Go to the first unanswered question of a column."""
        combo = self._asks[title].unanswered()
        if combo is not None:
            self._columns.ensureWidgetVisible(combo)
            combo.setFocus()

    def chosen(self) -> dict[str, Any]:
        """What was chosen here, as fields of crm.exchange.choices.Choices."""
        found = self._found
        assert found is not None
        self._turns.finish()
        meant: dict[str, dict[str, str]] = {}
        for asks in self._asks.values():
            for name, said in asks.meanings().items():
                meant.setdefault(name, {}).update(said)
        return {
            "mapping": self.mapping(),
            "days": {title: order for title, asks in self._asks.items() if (order := asks.day_order())},
            "words": meant,
            "header_row": found.header_row,
            "kept_rows": found.kept,
        }

    def _show_table(self, found: Found) -> None:
        self._header.setVisible(found.source.format != import_about.CARDS)
        set_choices(self._header, import_preview.header_rows(found.source, found.table))
        self._header.setCurrentIndex(place(self._header, found.table.header_row or 0))
        out = len(found.table.left_out)
        words_ = ngettext("{count} row left out…", "{count} rows left out…", out)
        self._left_out.setText(words_.format(count=numbers.show_int(out)))
        self._left_out.setVisible(bool(out or found.kept))

    def _choose_header(self, _place: int) -> None:
        found = self._found
        if found is not None and self._header.currentData() != (found.table.header_row or 0):
            self._other_table(self._header.currentData(), frozenset())

    def _show_left_out(self) -> None:
        found = self._found
        assert found is not None
        rows = found.source.sheet(found.table.sheet).rows
        kept = [LeftOut(row, "", row_cells.as_text(rows[row - 1])) for row in found.kept]
        asked = import_left_out.ask(self, left_out=sorted((*found.table.left_out, *kept)), kept=found.kept)

        def take(rows: frozenset[int]) -> None:
            if rows != found.kept:
                self._other_table(found.header_row, rows)

        asked.saved.connect(take)

    def _show_sheets(self, found: Found) -> None:
        name = found.table.sheet
        short = name if len(name) <= SHEET_LETTERS else name[: SHEET_LETTERS - 1] + "…"
        self._sheet.setText(_("Sheet: {name}").format(name=short.replace("&", "&&")))
        self._sheet.setVisible(len(found.source.sheets) > 1)

    def _show_columns(self, found: Found, chosen: Mapping[str, str]) -> Iterator[None]:
        """The columns and then the first rows; those of a wide list take a second, so it is a few columns a turn."""
        inner, grid = _empty()
        listed = list(_listed(found.guesses).items())
        grid.setRowStretch(2 * len(listed) + 3, 1)
        self._combos, self._asks = {}, {}
        at_once = COLUMNS_A_TURN if len(listed) > FEW_COLUMNS else FEW_COLUMNS
        for start in range(0, len(listed), at_once):
            for row, (title, guess) in enumerate(listed[start : start + at_once], start + 1):
                asks = ColumnAsks(title, partial(_column, found.table, found.table.headers.index(title)), found.known)
                self._asks[title] = asks
                self._combos[title] = self._line(grid, 2 * row, title, guess, chosen.get(title), asks)
                grid.addWidget(asks, 2 * row + 1, 1, 1, 4)
            if start == 0:
                self._columns.setWidget(inner)
            if len(listed) > FEW_COLUMNS:
                yield
        hidden = len(found.guesses) - len(listed)
        if hidden:
            words_ = ngettext("{count} more column is left out.", "{count} more columns are left out.", hidden)
            more = text.label(words_.format(count=numbers.show_int(hidden)), "muted")
            grid.addWidget(more, 2 * len(listed) + 2, 0, 1, 5)
        if len(listed) > FEW_COLUMNS:
            yield
        if self._preview is not None:
            self._preview.deleteLater()
        self._preview = import_preview.first_rows(found.table)
        self._card.body.addWidget(self._preview, 1)

    def _line(
        self, grid: QGridLayout, row: int, title: str, guess: Guess, chosen: str | None, asks: ColumnAsks
    ) -> QComboBox:
        combo = fields.choice("", "", choices=_offered(guess.field, chosen)).widget
        assert isinstance(combo, QComboBox)
        combo.setAccessibleName(_("What “{column}” becomes").format(column=title))
        why, sure = text.Elided(), text.label()
        first = guess.field or ""

        def explain() -> None:
            guessed = combo.currentData() == first
            import_reasons.explain(why, guess, guessed)
            import_reasons.show_certainty(sure, guess if guessed else None)
            asks.ask(combo.currentData())

        combo.setCurrentIndex(combo.findData(first if chosen is None else chosen))
        combo.currentIndexChanged.connect(lambda _place: explain())
        explain()
        name = text.Elided(title, "strong")
        for column, widget in enumerate((name, text.Elided(guess.sample, "muted"), combo, sure, why)):
            grid.addWidget(widget, row, column)
        return combo


def _empty() -> tuple[QWidget, QGridLayout]:
    """The table of the columns without one, in its widget."""
    inner = QWidget()
    inner.setProperty("plain", True)
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, tokens.S, 0)
    grid.setHorizontalSpacing(tokens.L)
    grid.setVerticalSpacing(tokens.S)
    for column, stretch in enumerate((3, 5, 4, 0, 4)):
        grid.setColumnStretch(column, stretch)
    for column, words_ in enumerate((_("Column"), _("For example"), _("Becomes"), "", _("Why"))):
        grid.addWidget(text.label(words_, "muted"), 0, column)
    return inner, grid


def _column(table: Table, at: int) -> list[Cell]:
    return [row[at] for _number, row in table.rows]


def _offered(*fields_: str | None) -> list[tuple[str, str]]:
    """What a column can become, with these fields where they are none of the usual ones: figures of an older year."""
    usual = fillable.offered()
    rest = {field: fillable.title(field) for field in fields_ if field and field not in usual}
    return [("", _("(leave out)")), *usual.items(), *rest.items()]


def _listed(guesses: Mapping[str, Guess]) -> Mapping[str, Guess]:
    if len(guesses) <= import_preview.SHOWN_COLUMNS:
        return guesses
    known = [title for title, guess in guesses.items() if guess.field]
    kept = set((known + [title for title, guess in guesses.items() if not guess.field])[: import_preview.SHOWN_COLUMNS])
    return {title: guess for title, guess in guesses.items() if title in kept}
