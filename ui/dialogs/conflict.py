"""Two people changed the same field: which of the two holds is asked field by field; nothing is lost silently."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from crm.i18n import _
from ui.dialogs import wording
from ui.kit import text, tokens
from ui.kit.cards import Card
from ui.kit.dialog import Dialog

Both = Mapping[str, tuple[Any, Any, Any]]
"""Of each field what it was before, mine and theirs, as `crm.errors.Conflict` tells them."""


def ask(parent: QWidget | None, *, table: str, fields: Both, settled: Callable[[dict[str, Any]], object]) -> Dialog:
    """Ask of each field whose value holds and give all answers to `settled`; leaving writes nothing."""
    dialog = Dialog(parent, _("Changed by somebody else meanwhile"), save=_("Save these"), width=560)
    why = _("While you were writing, somebody else saved other values here. Choose for each field what is to stand.")
    dialog.body.addWidget(text.label(why, "muted", wrap=True))
    answers = {name: _Choice(dialog, table, name, values) for name, values in fields.items()}
    for answer in answers.values():
        dialog.body.addWidget(answer.card)
    dialog.saved.connect(lambda _nothing: settled({name: answer.value() for name, answer in answers.items()}))
    dialog.open()
    next(iter(answers.values())).first.setFocus()
    return dialog


class _Choice:
    """One field with its three values."""

    def __init__(self, dialog: QWidget, table: str, name: str, values: tuple[Any, Any, Any]) -> None:
        before, mine, theirs = values
        label = wording.field(table, name)
        self.card = Card(label)
        self._group = QButtonGroup(dialog)
        self._values: list[Any] = []
        inside = QGridLayout()
        inside.setHorizontalSpacing(tokens.L)
        inside.setVerticalSpacing(0)
        inside.setColumnStretch(1, 1)
        self.first = self._offer(inside, label, _("Mine"), wording.value(table, name, mine), mine)
        self._offer(inside, label, _("Theirs"), wording.value(table, name, theirs), theirs)
        self._offer(inside, label, _("As before"), wording.value(table, name, before), before)
        self.first.setChecked(True)
        self.card.body.addLayout(inside)

    def value(self) -> Any:
        """What was chosen."""
        return self._values[self._group.checkedId()]

    def _offer(self, inside: QGridLayout, label: str, whose: str, shown: str, value: Any) -> QRadioButton:
        # The words stand in a label of their own, which breaks into lines and shows every sign as it is.
        made = QRadioButton(whose)
        made.setAccessibleName(f"{label}, {whose}: {shown}")
        words = text.label(shown, wrap=True)
        words.setContentsMargins(0, 5, 0, 5)
        place = len(self._values)
        self._group.addButton(made, place)
        self._values.append(value)
        inside.addWidget(made, place, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(words, place, 1)
        return made
