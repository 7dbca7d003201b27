"""The first steps of a new cluster as a short list on Today; it follows what was done, and goes when all is."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from crm.i18n import _
from crm.queries import first_steps
from ui.kit import text, tokens
from ui.kit.buttons import button, set_icon
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.pages.desk import Page

BEGUN, SKIPPED, REPORT = "first_steps.begun", "first_steps.skipped", "first_steps.report"
"""What this machine remembers: that a new cluster was begun, that no such list is wanted, that figures were seen."""


class _Step(NamedTuple):
    """What is to be done, why, its icon, and what leads there."""

    words: str
    why: str
    icon: str
    on: Callable[[], object]


class FirstSteps(Card):
    """Asks again whenever its page has news.

    Hidden when all is done, when skipped, in the sample cluster, and in a register that was in use before; `shown(on)`
    tells which.
    """

    shown = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__(padding=tokens.M)
        self._desk = desk = page.desk
        self._steps = (
            _Step(
                _("Bring in your list"),
                _("Drop the Excel list you have anywhere on the window. You see what will happen before it does."),
                "import",
                lambda: desk.action("import"),
            ),
            _Step(
                _("See who is a member"),
                _("An organisation counts as a member once it has a day it joined."),
                "members",
                lambda: desk.go("members"),
            ),
            _Step(
                _("Log the first meeting"),
                _("The one you just left: what it was about, who was there, what was promised."),
                "log",
                lambda: desk.action("log"),
            ),
            _Step(
                _("See the first figure"),
                _("Each figure of the annual report, with its rule and what stands behind it."),
                "reports",
                lambda: desk.go("reports"),
            ),
        )
        self._done: list[bool] = []
        self.buttons = [button(step.words, step.on, icon=step.icon, tip=step.why) for step in self._steps]
        self._why = text.Elided("", "muted")
        head = QHBoxLayout()
        head.addWidget(text.label(_("The first steps"), "section"))
        head.addWidget(self._why, 1)
        head.addWidget(button(_("Skip"), self._skip, quiet=True, tip=_("Take the first steps away for good")))
        line = FlowLayout()
        for made in self.buttons:
            line.addWidget(made)
        self.body.addLayout(head)
        self.body.addLayout(line)
        self.hide()
        if SKIPPED not in desk.memory and desk.writable():
            page.told.connect(self.ask)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask()  # one comes back from the figures

    def ask(self) -> None:
        """Look how far the register has come."""
        if SKIPPED not in self._desk.memory:
            self._desk.questions.ask("today.first_steps", first_steps.done, self._show)

    def next_step(self) -> int | None:
        """Which step comes next, from 0; None when all are done."""
        return next((place for place, done in enumerate(self._done) if not done), None)

    def _show(self, found: first_steps.Done) -> None:
        memory = self._desk.memory
        done = [found.people, found.members, found.meeting, REPORT in memory]
        if not found.sample and not all(done[:3]):
            memory[BEGUN] = "1"
        if done != self._done:
            self._done = done
            self._mark()
        on = BEGUN in memory and not found.sample and not all(done)
        self.setVisible(on)
        self.shown.emit(on)

    def _mark(self) -> None:
        """Tick what is done, and make the next one the button to press."""
        ahead = self.next_step()
        for place, (made, step) in enumerate(zip(self.buttons, self._steps, strict=True)):
            text.restyle(made, "kind", "primary" if place == ahead else "quiet" if self._done[place] else "")
            set_icon(made, "success" if self._done[place] else step.icon)
            made.setAccessibleDescription(_("Done") if self._done[place] else _("Not done yet"))
        self._why.setText(self._steps[ahead].why if ahead is not None else "")

    def _skip(self) -> None:
        self._desk.memory[SKIPPED] = "1"
        self.hide()
