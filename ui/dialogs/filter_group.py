"""A group of conditions in the filter builder: all of them, one of them or none, and groups within."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from crm.i18n import _
from crm.queries.lists import conditions
from crm.queries.lists.conditions import All, Any, Compare, Condition, NoneOf, Related
from ui.dialogs import filter_words
from ui.dialogs.filter_row import ConditionRow
from ui.kit import combo, text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.combo import Combo

_GROUPS: dict[str, type[All] | type[Any] | type[NoneOf]] = {"all": All, "any": Any, "none": NoneOf}


class GroupBox(QFrame):
    """Conditions about the records of a list; `of` says what they are of where that is not the list itself.

    Those of a relation and groups within stand in a frame; `removed` tells that a group within is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self, about: str, condition: Condition = conditions.EVERYTHING, *, of: str = "", within: bool = False
    ) -> None:
        super().__init__()
        self._about, self._within = about, within
        self.rows: list[ConditionRow | GroupBox] = []
        self.how = Combo()
        combo.dress(self.how)
        combo.set_choices(self.how, filter_words.groups())
        self.how.setCurrentIndex(0)
        self.how.setAccessibleName(_("How the conditions work together"))
        self.how.currentIndexChanged.connect(lambda: self.changed.emit())
        self.of = text.label(_("Only {what} where:").format(what=of) if of else "", "muted", wrap=True)
        self.of.setVisible(False)
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self.how)
        head.addWidget(self.of, 1)
        head.addStretch(1)
        if within:
            head.addWidget(icon_button("close", _("Take this group away"), self.removed.emit))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(tokens.S)
        self.add = button(_("Condition on these") if of else _("Condition"), self._add, icon="plus", quiet=True)
        self.add_group = button(_("Group"), self._add_group, icon="plus", quiet=True)
        feet = QHBoxLayout()
        feet.setSpacing(tokens.S)
        feet.addWidget(self.add)
        feet.addWidget(self.add_group)
        feet.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setSpacing(tokens.S)
        whole.addLayout(head)
        whole.addLayout(self._lines)
        whole.addLayout(feet)
        self._show(condition)
        self._count()

    def condition(self) -> Condition:
        """What the group says; conditions whose value is missing are left out. Raises Invalid for what is no value."""
        found = [row.condition() for row in self.rows]
        group = _GROUPS[self.how.currentData()]
        kept = tuple(one for one in found if one is not None and not _empty(one))
        return group(kept)

    def missing(self) -> str:
        """The first field whose value is missing, in words; "" where nothing is."""
        return next((words for row in self.rows if (words := row.missing())), "")

    def add_row(self, condition: Compare | Related | None = None) -> ConditionRow:
        """One more condition at the end."""
        row = ConditionRow(self._about, _inside, condition)
        row.removed.connect(lambda: self._take_away(row))
        self._put(row)
        return row

    def _add(self) -> None:
        self.add_row().subject.setFocus()
        self.changed.emit()

    def _add_group(self) -> None:
        box = self._group(Any())
        box.add_row().subject.setFocus()
        self.changed.emit()

    def _group(self, condition: Condition) -> "GroupBox":
        box = GroupBox(self._about, condition, within=True)
        box.removed.connect(lambda: self._take_away(box))
        self._put(box)
        return box

    def _put(self, row: "ConditionRow | GroupBox") -> None:
        row.changed.connect(self.changed)
        self.rows.append(row)
        self._lines.addWidget(row)
        self._count()

    def _take_away(self, row: "ConditionRow | GroupBox") -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._count()
        left = self.rows[min(place, len(self.rows) - 1)] if self.rows else None
        (left.subject if isinstance(left, ConditionRow) else self.add).setFocus()
        self.changed.emit()

    def _show(self, condition: Condition) -> None:
        parts: tuple[Condition, ...] = (condition,)
        if isinstance(condition, All | Any | NoneOf):
            word = next(word for word, group in _GROUPS.items() if isinstance(condition, group))
            self.how.setCurrentIndex(combo.place(self.how, word))
            parts = condition.conditions
        for one in parts:
            if isinstance(one, Compare | Related):
                self.add_row(one)
            elif not _empty(one):
                self._group(one)

    def _count(self) -> None:
        """How conditions work together matters from two on."""
        self.how.setVisible(len(self.rows) > 1 or self.how.currentData() != "all" or self._within)
        self.of.setVisible(bool(self.of.text()) and bool(self.rows))
        self.add_group.setVisible(bool(self.rows))
        framed = self._within or bool(self.of.text() and self.rows)
        text.restyle(self, "card", framed)
        left, edge = (tokens.L, tokens.S) if framed else (tokens.L if self.of.text() else 0, 0)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(left, edge, edge, edge)


def _inside(about: str, condition: Condition, of: str) -> GroupBox:
    return GroupBox(about, condition, of=of)


def _empty(condition: Condition) -> bool:
    return conditions.is_empty(condition)
