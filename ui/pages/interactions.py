"""Interactions (Dialog): every meeting, call, visit and mail, filtered by what one asks about."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.i18n import _, ngettext
from crm.queries import named, people, staff, tags
from crm.queries.interactions import SPOKEN, InteractionRow, InteractionsQuery
from crm.queries.lists.conditions import Compare, Condition
from crm.rules import code_lists, dates
from ui.kit.table import Column
from ui.pages import export, filter_kinds, filters, own_facts, record_verbs
from ui.pages.desk import Desk, Status
from ui.pages.filter_kinds import among, codes, days, same
from ui.pages.filters import Choice, Kind
from ui.pages.interaction_detail import InteractionDetail, icon
from ui.pages.list_page import TablePage
from ui.pages.listing import Nothing, Order


def _type_said(value: str) -> Condition:
    return Compare("spoken", "is", True) if value == SPOKEN else Compare("type", "is", value)


class InteractionsPage(TablePage):
    """A table of what took place, and the one that one looks at."""

    KEY, KIND = "interactions", "interaction"
    ABOUT = KIND
    TABLES = (
        *own_facts.TABLES,
        "interaction",
        "interaction_participant",
        "task",
        "person",
        "organisation",
        "staff",
        "focus_area",
        "attachment",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.head(_("Search subjects and notes"), _("Log a meeting"), "log")
        self.detail = InteractionDetail(desk)
        self.table(
            self.detail,
            filters=self._kinds(),
            columns=self._columns(),
            query=self._query,
            whole=InteractionsQuery,
            nothing=self._nothing,
            order=Order("held_on", True),
            shares=(62, 38),
        )

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Interactions")

    def primary_action(self) -> None:
        """Log a meeting."""
        self.desk.action("log")

    def status(self) -> Status:
        """How many of how many."""
        return self.counted(
            ngettext("{shown} of {total} interaction", "{shown} of {total} interactions", self.listing.total())
        )

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the interaction one is looking at."""
        one = self.detail.interaction
        found = export.verbs(self.desk, self.taken, self.KIND)
        return found | (record_verbs.interaction(self.desk, one) if one is not None else {})

    def one(self) -> Any:
        """The interaction one is looking at."""
        return self.detail.interaction

    def look(self, id: int | None) -> None:
        """Show an interaction."""
        self.detail.show_interaction(id)

    def _kinds(self) -> list[Kind]:
        def types() -> list[Choice]:
            return [Choice(SPOKEN, _("Meetings and calls held")), *codes("interaction_type")]

        def persons(words: str) -> list[Choice]:
            return [
                Choice(row.id, " · ".join(part for part in (row.name, row.organisation) if part))
                for row in people.suggest(words)
            ]

        return [
            Kind("type", _("Type"), choices=types, says=_type_said),
            filter_kinds.organisation(among("organisations")),
            Kind("person", _("Person"), find=persons, icon="person", says=among("people")),
            Kind(
                *("staff", _("Responsible"), lambda: [Choice(row.id, row.name) for row in staff.all()]),
                says=same("responsible"),
            ),
            filter_kinds.focus_area(),
            Kind(
                *("project", _("Project"), lambda: [Choice(id, title) for id, title in named.projects()]),
                says=same("project"),
            ),
            Kind(
                *("tag", _("Tag"), lambda: [Choice(row.id, row.name) for row in tags.all()]),
                says=lambda tag: Compare("tags", "is", str(tag)),
            ),
            Kind(
                *("period", _("Period"), lambda: filters.periods(self.desk.today())),
                says=days("held_on"),
            ),
            filter_kinds.archived(),
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

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.filters.chosen():
            why = _("No meeting, call, visit or mail fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self.listing.show_all)
        why = _("Log the meeting you just left: who was there, what was said, what was promised.")
        return Nothing("interactions", _("No meetings yet"), why, _("Log a meeting"), self.primary_action)

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
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
        return export.taken(self.title, outs, self.listing, self.status().text)
