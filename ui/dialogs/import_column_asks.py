"""What is asked about one column of a list, below it: which day is meant, and what its words mean."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from crm.exchange import column_notes, days, words
from crm.exchange.choices import DAY_FIRST, MONTH_FIRST
from crm.exchange.source import Cell
from crm.exchange.words import Meanings
from crm.i18n import _, ngettext, quoted
from crm.rules import code_lists, dates, numbers
from ui.dialogs import choices
from ui.kit import fields, text, tokens


class ColumnAsks(QWidget):
    """The questions that a column raises as the field it is to fill; an answer stays when the field comes back."""

    def __init__(self, title: str, column: Callable[[], Sequence[Cell]], known: Meanings) -> None:
        super().__init__()
        self.setProperty("plain", True)
        self._title, self._column, self._known = title, column, known
        self._shown: list[QWidget] = []
        self._order = ""
        self._meant: dict[str, dict[str, str]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(tokens.L, 0, 0, tokens.S)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.XS)
        for place, stretch in enumerate((4, 5)):
            self._grid.setColumnStretch(place, stretch)
        self._field = ""

    def ask(self, field: str) -> None:
        """Show what is asked about the column as this field; nothing for most."""
        self._field = field
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        if field in column_notes.DAYS and (example := days.asks(self._column())):
            self._ask_day(example)
        elif field in words.LISTS:
            self._ask_words(words.LISTS[field])
        self.setVisible(bool(self._shown))

    def day_order(self) -> str:
        """day_first or month_first, "" where nobody said."""
        return self._order if self._field in column_notes.DAYS else ""

    def meanings(self) -> dict[str, dict[str, str]]:
        """{code list: {word: key, "" to leave it out}} of what was answered."""
        name = words.LISTS.get(self._field, "")
        said = self._meant.get(name, {})
        return {name: dict(said)} if said else {}

    def unanswered(self) -> QComboBox | None:
        """The first of its questions that nobody has answered, None where there is none."""
        return next(
            (one for one in self._shown if isinstance(one, QComboBox) and one.currentData() in ("?", None)), None
        )

    def _ask_day(self, example: str) -> None:
        today = choices.today()
        offered: list[tuple[str, str]] = [("?", _("Not decided yet"))]
        for order, words_, month_first in (
            (DAY_FIRST, _("Day first"), False),
            (MONTH_FIRST, _("Month first"), True),
        ):
            day = dates.from_cell(example, today, month_first=month_first)
            offered.append((order, f"{words_}: {dates.show(day)}" if day is not None else words_))
        asked = _("Which day is {value}?").format(value=quoted(example))
        combo = self._line(0, asked, offered, self._order or "?")

        def take(_place: int) -> None:
            self._order = combo.currentData().removeprefix("?")

        combo.currentIndexChanged.connect(take)

    def _ask_words(self, name: str) -> None:
        offered = [
            ("?", _("Not decided yet")),
            ("", _("(leave out)")),
            *((code, code_lists.label(name, code)) for code in code_lists.offered(name)),
        ]
        for place, asked in enumerate(words.asked_in(self._title, name, self._column(), self._known)):
            rows = ngettext("on {count} row", "on {count} rows", asked.rows)
            said = f"{quoted(asked.word)} {rows.format(count=numbers.show_int(asked.rows))}"
            present = self._meant.get(name, {}).get(asked.word, "?")
            combo = self._line(place, said, offered, present)
            combo.currentIndexChanged.connect(partial(self._mean, name, asked.word, combo))

    def _mean(self, name: str, word: str, combo: QComboBox, _place: int) -> None:
        said = self._meant.setdefault(name, {})
        if combo.currentData() == "?":
            said.pop(word, None)
        else:
            said[word] = combo.currentData()

    def _line(self, place: int, asked: str, offered: Sequence[tuple[str, str]], present: str) -> QComboBox:
        combo = fields.choice("", "", choices=offered).widget
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(present))
        combo.setAccessibleName(f"{self._title}: {asked}")
        label = text.Elided(asked, "muted")
        for at, widget in enumerate((label, combo)):
            self._grid.addWidget(widget, place, at)
            self._shown.append(widget)
        return combo
