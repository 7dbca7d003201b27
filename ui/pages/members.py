"""Members on any day, and every other organisation; the list at the left, one of them at the right."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm.changes import Changes
from crm.errors import Invalid
from crm.i18n import _, ngettext, quoted
from crm.queries import in_touch, looks, organisations
from crm.queries.lists.conditions import All, Compare, Condition, Related
from crm.queries.lists.conditions import Any as Any_
from crm.queries.looks import Look
from crm.rules import code_lists, dates, numbers
from ui.kit import text, tokens
from ui.kit.buttons import icon_button
from ui.kit.date_field import DateField
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import export, halves, mailing, member_words, own_facts, record_verbs
from ui.pages.desk import Desk, Status
from ui.pages.list_page import ListPage
from ui.pages.listing import Nothing, Order
from ui.pages.member_detail import MemberDetail
from ui.pages.sector_chips import ALL, ARCHIVED, QUIET, SectorChips
from ui.pages.sorting import Sorting, Way

WHO = ("organisation", "membership")
WHAT = (
    "membership_fee",
    "position",
    "person",
    "contact_point",
    "interaction",
    "interaction_participant",
    "task",
    "attachment",
    *own_facts.TABLES,
)
"""Changes of these change rows and detail, and the order only where it is one of these columns."""
MOVING = ("last_contact", "open_tasks")


class MembersPage(ListPage):
    """Who is a member, of what kind, and how close we are."""

    KEY, KIND = "members", "organisation"
    ABOUT = KIND

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._day: date | None = None
        self._standard = in_touch.standard()
        self.head(_("Filter organisations"), _("New organisation"))
        self._more = icon_button("more", _("More about memberships"), self._menu)
        self.header.add(self._more)
        self.on = DateField(lambda words: dates.parse(words, desk.today()), dates.show)
        self.chips = SectorChips()
        self.list_in(
            RecordList(),
            query=self._query,
            whole=lambda: organisations.OrganisationsQuery(members_on=self._members_on()),
            nothing=self._nothing,
            order=Order("name"),
            widen=self._widen,
        )
        self.view.setModel(RecordLines(self._line, self.listing.fetch, self.view))
        self.detail = MemberDetail(desk)
        self.body.addWidget(self.header)
        self.body.addWidget(halves.stacked(self.chips, self.built, self.built.button()))
        self.body.addWidget(self.beside(self.detail, (38, 62), self._sorting()), 1)
        self.chips.changed.connect(self._filter)
        self.on.changed.connect(self._on_day)
        self.offer_table()
        self.refresh()

    def _sorting(self) -> Sorting:
        return Sorting(
            self.listing,
            [
                Way(Order("name"), _("Name")),
                Way(Order("city"), _("Town")),
                Way(Order("joined_on", True), _("Newest members first")),
                Way(Order("last_contact", True), _("Latest contact first")),
                Way(Order("last_contact"), _("Longest ago first")),
                Way(Order("open_tasks", True), _("Most follow-ups first")),
            ],
            self._on(),
        )

    def _on(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        words = text.label(_("on"), "muted")
        self.on.setPlaceholderText(_("today"))
        self.on.setAccessibleName(_("Members on this day"))
        self.on.setFixedWidth(self.on.fontMetrics().horizontalAdvance("00.00.0000") + 58)
        line.addWidget(words)
        line.addWidget(self.on)
        line.addStretch(1)
        return made

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Members")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches("setting"):
            self._standard = in_touch.standard()
            self.listing.again(changed=True)
        if changes.touches(*WHO) or (
            changes.touches(*WHAT) and (self.listing.order.key in MOVING or self.chips.quiet())
        ):
            self.refresh()
        elif changes.touches(*WHAT):
            self.listing.reread()
        else:
            self.detail.story.react(changes)
            self.detail.memberships.given.react(changes)
            self.detail.years.react(changes)

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        super().refresh()
        self._count_sectors()

    def primary_action(self) -> None:
        """Ask for a new organisation."""
        from ui.dialogs import organisation

        organisation.ask(self.window())

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Members between two days…"), partial(self.desk.action, "members_between"))
        if self.desk.writable():
            menu.addAction(_("Renew memberships…"), partial(self.desk.action, "renew"))
            menu.addAction(_("Notice deadlines…"), partial(self.desk.action, "notices"))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def subject(self) -> dict[str, int]:
        """The organisation one is looking at."""
        return {"organisation": self.detail.organisation.id} if self.detail.organisation else {}

    def status(self) -> Status:
        """How many of how many."""
        if self.chips.everybody():
            shown = self.listing.shown()
            return self.counted(ngettext("{count} organisation", "{count} organisations", shown).format(count=shown))
        return self.counted(ngettext("{shown} of {total} member", "{shown} of {total} members", self.listing.total()))

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the organisation one is looking at."""
        one = self.detail.organisation
        found = export.verbs(self.desk, self.taken, self.KIND) | mailing.of_members(self.desk, self.on_top, self.title)
        found |= record_verbs.organisation(self.desk, one) if one is not None else {}
        if "merge" in found and self.shown_status().selected == 2:
            found["merge"] = lambda: record_verbs.merge(self.desk, "organisation", self.selected())
        return found

    def one(self) -> Any:
        """The organisation one is looking at."""
        return self.detail.organisation

    def look(self, id: int | None) -> None:
        """Show an organisation."""
        self.detail.show_organisation(id)

    def standard_look(self) -> Look:
        """Those who are members."""
        return looks.asking(super().standard_look(), Compare("is_member", "is", True))

    def said(self) -> Mapping[str, Condition]:
        """Members of the day, one sector, too quiet."""
        chips, found = self.chips, dict[str, Condition]()
        if not chips.everybody():
            found[ALL] = Compare("is_member", "is", True) if self._day is None else _members_on(self._day)
        if chips.sector():
            found[chips.sector()] = Compare("helix_sector", "is", chips.sector())
        if chips.quiet():
            found[QUIET] = Compare("quiet", "is", True)
        return found

    def unsay(self, gone: Collection[str]) -> None:
        """Show every organisation where members are not asked for; no sector and not only the quiet ones."""
        if gone:
            left = [key for key in self.chips.checked() if key not in gone or key == ALL]
            self.chips.choose([ALL, *left] if ALL in gone else left)

    def shows_archived(self) -> bool:
        """Whether it shows the archived organisations."""
        return self.chips.archived()

    def show_archived(self, on: bool) -> None:
        """Show the archived organisations instead of the others, or no longer."""
        if on != self.chips.archived():
            left = [key for key in self.chips.checked() if key not in (ALL, ARCHIVED)]
            self.chips.choose([ARCHIVED if on else ALL, *left])

    def state(self) -> dict[str, Any]:
        """Filters, order, place."""
        return super().state() | {
            "chips": self.chips.checked(),
            "day": self._day,
            "tab": self.detail.tab(),
            "story": self.detail.story.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self.chips.choose(state.get("chips", ()))
        self._day = state.get("day")
        self.on.blockSignals(True)
        self.on.set_day(self._day)
        self.on.blockSignals(False)
        self.detail.show_tab(state.get("tab", 0))
        self.detail.story.restore(state.get("story", {}))
        self.come_back(state, changed=True)
        self._count_sectors()

    def _members_on(self) -> date:
        return self._day or self.desk.today()

    def _query(self, words: str, order: Order) -> organisations.OrganisationsQuery:
        return organisations.OrganisationsQuery(
            words,
            order.key,
            order.descending,
            members_on=None if self.chips.everybody() else self._members_on(),
            sector=self.chips.sector(),
            archived=self.chips.archived(),
            quiet_on=self.desk.today() if self.chips.quiet() else None,
        )

    def _line(self, row: organisations.OrganisationRow) -> Line:
        return member_words.line(
            row,
            members_on=self._members_on(),
            today=self.desk.today(),
            standard=self._standard,
            every_kind=self.chips.everybody(),
        )

    def _count_sectors(self) -> None:
        query = replace(self._query("", Order("name")), sector="")

        def work() -> dict[str, int]:
            counts = {key: len(replace(query, sector=key).ids()) for key in code_lists.keys("helix_sector")}
            return {key: count for key, count in counts.items() if count}

        self.desk.questions.ask("members.sectors", work, self.chips.set_counts)

    def _filter(self) -> None:
        self.listing.again()
        self._count_sectors()

    def _on_day(self, _changed: object) -> None:
        try:
            self._day = self.on.day()
        except Invalid:
            return
        self.listing.again(changed=True)
        self._count_sectors()

    def _widen(self) -> None:
        self.chips.choose(("all",))
        self.search("")

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.chips.checked() or self._day is not None:
            why = _("No organisation fits the search, the filters and the day.")
            return Nothing("search", _("Nothing found"), why, _("Show all organisations"), self.listing.show_all)
        others = len(organisations.OrganisationsQuery().ids())
        if others:
            words = ngettext("{count} organisation, no member yet", "{count} organisations, no member yet", others)
            why = _(
                "An organisation is a member from the day it joined: choose one and give it a membership, or import "
                "the list once more and give every row the same {field}."
            ).format(field=quoted(_("Joined on")))
            title = words.format(count=numbers.show_int(others))
            return Nothing("members", title, why, _("Show all organisations"), self.listing.show_all)
        why = _("Bring the list of members you have in Excel, or write down the first organisation and let it join.")
        return Nothing("members", _("No members yet"), why, _("Import a list…"), lambda: self.desk.action("import"))

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        return export.taken(self.title, member_words.outs(), self.listing, self.status().text)


def _members_on(day: date) -> Condition:
    """Members on a day that is not today (crm.queries.on_a_day.MEMBER_ON)."""
    begun = Compare("joined_on", "until", day)
    not_left = Any_((Compare("left_on", "empty"), Compare("left_on", "from", day)))
    kind = (Compare("network", "is", "main"), Compare("category", "is_not", "observer"))
    return Related("memberships", where=All((*kind, begun, not_left)))
