"""One meeting, call, visit or mail: when, who, what was said, what was promised."""

from functools import partial

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from crm.queries import interactions
from crm.rules import code_lists, dates, numbers
from ui.kit import flow, tokens, when
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.kit.name_button import NameButton
from ui.pages import halves, own_facts
from ui.pages.desk import Desk
from ui.pages.files import Files
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head, section
from ui.pages.story_words import INTERACTIONS


class InteractionDetail(QWidget):
    """The right half of the interactions page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.interaction: interactions.InteractionDetail | None = None
        self._head, self._facts = Head(), Facts()
        self._edit = button(_("Edit"), lambda: desk.action("edit_record"), icon="edit")
        self._more = icon_button("more", _("More"), self._menu)
        self._head.add(self._edit)
        self._head.add(self._more)
        self._notes = Note(desk, "interaction", self._about_note)
        self._who, self._promises = QVBoxLayout(), QVBoxLayout()
        self._promised = section(_("Follow-ups"))
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._facts)
        body.addWidget(section(_("Who took part")))
        for rows in (self._who, self._promises):
            rows.setSpacing(0)
            rows.setContentsMargins(-tokens.S, 0, 0, 0)  # the words of a quiet button stand a little inside it
        body.addLayout(self._who)
        self._said = section(_("Note"))
        body.addWidget(self._said)
        body.addWidget(self._notes)
        body.addWidget(self._promised)
        body.addLayout(self._promises)
        self.files = Files(desk, self)
        body.addWidget(self.files)
        body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty("interactions", _("No meeting chosen"), _("Choose one in the list.")))
        self.show_interaction(None)

    def show_interaction(self, id: int | None) -> None:
        """Show an interaction, or that none is chosen."""
        if id is None:
            self.interaction = None
            self._stack.setCurrentIndex(1)
            return
        self.desk.questions.ask(
            "interaction.detail", lambda: (interactions.detail(id), own_facts.read("interaction", id)), self._show_all
        )

    def _show_all(self, answer: tuple[interactions.InteractionDetail, own_facts.Beside]) -> None:
        self._show(*answer)

    def _show(self, one: interactions.InteractionDetail, beside: own_facts.Beside) -> None:
        self.interaction = one
        self._stack.setCurrentIndex(0)
        day = f"{when.ago(one.held_on, self.desk.today())} · {dates.show(one.held_on)}"
        self._head.set(one.subject, " · ".join(part for part in (day, one.start_time) if part), _tags(one))
        minutes = ngettext("{count} minute", "{count} minutes", one.minutes or 0)
        self._facts.set(
            [
                Fact(_("How long"), minutes.format(count=numbers.show_int(one.minutes)) if one.minutes else ""),
                Fact(_("Place"), one.place),
                Fact(_("Responsible"), one.responsible),
                Fact(_("Focus area"), one.focus_area),
                Fact(_("Project"), one.project),
                *own_facts.facts(self.desk, beside),
            ]
        )
        flow.clear(self._who)
        for present in one.participants:
            self._who.addWidget(self._participant(present))
        flow.clear(self._promises)
        for promise in one.follow_ups:
            self._promises.addWidget(self._promise(promise))
        self._promised.setVisible(bool(one.follow_ups))
        self._notes.show_note(one.id, one.notes)
        self._said.setVisible(bool(one.notes))
        self._edit.setEnabled(self.desk.writable())
        self.files.about("interaction", one.id)

    def _participant(self, present: interactions.ParticipantRow) -> QWidget:
        words = ", ".join(part for part in (present.person, present.organisation) if part)
        if present.person_id is not None:
            return NameButton(words, partial(self.desk.go, "contacts", present.person_id), icon="person")
        return NameButton(words, partial(self.desk.go, "members", present.organisation_id), icon="building")

    def _promise(self, promise: interactions.FollowUpRow) -> QWidget:
        state = code_lists.label("task_status", promise.status)
        if promise.status == "open":
            state = _("due {day}").format(day=dates.show(promise.due_on))
        icon = "check" if promise.status == "done" else "followups"
        return NameButton(f"{promise.title} · {state}", partial(self.desk.go, "followups", promise.id), icon=icon)

    def _about_note(self) -> dict[str, int | None]:
        """What a box of the note becomes a follow-up about: the meeting, and whoever was there alone."""
        one = self.interaction
        if one is None:
            return {}
        people = {present.person_id for present in one.participants}
        organisations = {present.organisation_id for present in one.participants}
        return {
            "interaction": one.id,
            "person": people.pop() if len(people) == 1 else None,
            "organisation": organisations.pop() if len(organisations) == 1 else None,
        }

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _tags(one: interactions.InteractionDetail) -> list[tuple[str, int | str]]:
    tags: list[tuple[str, int | str]] = [(code_lists.label("interaction_type", one.type), one.type)]
    if one.status != "done":
        tags.append((code_lists.label("interaction_status", one.status), one.status))
    if one.archived:
        tags.append((_("Archived"), "archived"))
    return tags


def icon(type: str) -> str:
    """The icon of a type of interaction."""
    return INTERACTIONS.get(type, "note")
