"""Which organisations the members page shows: members or all, of one sector or of any, archived ones."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from crm.rules import code_lists, numbers
from ui.kit.chips import Chip, FilterChips

ALL, ARCHIVED, QUIET = "all", "archived", "quiet"


class SectorChips(FilterChips):
    """One sector at a time; only those that somebody belongs to are offered, with how many there are."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._counts: Mapping[str, int] = {}
        self.toggled.connect(self._toggle)
        self.choose(())

    def sector(self) -> str:
        """The key of the chosen sector, "" for any."""
        return next((key for key in self.checked() if key not in (ALL, ARCHIVED, QUIET)), "")

    def everybody(self) -> bool:
        """Whether others than members are shown."""
        return ALL in self.checked() or ARCHIVED in self.checked()

    def archived(self) -> bool:
        """Whether the archived ones are shown."""
        return ARCHIVED in self.checked()

    def quiet(self) -> bool:
        """Whether only those are shown whom nobody met for too long."""
        return QUIET in self.checked()

    def choose(self, checked: Iterable[str]) -> None:
        """Choose exactly these, without telling."""
        chosen = list(checked)
        label, show = code_lists.label, numbers.show_int
        shown = [key for key in code_lists.keys("helix_sector") if key in self._counts or key in chosen]
        self.set_chips(
            [
                Chip(ALL, _("All organisations"), ALL in chosen, tip=_("Also those who are no members")),
                *(
                    Chip(key, f"{label('helix_sector', key)}  {show(self._counts.get(key, 0))}", key in chosen)
                    for key in shown
                ),
                Chip(QUIET, _("Too quiet"), QUIET in chosen, tip=_("Whom nobody met for longer than wanted")),
                Chip(ARCHIVED, _("Archived"), ARCHIVED in chosen),
            ]
        )

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are of each sector."""
        if counts != self._counts:
            self._counts = dict(counts)
            # The chips are made again, and one of them may just be being clicked.
            QTimer.singleShot(0, self, lambda: self.choose(self.checked()))

    def _toggle(self, key: str, on: bool) -> None:
        if on and key != QUIET:
            rivals = {ALL: {ARCHIVED}, ARCHIVED: {ALL}}.get(key)
            self.set_checked(
                [
                    one
                    for one in self.checked()
                    if one == key or (one not in rivals if rivals is not None else one in (ALL, ARCHIVED, QUIET))
                ]
            )
        self.changed.emit()
