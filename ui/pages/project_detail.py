"""One project: how far it is, who takes part with what, what happened in it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.commands import projects as commands
from crm.i18n import _, language
from crm.queries import projects
from crm.rules import code_lists, dates, numbers
from ui.kit import flow, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.pages import doing, halves, own_facts
from ui.pages.desk import Desk
from ui.pages.files import Files
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head, section
from ui.pages.story import Story

NEXT = {"idea": "application", "application": "granted", "granted": "running", "running": "completed"}


class ProjectDetail(QWidget):
    """The right half of the projects page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.project: projects.ProjectDetail | None = None
        self._head, self._facts, self._partners = Head(), Facts(), Facts()
        self._edit = button(_("Edit"), lambda: desk.action("edit_record"), icon="edit")
        self._next = button("", self._move, icon="chevron-right")
        self._more = icon_button("more", _("More"), self._menu)
        for one in (self._next, self._edit, self._more):
            self._head.add(one)
        self._summary, self._note = Note(desk, "project"), Note(desk, "project", self._about_note)
        self._held = QVBoxLayout()
        self._held.setSpacing(0)
        self._held.setContentsMargins(-tokens.S, 0, 0, 0)
        self._held_title = section(_("Activities"))
        self._add = button(_("Partner"), self._add_partner, icon="plus", quiet=True)
        self.story = Story("project", desk)
        self.story.setMinimumHeight(220)
        self._tabs = halves.tabs(_("About the project"))
        self._tabs.addTab(self._about_tab(), _("About"))
        self._tabs.addTab(self.story, _("Activity"))
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, tokens.L, 0, 0)
        body.setSpacing(tokens.M)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.L + 4, 0, tokens.L, 0)
        head.addWidget(self._head)
        body.addLayout(head)
        body.addWidget(self._tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(inner)
        self._stack.addWidget(Empty("projects", _("No project chosen"), _("Choose one in the list.")))
        self.show_project(None)

    def _about_tab(self) -> QWidget:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._facts)
        body.addWidget(self._summary)
        body.addWidget(section(_("Partners")))
        body.addWidget(self._partners)
        body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._note)
        self.files = Files(self.desk, self)
        body.addWidget(self.files)
        body.addWidget(self._held_title)
        body.addLayout(self._held)
        body.addStretch(1)
        return halves.scrolling(inner)

    def show_project(self, id: int | None) -> None:
        """Show a project, or that none is chosen."""
        if id is None:
            self.project = None
            self._stack.setCurrentIndex(1)
            return
        self.desk.questions.ask(
            "project.detail",
            lambda: (projects.detail(id, language()), own_facts.read("project", id)),
            self._show_all,
        )
        self.story.about("project", id)

    def edit(self) -> None:
        """Open the dialog with its facts."""
        from ui.dialogs import project

        if self.project is not None:
            project.ask(self.window(), project=self.project.id)

    def _show_all(self, answer: tuple[projects.ProjectDetail, own_facts.Beside]) -> None:
        self._show(*answer)

    def _show(self, one: projects.ProjectDetail, beside: own_facts.Beside) -> None:
        self.project = one
        self._stack.setCurrentIndex(0)
        self._head.set(one.title, " · ".join(filter(None, (one.lead, period(one)))), _tags(one))
        after = NEXT.get(one.stage, "")
        self._next.setVisible(bool(after) and self.desk.writable())
        self._next.setText(_("Move to “{stage}”").format(stage=code_lists.label("project_stage", after)))
        self._next.setToolTip(_("Say that it has come so far"))
        self._facts.set([*_facts(one), *own_facts.facts(self.desk, beside)])
        self._summary.show_note(one.id, one.public_summary, tick=False)
        self._note.show_note(one.id, one.notes)
        self._partners.set([*(self._partner(partner) for partner in one.partners), _together(one.partners)])
        self.files.about("project", one.id)
        flow.clear(self._held)
        for held in one.activities:
            words = f"{dates.show(held.start_on)} · {held.name}".replace("&", "&&")
            go = partial(self.desk.go, "activities", held.id)
            made = button(words, go, icon="activities", quiet=True)
            self._held.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._held_title.setVisible(bool(one.activities))
        for made in (self._edit, self._add):
            made.setEnabled(self.desk.writable())

    def _partner(self, partner: projects.PartnerRow) -> Fact:
        words = " · ".join(filter(None, (partner.organisation, *_gives(partner.cash, partner.minutes))))
        go = partial(self.desk.go, "members", partner.organisation_id)
        does = _("Go to {name}").format(name=partner.organisation)
        edit = partial(self._edit_partner, partner.id) if self.desk.writable() else None
        return Fact(code_lists.label("project_role", partner.role), words, False, "building", does, go, edit)

    def _move(self) -> None:
        if self.project is not None and self.project.stage in NEXT:
            stage = NEXT[self.project.stage]
            commands.move(self.project.id, stage, on=self.desk.today())
            doing.told(self.desk, _("Now: {stage}.").format(stage=code_lists.label("project_stage", stage)))

    def _add_partner(self) -> None:
        from ui.dialogs import partner

        if self.project is not None:
            partner.ask(self.window(), project=self.project.id)

    def _edit_partner(self, part: int) -> None:
        from ui.dialogs import partner

        if self.project is not None:
            partner.ask(self.window(), project=self.project.id, part=part)

    def _about_note(self) -> dict[str, int | None]:
        """What a box of the note becomes a follow-up about."""
        return {"project": self.project.id if self.project else None}

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _gives(cash: int | None, minutes: int | None) -> tuple[str, str]:
    return (
        numbers.show_money(cash) if cash else "",
        _("{hours} h").format(hours=numbers.show_hours(minutes)) if minutes else "",
    )


def _together(partners: Sequence[projects.PartnerRow]) -> Fact:
    """What all of them put in, where more than one does."""
    giving = [one for one in partners if one.cash or one.minutes]
    cash, minutes = sum(one.cash or 0 for one in giving), sum(one.minutes or 0 for one in giving)
    told = " · ".join(filter(None, _gives(cash, minutes)))
    return Fact(_("Together"), told if len(giving) > 1 else "")


class Running(Protocol):
    """What has a first and a last day."""

    @property
    def start_on(self) -> date | None: ...
    @property
    def end_on(self) -> date | None: ...


def period(one: Running) -> str:
    """ "03.2025 – 12.2027", with a blank where nothing is known."""
    start, end = (f"{day:%m.%Y}" if day else "" for day in (one.start_on, one.end_on))
    return f"{start} – {end}".strip() if start or end else ""


def _tags(one: projects.ProjectDetail) -> list[tuple[str, int | str]]:
    tags: list[tuple[str, int | str]] = [
        (code_lists.label("project_stage", one.stage), one.stage),
        (code_lists.label("project_type", one.type), one.type),
    ]
    if one.international:
        tags.append((_("International"), "international"))
    if one.archived:
        tags.append((_("Archived"), "archived"))
    return tags


def _facts(one: projects.ProjectDetail) -> list[Fact]:
    def day(when: date | None) -> str:
        return dates.show(when) if when else ""

    def money(amount: int | None) -> str:
        return numbers.show_money(amount) if amount is not None else ""

    def share() -> str:
        """How much of the budget the funding covers."""
        if not one.budget or one.external_funding is None:
            return money(one.external_funding)
        whole = numbers.percent(one.external_funding, one.budget)
        return f"{money(one.external_funding)} ({numbers.show_percent(whole)})" if whole is not None else ""

    funder = (code_lists.label("funder", one.funder), one.funder_programme, one.funder_reference)
    return [
        Fact(_("At this stage since"), day(one.stage_on), tip=_way(one)),
        Fact(_("Focus area"), one.focus_area),
        Fact(_("Across industries"), code_lists.label("cross_domain", one.cross_domain)),
        Fact(_("The cluster is"), code_lists.label("cluster_role", one.cluster_role)),
        Fact(_("Funder"), " · ".join(filter(None, funder))),
        Fact(_("Applied on"), day(one.applied_on)),
        Fact(_("Decided on"), day(one.decided_on)),
        Fact(_("From"), day(one.start_on)),
        Fact(_("Until"), day(one.end_on)),
        Fact(_("Budget"), money(one.budget)),
        Fact(_("External funding"), share()),
        Fact(_("Sustainability goals"), one.sdg),
    ]


def _way(one: projects.ProjectDetail) -> str:
    """The stages it has been at, with their days, a line each."""
    return "\n".join(f"{code_lists.label('project_stage', step.stage)}: {dates.show(step.day)}" for step in one.way)
