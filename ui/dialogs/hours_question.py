"""Who is meant by a member that a list names and the register does not know: the proposals, or somebody else."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.exchange.hours import matching
from crm.exchange.hours.matching import Found, Written
from crm.i18n import _, ngettext
from crm.queries import organisations
from ui.kit import flow, text, tokens
from ui.kit.buttons import button
from ui.kit.flow import FlowLayout
from ui.kit.people_field import PeopleField, Suggestion


class Question(QWidget):
    """Asks about one member at a time; `answered(written, organisation)`, None where its lines are left out."""

    answered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._written: Written = ("", "")
        self._who = text.label("", "strong", wrap=True)
        self._answers = FlowLayout(gap=tokens.S)
        self.other = PeopleField(_suggest, placeholder=_("Three letters of its name"), avatars=False)
        self.other.edit.setAccessibleName(_("Organisation"))
        self.other.changed.connect(self._other)
        self.setFocusProxy(self.other)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        body.addWidget(self._who)
        body.addLayout(self._answers)
        body.addWidget(self.other)

    def show_member(self, found: Found, lines: int, members: int) -> None:
        """Ask about the member of a line; so many lines are of it, and so many members are still to be asked about."""
        self._written = matching.written(found.line)
        flow.clear(self._answers)
        self.other.set_chosen([])
        name = " ".join(filter(None, self._written))
        if name:
            asked = ngettext("Who is “{name}”? {count} line.", "Who is “{name}”? {count} lines.", lines)
        else:
            asked = ngettext("Whose hours are these? {count} line.", "Whose hours are these? {count} lines.", lines)
        words = asked.format(name=name, count=lines)
        if members > 1:
            left = ngettext("{count} more is asked after it.", "{count} more are asked after it.", members - 1)
            words = f"{words} {left.format(count=members - 1)}"
        self._who.setText(words)
        for id, called in found.candidates:
            self._answers.addWidget(button(called, partial(self._say, id), icon="building"))
        self._answers.addWidget(button(_("Leave out"), partial(self._say, None), quiet=True))

    def _other(self) -> None:
        chosen = self.other.chosen()
        if chosen and chosen[0].id is not None:
            self._say(chosen[0].id)

    def _say(self, organisation: int | None) -> None:
        self.answered.emit(self._written, organisation)


def _suggest(letters: str) -> list[Suggestion]:
    return [Suggestion(row.id, row.name, row.city) for row in organisations.suggest(letters)]
