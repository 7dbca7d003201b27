"""The filter that was built for a list: its conditions as chips, and the dialog that builds it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.i18n import _
from crm.queries.lists import conditions, reading
from crm.queries.lists.conditions import EVERYTHING, All, Condition
from crm.queries.lists.query import ListQuery
from ui.kit.buttons import icon_button
from ui.kit.chips import Chip, FilterChips
from ui.pages.desk import Desk


class BuiltFilter(QWidget):
    """A chip for each condition, one click takes it away; the row is there only while there is a condition.

    `about` is the table of the list. `asked` gives the list's question as it would be asked without what is built
    here: the builder counts within it. `changed` is emitted when a condition comes or goes.
    """

    changed = Signal()

    def __init__(self, about: str, desk: Desk, asked: Callable[[], Any]) -> None:
        super().__init__()
        self.condition: Condition = EVERYTHING
        self._about, self._desk, self._asked = about, desk, asked
        self.chips = FilterChips()
        self.chips.removed.connect(self._remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chips)
        self.setVisible(False)

    def button(self) -> QWidget:
        """A button that opens the builder, for a page that has none of its own."""
        made = icon_button("filter", _("Build a filter…"), self.ask)
        made.setObjectName("buildFilter")
        return made

    def narrowed(self, query: Any) -> Any:
        """The list's question, so that it finds only what the conditions let through."""
        return query if conditions.is_empty(self.condition) else replace(query, also=self._also(self.condition))

    def ask(self, field: str = "") -> None:
        """Build on what is there; `field` begins with a condition on this field."""
        from ui.dialogs import filter_builder

        filter_builder.ask(
            *(self.window(), self._about, self.condition),
            done=self.choose,
            field=field,
            count=self._count,
            today=self._desk.today(),
        )

    def choose(self, condition: Condition) -> None:
        """Filter by this from now on."""
        if condition != self.condition:
            self.set(condition)
            self.changed.emit()

    def set(self, condition: Condition) -> None:
        """Filter by this, without telling."""
        self.condition = EVERYTHING if conditions.is_empty(condition) else condition
        said = [reading.part(self._about, one) for one in self._parts()]
        self.chips.set_chips([Chip(str(place), words, removable=True) for place, words in enumerate(said)])
        self.setVisible(bool(said))

    def tell_again(self) -> None:
        """Write the chips anew: what they name may be called otherwise now."""
        self.set(self.condition)

    def state(self) -> dict[str, Any]:
        """The conditions, as `restore` takes them."""
        return {} if conditions.is_empty(self.condition) else {"built": self.condition}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to the conditions of `state`."""
        self.set(state.get("built", EVERYTHING))

    def _also(self, condition: Condition) -> ListQuery:
        # Whether archived records are shown the list itself says.
        return ListQuery(self._about, condition, archived=None, today=self._desk.today())

    def _count(self, condition: Condition, show: Callable[[int], object]) -> None:
        query = replace(self._asked(), also=self._also(condition))
        self._desk.questions.ask(f"{self._about}.built", lambda: len(query.ids()), show)

    def _parts(self) -> tuple[Condition, ...]:
        if isinstance(self.condition, All):
            return tuple(one for one in self.condition.conditions if not conditions.is_empty(one))
        return () if conditions.is_empty(self.condition) else (self.condition,)

    def _remove(self, key: str) -> None:
        parts = self._parts()
        self.choose(All(parts[: int(key)] + parts[int(key) + 1 :]))
