"""One goal: what it says, and for each of its indicators how far it has come."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports import goals as reported
from crm.reports.goals import Figures, Standing
from crm.rules import code_lists
from ui.kit import text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.pages import doing, goal_words, halves
from ui.pages.desk import Desk
from ui.pages.indicator_card import IndicatorCard
from ui.pages.sheet import Head, section


class GoalDetail(QWidget):
    """The right half of the page of goals; `step(by)` moves the goal among its siblings, `turn(by)` out or in."""

    def __init__(self, desk: Desk, step: Callable[[int], object], turn: Callable[[int], object]) -> None:
        super().__init__()
        self.desk, self._step, self._turn = desk, step, turn
        self.goal: GoalRow | None = None
        self._head = Head()
        self._below = button(_("Goal below"), self.add_below, icon="plus")
        self._edit = button(_("Edit"), self.edit, icon="edit")
        self._more = icon_button("more", _("More"), self._menu)
        for one in (self._below, self._edit, self._more):
            self._head.add(one)
        self._notes = text.label("", wrap=True, selectable=True)
        self._sum = text.label("", wrap=True)
        self._measured = section(_("Indicators"))
        self._none = text.label("", "muted", wrap=True)
        self._add = button(_("Indicator"), self.add_indicator, icon="plus", quiet=True)
        self.cards: list[IndicatorCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(tokens.M)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._notes)
        body.addWidget(self._sum)
        body.addWidget(self._measured)
        body.addWidget(self._none)
        body.addLayout(self._cards)
        body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty("goals", _("No goal chosen"), _("Choose one in the tree.")))
        self._stack.setCurrentIndex(1)

    def show_goal(
        self,
        goal: GoalRow | None,
        indicators: Sequence[IndicatorRow],
        figures: Mapping[int, Figures],
        *,
        below: Sequence[Standing] = (),
        waiting: bool = False,
    ) -> None:
        """Show a goal with its indicators, None for none; `below` is how those of the goals below it stand."""
        self.goal = goal
        self._stack.setCurrentIndex(0 if goal is not None else 1)
        if goal is None:
            return
        first, last = (str(year) if year is not None else "" for year in (goal.from_year, goal.to_year))
        years = f"{first} – {last}".strip() if first or last else ""
        self._head.set(goal.text, " · ".join(filter(None, (goal.focus_area, years))), _tags(goal))
        self._notes.setText(goal.notes)
        self._notes.setVisible(bool(goal.notes))
        self._sum.setText(_("Indicators of the goals below it: {what}.").format(what=goal_words.summary(below)))
        self._sum.setVisible(bool(below))
        self._fill(indicators, figures, waiting)
        vision, writable = goal.level == "vision", self.desk.writable()
        self._none.setText(
            _("A vision is not measured: the goals below it are.")
            if vision
            else _("Nothing tells yet how far it is reached: add a figure of the report, or one you keep by hand.")
        )
        self._none.setVisible(not indicators)
        self._measured.setVisible(not vision)
        self._add.setVisible(not vision and writable)
        self._below.setVisible(goal.level != "result" and writable)
        self._edit.setEnabled(writable)

    def _fill(self, indicators: Sequence[IndicatorRow], figures: Mapping[int, Figures], waiting: bool) -> None:
        today, writable = self.desk.today(), self.desk.writable()
        while len(self.cards) < len(indicators):
            made = IndicatorCard(self.edit_values, self.edit_indicator)
            self.cards.append(made)
            self._cards.addWidget(made)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(indicators))
            if place < len(indicators):
                one = indicators[place]
                known = reported.values(one, figures)
                stands = reported.standing(one, known, today.year)
                card.show_indicator(
                    one, known, stands, today, waiting=waiting and bool(one.figure_key), writable=writable
                )

    def edit(self) -> None:
        """The dialog with what it says."""
        from ui.dialogs import goal

        if self.goal is not None and self.desk.writable():
            goal.ask(self.window(), goal=self.goal.id)

    def add_below(self) -> None:
        """A new goal below this one."""
        from ui.dialogs import goal

        if self.goal is not None:
            goal.ask(self.window(), below=self.goal.id)

    def add_indicator(self) -> None:
        """A new indicator of this goal."""
        from ui.dialogs import indicator

        if self.goal is not None:
            indicator.ask(self.window(), goal=self.goal.id)

    def edit_indicator(self, id: int) -> None:
        """The dialog of an indicator."""
        from ui.dialogs import indicator

        indicator.ask(self.window(), indicator=id)

    def edit_values(self, id: int) -> None:
        """The values of an indicator by year."""
        from ui.dialogs import indicator_values

        indicator_values.ask(self.window(), indicator=id, today=self.desk.today())

    def remove(self) -> None:
        """Delete the goal: at once where nothing hangs on it, else after saying what does."""
        if self.goal is not None:
            doing.delete(self.desk, "goal", self.goal.id)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.goal is not None and self.desk.writable():
            menu.addAction(_("Move up") + "\tCtrl+↑", partial(self._step, -1))
            menu.addAction(_("Move down") + "\tCtrl+↓", partial(self._step, 1))
            menu.addAction(_("Move out") + "\tCtrl+←", partial(self._turn, -1))
            menu.addAction(_("Move in below the one above") + "\tCtrl+→", partial(self._turn, 1))
            menu.addSeparator()
            menu.addAction(_("Delete or move…"), self.remove)
        menu.addAction(_("History…"), partial(self.desk.action, "history"))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _tags(goal: GoalRow) -> list[tuple[str, int | str]]:
    tags: list[tuple[str, int | str]] = [(code_lists.label("goal_level", goal.level), goal.level)]
    if goal.archived:
        tags.append((_("Archived"), "archived"))
    return tags
