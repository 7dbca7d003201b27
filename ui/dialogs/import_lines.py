"""The rows of a list with what becomes of each: chips that filter by it, and what the row says in full beside them."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, overload

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm.i18n import N_, _
from crm.rules import numbers
from ui.dialogs.listing import Listing
from ui.kit import text, theme, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.chips import Chip, FilterChips
from ui.kit.table import Column

ACTIONS = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "question": N_("Questions"),
}
ONE = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "question": N_("Question"),
}
ICONS = {"new": "plus", "changed": "edit", "same": "check", "rejected": "warning", "question": "help"}
ALL = "all"


class Line(NamedTuple):
    """One row of the list: its number in the file, whom it names, what becomes of it and why."""

    row: int
    who: str
    organisation: str
    action: str
    reason: str


class Change(NamedTuple):
    """One field that a row writes, in words; `before` is "" where nothing stood there."""

    field: str
    before: str
    after: str


class Choice(NamedTuple):
    """An answer to the question of a row; `on` gives it."""

    words: str
    on: Callable[[], object]
    icon: str = ""


class Whole(NamedTuple):
    """All that is told of one row."""

    title: str
    action: str
    reason: str
    changes: Sequence[Change] = ()
    choices: Sequence[Choice] = ()


class Lines(QWidget):
    """Chips above, the rows at the left, one row in full at the right.

    Rows are known by their place in the list: `line(place)` is asked when one is painted, `whole(place)` when one is
    looked at, so that a list of a hundred thousand rows shows at once.
    """

    def __init__(self, line: Callable[[int], Line], whole: Callable[[int], Whole]) -> None:
        super().__init__()
        self._line, self._whole = line, whole
        self._actions: Sequence[str] = ()
        self._places: Sequence[int] = ()
        self._chips = FilterChips()
        self._chips.toggled.connect(self._filter)
        self.listing = Listing(
            _("Rows of the list"),
            [
                Column("row", _("Row"), 64, "right", show=lambda line: str(line.row), sortable=False),
                Column("action", "", 44, show=lambda line: "", icon=lambda line: ICONS[line.action], sortable=False,
                       tip=lambda line: _(ONE[line.action])),
                Column("who", _("Contact"), 150, sortable=False),
                Column("organisation", _("Organisation"), 150, sortable=False),
                Column("reason", _("Note"), 120, sortable=False),
            ],
            tall=3,
        )  # fmt: skip
        self.listing.current_changed.connect(lambda _id: self._show_whole())
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows, side = Card(padding=1), Card()
        rows.body.addWidget(self.listing, 1)
        side.body.addWidget(self._side, 1)
        side.setMinimumWidth(theme.px(280))
        both = QHBoxLayout()
        both.setSpacing(tokens.M)
        both.addWidget(rows, 5)
        both.addWidget(side, 3)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addWidget(self._chips)
        body.addLayout(both, 1)
        self.setFocusProxy(self.listing)

    def show_lines(self, actions: Sequence[str], counts: Mapping[str, int], filtered: str = "") -> None:
        """Show rows with these actions; `counts` are those of each action, `filtered` is the one to begin with.

        The row that was looked at stays the one looked at.
        """
        here, chosen = self.place(), filtered or self.chosen()
        self._actions = actions
        if not counts.get(chosen):
            chosen = ALL
        chips = [Chip(ALL, _("All {count}").format(count=numbers.show_int(sum(counts.values()))), chosen == ALL)]
        for action, words in ACTIONS.items():
            if counts.get(action):
                told = f"{_(words)} {numbers.show_int(counts[action])}"
                chips.append(Chip(action, told, chosen == action))
        self._chips.set_chips(chips)
        self._show(chosen, here or 0)

    def chosen(self) -> str:
        """The action that is shown, "all" for every row."""
        return next(iter(self._chips.checked()), ALL)

    def choose(self, action: str) -> None:
        """Show only the rows of an action ("all": every row)."""
        self._chips.set_checked([action])
        self._show(action, 0)

    def place(self) -> int | None:
        """The place in the list of the row one is on."""
        shown = self.listing.current_id()
        return self._places[shown] if shown is not None and shown < len(self._places) else None

    def step(self, actions: Sequence[str]) -> None:
        """Go to the next row of one of these actions, round the end."""
        here = self.listing.current_id() or 0
        for turn in range(1, len(self._places) + 1):
            shown = (here + turn) % len(self._places)
            if self._actions[self._places[shown]] in actions:
                self.listing.go_to(shown)
                return

    def _filter(self, key: str, on: bool) -> None:
        # One at a time: pressing the one that is on goes back to all.
        self.choose(key if on else ALL)

    def _show(self, action: str, here: int) -> None:
        every = range(len(self._actions))
        self._places = every if action == ALL else [place for place in every if self._actions[place] == action]
        self.listing.show_rows(_Painted(self._places, self._line))
        if self._places:
            self.listing.go_to(min(bisect_left(self._places, here), len(self._places) - 1))
        self._show_whole()

    def _show_whole(self) -> None:
        place = self.place()
        self._side.setWidget(_Side(self._whole(place)) if place is not None else QWidget())


class _Painted(Sequence[Line]):
    """Lines that are made when somebody asks for them."""

    def __init__(self, places: Sequence[int], line: Callable[[int], Line]) -> None:
        self._places, self._line = places, line

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, wanted: int) -> Line: ...

    @overload
    def __getitem__(self, wanted: slice) -> Sequence[Line]: ...

    def __getitem__(self, wanted: int | slice) -> Line | Sequence[Line]:
        if isinstance(wanted, slice):
            return [self._line(place) for place in self._places[wanted]]
        return self._line(self._places[wanted])


class _Side(QWidget):
    """One row in full."""

    def __init__(self, whole: Whole) -> None:
        super().__init__()
        self.setProperty("plain", True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, tokens.S, 0)
        body.setSpacing(tokens.S)
        body.addWidget(text.label(whole.title, "section", wrap=True))
        tone = {"rejected": "danger", "question": "warning"}.get(whole.action, "muted")
        body.addWidget(text.label(_(ONE[whole.action]), "strong", tone=tone))
        if whole.reason:
            body.addWidget(text.label(whole.reason, wrap=True, selectable=True))
        for choice in whole.choices:
            made = button(choice.words.replace("&", "&&"), choice.on, icon=choice.icon)
            body.addWidget(made)
        if whole.changes:
            body.addLayout(_changes(whole.changes))
        body.addStretch(1)


def _changes(changes: Sequence[Change]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, tokens.S, 0, 0)
    grid.setHorizontalSpacing(tokens.M)
    grid.setVerticalSpacing(tokens.XS)
    grid.setColumnStretch(1, 1)
    for row, change in enumerate(changes):
        grid.addWidget(text.label(change.field, "muted", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        if change.before:
            told.addWidget(text.label(_("before: {value}").format(value=change.before), "hint", wrap=True))
        told.addWidget(text.label(change.after, "body", wrap=True, selectable=True))
        grid.addLayout(told, row, 1)
    return grid
