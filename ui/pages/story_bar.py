"""What stands above a timeline: which kinds, a search in it, and the years one can jump to."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crm.i18n import N_, _
from crm.queries.timeline import KINDS
from crm.rules import numbers
from ui.kit import icons, text, theme, tokens
from ui.kit.chips import Chip, FilterChips
from ui.kit.search_field import SearchField

DIRECT = "direct"
NAMES = {
    "meeting": N_("Meetings"),
    "phone": N_("Calls"),
    "email": N_("Mails"),
    "task": N_("Follow-ups"),
    "activity": N_("Activities"),
    "file": N_("Files"),
    "project": N_("Projects"),
    "contribution": N_("Contributions"),
    "position": N_("Positions"),
    "membership": N_("Membership"),
    "result": N_("Results"),
    "seat": N_("Seats"),
    "fact": N_("Report data"),
    "import": N_("Imports"),
    "change": N_("Changes"),
}
FEW = 8
"""So few entries are seen at a glance: nobody searches in them."""


class StoryBar(QWidget):
    """Tells `changed` when something else is asked for, `jumped(place)` when somebody wants to see a year."""

    changed = Signal()
    jumped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._years: Sequence[tuple[int, int]] = ()
        self._few = True
        self.search = SearchField(_("Search what happened"))
        self.search.searched.connect(lambda _words: self.changed.emit())
        self.year = QToolButton()
        self.year.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.year.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.year.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.year.setToolTip(text.plain_tip(_("Jump to a year")))
        icons.put(self.year, "calendar", "text", size=tokens.ICON_SMALL)
        self._menu = QMenu(self.year)
        self.year.setMenu(self._menu)
        # All of them are made once and shown where there is something of their kind: one comes by here at every row.
        self.chips = FilterChips(
            [
                Chip(DIRECT, _("Only direct"), tip=_("Without what its people took part in")),
                *(Chip(kind, _(NAMES[kind])) for kind in KINDS),
            ]
        )
        self.chips.button("change").setToolTip(
            text.plain_tip(_("Who changed what. It stands here only when this is chosen."))
        )
        self.chips.toggled.connect(lambda _key, _on: self.changed.emit())
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(self.search, 1)
        line.addWidget(self.year, 0, Qt.AlignmentFlag.AlignRight)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, tokens.M, 0)
        body.setSpacing(tokens.S)
        body.addWidget(self._line)
        body.addWidget(self.chips)
        self.show_counts({}, rolls_up=False)

    def kinds(self) -> tuple[str, ...]:
        """The kinds that were chosen, none for what is shown by itself."""
        return tuple(key for key in self.chips.checked() if key != DIRECT)

    def direct(self) -> bool:
        """Whether only what is the organisation's own is wanted."""
        return DIRECT in self.chips.checked()

    def words(self) -> str:
        """What is searched."""
        return self.search.text().strip()

    def show_counts(self, counts: Mapping[str, int], *, rolls_up: bool) -> None:
        """Offer the kinds there are, with how many of each; with `rolls_up` also what is direct."""
        chosen = self.chips.checked()
        for kind in KINDS:
            chip, count = self.chips.button(kind), counts.get(kind, 0)
            chip.setText(f"{_(NAMES[kind])}  {numbers.show_int(count)}" if count else _(NAMES[kind]))
            chip.setHidden(not count and kind not in chosen)
        self.chips.button(DIRECT).setHidden(not rolls_up)
        several = len([kind for kind in KINDS if counts.get(kind)]) > 1
        self.chips.setHidden(not (several or chosen or (rolls_up and counts)))
        self._few = sum(counts.values()) <= FEW
        self.search.setHidden(self._few and not self.words())
        self.chips.updateGeometry()
        self._tell_line()

    def show_years(self, years: Sequence[tuple[int, int]]) -> None:
        """Offer these years; each is (year, the place of its first entry)."""
        self._years = tuple(years)
        self._menu.clear()
        for year, place in self._years:
            self._menu.addAction(str(year)).triggered.connect(lambda _on=False, to=place: self.jumped.emit(to))
        self.year.setHidden(self._few or len(self._years) < 2)
        self._tell_line()

    def stand_at(self, place: int) -> None:
        """Say in which year the first entry in sight lies."""
        here = next((year for year, first in reversed(self._years) if first <= place), None)
        self.year.setText(str(here or ""))
        self.year.setAccessibleName(_("Jump to a year, now {year}").format(year=here or ""))
        self.year.setMinimumWidth(theme.px(76))

    def state(self) -> dict[str, Any]:
        """What is chosen."""
        return {"chosen": self.chips.checked(), "words": self.words()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose it again, without telling."""
        self.chips.set_checked(list(state.get("chosen", ())))
        self.search.set_text_quietly(state.get("words", ""))

    def _tell_line(self) -> None:
        self._line.setHidden(self.search.isHidden() and self.year.isHidden())
