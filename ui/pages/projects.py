"""Projects (Prosjekter): who does what with whom, for what money."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QSplitter

from crm.commands import projects as commands
from crm.exchange import project_columns
from crm.i18n import _, ngettext
from crm.queries.lists.conditions import All, Compare, Condition
from crm.queries.lists.conditions import Any as Any_
from crm.queries.projects import ProjectRow, ProjectsQuery
from crm.rules import code_lists, dates, numbers
from ui.kit.buttons import button
from ui.kit.empty import Empty, WithEmpty
from ui.kit.table import Column
from ui.pages import doing, export, filter_kinds, own_facts, project_board, record_verbs
from ui.pages.desk import Desk, Status
from ui.pages.filter_kinds import among, codes, same
from ui.pages.filters import Choice, Kind
from ui.pages.list_page import TablePage
from ui.pages.listing import Nothing, Order
from ui.pages.project_detail import ProjectDetail, period


class ProjectsPage(TablePage):
    """A table of projects, and the one that one looks at."""

    KEY, KIND = "projects", "project"
    ABOUT = KIND
    TABLES = (
        *own_facts.TABLES,
        "project",
        "project_participant",
        "organisation",
        "focus_area",
        "activity",
        "interaction",
        "task",
        "attachment",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._board_shown = False
        self._ways: list[QPushButton] = []
        self.head(_("Search titles, notes and partners"), _("New project"))
        self.detail = ProjectDetail(desk)
        self.table(
            self.detail,
            filters=self._kinds(),
            columns=self._columns(),
            query=self._query,
            whole=ProjectsQuery,
            nothing=self._nothing,
            order=Order("title"),
        )
        self._furnish()

    def _furnish(self) -> None:
        """The board in the place of the table and the project beside it, and what switches between them."""
        self.board = project_board.make()
        for on, words, icon in ((False, _("Table"), "projects"), (True, _("Board"), "columns")):
            made = button(words, partial(self._choose_way, on), icon=icon)
            made.setCheckable(True)  # no group: there Tab would go past the one that is not chosen
            self._ways.append(made)
            self.header.add(made)
        self._table = self.findChildren(QSplitter)[0]
        self._nothing_there = Empty("search", "")
        self._on_board = WithEmpty(self.board, self._nothing_there)
        self.body.addWidget(self._on_board, 1)
        self.board.moved.connect(self._move)
        self.board.current_changed.connect(self.view.go_to)
        self.board.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.board.opened_apart.connect(partial(self.desk.open_apart, self.KIND))
        self.board.menu_asked.connect(self.desk.record_menu)
        self.listing.table.modelReset.connect(self._fill_board)
        self.listing.chosen.connect(self.board.go_to)
        self.show_board(self.desk.memory.get("projects.shown") == "board")

    def show_record(self, id: int) -> None:
        """Lead to a project, in the table or on the board."""
        super().show_record(id)
        if self._board_shown:
            self.board.go_to(id, focus=True)

    def show_board(self, on: bool) -> None:
        """Show the board, or the table with the project beside it; it is remembered."""
        self._board_shown = on
        self.desk.memory["projects.shown"] = "board" if on else "table"
        self._tell_ways()
        self._on_board.setVisible(on)
        self._table.setVisible(not on)
        self._fill_board()

    def show_table(self, on: bool, *, remember: bool = True) -> None:
        super().show_table(on, remember=remember)
        self._tell_ways()

    def _choose_way(self, board: bool) -> None:
        self.show_board(board)
        self.show_table(False)

    def _tell_ways(self) -> None:
        for made, means in zip(self._ways, (False, True), strict=False):
            made.setChecked(not self.table_shown() and means == self._board_shown)

    def _fill_board(self) -> None:
        if not self._board_shown or not self.listing.answered:
            return
        ids, asked = list(self.listing.table.ids()), self.listing.asked()
        self.desk.questions.ask("projects.board", lambda: asked.rows(ids), partial(self._show_on_board, ids))

    def _show_on_board(self, ids: Sequence[int], rows: Mapping[int, ProjectRow]) -> None:
        if not ids:
            self._nothing_there.set(*self._nothing())
        self._on_board.show_empty(not ids)
        current = self.detail.project.id if self.detail.project is not None else None
        project_board.show(self.board, ids, rows, current=current, writable=self.desk.writable())

    def _move(self, id: int, stage: str) -> None:
        """Let a project come to a stage, and say which day was put down with it."""
        filled = commands.move(id, stage, on=self.desk.today())
        words = [_("Now: {stage}.").format(stage=code_lists.label("project_stage", stage))]
        words += [f"{_days()[name]}: {dates.show(day)}." for name, day in filled.items()]
        doing.told(self.desk, " ".join(words))

    def _shift(self, by: int) -> None:
        """To the stage at the right or the left, as the board has them."""
        one = self.detail.project
        stages = list(self.board.lanes)
        if one is not None and one.stage in stages:
            place = stages.index(one.stage) + by
            if 0 <= place < len(stages):
                self._move(one.id, stages[place])

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Projects")

    def primary_action(self) -> None:
        """A new project."""
        from ui.dialogs import project

        project.ask(self.window()).saved.connect(self._show_saved)

    def status(self) -> Status:
        """How many of how many."""
        return self.counted(ngettext("{shown} of {total} project", "{shown} of {total} projects", self.listing.total()))

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the project one is looking at."""
        one = self.detail.project
        found = export.verbs(self.desk, self.taken, self.KIND)
        if one is None:
            return found
        found |= record_verbs.project(self.desk, one)
        if self.desk.writable():
            found |= {"stage_next": partial(self._shift, 1), "stage_before": partial(self._shift, -1)}
        return found

    def subject(self) -> dict[str, int]:
        """What is logged here belongs to the project one is looking at."""
        return {"project": self.detail.project.id} if self.detail.project is not None else {}

    def state(self) -> dict[str, Any]:
        """Filters, search, order, place, and whether it is the board that is shown."""
        return super().state() | {"board": self._board_shown}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self.show_board(state.get("board", self._board_shown))
        super().restore(state)

    def one(self) -> Any:
        """The project one is looking at."""
        return self.detail.project

    def look(self, id: int | None) -> None:
        """Show a project."""
        self.detail.show_project(id)

    def _kinds(self) -> list[Kind]:
        def stages() -> list[Choice]:
            return [Choice("open", _("Not over yet")), *codes("project_stage")]

        def years() -> list[Choice]:
            this = self.desk.today().year
            return [Choice(year, str(year)) for year in range(this + 1, this - 6, -1)]

        return [
            Kind("stage", _("Stage"), choices=stages, says=_stage_said),
            Kind("type", _("Type"), choices=lambda: codes("project_type"), says=same("type")),
            filter_kinds.organisation(lambda id: Any_((same("lead")(id), among("partners")(id)))),
            Kind("year", _("Ran in"), choices=years, says=_year_said),
            filter_kinds.focus_area(),
            filter_kinds.archived(),
        ]

    def _query(self, words: str, order: Order) -> ProjectsQuery:
        value = self.filters.value
        return ProjectsQuery(
            words,
            order.key,
            order.descending,
            stage=value("stage") or "",
            type=value("type") or "",
            focus_area=value("focus_area"),
            organisation=value("organisation"),
            year=value("year"),
            archived=bool(value("archived")),
        )

    def _columns(self) -> list[Column]:
        def stage(row: ProjectRow) -> str:
            return code_lists.label("project_stage", row.stage)

        return [
            Column("title", _("Title"), 240, icon=lambda row: "projects", grows=True),
            Column("stage", _("Stage"), 96, show=stage),
            Column("lead", _("Lead partner"), 160),
            Column("start_on", _("Period"), 116, show=period, visible=False),
            Column("type", _("Type"), 150, show=_type, sortable=False, visible=False),
            Column("funder", _("Funder"), 140, show=_funder, visible=False),
            Column("budget", _("Budget"), 110, show=_budget, align="right", visible=False),
            Column("partners", _("Partners"), 80, align="right", sortable=False, visible=False),
        ]

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.filters.chosen():
            why = _("No project fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self.listing.show_all)
        why = _("Add what the cluster and its members work on together: who leads, who takes part, who pays.")
        return Nothing("projects", _("No projects yet"), why, _("New project"), self.primary_action)

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        outs = [export.Out(_(column.title), column.value, column.kind) for column in project_columns.COLUMNS]
        return export.taken(self.title, outs, self.listing, self.status().text)


def _stage_said(stage: str) -> Condition:
    return Compare("is_open", "is", True) if stage == "open" else Compare("stage", "is", stage)


def _year_said(year: int) -> Condition:
    begun = Any_((Compare("start_on", "until", date(year, 12, 31)), Compare("start_on", "empty")))
    not_over = Any_((Compare("end_on", "from", date(year, 1, 1)), Compare("end_on", "empty")))
    return All((begun, not_over))


def _days() -> dict[str, str]:
    return {
        "applied_on": _("Applied on"),
        "decided_on": _("Decided on"),
        "start_on": _("From"),
        "end_on": _("Until"),
    }


def _type(row: ProjectRow) -> str:
    return code_lists.label("project_type", row.type)


def _funder(row: ProjectRow) -> str:
    return code_lists.label("funder", row.funder)


def _budget(row: ProjectRow) -> str:
    return numbers.show_money(row.budget) if row.budget is not None else ""
