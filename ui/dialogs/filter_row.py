"""One condition of the filter builder: what is asked about, how it compares, and with what."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _
from crm.queries.lists import fields as listed
from crm.queries.lists import relations
from crm.queries.lists.conditions import EVERYTHING, Compare, Condition, Related
from crm.queries.lists.fields import Field
from crm.rules import numbers
from ui.dialogs import filter_values, filter_words
from ui.kit import combo, theme, tokens
from ui.kit.buttons import icon_button
from ui.kit.combo import Combo

Inside = Callable[[str, Condition, str], Any]
"""Makes the group of a relation: the list it leads to, its conditions, and what they are of in words."""


class ConditionRow(QWidget):
    """A comparison of a field, or how much belongs to a record by a relation and what that fulfils."""

    changed = Signal()
    removed = Signal()

    def __init__(self, about: str, inside: Inside, condition: Compare | Related | None = None) -> None:
        super().__init__()
        self._about, self._inside = about, inside
        self._editor: filter_values.Editor | None = None
        self.inner: Any = None
        self.subject = _combo(_("What is asked about"), 22)
        for key, words in filter_words.subjects(about):
            # The dashes keep letters that are typed from finding a heading.
            self.subject.addItem(words if key else f"— {words} —", key)
            if not key:
                _disable(self.subject)
        self.how = _combo(_("How it compares"), 14)
        self.number = QLineEdit("1")
        self.number.setAccessibleName(_("How many"))
        self.number.setMaximumWidth(theme.px(56))
        place = QWidget()
        self._value = QHBoxLayout(place)
        self._value.setContentsMargins(0, 0, 0, 0)
        self.remove = icon_button("close", _("Take this condition away"), self.removed.emit)
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self.subject, 4)
        line.addWidget(self.how, 3)
        line.addWidget(self.number)
        line.addWidget(place, 6)
        line.addWidget(self.remove)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(tokens.S)
        self._whole.addLayout(line)
        self._show(condition)
        self.subject.currentIndexChanged.connect(self._other_subject)
        self.how.currentIndexChanged.connect(self._other_how)
        self.number.textChanged.connect(self.changed)

    def condition(self) -> Condition | None:
        """What the row says, None while its value is missing. Raises Invalid({"": sentence}) for what is no value."""
        kind, key = self._key()
        if kind == "related":
            return self._related(key)
        if self._editor is None:
            return Compare(key, self.how.currentData())
        found = self._editor.get()
        return None if found is None else Compare(key, *found)

    def missing(self) -> str:
        """The field whose value is missing, in words; "" where nothing is."""
        kind, key = self._key()
        if kind == "related":
            return str(self.inner.missing()) if self.inner is not None else ""
        return listed.get(self._about, key).name if self.condition() is None else ""

    def value_widget(self) -> QWidget | None:
        """Where the value is written; None for a comparison without one."""
        return self._editor.widget if self._editor is not None else None

    def _related(self, key: str) -> Condition:
        how = self.how.currentData()
        number = 1 if how == "none" else numbers.parse_int(self.number.text())
        if number is None or not 1 - (how == "at_most") <= number < 10**6:
            raise Invalid({"": _("“{text}” is no number.").format(text=self.number.text())})
        where = self.inner.condition() if self.inner is not None else EVERYTHING
        return Related(key, how, number, where)

    def _key(self) -> tuple[str, str]:
        kind, _colon, key = str(self.subject.currentData()).partition(":")
        return kind, key

    def _show(self, condition: Compare | Related | None) -> None:
        """Begin with a condition, or with the first field."""
        first = f"field:{listed.of(self._about)[0].key}"
        key = first
        if isinstance(condition, Related):
            key = f"related:{condition.relation}"
        elif condition is not None:
            key = f"field:{condition.field}"
        self.subject.setCurrentIndex(combo.place(self.subject, key))
        self._offer_hows()
        if isinstance(condition, Related):
            self.how.setCurrentIndex(combo.place(self.how, condition.how))
            self.number.setText(str(condition.number))
            self._show_inner(condition.where)
        elif condition is not None:
            self.how.setCurrentIndex(combo.place(self.how, _offered(self._field(), condition.op)))
        self._show_editor()
        if self._editor is not None and isinstance(condition, Compare) and condition.value is not None:
            self._editor.put(condition.op, condition.value)

    def _field(self) -> Field:
        return listed.get(self._about, self._key()[1])

    def _offer_hows(self) -> None:
        """The comparisons of what is asked about."""
        kind, _name = self._key()
        combo.set_choices(self.how, filter_words.hows() if kind == "related" else filter_words.ops(self._field()))
        if self.how.currentIndex() < 0:
            self.how.blockSignals(True)
            self.how.setCurrentIndex(0)
            self.how.blockSignals(False)

    def _show_editor(self) -> None:
        """The editor for what is chosen now."""
        kind, _name = self._key()
        if self._editor is not None:
            self._value.removeWidget(self._editor.widget)
            self._editor.widget.hide()
            self._editor.widget.deleteLater()
            self._editor = None
        self.number.setVisible(kind == "related" and self.how.currentData() != "none")
        if kind == "field":
            self._editor = filter_values.make(self._field(), self.how.currentData())
        if self._editor is not None:
            self._value.addWidget(self._editor.widget, 1)
            for signal in self._editor.changed:
                signal.connect(lambda *_what: self.changed.emit())

    def _show_inner(self, where: Condition = EVERYTHING) -> None:
        """The conditions of what belongs to the record, for a relation."""
        if self.inner is not None:
            self._whole.removeWidget(self.inner)
            self.inner.hide()
            self.inner.deleteLater()
            self.inner = None
        kind, key = self._key()
        if kind == "related":
            relation = relations.get(self._about, key)
            self.inner = self._inside(relation.target, where, relation.name)
            self.inner.changed.connect(self.changed)
            self._whole.addWidget(self.inner)

    def _other_subject(self) -> None:
        self._offer_hows()
        self._show_inner()
        self._show_editor()
        self.changed.emit()

    def _other_how(self) -> None:
        self._show_editor()
        self.changed.emit()


def _offered(field: Field, op: str) -> str:
    """The comparison that is offered for an op: one word for one and for several, and one for all stretches."""
    if field.kind == "date" and op in ("this", "last", "next"):
        return filter_words.PERIOD
    if field.kind in ("choice", "many", "record"):
        return {"is": "any_of", "is_not": "none_of"}.get(op, op)
    return op


def _combo(name: str, letters: int) -> Combo:
    made = Combo()
    combo.dress(made)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    return made


def _disable(box: Combo) -> None:
    """Let the last entry be a heading that cannot be chosen."""
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    model.item(box.count() - 1).setEnabled(False)
