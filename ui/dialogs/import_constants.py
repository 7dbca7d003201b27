"""One value for all rows of a list: "all of these work at Nord AS"; below the columns, a line for each."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.exchange import column_notes, fillable, tags, words
from crm.i18n import _
from crm.rules import code_lists
from ui.dialogs import choices
from ui.kit import fields, text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.combo import place
from ui.kit.date_field import DateField
from ui.kit.fields import Field

_YES_OR_NO = ("consent.newsletter", "consent.unsubscribed")
_ELSEWHERE = (tags.FIELD, "attendance")
"""A tag for every row is asked above the plan, and so is the meeting that all took part in."""


class Constants(QWidget):
    """The lines, and a button for one more; `values` is what they say."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._add = button(
            _("One value for all rows…"),
            self.add,
            icon="plus",
            quiet=True,
            tip=_("The same organisation, kind or town on every row; what a row says itself goes before it"),
        )
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(tokens.S)
        below = QHBoxLayout()
        below.addWidget(self._add)
        below.addStretch(1)
        self._body.addLayout(below)

    def problem(self) -> str:
        """What is wrong with a value, "" where nothing is."""
        return next(filter(None, (line.problem() for line in self._lines)), "")

    def values(self) -> dict[str, str]:
        """{field: text} of the lines that say something; only where there is no problem."""
        return {line.field(): said for line in self._lines if (said := line.text())}

    def add(self) -> None:
        """One more line, for the first field that has none."""
        taken = {line.field() for line in self._lines}
        offered = [field for field in fillable.offered() if field not in _ELSEWHERE and field not in taken]
        line = _Line(offered[0])
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._body.insertWidget(self._body.count() - 1, line)
        line.show()  # the layout would do that a turn later, too late for the focus
        line.what.setFocus()

    def clear(self) -> None:
        """Nothing is said of any row any more."""
        for line in tuple(self._lines):
            self._remove(line)

    def _remove(self, line: "_Line") -> None:
        self._lines.remove(line)
        self._add.setFocus()
        line.hide()
        line.deleteLater()


class _Line(QWidget):
    """A field and its value."""

    removed = Signal()

    def __init__(self, field: str) -> None:
        super().__init__()
        offered = [(one, name) for one, name in fillable.offered().items() if one not in _ELSEWHERE]
        what = fields.choice("", "", choices=offered).widget
        assert isinstance(what, QComboBox)
        self.what = what
        self.what.setAccessibleName(_("What all rows are given"))
        self.what.setCurrentIndex(place(self.what, field))
        self.what.currentIndexChanged.connect(lambda _place: self._show())
        self._value: Field | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens.M)
        self._line.addWidget(text.label(_("On every row:")))
        self._line.addWidget(self.what, 1)
        self._line.addWidget(icon_button("close", _("Not on every row"), self.removed.emit))
        self._show()

    def field(self) -> str:
        """The field of crm.exchange.fields."""
        return str(self.what.currentData())

    def text(self) -> str:
        """The value as a cell would hold it, "" for nothing."""
        assert self._value is not None
        said: Any = self._value.get()
        if isinstance(self._value.widget, DateField):
            return said.isoformat() if said is not None else ""
        return str(said or "").strip()

    def problem(self) -> str:
        """Why the value cannot be one, "" where it can."""
        assert self._value is not None
        edit = self._value.widget
        return edit.problem() if isinstance(edit, DateField) else ""

    def _show(self) -> None:
        if self._value is not None:
            self._line.removeWidget(self._value.widget)
            self._value.widget.hide()
            self._value.widget.deleteLater()
        self._value = _editor(self.field())
        self._value.widget.setAccessibleName(_("{field} on every row").format(field=fillable.title(self.field())))
        self._value.widget.setMinimumWidth(tokens.XL * 8)
        self._line.insertWidget(2, self._value.widget, 1)
        self._value.widget.show()


def _editor(field: str) -> Field:
    name = words.LISTS.get(field)
    offered: Mapping[str, str] = (
        {code: code_lists.label(name, code) for code in code_lists.offered(name)} if name else {}
    )
    if field in _YES_OR_NO:
        offered = {"yes": _("Yes"), "no": _("No")}
    if offered:
        return fields.choice("", "", choices=[("", _("(nothing)")), *offered.items()])
    if field in column_notes.DAYS:
        return choices.day("", "")
    made = fields.text("", "")
    assert isinstance(made.widget, QLineEdit)
    return made
