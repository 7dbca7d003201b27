"""Activities (Aktiviteter): courses, workshops, network meetings, by date, and who came."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.exchange import activity_columns
from crm.i18n import _, ngettext
from crm.queries.activities import ActivitiesQuery, ActivityRow
from crm.rules import code_lists, dates, numbers
from ui.kit.table import Column
from ui.pages import attending, export, filter_kinds, filters, mailing, own_facts, record_verbs
from ui.pages.activity_detail import ActivityDetail
from ui.pages.desk import Desk, Status
from ui.pages.filter_kinds import among, codes, days, same
from ui.pages.filters import Kind
from ui.pages.list_page import TablePage
from ui.pages.listing import Nothing, Order


class ActivitiesPage(TablePage):
    """A table of activities, and the one that one looks at."""

    KEY, KIND = "activities", "activity"
    ABOUT = KIND
    TABLES = (
        *own_facts.TABLES,
        "activity",
        "activity_participation",
        "person",
        "organisation",
        "project",
        "focus_area",
        "membership",
        "attachment",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.head(_("Search names, places and who came"), _("New activity"))
        self.detail = ActivityDetail(desk)
        self.table(
            self.detail,
            filters=self._kinds(),
            columns=self._columns(),
            query=self._query,
            whole=ActivitiesQuery,
            nothing=self._nothing,
            order=Order("start_on", True),
        )

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Activities")

    def primary_action(self) -> None:
        """A new activity."""
        attending.add(self.desk)

    def status(self) -> Status:
        """How many of how many."""
        return self.counted(
            ngettext("{shown} of {total} activity", "{shown} of {total} activities", self.listing.total())
        )

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the activity one is looking at."""
        one = self.detail.activity
        found = export.verbs(self.desk, self.taken, self.KIND)
        if one is None:
            return found
        return found | record_verbs.activity(self.desk, one) | mailing.of_activity(self.desk, one.id, one.name)

    def one(self) -> Any:
        """The activity one is looking at."""
        return self.detail.activity

    def look(self, id: int | None) -> None:
        """Show an activity."""
        self.detail.show_activity(id)

    def _kinds(self) -> list[Kind]:
        return [
            Kind("type", _("Type"), choices=lambda: codes("activity_type"), says=same("type")),
            Kind("service_group", _("Service"), choices=lambda: codes("service_group"), says=same("service_group")),
            Kind("status", _("Status"), choices=lambda: codes("activity_status"), says=same("status")),
            filter_kinds.organisation(among("noted")),
            filter_kinds.project(),
            filter_kinds.focus_area(),
            Kind(
                *("period", _("Period"), lambda: filters.periods(self.desk.today())),
                says=days("start_on"),
            ),
            filter_kinds.archived(),
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
            Column("name", _("Name"), 232, icon=lambda row: "activities", grows=True),
            Column("type", _("Type"), 120, show=_type, visible=False),
            Column("venue", _("Place"), 130, sortable=False, visible=False),
            Column("status", _("Status"), 92, show=_status, sortable=False),
            Column("came", _("Came"), 64, align="right"),
            Column("organisations", _("Organisations"), 100, align="right", sortable=False, visible=False),
            Column("members", _("Of them members"), 112, align="right", sortable=False, visible=False),
            Column("focus_area", _("Focus area"), 160, sortable=False, visible=False),
            Column("satisfaction", _("Satisfaction"), 92, align="right", show=_score, sortable=False, visible=False),
            Column("income", _("Income"), 104, align="right", show=_money("income"), sortable=False, visible=False),
            Column("cost", _("Cost"), 104, align="right", show=_money("cost"), sortable=False, visible=False),
        ]

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.filters.chosen():
            why = _("No activity fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self.listing.show_all)
        why = _("Add a course, a workshop or a network meeting, and tick who came afterwards.")
        return Nothing("activities", _("No activities yet"), why, _("New activity"), self.primary_action)

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        outs = [export.Out(_(column.title), column.value, column.kind) for column in activity_columns.COLUMNS]
        return export.taken(self.title, outs, self.listing, self.status().text)


def _type(row: ActivityRow) -> str:
    return code_lists.label("activity_type", row.type)


def _status(row: ActivityRow) -> str:
    return code_lists.label("activity_status", row.status)


def _score(row: ActivityRow) -> str:
    return numbers.show_hundredths(row.satisfaction) if row.satisfaction is not None else ""


def _money(field: str) -> Callable[[ActivityRow], str]:
    def show(row: ActivityRow) -> str:
        amount: int | None = getattr(row, field)
        return numbers.show_money(amount) if amount is not None else ""

    return show
