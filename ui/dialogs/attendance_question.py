"""Who is meant by a line of an attendance list: the proposals, each with a key."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.exchange.attendance import matching
from crm.exchange.attendance.matching import Found
from crm.i18n import _
from crm.queries import people
from ui.kit import flow, text, tokens
from ui.kit.buttons import button
from ui.kit.flow import FlowLayout
from ui.kit.people_field import PeopleField, Suggestion

Choose = Callable[[int], object]


class Question(QWidget):
    """What is asked of one line.

    `on` is the day for which people's employers are shown; `choose(person)` is told whom somebody picked, `new()` and
    `leave_out()` the other answers.
    """

    def __init__(self, on: date, choose: Choose, new: Callable[[], object], leave_out: Callable[[], object]) -> None:
        super().__init__()
        self._on = on
        self._choose, self._new, self._leave_out = choose, new, leave_out
        self._found: Found | None = None
        self._who = text.label("", "strong", wrap=True)
        self._why = text.label("", "muted", wrap=True)
        self._answers = FlowLayout(gap=tokens.S)
        self.other = PeopleField(self._suggest, placeholder=_("Somebody else: three letters of a name"))
        self.other.edit.setAccessibleName(_("Somebody else"))
        self.other.changed.connect(self._other)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        body.addWidget(self._who)
        body.addWidget(self._why)
        body.addLayout(self._answers)
        body.addWidget(self.other)

    def show_line(self, found: Found | None) -> None:
        """Ask about a line; nothing for None."""
        self._found = found
        flow.clear(self._answers)
        self.other.set_chosen([])
        self.other.setVisible(found is not None and found.state != matching.UNNAMED)
        self._who.setText(told(found) if found is not None else "")
        self._why.setText(found.why if found is not None else "")
        if found is None or found.state == matching.UNNAMED:
            return
        for nth, one in enumerate(found.candidates, 1):
            words = f"{nth}  {one.name}" + (f" – {one.about}" if one.about else "")
            self._answers.addWidget(button(words, partial(self._choose, one.person), icon="person"))
        if found.state != matching.NEW and (found.name and "@" not in found.name):
            self._answers.addWidget(button(_("N  New: {name}").format(name=found.name), self._new, icon="plus"))
        if found.state != matching.LEFT:
            self._answers.addWidget(button(_("U  Leave out"), self._leave_out, quiet=True))

    def _suggest(self, letters: str) -> list[Suggestion]:
        found = people.suggest(letters, 8, self._on)
        return [Suggestion(one.id, one.name, " · ".join(filter(None, (one.title, one.organisation)))) for one in found]

    def _other(self) -> None:
        chosen = self.other.chosen()
        if chosen and chosen[0].id is not None:
            self._choose(chosen[0].id)

    def key(self, letter: str) -> bool:
        """Answer by a key: 1 to 5, N or U; whether it is one."""
        found = self._found
        if found is None or found.state == matching.UNNAMED:
            return False
        if letter.isdecimal() and 0 < int(letter) <= len(found.candidates):
            self._choose(found.candidates[int(letter) - 1].person)
        elif letter.upper() == "N" and found.name and "@" not in found.name:
            self._new()
        elif letter.upper() == "U":
            self._leave_out()
        else:
            return False
        return True


def told(found: Found) -> str:
    """Who a line is about, in a few words."""
    who = found.name or found.place
    return " – ".join(filter(None, (who, found.place if found.name else ""))) or found.line.words
