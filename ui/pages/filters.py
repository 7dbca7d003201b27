"""Filters of a list as chips that can be taken away, and the menu that adds them (UX.md 11)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crm.i18n import _
from crm.queries.lists.conditions import Condition
from ui.kit import tokens
from ui.kit.buttons import button
from ui.kit.chips import Chip, FilterChips
from ui.kit.palette import Group, Hit, Palette


class Choice(NamedTuple):
    """A value of a filter and what it is called."""

    value: Any
    words: str


class Kind(NamedTuple):
    """What can be filtered by: its key, its name, and either what to choose from or who finds it for some letters.

    `says` gives a value as a condition of the filters that are built; archived records are no condition.
    """

    key: str
    name: str
    choices: Callable[[], Sequence[Choice]] | None = None
    find: Callable[[str], Sequence[Choice]] | None = None
    icon: str = ""
    says: Callable[[Any], Condition] | None = None


class Filters(QWidget):
    """One value at most of each kind; `changed` is emitted whenever one comes or goes."""

    changed = Signal()

    def __init__(self, kinds: Sequence[Kind]) -> None:
        super().__init__()
        self._kinds = {kind.key: kind for kind in kinds}
        self._chosen: dict[str, Choice] = {}
        self._ask: Callable[[], object] | None = None
        self.chips = FilterChips()
        self.chips.removed.connect(self.remove)
        self._menu = QMenu(self)
        self.add: QPushButton = button(_("Filter"), icon="filter")
        self.add.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)

    def offer_builder(self, ask: Callable[[], object]) -> None:
        """Let the menu lead to the builder of filters too."""
        self._ask = ask

    def value(self, key: str) -> Any:
        """The value chosen of a kind, None for none."""
        chosen = self._chosen.get(key)
        return chosen.value if chosen else None

    def chosen(self) -> dict[str, Choice]:
        """All that is chosen, by kind."""
        return dict(self._chosen)

    def said(self) -> dict[str, Condition]:
        """What is chosen as conditions of the filters that are built, by kind."""
        return {
            key: says(choice.value)
            for key, choice in self._chosen.items()
            if (says := self._kinds[key].says) is not None
        }

    def left(self, *gone: str) -> dict[str, Choice]:
        """What is chosen but of these kinds."""
        return {key: choice for key, choice in self._chosen.items() if key not in gone}

    def without(self, gone: Collection[str]) -> None:
        """Filter by these kinds no more, without telling."""
        if any(key in self._chosen for key in gone):
            self.set(self.left(*gone))

    def choose(self, key: str, choice: Choice) -> None:
        """Filter by this from now on."""
        self.set({**self._chosen, key: choice})
        self.changed.emit()

    def remove(self, key: str) -> None:
        """Filter by this no more."""
        if self._chosen.pop(key, None) is not None:
            self.set(self._chosen)
            self.changed.emit()

    def set(self, chosen: Mapping[str, Choice]) -> None:
        """Filter by exactly these, without telling."""
        self._chosen = dict(chosen)
        words = _("{kind}: {value}")
        self.chips.set_chips(
            [
                Chip(key, words.format(kind=self._kinds[key].name, value=choice.words), removable=True)
                for key, choice in self._chosen.items()
            ]
        )

    def _fill(self) -> None:
        self._menu.clear()
        for kind in self._kinds.values():
            if kind.find is not None:
                self._menu.addAction(_("{kind}…").format(kind=kind.name), partial(self._look, kind))
                continue
            submenu = self._menu.addMenu(kind.name)
            for choice in kind.choices() if kind.choices else ():
                action = submenu.addAction(choice.words.replace("&", "&&"), partial(self.choose, kind.key, choice))
                action.setCheckable(True)
                action.setChecked(self.value(kind.key) == choice.value)
        if self._ask is not None:
            self._menu.addSeparator()
            self._menu.addAction(_("Build a filter…"), self._ask)
        if self._chosen:
            self._menu.addSeparator()
            self._menu.addAction(_("Clear all"), self._clear)

    def _clear(self) -> None:
        self.set({})
        self.changed.emit()

    def _look(self, kind: Kind) -> None:
        """Find somebody by a few letters, as in the palette."""
        find = kind.find
        assert find is not None

        def search(words: str) -> list[Group]:
            hits = [Hit(one.words, partial(self.choose, kind.key, one), "", kind.icon) for one in find(words)]
            return [Group("", hits)]

        palette = Palette(search, kind.name, _("Write a few letters of the name."))
        palette.setParent(self, palette.windowFlags())
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open_over(self.window())


def periods(today: date) -> list[Choice]:
    """The usual stretches of time as (first, last) days."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    quarter = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    found = [
        Choice((monday, monday + timedelta(days=6)), _("This week")),
        Choice((month, None), _("This month")),
        Choice((before, month - timedelta(days=1)), _("Last month")),
        Choice((quarter, None), _("This quarter")),
        Choice((today - timedelta(days=365), today), _("Last 365 days")),
    ]
    return found + [
        Choice((date(year, 1, 1), date(year, 12, 31)), str(year)) for year in range(today.year, today.year - 5, -1)
    ]
