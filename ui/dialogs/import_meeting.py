"""What all people of a list took part in: asked in one line above the plan, with how many will be noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.exchange import meetings
from crm.exchange.choices import Meeting
from crm.exchange.choices_json import SUBJECT_LIMIT
from crm.exchange.plan import Plan
from crm.i18n import _
from crm.rules import dates, names
from ui.dialogs import choices as offered
from ui.dialogs.import_decisions import Decision
from ui.kit import text, theme, tokens
from ui.kit.date_field import DateField


class MeetingLine(QWidget):
    """A subject and a day; `decide(decision)` is told once both are said, or neither any more."""

    def __init__(self, decide: Callable[[Decision], object]) -> None:
        super().__init__()
        self._decide = decide
        self._said = Meeting()
        self.subject = QLineEdit()
        self.subject.setMaxLength(SUBJECT_LIMIT)
        self.subject.setAccessibleName(_("The meeting that all of these took part in"))
        self.subject.setPlaceholderText(_("a meeting or an event, kept with them as participants"))
        self.subject.setToolTip(self.subject.placeholderText())
        self.subject.editingFinished.connect(self._tell)
        day = offered.day("held_on", "")
        assert isinstance(day.widget, DateField)
        self.held_on = day.widget
        self.held_on.setAccessibleName(_("The day of the meeting"))
        self.held_on.setMaximumWidth(theme.px(tokens.XL * 6))
        # While a day is written each figure may make it another one: only what was picked or is ready is planned for
        self.held_on.changed.connect(
            lambda day: self._tell() if day and self.held_on.text() == dates.show(day) else None
        )
        self.held_on.editingFinished.connect(self._tell)
        self.told = text.label("", "muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        line.addWidget(text.label(_("All of these took part in:")))
        line.addWidget(self.subject, 1)
        line.addWidget(text.label(_("Day:")))
        line.addWidget(self.held_on)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        body.addLayout(line)
        body.addWidget(self.told)

    def show_plan(self, plan: Plan, *, fresh: bool) -> None:
        """Show what is chosen, unless somebody is writing there, and how many people will be noted; `fresh` for a list
        that was not shown before.
        """
        writing = self.subject.hasFocus() or self.held_on.hasFocus()
        if fresh or (plan.choices.meeting != self._said and not writing):
            self.subject.setText(plan.choices.meeting.subject)
            self.held_on.set_day(_day(plan.choices.meeting))
        self._said = plan.choices.meeting
        self._show(self._lacks() or " ".join(meetings.sentences(plan.attendance)))

    def meeting(self) -> Meeting | None:
        """What is said now: nothing of a meeting where both fields are empty; None as long as one is missing."""
        subject = names.clean(self.subject.text())
        if self.held_on.problem():
            return None
        day = self.held_on.day()
        if not subject and day is None:
            return Meeting()
        if not subject or day is None:
            return None
        return replace(self._said, subject=subject, held_on=day.isoformat())

    def _lacks(self) -> str:
        """What is still to be said, "" where nothing is."""
        if self.meeting() is not None:
            return ""
        if problem := self.held_on.problem():
            return problem
        return _("Say on which day it is.") if self.subject.text().strip() else _("Say what it was.")

    def _tell(self) -> None:
        said = self.meeting() or Meeting()
        if lacks := self._lacks():
            self._show(lacks)
        if said != self._said:
            self._said = said
            self._decide(lambda made: replace(made.choices, meeting=said))

    def _show(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))


def _day(meeting: Meeting) -> date | None:
    return date.fromisoformat(meeting.held_on) if meeting.held_on else None
