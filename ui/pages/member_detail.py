"""One organisation: what happened, who works there, its membership, and what it is."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import imports, organisations
from crm.queries.imports import Trace
from crm.rules import code_lists, dates, helix, numbers, orgnr, places
from ui.kit import tokens
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty, WithEmpty
from ui.kit.two_line import Line
from ui.pages import came_from, halves, own_facts, reach, size_words
from ui.pages.contact_detail import period
from ui.pages.desk import Desk
from ui.pages.files import Files
from ui.pages.grouped import Group, GroupedLines, GroupedList
from ui.pages.membership_cards import MembershipCards
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head
from ui.pages.story import Story
from ui.pages.task_list import every_days
from ui.pages.year_figures import YearFigures

MEMBERSHIP = 2
"""The place of that tab."""


class MemberDetail(QWidget):
    """The right half of the members page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.organisation: organisations.OrganisationDetail | None = None
        self._head, self._facts = Head(), Facts()
        self._log = button(_("Log"), lambda: desk.action("log"), icon="log", tip=_("Log a meeting, a call or a mail"))
        self._add = button(_("New contact"), self._new_contact, icon="plus")
        self._more = icon_button("more", _("More"), self._menu)
        for one in (self._log, self._add, self._more):
            self._head.add(one)
        self.story = Story("member", desk)
        self.people = GroupedList()
        self.people.setAccessibleName(_("People"))
        self.people.setModel(GroupedLines(self._person, self._people_by_id, self.people))
        self.people.opened.connect(self._go_to_person)
        why = _("Add the first, or import a list.")
        self._people = WithEmpty(
            self.people, Empty("contacts", _("Nobody known here yet"), why, _("New contact"), self._new_contact)
        )
        self.memberships = MembershipCards(desk)
        self._notes = Note(desk, "organisation", self._about_note)
        self._tabs = halves.tabs(_("About the organisation"))
        self.story.membership_asked.connect(lambda: self.show_tab(MEMBERSHIP))
        self._tabs.addTab(self._story_tab(), _("Activity"))
        self._tabs.addTab(self._people, _("People"))
        self._tabs.addTab(halves.scrolling(self.memberships), _("Membership"))
        self._tabs.addTab(self._about_tab(), _("About"))
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, tokens.L, 0, 0)
        body.setSpacing(tokens.M)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L + 4, 0, tokens.L, 0)
        head.addWidget(self._head)
        body.addLayout(head)
        body.addWidget(self._tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(inner)
        self._stack.addWidget(Empty("members", _("No organisation chosen"), _("Choose one in the list.")))
        self.show_organisation(None)

    def tab(self) -> int:
        """Which tab is in front."""
        return self._tabs.currentIndex()

    def show_tab(self, place: int) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(place)

    def show_organisation(self, id: int | None) -> None:
        """Show an organisation, or that none is chosen."""
        if id is None:
            self.organisation = None
            self._stack.setCurrentIndex(1)
            return
        today = self.desk.today()
        self.desk.questions.ask(
            "member.detail",
            lambda: (
                organisations.detail(id, today),
                imports.traces(organisation=id),
                own_facts.read("organisation", id),
            ),
            self._show_all,
        )

    def _show_all(self, answer: tuple[organisations.OrganisationDetail, Sequence[Trace], own_facts.Beside]) -> None:
        self._show(*answer)

    def _show(self, one: organisations.OrganisationDetail, traces: Sequence[Trace], beside: own_facts.Beside) -> None:
        self.organisation = one
        self._stack.setCurrentIndex(0)
        sector = code_lists.label("helix_sector", one.helix_sector)
        self._head.set(one.name, " · ".join(part for part in (sector, one.city) if part), _tags(one))
        now = list(dict.fromkeys(who.person_id for who in one.people if who.is_now))
        then = list(dict.fromkeys(who.person_id for who in one.people if who.person_id not in now))
        lines = self.people.table()
        assert isinstance(lines, GroupedLines)
        lines.set_groups([Group(_("Now"), now), Group(_("Earlier"), then)])
        self._people.show_empty(not one.people)
        self._tabs.setTabText(1, _("People ({count})").format(count=len(now)) if now else _("People"))
        self.memberships.show_memberships(one)
        self._facts.set([*self._about(one), *own_facts.facts(self.desk, beside), *came_from.facts(self.desk, traces)])
        self._notes.show_note(one.id, one.notes)
        for made in (self._log, self._add, self._add_point):
            made.setEnabled(self.desk.writable())
        self.story.about("organisation", one.id)
        self.years.about(one.id)
        self.files.about("organisation", one.id)

    def _story_tab(self) -> QWidget:
        made = QWidget()
        body = QVBoxLayout(made)
        body.setContentsMargins(tokens.L, tokens.M, tokens.XS, tokens.S)
        body.addWidget(self.story, 1)
        return made

    def _about_tab(self) -> QWidget:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._facts)
        self._add_point = button(_("E-mail, phone or link"), self._edit_point, icon="plus", quiet=True)
        body.addWidget(self._add_point, 0, Qt.AlignmentFlag.AlignLeft)
        self.years = YearFigures(self.desk)
        body.addWidget(self.years)
        body.addWidget(self._notes)
        self.files = Files(self.desk, self)
        body.addWidget(self.files)
        body.addStretch(1)
        return halves.scrolling(inner)

    def _about(self, one: organisations.OrganisationDetail) -> list[Fact]:
        last = one.last_contact
        staff = numbers.show_int(one.employees) if one.employees is not None else ""
        if staff and one.employees_on:
            staff = _("{count} on {day}").format(count=staff, day=dates.show(one.employees_on))
        post = f"{one.postal_code} {one.city}".strip()
        address = ", ".join(part for part in (one.street, post) if part)
        where = places.with_county(one.municipality_code)
        status = code_lists.label("register_status", one.register_status) if one.register_status != "unknown" else ""
        return [
            Fact(_("Organisation number"), orgnr.show(one.org_number) if one.org_number else "", copy=True),
            Fact(_("Short name"), one.short_name),
            *self._points(one),
            Fact(_("Address"), address),
            Fact(_("Municipality"), where),
            Fact(_("Sphere"), helix.shown(one.helix_sector)),
            Fact(_("Segment"), code_lists.label("segment", one.segment)),
            Fact(_("Size"), size_words.told(one.size)),
            *(Fact(_("Look out"), words) for words in (size_words.warning(one.size),) if words),
            Fact(_("Employees"), staff),
            Fact(_("Legal form"), one.legal_form),
            Fact(_("Industry code"), one.nace_code),
            Fact(_("Founded"), dates.show(one.founded_on) if one.founded_on else ""),
            Fact(_("In the register of companies"), status),
            Fact(_("Last contact"), dates.show(last) if last else _("never")),
            Fact(_("Speak at least every"), every_days(one.contact_every_days)),
            Fact(_("Meetings and calls"), numbers.show_int(one.interactions)),
            Fact(_("Open follow-ups"), numbers.show_int(one.open_tasks)),
        ]

    def _points(self, one: organisations.OrganisationDetail) -> list[Fact]:
        icons = {"email": "mail", "phone": "phone", "link": "link"}
        return [
            Fact(
                code_lists.label("contact_kind", point.kind),
                reach.shown(point),
                True,
                icons[point.kind],
                reach.does(point.kind),
                partial(reach.go, self.desk, point.kind, point.normalised or point.value, {"organisation": one.id}),
                partial(self._edit_point, point.id) if self.desk.writable() else None,
            )
            for point in one.contact_points
            if point.retired_on is None
        ]

    def _people_by_id(self, ids: object) -> dict[int, organisations.StaffedBy]:
        """Each person once, with the latest position."""
        everybody = self.organisation.people if self.organisation else []
        return {who.person_id: who for who in reversed(everybody)}

    def _person(self, who: organisations.StaffedBy) -> Line:
        role = code_lists.label("position_role", who.role)
        span = period(who.from_on, who.to_on, dates.show)
        about = who.title or role
        chips = ((role, who.role),) if who.role and who.title and who.is_now else ()
        return Line(who.name, about, span, key=who.person_id, chips=chips)

    def _go_to_person(self, id: int) -> None:
        self.desk.go("contacts", id)

    def _new_contact(self) -> None:
        from ui.dialogs import person

        if self.organisation is not None:
            person.ask(self.window(), organisation=self.organisation.id)

    def _edit_point(self, point: int | None = None) -> None:
        from ui.dialogs import contact_point

        if self.organisation is not None:
            contact_point.ask(self.window(), organisation=self.organisation.id, point=point)

    def _about_note(self) -> dict[str, int | None]:
        """What a box of the note becomes a follow-up about."""
        return {"organisation": self.organisation.id if self.organisation else None}

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _tags(one: organisations.OrganisationDetail) -> list[tuple[str, int | str]]:
    tags: list[tuple[str, int | str]] = []
    # A network within the cluster makes nobody a member of the cluster.
    now = next((period for period in one.memberships if period.is_now and period.network == "main"), None)
    if now is not None:
        tags.append((code_lists.label("membership_category", now.category), now.category))
    else:
        tags.append((_("Earlier a member") if one.memberships else _("Not a member"), "none"))
    if one.segment:
        tags.append((code_lists.label("segment", one.segment), one.segment))
    if one.size_class != "unknown":
        tags.append((code_lists.label("size_class", one.size_class), one.size_class))
    if one.archived:
        tags.append((_("Archived"), "archived"))
    return tags
