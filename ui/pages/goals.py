"""Goals (Mål): the tree from the vision down to what is to be reached, and how far each is reached."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from crm.changes import Changes
from crm.commands import drafts
from crm.commands import goals as commands
from crm.i18n import _, language, ngettext
from crm.queries import goals as queries
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports import goals as reported
from crm.reports.goals import Figures, Standing
from crm.rules import code_lists, numbers
from crm.rules import goals as rules
from ui.kit.buttons import button
from ui.kit.empty import Empty, WithEmpty
from ui.pages import doing, export, goal_files, goal_words, halves
from ui.pages.desk import Desk, Status
from ui.pages.goal_detail import GoalDetail
from ui.pages.goal_tree import GoalTree, Row
from ui.pages.searched_page import SearchedPage


class _Answer(NamedTuple):
    rows: list[GoalRow]
    indicators: list[IndicatorRow]


class GoalsPage(SearchedPage):
    """The tree at the left, the goal one is on at the right. The figures of each year are counted while one looks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text, self._archived = "", False
        self._wanted: int | None = None
        self._rows: list[GoalRow] = []
        self._below: Mapping[int, list[IndicatorRow]] = {}
        self._figures: dict[int, Figures] = {}
        self._waiting: set[int] = set()
        self.head(_("Search goals"), _("New goal"))
        self._with_archived = button(_("Archived"), self._show_archived, icon="archive")
        self._with_archived.setCheckable(True)
        self.header.add(self._with_archived)
        self.bring_in = button(_("From a list…"), partial(goal_files.bring_in, desk), icon="import")
        self.bring_in.setEnabled(desk.writable())
        self.header.add(self.bring_in)
        self.tree = GoalTree()
        self.detail = GoalDetail(desk, self._step, self._turn)
        self._empty = Empty("goals", "")
        self._left = WithEmpty(self.tree, self._empty)
        self._right = halves.detail_card(self.detail)
        self.tree.chosen.connect(self._look)
        self.tree.opened.connect(lambda _id: self.detail.edit())
        self.tree.moved.connect(lambda _id, by: self._step(by))
        self.tree.turned.connect(lambda _id, by: self._turn(by))
        self.tree.dropped.connect(self._drop)
        self.tree.setDragEnabled(desk.writable())
        self.tree.menu_asked.connect(desk.record_menu)
        self.body.addWidget(self.header)
        both = halves.split(desk, "goals", halves.list_card(self._left), self._right, (44, 56))
        self.body.addWidget(both, 1)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Goals")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch: goals themselves, and the figures for whatever else is written."""
        touched = changes.rows.keys() - {drafts.TABLE}
        if touched - {"goal", "indicator", "indicator_value"}:
            self._figures.clear()
        if touched:
            self._ask()

    def refresh(self) -> None:
        """Ask everything again."""
        self._figures.clear()
        self._ask()

    def searched(self, words: str) -> None:
        self._text = words
        self._ask()

    def show_record(self, id: int) -> None:
        """Lead to a goal."""
        if not self.tree.go_to(id):
            self._wanted = id
            self.search("")

    def primary_action(self) -> None:
        """A new goal, of the level of the one that one is on."""
        from ui.dialogs import goal

        beside = self.detail.goal
        dialog = goal.ask(self.window(), beside=beside.id if beside is not None else None)
        dialog.saved.connect(self._show_saved)

    def status(self) -> Status:
        """How many goals, and how many of their indicators stand as they should."""
        count = len(self._rows)
        words = ngettext("{count} goal", "{count} goals", count).format(count=numbers.show_int(count))
        stands = [one for row in self._rows for one in self._standings(row.id)]
        behind = sum(one.course == "behind" for one in stands)
        if behind:
            words += ", " + ngettext("{count} indicator behind", "{count} indicators behind", behind).format(
                count=behind
            )
        return Status(words)

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the goal one is on."""
        found = export.verbs(self.desk, self.taken)
        found["export"] = lambda: export.ask(self.desk, self._whole())
        one = self.detail.goal
        if one is None:
            return found
        found["history"] = partial(self._history, one.id)
        if self.desk.writable():
            name, act = ("restore", doing.restore) if one.archived else ("archive", doing.archive)
            found |= {
                "edit_record": self.detail.edit,
                "delete": self.detail.remove,
                name: partial(act, self.desk, "goal", one.id),
            }
        return found

    def state(self) -> dict[str, Any]:
        """Search and place."""
        return {"text": self._text, "id": self.tree.current_id()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._wanted = state.get("id", self._wanted)
        self.search(state.get("text", self._text))

    def _show_archived(self) -> None:
        """With archived goals where they stood, or without."""
        self._archived = self._with_archived.isChecked()
        self._ask()

    def _ask(self) -> None:
        spoken, words, archived = language(), self._text, self._archived

        def work() -> _Answer:
            return _Answer(queries.tree(spoken, archived=archived, text=words), queries.indicators(spoken))

        self.desk.questions.ask("goals.tree", work, self._show)

    def _show(self, answer: _Answer) -> None:
        self._rows = answer.rows
        below: dict[int, list[IndicatorRow]] = defaultdict(list)
        for one in answer.indicators:
            below[one.goal_id].append(one)
        self._below = below
        self._ask_figures(answer.indicators)
        self._fill()

    def _ask_figures(self, indicators: Sequence[IndicatorRow]) -> None:
        """A year at a time: whoever asks something quick meanwhile waits for one at most."""
        today = self.desk.today()
        missing = [year for year in reported.years(indicators, today) if year not in self._figures]
        self._waiting = set(missing)
        for year in missing:
            work = partial(reported.figures_of, year, today)
            self.desk.questions.ask(f"goals.figures.{year}", work, partial(self._counted, year))

    def _counted(self, year: int, figures: Figures) -> None:
        self._figures[year] = figures
        self._waiting.discard(year)
        if not self._waiting:
            self._fill()

    def _fill(self) -> None:
        current = self._wanted if self._wanted is not None else self.tree.current_id()
        self._wanted = None
        if not self._rows:
            self._empty.set(*self._nothing())
        self._left.show_empty(not self._rows)
        self.tree.set_rows([self._row(row) for row in self._rows], current)
        self._right.setVisible(bool(self._rows))
        if not self._rows:
            self._look(None)

    def _nothing(self) -> tuple[str, str, str, str, Callable[[], object]]:
        if self._text:
            return "search", _("Nothing found"), _("No goal holds these words."), _("Show all"), lambda: self.search("")
        why = _(
            "Begin with the vision, then main goals, sub-goals and what is to be reached, each measured by figures."
        )
        return "goals", _("No goals yet"), why, _("New goal"), self.primary_action

    def _row(self, row: GoalRow) -> Row:
        stands = self._standings(row.id)
        level = code_lists.label("goal_level", row.level)
        listed = self._below.get(row.id, [])
        told = [
            f"{one.name}: {goal_words.way(one, stand)} ({goal_words.course(stand)})"
            for one, stand in zip(listed, stands, strict=True)
        ]
        known = [stand for stand in stands if stand.achieved is not None]
        return Row(
            row.id,
            row.parent_id,
            row.text,
            row.level,
            " · ".join(filter(None, (level, row.focus_area))),
            tuple(stand.course for stand in stands),
            goal_words.share(known[0]) if len(known) == 1 and len(stands) == 1 else "",
            "\n".join(told),
        )

    def _standings(self, goal: int) -> list[Standing]:
        year = self.desk.today().year
        listed = self._below.get(goal, [])
        return [reported.standing(one, reported.values(one, self._figures), year) for one in listed]

    def _look(self, id: int | None) -> None:
        row = next((row for row in self._rows if row.id == id), None)
        listed = self._below.get(row.id, []) if row is not None else []
        below = [one for goal in goal_words.under(self._rows, id) for one in self._standings(goal)]
        self.detail.show_goal(row, listed, self._figures, below=below, waiting=bool(self._waiting))
        if row is not None and self.isVisible():
            self.desk.looked_at("goal", row.id)
        self.told.emit()

    def _step(self, by: int) -> None:
        """One place up or down among those that stand below the same goal."""
        row = self.detail.goal
        if row is None or not self.desk.writable():
            return
        siblings = [one for one in queries.tree(archived=True) if one.parent_id == row.parent_id]
        place = next(at for at, one in enumerate(siblings) if one.id == row.id) + by
        # The hidden ones are stepped over, or the key would seem to do nothing
        while 0 <= place < len(siblings) and siblings[place].archived and not self._archived:
            place += by
        if 0 <= place < len(siblings):
            commands.move(row.id, row.parent_id, place)

    def _turn(self, by: int) -> None:
        """Out of the goal it stands below, to stand after that one (-1); or in, below the one above it (1)."""
        row = self.detail.goal
        if row is None or not self.desk.writable():
            return
        shown = {one.id: one for one in self._rows}
        if by < 0 and row.parent_id in shown:
            above = shown[row.parent_id]
            self._move(row, above.parent_id, after=above.id)
        elif by > 0:
            before = [one for one in self._rows if one.parent_id == row.parent_id]
            place = next(at for at, one in enumerate(before) if one.id == row.id)
            if place:
                self._move(row, before[place - 1].id)

    def _drop(self, id: int, parent: int | None, after: int | None, first: bool) -> None:
        """What was dragged stands behind `after`, or as the `first`, else as the last one below `parent`."""
        row = next((row for row in self._rows if row.id == id), None)
        if row is not None and self.desk.writable():
            self._move(row, parent, after=after, first=first)

    def _move(self, row: GoalRow, parent: int | None, *, after: int | None = None, first: bool = False) -> None:
        above = next((one.level for one in self._rows if one.id == parent), None)
        if not rules.may_stand_below(row.level, above):
            self.desk.say(_("A goal of this level cannot stand there: choose one of a higher level."))
            return
        siblings = [one.id for one in queries.tree(archived=True) if one.parent_id == parent and one.id != row.id]
        place = 0 if first else siblings.index(after) + 1 if after in siblings else len(siblings)
        self._wanted = row.id
        commands.move(row.id, parent, place)
        doing.told(self.desk, _("Moved."))

    def _show_saved(self, id: int | None) -> None:
        if id is not None:
            self.show_record(id)

    def _history(self, id: int) -> None:
        from ui.dialogs import record_history

        record_history.ask(self.window(), table="goal", row=id)

    def taken(self) -> export.Taken:
        """The goals that are shown, a line for each indicator, as on paper."""
        return goal_files.taken(self.desk, self.title, self._rows, self._below, self._figures, self.status().text)

    def _whole(self) -> export.Taken:
        """The same with all that is kept of each, as a file holds it."""
        return goal_files.whole(self.title, self._rows, self._below, self._figures)
