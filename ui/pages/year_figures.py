"""What is known of one organisation year by year: employees, turnover, value creation, and aid against the ceiling."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from crm.queries import organisation_years, state_aid
from crm.queries.organisation_years import YearRow
from crm.rules import numbers
from crm.rules.state_aid import Standing
from ui.kit import flow, text, tokens
from ui.kit.buttons import button, icon_button
from ui.pages.desk import Desk


class _Answer(NamedTuple):
    years: list[YearRow]
    aid: Standing | None


class YearFigures(QWidget):
    """A line for each year, newest first, with a way to edit it and to add another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._organisation: int | None = None
        self._add = button(_("New figures"), self._new, icon="plus", quiet=True)
        self._none = text.label(_("No figures of any year yet."), "muted", wrap=True)
        self._aid = text.label("", "muted", wrap=True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(tokens.XL)
        self._lines.setVerticalSpacing(2)
        head = QHBoxLayout()
        head.addWidget(text.label(_("Figures year by year"), "section"), 1)
        head.addWidget(self._add)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.S)
        body.addLayout(head)
        body.addWidget(self._none)
        body.addLayout(self._lines)
        body.addWidget(self._aid)

    def about(self, organisation: int) -> None:
        """Show the years of an organisation."""
        self._organisation, today = organisation, self.desk.today()

        def work() -> _Answer:
            listed = state_aid.recipients(today, organisation=organisation)
            return _Answer(organisation_years.of(organisation), listed[0].standing if listed else None)

        self.desk.questions.ask("member.years", work, self._show)

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if self._organisation is not None and changes.touches("organisation_year", "aid_record", "year_rate"):
            self.about(self._organisation)

    def _show(self, answer: _Answer) -> None:
        flow.clear(self._lines)
        self._add.setEnabled(self.desk.writable())
        self._none.setVisible(not answer.years)
        if answer.years:
            for column, words in enumerate((_("Year"), _("Employees"), _("Turnover"), _("Value creation"))):
                made = text.label(words, "hint")
                if column:
                    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._lines.addWidget(made, 0, column)
        for place, row in enumerate(answer.years, start=1):
            self._line(place, row)
        self._lines.setColumnStretch(5, 1)
        self._aid.setVisible(answer.aid is not None)
        if answer.aid is not None:
            self._aid.setText(_told(answer.aid))
            text.set_tone(self._aid, "warning" if answer.aid.warns else "muted")

    def _line(self, place: int, row: YearRow) -> None:
        cells = (
            str(row.year),
            "–" if row.employees is None else numbers.show_int(row.employees),
            "–" if row.turnover is None else numbers.show_money(row.turnover),
            "–" if row.value_creation is None else numbers.show_money(row.value_creation),
        )
        for column, words in enumerate(cells):
            made = text.label(words)
            if column:
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._lines.addWidget(made, place, column)
        if self.desk.writable():
            edit = icon_button(
                "edit", _("Edit the figures of {year}").format(year=row.year), partial(self._edit, row.id)
            )
            self._lines.addWidget(edit, place, 4)

    def _new(self) -> None:
        from ui.dialogs import facts

        year = self.desk.today().year
        facts.ask(self.window(), "organisation_year", year=year, organisation=self._organisation)

    def _edit(self, id: int) -> None:
        from ui.dialogs import facts

        facts.ask(self.window(), "organisation_year", id=id)


def _told(aid: Standing) -> str:
    """How the organisation stands against the ceiling of de minimis aid."""
    words = _("De minimis aid in three years: EUR {given}, {percent} of the ceiling; EUR {left} still free.")
    told = words.format(
        given=numbers.show_int(aid.cents // 100),
        percent=numbers.show_percent(aid.percent),
        left=numbers.show_int(aid.left // 100),
    )
    return f"{told} {_('The rate of a year is missing')}." if aid.unknown else told
