"""For which organisation somebody counts who has several positions on the day."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _
from crm.queries import people
from crm.queries.people import EmployerRow
from ui.kit import flow, text, tokens
from ui.kit.combo import Combo, dress, place, set_choices
from ui.kit.people_field import Suggestion


class Attribution(QWidget):
    """A line for each person with several positions that day; hidden where there is none.

    The primary position is chosen already; where none is, it is asked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._employers: dict[int, list[EmployerRow]] = {}
        self._boxes: dict[int, QComboBox] = {}
        self._names: dict[int, str] = {}
        self._chosen: dict[int, int] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(tokens.XS)

    def ask(self, present: Sequence[Suggestion], on: date) -> None:
        """Look at who takes part, and where they worked on the day."""
        persons = {one.id: one.title for one in present if one.id is not None and one.id > 0}
        self._employers = {person: people.employers(person, on) for person in persons}
        self._names = persons
        flow.clear(self._body)
        self._boxes = {}
        for person, employers in self._employers.items():
            if len(employers) > 1:
                self._body.addWidget(self._line(person, employers))

    def asks(self) -> bool:
        """Whether somebody had several positions on the day."""
        return bool(self._boxes)

    def organisation(self, one: Suggestion) -> str:
        """What the chip of somebody says beside the name: the organisation of the day, "" for none."""
        if one.id is None:
            return one.subtitle
        chosen = self._value(one.id)
        return next((row.name for row in self._employers.get(one.id, ()) if row.organisation_id == chosen), "")

    def values(self) -> dict[int, int]:
        """The organisation chosen for each person who has several; raises Invalid where one is not chosen."""
        found = {}
        for person in self._boxes:
            chosen = self._value(person)
            if chosen is None:
                self.setFocusProxy(self._boxes[person])
                raise Invalid({"": _("Say for whom {name} took part.").format(name=self._names[person])})
            found[person] = chosen
        return found

    def put(self, chosen: Mapping[int, int] | None) -> None:
        """Choose these."""
        self._chosen |= chosen or {}
        for person, box in self._boxes.items():
            if person in self._chosen:
                box.setCurrentIndex(place(box, self._chosen[person]))

    def _value(self, person: int) -> int | None:
        employers = self._employers.get(person, [])
        ids = [row.organisation_id for row in employers]
        if self._chosen.get(person) in ids:
            return self._chosen[person]
        if len(ids) == 1 or (employers and employers[0].is_primary):
            return ids[0]
        return None

    def _line(self, person: int, employers: Sequence[EmployerRow]) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        box = self._boxes[person] = Combo()
        dress(box)
        set_choices(box, [(None, _("Choose…")), *((row.organisation_id, row.name) for row in employers)])
        box.setCurrentIndex(max(0, place(box, self._value(person))))
        words = _("{name} took part for").format(name=self._names[person])
        box.setAccessibleName(words)
        box.activated.connect(lambda: self._choose(person, box.currentData()))
        line.addWidget(text.label(words, "muted"))
        line.addWidget(box, 1, Qt.AlignmentFlag.AlignLeft)
        return made

    def _choose(self, person: int, organisation: int | None) -> None:
        if organisation is None:
            self._chosen.pop(person, None)
        else:
            self._chosen[person] = organisation
        self.changed.emit()
