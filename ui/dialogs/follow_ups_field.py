"""Several promises below each other, each with its day: typed, read from the line, or proposed by a template."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.commands.interactions import FollowUp
from crm.errors import Invalid
from crm.i18n import _
from crm.rules import dates
from ui.dialogs import choices
from ui.kit import fields, theme, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.date_field import DateField
from ui.kit.fields import Field


class Promise(NamedTuple):
    """One that somebody proposes: due on a day, or so many days after the meeting."""

    title: str
    due_on: date | None = None
    after_days: int | None = None


class FollowUpsField(QWidget):
    """One row to begin with; rows without words are none. `taken_over(place)` comes when somebody edits by hand what
    the line said, `place` counting the line's promises."""

    changed = Signal()
    taken_over = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._held_on: date | None = None
        self._filling = False
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(tokens.XS)
        self._more = button(_("Another follow-up"), self.begin, icon="plus", quiet=True)
        self._body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._insert(Promise(""), "hand")

    def begin(self) -> None:
        """Go to a row without words; a new one where all have some."""
        free = next((row for row in self._rows if not row.title.text().strip()), None)
        row = free or self._insert(Promise(""), "hand")
        row.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def values(self) -> list[FollowUp]:
        """What was promised; raises Invalid({"": sentence}) where the words or the day are missing."""
        found = []
        for row in self._rows:
            title = row.title.text().strip()
            try:
                due_on = row.due.day()
            except Invalid:
                self._aim(row.due)
                raise
            if title and due_on is None:
                self._aim(row.due)
                raise Invalid({"": _("Say when it is due.")})
            if due_on is not None and not title and row.origin == "hand":
                self._aim(row.title)
                raise Invalid({"": _("Say what was promised.")})
            if title and due_on is not None:
                found.append(FollowUp(title, due_on))
        return found

    def set_held_on(self, held_on: date | None) -> None:
        """Move what is due some days after the meeting along with it."""
        self._held_on = held_on or self._held_on
        for row in self._rows:
            if row.after_days is not None and self._held_on is not None:
                self._fill(row, Promise(row.title.text(), self._held_on + timedelta(row.after_days), row.after_days))

    def set_from_line(self, promises: Sequence[Promise]) -> None:
        """Show what the line says now, in the place of what it said before."""
        self._propose(promises, "line")

    def set_from_template(self, promises: Sequence[Promise]) -> None:
        """Show what a template proposes, in the place of another one's."""
        self._propose(promises, "template")

    def typed(self) -> list[list[Any]]:
        """Everything that stands there, as JSON holds it."""
        return [
            [row.title.text(), row.due.text(), row.origin, row.after_days]
            for row in self._rows
            if row.title.text().strip() or row.due.text().strip()
        ]

    def put_typed(self, kept: Sequence[Sequence[Any]]) -> None:
        """Show again what `typed` gave."""
        for row in tuple(self._rows):
            self._drop(row)
        self._filling = True
        for words, due, origin, after in kept:
            row = self._insert(Promise(words, None, after), origin)
            row.due.setText(due)
        self._filling = False
        if not self._rows:
            self._insert(Promise(""), "hand")

    def _propose(self, promises: Sequence[Promise], origin: str) -> None:
        there = [row for row in self._rows if row.origin == origin]
        for row, promise in zip(there, promises, strict=False):
            self._fill(row, promise)
        for row in there[len(promises) :]:
            self._drop(row)
        for promise in promises[len(there) :]:
            empty = next((row for row in self._rows if row.origin == "hand" and row.is_empty()), None)
            if empty is not None:
                empty.origin = origin
                self._fill(empty, promise)
            else:
                self._insert(promise, origin)
        if not self._rows:
            self._insert(Promise(""), "hand")
        self._name()

    def _insert(self, promise: Promise, origin: str) -> "_Row":
        row = _Row(self, origin)
        row.title.textChanged.connect(lambda: self._edited(row))
        row.due.textChanged.connect(lambda: self._edited(row))
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._body.insertWidget(len(self._rows) - 1, row)
        self._fill(row, promise)
        row.show()
        self._name()
        return row

    def _fill(self, row: "_Row", promise: Promise) -> None:
        filling, self._filling = self._filling, True
        row.after_days = promise.after_days
        due = promise.due_on
        if due is None and promise.after_days is not None and self._held_on is not None:
            due = self._held_on + timedelta(promise.after_days)
        if row.title.text() != promise.title:
            row.title.setText(promise.title)
            row.title.setCursorPosition(0)
        row.due.set_day(due)
        self._filling = filling
        self.changed.emit()

    def _edited(self, row: "_Row") -> None:
        if self._filling:
            return
        row.after_days = None
        self._aim()
        if row.origin == "line":
            place = [one for one in self._rows if one.origin == "line"].index(row)
            row.origin = "hand"
            self.taken_over.emit(place)
        row.origin = "hand"
        self.changed.emit()

    def _remove(self, row: "_Row") -> None:
        if row.origin == "line":
            place = [one for one in self._rows if one.origin == "line"].index(row)
            row.origin = "hand"
            self.taken_over.emit(place)
        self._drop(row)
        if not self._rows:
            self._insert(Promise(""), "hand")
        self._rows[-1].title.setFocus()
        self._name()
        self.changed.emit()

    def _drop(self, row: "_Row") -> None:
        self._rows.remove(row)
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _aim(self, at: QWidget | None = None) -> None:
        """Let the keyboard go there when it is sent to the field: to what is wrong, else to the first row."""
        self.setFocusProxy(at or self._rows[0].title)

    def _name(self) -> None:
        self._aim()
        self._more.setVisible(any(not row.is_empty() for row in self._rows))
        for number, row in enumerate(self._rows, 1):
            row.name(number, removable=len(self._rows) > 1 or not row.is_empty())


class _Row(QWidget):
    removed = Signal()

    def __init__(self, parent: QWidget, origin: str) -> None:
        super().__init__(parent)
        self.origin = origin
        self.after_days: int | None = None
        self.title = QLineEdit()
        self.title.setPlaceholderText(_("What was promised?"))
        self.due = DateField(lambda words: dates.parse(words, choices.today()), dates.show)
        self.due.setPlaceholderText(_("3.11, friday, +2w"))
        self.due.setFixedWidth(theme.px(170))
        self.away = icon_button("close", _("Remove"), self.removed.emit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(self.title, 1)
        line.addWidget(self.due)
        line.addWidget(self.away)

    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        return not (self.title.text().strip() or self.due.text().strip())

    def name(self, number: int, *, removable: bool) -> None:
        """Let a screen reader tell the rows apart."""
        self.title.setAccessibleName(_("Follow-up {number}").format(number=number))
        self.due.setAccessibleName(_("Follow-up {number}, by").format(number=number))
        self.away.setAccessibleName(_("Remove follow-up {number}").format(number=number))
        self.away.setVisible(removable)


def field(name: str, label: str) -> Field:
    """The field of a form; its value is a list of FollowUp."""
    widget = FollowUpsField()
    return fields.custom(
        name,
        label,
        widget=widget,
        get=widget.values,
        put=lambda promises: widget.set_from_template([Promise(*one) for one in promises or ()]),
        changed=widget.changed,
        wide=True,
    )
