"""Interactions (Dialog): every meeting, call, visit and mail, filtered by what one asks about."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from crm.changes import Changes
from crm.i18n import _, language, ngettext
from crm.queries import focus_areas, named, organisations, people, staff, tags
from crm.queries.interactions import SPOKEN, InteractionRow, InteractionsQuery
from crm.rules import code_lists, dates, numbers
from ui.kit.page_header import PageHeader
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import export, filters, halves, record_verbs
from ui.pages.desk import Desk, Page, Status
from ui.pages.filters import Choice, Filters, Kind
from ui.pages.interaction_detail import InteractionDetail, icon
from ui.pages.listing import Listing, Nothing, Order

TABLES = (
    "interaction",
    "interaction_participant",
    "task",
    "person",
    "organisation",
    "staff",
    "focus_area",
    "attachment",
)


class InteractionsPage(Page):
    """A table of what took place, and the one that one looks at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        primary = (_("Log a meeting"), self.primary_action)
        self.header = PageHeader(self.title, search=_("Search subjects and notes"), primary=primary, icon="log")
        assert self.header.search is not None and self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self.filters = Filters(self._kinds())
        self.view = RecordView()
        self.view.setAccessibleName(self.title)
        self.listing = Listing(
            "interactions",
            self.view,
            desk,
            query=self._query,
            whole=InteractionsQuery,
            nothing=self._nothing,
            order=Order("held_on", True),
            widen=self._widen,
        )
        self.view.setModel(RecordTable(self._columns(), self.listing.fetch, self.view))
        self.view.remember(desk.memory, "interactions.columns")
        self.detail = InteractionDetail(desk)
        left, right = halves.list_card(self.listing.widget), halves.detail_card(self.detail)
        self.body.addWidget(self.header)
        self.body.addWidget(self.filters)
        self.body.addWidget(halves.split(desk, "interactions", left, right, (62, 38)), 1)
        self.header.search.searched.connect(self.listing.search)
        self.filters.changed.connect(self.listing.again)
        self.listing.chosen.connect(self._choose)
        self.listing.told.connect(self.told)
        self.told.connect(lambda: halves.hide_without(right, self.listing.shown(), self.detail.interaction))
        self.view.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.view.opened_apart.connect(partial(desk.open_apart, "interaction"))
        self.view.menu_asked.connect(desk.record_menu)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Interactions")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        self.listing.again(changed=True)

    def show_record(self, id: int) -> None:
        """Lead to an interaction."""
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
        """Log a meeting."""
        self.desk.action("log")

    def status(self) -> Status:
        """How many of how many."""
        shown, total = self.listing.shown(), self.listing.total()
        words = ngettext("{shown} of {total} interaction", "{shown} of {total} interactions", total)
        told = words.format(shown=numbers.show_int(shown), total=numbers.show_int(total))
        return Status(told, self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the interaction one is looking at."""
        one = self.detail.interaction
        return {"export": self._export} | (record_verbs.interaction(self.desk, one) if one is not None else {})

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
        def types() -> list[Choice]:
            return [Choice(SPOKEN, _("Meetings and calls held"))] + [
                Choice(key, code_lists.label("interaction_type", key)) for key in code_lists.keys("interaction_type")
            ]

        def members(words: str) -> list[Choice]:
            return [Choice(row.id, row.name) for row in organisations.suggest(words)]

        def persons(words: str) -> list[Choice]:
            return [
                Choice(row.id, " · ".join(part for part in (row.name, row.organisation) if part))
                for row in people.suggest(words)
            ]

        return [
            Kind("type", _("Type"), choices=types),
            Kind("organisation", _("Organisation"), find=members, icon="building"),
            Kind("person", _("Person"), find=persons, icon="person"),
            Kind("staff", _("Responsible"), choices=lambda: [Choice(row.id, row.name) for row in staff.all()]),
            Kind(
                "focus_area",
                _("Focus area"),
                choices=lambda: [Choice(row.id, row.name) for row in focus_areas.all(language())],
            ),
            Kind("project", _("Project"), choices=lambda: [Choice(id, title) for id, title in named.projects()]),
            Kind("tag", _("Tag"), choices=lambda: [Choice(row.id, row.name) for row in tags.all()]),
            Kind("period", _("Period"), choices=lambda: filters.periods(self.desk.today())),
            Kind("archived", _("Shown"), choices=lambda: [Choice(True, _("Archived"))]),
        ]

    def _query(self, words: str, order: Order) -> InteractionsQuery:
        value = self.filters.value
        since, until = value("period") or (None, None)
        return InteractionsQuery(
            words,
            order.key,
            order.descending,
            type=value("type") or "",
            organisation=value("organisation"),
            person=value("person"),
            staff=value("staff"),
            focus_area=value("focus_area"),
            project=value("project"),
            tag=value("tag"),
            since=since,
            until=until,
            archived=bool(value("archived")),
        )

    def _columns(self) -> list[Column]:
        def day(row: InteractionRow) -> str:
            return dates.show(row.held_on)

        def away(row: InteractionRow) -> str:
            return dates.relative(row.held_on, self.desk.today())

        def kind(row: InteractionRow) -> str:
            return code_lists.label("interaction_type", row.type)

        def state(row: InteractionRow) -> str:
            return code_lists.label("interaction_status", row.status)

        return [
            Column("held_on", _("Day"), 108, show=day, tip=away),
            Column("subject", _("Subject"), 250, icon=lambda row: icon(row.type), tip=lambda row: row.notes_start),
            Column("organisations", _("Organisations"), 190, sortable=False),
            Column("people", _("People"), 200, sortable=False, visible=False),
            Column("type", _("Type"), 130, show=kind, visible=False),
            Column("minutes", _("Minutes"), 80, align="right", visible=False),
            Column("responsible", _("Responsible"), 150, visible=False),
            Column("focus_area", _("Focus area"), 150, sortable=False, visible=False),
            Column("status", _("Status"), 110, show=state, sortable=False, visible=False),
        ]

    def _widen(self) -> None:
        self.filters.set({})
        self.search("")

    def _nothing(self) -> Nothing:
        if self.listing.text or self.filters.chosen():
            why = _("No meeting, call, visit or mail fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self._show_all)
        why = _("Log the meeting you just left: who was there, what was said, what was promised.")
        return Nothing("interactions", _("No meetings yet"), why, _("Log a meeting"), self.primary_action)

    def _show_all(self) -> None:
        self._widen()
        self.listing.again()

    def _choose(self, id: int | None) -> None:
        self.detail.show_interaction(id)
        if id is not None and self.isVisible():  # a page made ahead is looked at by nobody
            self.desk.looked_at("interaction", id)
        self.told.emit()

    def _export(self) -> None:
        label = code_lists.label
        outs = (
            export.Out(_("Day"), lambda row: row.held_on, "day"),
            export.Out(_("Time"), lambda row: row.start_time),
            export.Out(_("Type"), lambda row: label("interaction_type", row.type)),
            export.Out(_("Subject"), lambda row: row.subject),
            export.Out(_("Organisations"), lambda row: row.organisations),
            export.Out(_("People"), lambda row: row.people),
            export.Out(_("Minutes"), lambda row: row.minutes, "int"),
            export.Out(_("Responsible"), lambda row: row.responsible),
            export.Out(_("Focus area"), lambda row: row.focus_area),
            export.Out(_("Status"), lambda row: label("interaction_status", row.status)),
        )
        export.ask(self.desk, self.title, outs, self.listing)
