"""Contacts: who works where, now and then; the list at the left, one person at the right."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries import counts, people, tasks
from crm.queries.lists.conditions import All, Compare, Condition, Related
from crm.rules import dates, numbers
from ui.kit import tokens, when
from ui.kit.cards import StatCard
from ui.kit.chips import Chip, FilterChips
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import export, halves, informing, mailing, own_facts, record_verbs
from ui.pages.contact_detail import ContactDetail
from ui.pages.desk import Desk, Status
from ui.pages.list_page import ListPage
from ui.pages.listing import Nothing, Order
from ui.pages.sorting import Sorting, Way

WHO = ("person", "position", "contact_point", "organisation", "membership")
WHAT = ("interaction", "interaction_participant", "task", "attachment", *own_facts.TABLES)
"""What happened changes the rows, and their order only where it is that of the last contact."""

_CHIPS = {"members": "at_member", "quiet": "quiet", "informed": "not_informed"}
"""The chips, and the fields that say the same."""


class ContactsPage(ListPage):
    """Everybody the cluster knows."""

    KEY, KIND = "contacts", "person"
    ABOUT = KIND

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._organisation: tuple[int, str] | None = None
        self.head(_("Filter contacts"), _("New contact"))
        self._cards = {
            "people": StatCard(_("contacts")),
            "members": StatCard(_("members"), clickable=True),
            "due": StatCard(_("follow-ups due"), clickable=True),
        }
        self._cards["members"].clicked.connect(partial(desk.go, "members"))
        self._cards["due"].clicked.connect(partial(desk.go, "followups"))
        cards = QHBoxLayout()
        cards.setSpacing(tokens.M)
        for card in self._cards.values():
            cards.addWidget(card, 1)
        self.chips = FilterChips()
        self.list_in(
            RecordList(),
            query=self._query,
            whole=lambda: people.PeopleQuery(today=desk.today()),
            nothing=self._nothing,
            order=Order("name"),
            widen=self._widen,
        )
        self.view.setModel(RecordLines(self._line, self.listing.fetch, self.view))
        self.detail = ContactDetail(desk)
        self.body.addWidget(self.header)
        self.body.addLayout(cards)
        chosen = halves.stacked(self.chips, self.built, self.built.button())
        above = Sorting(
            self.listing,
            [
                Way(Order("name"), _("Name")),
                Way(Order("organisation"), _("Organisation")),
                Way(Order("last_contact", True), _("Latest contact first")),
                Way(Order("last_contact"), _("Longest ago first")),
            ],
            chosen,
        )
        self.body.addWidget(self.beside(self.detail, (40, 60), above), 1)
        self.chips.toggled.connect(lambda _key, _on: self.listing.again())
        self.chips.removed.connect(self._remove)
        self._set_chips(())
        self.offer_table()
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Contacts")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*WHO):
            self.refresh()
        elif changes.touches(*WHAT):
            if self.listing.order.key == "last_contact":
                self.listing.again()
            else:
                self.listing.reread()
            today = self.desk.today()
            self.desk.questions.ask("contacts.due", lambda: tasks.counts(today), self._count_due)
        else:
            self.detail.story.react(changes)

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        super().refresh()
        self.desk.questions.ask("contacts.cards", self._numbers, self._count)

    def primary_action(self) -> None:
        """Ask for a new contact."""
        from ui.dialogs import person

        organisation = self._organisation[0] if self._organisation else None
        person.ask(self.window(), organisation=organisation)

    def subject(self) -> dict[str, int]:
        """The person one is looking at."""
        return {"person": self.detail.person.id} if self.detail.person else {}

    def status(self) -> Status:
        """How many of how many."""
        return self.counted(ngettext("{shown} of {total} contact", "{shown} of {total} contacts", self.listing.total()))

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the person one is looking at."""
        person = self.detail.person
        found = export.verbs(self.desk, self.taken, self.KIND) | mailing.of_people(self.desk, self.on_top, self.title)
        if person is None:
            return found
        found |= record_verbs.person(self.desk, person)
        if "inform" in found:
            found["inform"] = lambda: informing.mark(self.desk, self.selected() or [person.id])
        if "merge" in found and self.shown_status().selected == 2:
            found["merge"] = lambda: record_verbs.merge(self.desk, "person", self.selected())
        return found

    def one(self) -> Any:
        """The person one is looking at."""
        return self.detail.person

    def look(self, id: int | None) -> None:
        """Show a person."""
        self.detail.show_person(id)

    def said(self) -> Mapping[str, Condition]:
        """Those of one organisation, at members, too quiet, not informed."""
        chosen = self.chips.checked()
        found = {key: Compare(field, "is", True) for key, field in _CHIPS.items() if key in chosen}
        if self._organisation is None:
            return found
        there = (Compare("organisation", "is", self._organisation[0]), Compare("runs", "is", True))
        return {"organisation": Related("positions", where=All(there)), **found}

    def unsay(self, gone: Collection[str]) -> None:
        """Show everybody where those of one organisation are not asked for; and so of the chips."""
        if "organisation" in gone:
            self._organisation = None
        if gone:
            self._set_chips([key for key in self.chips.checked() if key not in gone])

    def shows_archived(self) -> bool:
        """Whether it shows the archived contacts."""
        return "archived" in self.chips.checked()

    def show_archived(self, on: bool) -> None:
        """Show the archived contacts instead of the others, or no longer."""
        if on != self.shows_archived():
            left = [key for key in self.chips.checked() if key != "archived"]
            self._set_chips([*left, "archived"] if on else left)

    def state(self) -> dict[str, Any]:
        """Filters, order, place."""
        return super().state() | {
            "chips": self.chips.checked(),
            "organisation": self._organisation,
            "story": self.detail.story.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `organisation` (id, name) alone shows everybody of one organisation."""
        self._organisation = state.get("organisation")
        self._set_chips(state.get("chips", ()))
        self.detail.story.restore(state.get("story", {}))
        self.come_back(state)

    def _query(self, words: str, order: Order) -> people.PeopleQuery:
        chosen = self.chips.checked()
        return people.PeopleQuery(
            words,
            order.key,
            order.descending,
            organisation=self._organisation[0] if self._organisation else None,
            archived="archived" in chosen,
            members_only="members" in chosen,
            not_informed="informed" in chosen,
            quiet="quiet" in chosen,
            today=self.desk.today(),
        )

    def _line(self, row: people.PersonRow) -> Line:
        about = " · ".join(part for part in (row.title, row.organisation) if part)
        last, today = row.last_contact, self.desk.today()
        tip = _("Last contact {day}").format(day=dates.show(last)) if last else _("No contact yet")
        return Line(row.name, about, when.ago(last, today), tip, key=row.id)

    def _set_chips(self, checked: Any) -> None:
        chips = [
            Chip("members", _("Members"), "members" in checked, tip=_("Only people who work at a member")),
            Chip("quiet", _("Too quiet"), "quiet" in checked, tip=_("Whom nobody met for longer than wanted")),
            Chip("archived", _("Archived"), "archived" in checked),
            Chip("informed", _("Not informed"), "informed" in checked, tip=informing.why()),
        ]
        if self._organisation is not None:
            chips.insert(0, Chip("organisation", self._organisation[1], removable=True))
        self.chips.set_chips(chips)

    def _remove(self, _key: str) -> None:
        self._organisation = None
        self._set_chips(self.chips.checked())
        self.listing.again()

    def _widen(self) -> None:
        self._organisation = None
        self._set_chips(())
        self.search("")

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.chips.checked() or self._organisation:
            why = _("No contact fits the search and the filters.")
            return Nothing("search", _("Nobody found"), why, _("Show all"), self.listing.show_all)
        why = _("Bring the list you have in Excel, or write down the first one.")
        return Nothing("contacts", _("No contacts yet"), why, _("Import a list…"), lambda: self.desk.action("import"))

    def _numbers(self) -> tuple[counts.Contacts, tasks.TaskCounts]:
        today = self.desk.today()
        return counts.contacts(today), tasks.counts(today)

    def _count(self, answer: tuple[counts.Contacts, tasks.TaskCounts]) -> None:
        found, due = answer
        show = numbers.show_int
        self._cards["people"].set(show(found.people), _("{count} at members").format(count=show(found.at_members)))
        self._cards["members"].set(show(found.members), _("on {day}").format(day=dates.show(self.desk.today())))
        self._count_due(due)

    def _count_due(self, due: tasks.TaskCounts) -> None:
        show = numbers.show_int
        overdue = ngettext("{count} overdue", "{count} overdue", due.overdue).format(count=show(due.overdue))
        self._cards["due"].set(show(due.overdue + due.due_today), overdue if due.overdue else _("none overdue"))

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        outs = (
            export.Out(_("First name"), lambda row: row.first_name),
            export.Out(_("Last name"), lambda row: row.last_name),
            export.Out(_("Position"), lambda row: row.title),
            export.Out(_("Organisation"), lambda row: row.organisation),
            export.Out(_("E-mail"), lambda row: row.email),
            export.Out(_("Phone"), lambda row: row.phone, "code"),
            export.Out(_("Last contact"), lambda row: row.last_contact, "day"),
        )
        return export.taken(self.title, outs, self.listing, self.status().text)
