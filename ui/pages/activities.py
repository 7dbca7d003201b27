"""Activities (Aktiviteter): courses, workshops, network meetings, by date, and who came."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from crm.changes import Changes
from crm.i18n import _, language, ngettext
from crm.queries import focus_areas, organisations, projects
from crm.queries.activities import ActivitiesQuery, ActivityRow
from crm.rules import code_lists, dates, numbers
from ui.kit.page_header import PageHeader
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import doing, export, filters, halves
from ui.pages.activity_detail import ActivityDetail
from ui.pages.desk import Desk, Page, Status
from ui.pages.filters import Choice, Filters, Kind
from ui.pages.listing import Listing, Nothing, Order

TABLES = (
    "activity",
    "activity_participation",
    "person",
    "organisation",
    "project",
    "focus_area",
    "membership",
    "attachment",
)


class ActivitiesPage(Page):
    """A table of activities, and the one that one looks at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        primary = (_("New activity"), self.primary_action)
        self.header = PageHeader(
            self.title, search=_("Search names, places and who came"), primary=primary, icon="plus"
        )
        assert self.header.search is not None and self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self.filters = Filters(self._kinds())
        self.view = RecordView()
        self.view.setAccessibleName(self.title)
        self.listing = Listing(
            "activities",
            self.view,
            desk,
            query=self._query,
            whole=ActivitiesQuery,
            nothing=self._nothing,
            order=Order("start_on", True),
            widen=self._widen,
        )
        self.view.setModel(RecordTable(self._columns(), self.listing.fetch, self.view))
        self.view.remember(desk.memory, "activities.columns")
        self.detail = ActivityDetail(desk)
        left, right = halves.list_card(self.listing.widget), halves.detail_card(self.detail)
        self.body.addWidget(self.header)
        self.body.addWidget(self.filters)
        self.body.addWidget(halves.split(desk, "activities", left, right, (55, 45)), 1)
        self.header.search.searched.connect(self.listing.search)
        self.filters.changed.connect(self.listing.again)
        self.listing.chosen.connect(self._choose)
        self.listing.told.connect(self.told)
        self.told.connect(lambda: halves.hide_without(right, self.listing.shown(), self.detail.activity))
        self.view.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.view.opened_apart.connect(partial(desk.open_apart, "activity"))
        self.view.menu_asked.connect(desk.record_menu)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Activities")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        self.listing.again(changed=True)

    def show_record(self, id: int) -> None:
        """Lead to an activity."""
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
        """A new activity."""
        from ui.dialogs import activity

        activity.ask(self.window()).saved.connect(self._show_saved)

    def status(self) -> Status:
        """How many of how many."""
        shown, total = self.listing.shown(), self.listing.total()
        words = ngettext("{shown} of {total} activity", "{shown} of {total} activities", total)
        told = words.format(shown=numbers.show_int(shown), total=numbers.show_int(total))
        return Status(told, self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the activity one is looking at."""
        one = self.detail.activity
        found: dict[str, Callable[[], object]] = {"export": self._export}
        if one is None:
            return found
        found |= {"history": self._history, "apart": partial(self.desk.open_apart, "activity", one.id)}
        if not self.desk.writable():
            return found
        found |= {"edit_record": self.detail.edit, "attendance": self.detail.list_who_came}
        name, act = ("restore", doing.restore) if one.archived else ("archive", doing.archive)
        return found | {name: partial(act, self.desk, "activity", one.id)}

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
        def codes(code_list: str) -> Callable[[], list[Choice]]:
            return lambda: [Choice(key, code_lists.label(code_list, key)) for key in code_lists.keys(code_list)]

        return [
            Kind("type", _("Type"), choices=codes("activity_type")),
            Kind("service_group", _("Service"), choices=codes("service_group")),
            Kind("status", _("Status"), choices=codes("activity_status")),
            Kind(
                "organisation",
                _("Organisation"),
                find=lambda words: [Choice(row.id, row.name) for row in organisations.suggest(words)],
                icon="building",
            ),
            Kind(
                "project",
                _("Project"),
                find=lambda words: [Choice(row.id, row.title) for row in projects.suggest(words)],
                icon="projects",
            ),
            Kind(
                "focus_area",
                _("Focus area"),
                choices=lambda: [Choice(row.id, row.name) for row in focus_areas.all(language())],
            ),
            Kind("period", _("Period"), choices=lambda: filters.periods(self.desk.today())),
            Kind("archived", _("Shown"), choices=lambda: [Choice(True, _("Archived"))]),
        ]

    def _query(self, words: str, order: Order) -> ActivitiesQuery:
        value = self.filters.value
        since, until = value("period") or (None, None)
        return ActivitiesQuery(
            words,
            order.key,
            order.descending,
            type=value("type") or "",
            status=value("status") or "",
            service_group=value("service_group") or "",
            focus_area=value("focus_area"),
            project=value("project"),
            organisation=value("organisation"),
            since=since,
            until=until,
            archived=bool(value("archived")),
        )

    def _columns(self) -> list[Column]:
        def day(row: ActivityRow) -> str:
            return dates.show(row.start_on)

        def away(row: ActivityRow) -> str:
            return dates.relative(row.start_on, self.desk.today())

        return [
            Column("start_on", _("Day"), 104, show=day, tip=away),
            Column("name", _("Name"), 232, icon=lambda row: "activities"),
            Column("type", _("Type"), 120, show=_type, visible=False),
            Column("venue", _("Place"), 130, sortable=False, visible=False),
            Column("status", _("Status"), 92, show=_status, sortable=False),
            Column("came", _("Came"), 64, align="right"),
            Column("organisations", _("Organisations"), 100, align="right", sortable=False, visible=False),
        ]

    def _widen(self) -> None:
        self.filters.set({})
        self.search("")

    def _nothing(self) -> Nothing:
        if self.listing.text or self.filters.chosen():
            why = _("No activity fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self._show_all)
        why = _("Put in a course, a workshop or a network meeting; who came is ticked afterwards.")
        return Nothing("activities", _("No activities yet"), why, _("New activity"), self.primary_action)

    def _show_all(self) -> None:
        self._widen()
        self.listing.again()

    def _show_saved(self, id: int | None) -> None:
        if id is not None:
            self.show_record(id)

    def _choose(self, id: int | None) -> None:
        self.detail.show_activity(id)
        if id is not None and self.isVisible():  # a page made ahead is looked at by nobody
            self.desk.looked_at("activity", id)
        self.told.emit()

    def _history(self) -> None:
        from ui.dialogs import record_history

        if self.detail.activity is not None:
            record_history.ask(self.window(), table="activity", row=self.detail.activity.id)

    def _export(self) -> None:
        outs = (
            export.Out(_("Day"), lambda row: row.start_on, "day"),
            export.Out(_("Name"), lambda row: row.name),
            export.Out(_("Type"), _type),
            export.Out(_("Service"), lambda row: code_lists.label("service_group", row.service_group)),
            export.Out(_("Status"), _status),
            export.Out(_("Place"), lambda row: row.venue),
            export.Out(_("Came"), lambda row: row.came, "int"),
            export.Out(_("Organisations"), lambda row: row.organisations, "int"),
        )
        export.ask(self.desk, self.title, outs, self.listing)


def _type(row: ActivityRow) -> str:
    return code_lists.label("activity_type", row.type)


def _status(row: ActivityRow) -> str:
    return code_lists.label("activity_status", row.status)
