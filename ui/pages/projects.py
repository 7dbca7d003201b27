"""Projects (Prosjekter): who does what with whom, for what money."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from crm.changes import Changes
from crm.i18n import _, language, ngettext
from crm.queries import focus_areas, organisations
from crm.queries.projects import ProjectRow, ProjectsQuery
from crm.rules import code_lists, numbers
from ui.kit.page_header import PageHeader
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import doing, export, halves
from ui.pages.desk import Desk, Page, Status
from ui.pages.filters import Choice, Filters, Kind
from ui.pages.listing import Listing, Nothing, Order
from ui.pages.project_detail import ProjectDetail, period

TABLES = (
    "project",
    "project_participant",
    "organisation",
    "focus_area",
    "activity",
    "interaction",
    "task",
    "attachment",
)


class ProjectsPage(Page):
    """A table of projects, and the one that one looks at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        primary = (_("New project"), self.primary_action)
        self.header = PageHeader(
            self.title, search=_("Search titles, notes and partners"), primary=primary, icon="plus"
        )
        assert self.header.search is not None and self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self.filters = Filters(self._kinds())
        self.view = RecordView()
        self.view.setAccessibleName(self.title)
        self.listing = Listing(
            "projects",
            self.view,
            desk,
            query=self._query,
            whole=ProjectsQuery,
            nothing=self._nothing,
            order=Order("title", False),
            widen=self._widen,
        )
        self.view.setModel(RecordTable(self._columns(), self.listing.fetch, self.view))
        self.view.remember(desk.memory, "projects.columns")
        self.detail = ProjectDetail(desk)
        left, right = halves.list_card(self.listing.widget), halves.detail_card(self.detail)
        self.body.addWidget(self.header)
        self.body.addWidget(self.filters)
        self.body.addWidget(halves.split(desk, "projects", left, right, (55, 45)), 1)
        self.header.search.searched.connect(self.listing.search)
        self.filters.changed.connect(self.listing.again)
        self.listing.chosen.connect(self._choose)
        self.listing.told.connect(self.told)
        self.told.connect(lambda: halves.hide_without(right, self.listing.shown(), self.detail.project))
        self.view.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.view.opened_apart.connect(partial(desk.open_apart, "project"))
        self.view.menu_asked.connect(desk.record_menu)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Projects")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        self.listing.again(changed=True)

    def show_record(self, id: int) -> None:
        """Lead to a project."""
        self.listing.want(id)

    def search(self, words: str) -> None:
        """Show what holds these words."""
        if self.header.search is not None:
            self.header.search.set_text_quietly(words)
        self.listing.search(words)

    def start_search(self) -> None:
        """Put the cursor into the search."""
        if self.header.search is not None:
            self.header.search.setFocus()
            self.header.search.selectAll()

    def primary_action(self) -> None:
        """A new project."""
        from ui.dialogs import project

        project.ask(self.window()).saved.connect(self._show_saved)

    def status(self) -> Status:
        """How many of how many."""
        shown, total = self.listing.shown(), self.listing.total()
        words = ngettext("{shown} of {total} project", "{shown} of {total} projects", total)
        told = words.format(shown=numbers.show_int(shown), total=numbers.show_int(total))
        return Status(told, self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the project one is looking at."""
        one = self.detail.project
        found: dict[str, Callable[[], object]] = {"export": self._export}
        if one is None:
            return found
        found |= {"history": self._history, "apart": partial(self.desk.open_apart, "project", one.id)}
        if not self.desk.writable():
            return found
        found |= {"edit_record": self.detail.edit, "follow_up": self._follow_up}
        name, act = ("restore", doing.restore) if one.archived else ("archive", doing.archive)
        return found | {name: partial(act, self.desk, "project", one.id)}

    def state(self) -> dict[str, Any]:
        """Filters, order, place."""
        return self.listing.state() | {"filters": self.filters.chosen()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `filters` alone shows what they let through."""
        self.filters.set(state.get("filters", {}))
        if self.header.search is not None:
            self.header.search.set_text_quietly(state.get("text", ""))
        self.listing.restore(state)
        self.listing.again()

    def _kinds(self) -> list[Kind]:
        def stages() -> list[Choice]:
            listed = [Choice(key, code_lists.label("project_stage", key)) for key in code_lists.keys("project_stage")]
            return [Choice("open", _("Not over yet")), *listed]

        def types() -> list[Choice]:
            return [Choice(key, code_lists.label("project_type", key)) for key in code_lists.keys("project_type")]

        def years() -> list[Choice]:
            this = self.desk.today().year
            return [Choice(year, str(year)) for year in range(this + 1, this - 6, -1)]

        return [
            Kind("stage", _("Stage"), choices=stages),
            Kind("type", _("Type"), choices=types),
            Kind(
                "organisation",
                _("Organisation"),
                find=lambda words: [Choice(row.id, row.name) for row in organisations.suggest(words)],
                icon="building",
            ),
            Kind("year", _("Ran in"), choices=years),
            Kind(
                "focus_area",
                _("Focus area"),
                choices=lambda: [Choice(row.id, row.name) for row in focus_areas.all(language())],
            ),
            Kind("archived", _("Shown"), choices=lambda: [Choice(True, _("Archived"))]),
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
            Column("title", _("Title"), 240, icon=lambda row: "projects"),
            Column("stage", _("Stage"), 96, show=stage),
            Column("lead", _("Lead partner"), 160),
            Column("start_on", _("Period"), 116, show=period, visible=False),
            Column("type", _("Type"), 150, show=_type, sortable=False, visible=False),
            Column("funder", _("Funder"), 140, show=_funder, visible=False),
            Column("budget", _("Budget"), 110, show=_budget, align="right", visible=False),
            Column("partners", _("Partners"), 80, align="right", sortable=False, visible=False),
        ]

    def _widen(self) -> None:
        self.filters.set({})
        self.search("")

    def _nothing(self) -> Nothing:
        if self.listing.text or self.filters.chosen():
            why = _("No project fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self._show_all)
        why = _("Put in what the cluster and its members work on together: who leads, who takes part, who pays.")
        return Nothing("projects", _("No projects yet"), why, _("New project"), self.primary_action)

    def _show_all(self) -> None:
        self._widen()
        self.listing.again()

    def _show_saved(self, id: int | None) -> None:
        if id is not None:
            self.show_record(id)

    def _choose(self, id: int | None) -> None:
        self.detail.show_project(id)
        if id is not None and self.isVisible():  # a page made ahead is looked at by nobody
            self.desk.looked_at("project", id)
        self.told.emit()

    def _follow_up(self) -> None:
        from ui.dialogs import task

        if self.detail.project is not None:
            task.ask(self.window(), project=self.detail.project.id)

    def _history(self) -> None:
        from ui.dialogs import record_history

        if self.detail.project is not None:
            record_history.ask(self.window(), table="project", row=self.detail.project.id)

    def _export(self) -> None:
        outs = (
            export.Out(_("Title"), lambda row: row.title),
            export.Out(_("Type"), _type),
            export.Out(_("Stage"), lambda row: code_lists.label("project_stage", row.stage)),
            export.Out(_("Lead partner"), lambda row: row.lead),
            export.Out(_("From"), lambda row: row.start_on, "day"),
            export.Out(_("Until"), lambda row: row.end_on, "day"),
            export.Out(_("Funder"), _funder),
            export.Out(_("Budget"), lambda row: row.budget, "money"),
            export.Out(_("External funding"), lambda row: row.external_funding, "money"),
            export.Out(_("Partners"), lambda row: row.partners, "int"),
        )
        export.ask(self.desk, self.title, outs, self.listing)


def _type(row: ProjectRow) -> str:
    return code_lists.label("project_type", row.type)


def _funder(row: ProjectRow) -> str:
    return code_lists.label("funder", row.funder)


def _budget(row: ProjectRow) -> str:
    return numbers.show_money(row.budget) if row.budget is not None else ""
