"""The filter of a wide table: what it asks for, as chips that can be taken away."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.i18n import _
from crm.queries import looks
from crm.queries.lists import conditions, reading
from crm.queries.lists.query import ListQuery
from crm.queries.looks import Look
from ui.kit import tokens
from ui.kit.buttons import icon_button
from ui.kit.chips import Chip, FilterChips
from ui.pages.desk import Desk

_ARCHIVED, _BY_HAND = "archived", "by_hand"


class FilterLine(QWidget):
    """Shows the filter of a look; `take(look)` is told another one."""

    def __init__(self, about: str, desk: Desk, look: Callable[[], Look], take: Callable[[Look], object]) -> None:
        super().__init__()
        self.about, self._desk, self._look, self._take = about, desk, look, take
        self.chips = FilterChips()
        self.chips.removed.connect(self._remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(icon_button("filter", _("Build a filter…"), self.build))
        line.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)

    def says(self) -> str:
        """The filter in plain words."""
        look = self._look()
        if looks.is_by_hand(self.about, look):
            return _("Only what is picked by hand")
        return reading.say(self.about, look.conditions)

    def tell(self) -> None:
        """Show the chips of the look as it is now."""
        look = self._look()
        asked = parts(look.conditions)
        chips = [Chip(str(place), reading.part(self.about, part), removable=True) for place, part in enumerate(asked)]
        if looks.is_by_hand(self.about, look):
            chips = [Chip(_BY_HAND, _("Only what is picked by hand"), removable=True)]
        if look.archived:
            chips.append(Chip(_ARCHIVED, _("Archived"), removable=True))
        self.chips.set_chips(chips)

    def build(self, field: str = "") -> None:
        """Build on the filter by clicks; `field` begins with a condition on this field."""
        from ui.dialogs import filter_builder

        def count(condition: conditions.Condition, show: Callable[[int], object]) -> None:
            look, today = self._look(), self._desk.today()
            query = ListQuery(self.about, condition, text=look.text, archived=look.archived, today=today)
            self._desk.questions.ask(f"{self.about}.built", query.count, show)

        look = self._look()
        by_hand = looks.is_by_hand(self.about, look)
        filter_builder.ask(
            self.window(),
            self.about,
            conditions.EVERYTHING if by_hand else look.conditions,
            done=lambda condition: self._take(replace(self._look(), conditions=condition)),
            field=field,
            count=count,
            today=self._desk.today(),
        )

    def _remove(self, key: str) -> None:
        look = self._look()
        if key == _ARCHIVED:
            self._take(replace(look, archived=False))
            return
        if key == _BY_HAND:
            self._take(replace(look, conditions=conditions.EVERYTHING))
            return
        left = [part for place, part in enumerate(parts(look.conditions)) if str(place) != key]
        self._take(replace(look, conditions=conditions.All(tuple(left)) if left else conditions.EVERYTHING))


def parts(condition: conditions.Condition) -> tuple[conditions.Condition, ...]:
    """What must all be true: each is a chip; another filter is one chip as a whole."""
    if isinstance(condition, conditions.All):
        return tuple(condition.conditions)
    return (condition,) if not conditions.is_empty(condition) else ()
