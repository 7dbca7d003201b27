"""One contact: how to reach them, where they work and worked, what happened."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import imports, people
from crm.queries.imports import Trace
from crm.rules import code_lists, dates, numbers
from ui.kit import tokens
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.pages import came_from, halves, own_facts, reach
from ui.pages.desk import Desk
from ui.pages.doubts import Doubts
from ui.pages.files import Files
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head, section
from ui.pages.story import Story
from ui.pages.task_list import every_days


class ContactDetail(QWidget):
    """The right half of the contacts page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.person: people.PersonDetail | None = None
        self._head, self._facts = Head(), Facts()
        self._mail = button(_("E-mail"), partial(self._reach, "email"), icon="mail")
        self._call = button(_("Call"), partial(self._reach, "phone"), icon="phone")
        self._log = button(_("Log"), self._note, icon="log", tip=_("Log a meeting, a call or a mail with them"))
        self._more = icon_button("more", _("More"), self._menu)
        for one in (self._mail, self._call, self._log, self._more):
            self._head.add(one)
        self._notes = Note(desk, "person", self._about_note)
        self.story = Story("contact", desk)
        self.story.setMinimumHeight(260)
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.XL - 4, tokens.L, tokens.L, tokens.M)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._facts)
        body.addLayout(self._adding())
        self.doubts = Doubts(desk)
        body.addWidget(self.doubts)
        body.addWidget(self._notes)
        self.files = Files(desk, self)
        body.addWidget(self.files)
        body.addWidget(section(_("Activity")))
        body.addWidget(self.story, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty("person", _("No contact chosen"), _("Choose somebody in the list.")))
        self.show_person(None)

    def show_person(self, id: int | None) -> None:
        """Show a contact, or that none is chosen."""
        if id is None:
            self.person = None
            self._stack.setCurrentIndex(1)
            return
        today = self.desk.today()
        self.desk.questions.ask(
            "contact.detail",
            lambda: (people.detail(id, today), imports.traces(person=id), own_facts.read("person", id)),
            self._show_all,
        )
        self.story.about("person", id)

    def _adding(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(-tokens.S, -tokens.S, 0, 0)  # a quiet button's words stand a little inside it
        for words, on in (
            (_("E-mail, phone or link"), self._edit_point),
            (_("Position"), self._edit_position),
        ):
            made = button(words, on, icon="plus", quiet=True)
            if not self.desk.writable():
                made.hide()  # only this: shown before it has a parent it would flash up as a window
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _show_all(self, answer: tuple[people.PersonDetail, Sequence[Trace], own_facts.Beside]) -> None:
        self._show(*answer)

    def _show(self, person: people.PersonDetail, traces: Sequence[Trace], beside: own_facts.Beside) -> None:
        self.person = person
        self._stack.setCurrentIndex(0)
        now = [position for position in person.positions if position.is_now]
        first = now[0] if now else None
        subtitle = " · ".join(part for part in (first.title, first.organisation) if part) if first else ""
        self._head.set(person.name, subtitle, _tags(person))
        self._facts.set(
            [
                *self._points(person),
                *self._positions(person),
                *_others(person),
                *own_facts.facts(self.desk, beside),
                *came_from.facts(self.desk, traces),
            ]
        )
        self._notes.show_note(person.id, person.notes)
        kinds = {point.kind for point in person.contact_points if point.retired_on is None}
        self._mail.setEnabled("email" in kinds)
        self._call.setEnabled("phone" in kinds)
        self._log.setEnabled(self.desk.writable())
        self.files.about("person", person.id)
        self.doubts.about(person.id)

    def _points(self, person: people.PersonDetail) -> list[Fact]:
        facts = []
        for point in person.contact_points:
            if point.retired_on is None:
                label = code_lists.label("contact_label" if point.kind == "phone" else "contact_kind", point.label
                                         if point.kind == "phone" else point.kind)  # fmt: skip
                icon = {"email": "mail", "phone": "phone"}.get(point.kind, "link")
                act = partial(self._open, point.kind, point.normalised or point.value)
                edit = partial(self._edit_point, point.id) if self.desk.writable() else None
                facts.append(Fact(label, reach.shown(point), True, icon, reach.does(point.kind), act, edit))
        return facts

    def _positions(self, person: people.PersonDetail) -> list[Fact]:
        facts = []
        for label, wanted in ((_("Works at"), True), (_("Earlier"), False)):
            for position in person.positions:
                if position.is_now != wanted:
                    continue
                words = ", ".join(part for part in (position.organisation, position.title) if part)
                span = period(position.from_on, position.to_on, dates.show)
                go = partial(self.desk.go, "members", position.organisation_id)
                does = _("Go to {name}").format(name=position.organisation)
                told = f"{words} ({span})" if span else words
                edit = partial(self._edit_position, position.id) if self.desk.writable() else None
                facts.append(Fact(label, told, False, "building", does, go, edit))
                label = " "
        return facts

    def _reach(self, kind: str) -> None:
        points = self.person.contact_points if self.person else []
        for point in points:
            if point.kind == kind and point.retired_on is None:
                self._open(kind, point.normalised or point.value)
                return

    def _open(self, kind: str, value: str) -> None:
        if self.person is not None:
            reach.go(self.desk, kind, value, {"person": self.person.id})

    def _note(self) -> None:
        self.desk.action("log")

    def _edit_point(self, point: int | None = None) -> None:
        from ui.dialogs import contact_point

        if self.person is not None:
            contact_point.ask(self.window(), person=self.person.id, point=point)

    def _edit_position(self, position: int | None = None) -> None:
        from ui.dialogs import position as dialog

        if self.person is not None:
            dialog.ask(self.window(), person=self.person.id, position=position)

    def _about_note(self) -> dict[str, int | None]:
        """What a box of the note becomes a follow-up about."""
        return {"person": self.person.id if self.person else None}

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _tags(person: people.PersonDetail) -> list[tuple[str, int | str]]:
    roles = dict.fromkeys(position.role for position in person.positions if position.is_now and position.role)
    tags: list[tuple[str, int | str]] = [(code_lists.label("position_role", role), role) for role in roles]
    if person.archived:
        tags.append((_("Archived"), "archived"))
    if person.objected_on is not None:
        tags.append((_("Has objected"), "objected"))
    if person.status != "active":
        tags.append((code_lists.label("person_status", person.status), person.status))
    return tags


def _others(person: people.PersonDetail) -> list[Fact]:
    return [
        Fact(_("Language"), code_lists.label("language", person.language) if person.language else ""),
        Fact(_("Speak at least every"), every_days(person.contact_every_days)),
        Fact(_("Follow-ups"), numbers.show_int(person.open_tasks) if person.open_tasks else ""),
    ]


def period(start: object, end: object, show: Callable[..., str]) -> str:
    """ "2019 – 2023" as days: "since …", "until …", "" where nothing is known."""
    if start and end:
        return f"{show(start)} – {show(end)}"
    if start:
        return _("since {day}").format(day=show(start))
    return _("until {day}").format(day=show(end)) if end else ""
