"""The privacy door of an import: where its new people come from, why they may be kept, when they were told."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from crm.exchange import remembered
from crm.exchange.choices import Choices, Door
from crm.exchange.header import Table
from crm.exchange.plan import Plan
from crm.i18n import _, ngettext
from crm.rules import code_lists, numbers
from ui.dialogs import choices as offered
from ui.dialogs.import_decisions import Decision
from ui.kit import fields, text, tokens
from ui.kit.cards import Card
from ui.kit.combo import Combo, place
from ui.kit.date_field import DateField

_USUAL = "legitimate_interest"
_LONGEST = 200


def suggested(chosen: Choices, table: Table) -> Choices:
    """The choices with what was said the last time that a list like this came, unless something is said already."""
    if chosen.door != Door():
        return chosen
    before = remembered.door(table) or Door()
    return replace(chosen, door=Door(before.origin, before.basis or _USUAL))


class DoorCard(Card):
    """Asks once for the whole list, hidden where nobody new comes in; `decide(decision)` is told at each change."""

    def __init__(self, decide: Callable[[Decision], object]) -> None:
        super().__init__(padding=tokens.M)
        self._decide = decide
        self._origin_label = text.label("", "hint")
        self.origin = QLineEdit()
        self.origin.setMaxLength(_LONGEST)
        self.origin.editingFinished.connect(self._tell)
        self.basis = Combo()
        fields.dress(self.basis)
        self.basis.activated.connect(lambda _place: self._tell())
        day = offered.day("informed_on", "")
        assert isinstance(day.widget, DateField)
        self.informed_on = day.widget
        self.informed_on.changed.connect(lambda _day: self._tell())
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        line.addLayout(_labelled(self._origin_label, self.origin), 3)
        for words, widget in (
            (_("Why they may be kept"), self.basis),
            (_("Informed on (within a month)"), self.informed_on),
        ):
            widget.setAccessibleName(words)
            line.addLayout(_labelled(text.label(words, "hint"), widget), 2)
        self.body.addLayout(line)

    def show_plan(self, plan: Plan) -> None:
        """Show what is said of the new people of a plan."""
        new, door = plan.counts.people_created, plan.choices.door
        self.setVisible(bool(new))
        words = ngettext(
            "Where the {count} new contact comes from", "Where the {count} new contacts come from", new
        ).format(count=numbers.show_int(new))
        self._origin_label.setText(words)
        self.origin.setAccessibleName(words)
        listed = [(key, code_lists.label("lawful_basis", key)) for key in code_lists.keys("lawful_basis")]
        fields.set_choices(self.basis, listed)
        self.basis.setCurrentIndex(place(self.basis, door.basis or _USUAL))
        self.origin.setPlaceholderText(plan.file_name)
        if not self.origin.hasFocus():
            self.origin.setText(door.origin)

    def door(self) -> Door:
        """What is said now; a day that is none is left out until it is mended."""
        day = None if self.informed_on.problem() else self.informed_on.day()
        return Door(self.origin.text().strip(), self.basis.currentData() or _USUAL, day.isoformat() if day else "")

    def _tell(self) -> None:
        said = self.door()
        self._decide(lambda made: replace(made.choices, door=said))


def _labelled(label: QLabel, widget: QWidget) -> QVBoxLayout:
    both = QVBoxLayout()
    both.setSpacing(tokens.XS)
    both.addWidget(label)
    both.addWidget(widget)
    return both
