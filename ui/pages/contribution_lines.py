"""The contributions one by one: the filters above their list, and what can be done with several below it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.contributions import Line
from ui.kit import tokens
from ui.kit.buttons import button
from ui.pages import contribution_doing
from ui.pages.desk import Desk

LOOKED_AT = 200
"""So many of those that are selected are asked whether they are approved; of more both buttons are on."""


class ContributionLines(QWidget):
    """`parts` stand above one another; `selected` gives the ids that the buttons are for."""

    def __init__(
        self, desk: Desk, filters: QWidget, parts: Sequence[QWidget], selected: Callable[[], list[int]]
    ) -> None:
        super().__init__()
        self.desk, self._selected = desk, selected
        self.approve = button(_("Approve"), self._with_selected(contribution_doing.approve), icon="check")
        self.withdraw = button(_("Withdraw the approval"), self._with_selected(contribution_doing.withdraw), quiet=True)
        self.remove = button(_("Remove"), self._with_selected(contribution_doing.remove), icon="trash", quiet=True)
        above = QHBoxLayout()
        above.setContentsMargins(tokens.S, 0, tokens.S, 0)
        above.addWidget(filters)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.S, tokens.XS, tokens.S, 0)
        for one in (self.approve, self.withdraw, self.remove):
            below.addWidget(one)
        below.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, tokens.S, 0, 0)
        body.setSpacing(tokens.XS)
        body.addLayout(above)
        for place, part in enumerate(parts):
            body.addWidget(part, int(place == len(parts) - 1))
        body.addLayout(below)

    def tell(self, lines: Mapping[int, Line], *, more: bool) -> None:
        """Light up what can be done with these, and with `more` that were not looked at."""
        can = self.desk.writable()
        self.approve.setEnabled(can and (more or any(not line.approved for line in lines.values())))
        self.withdraw.setEnabled(can and (more or any(line.approved for line in lines.values())))
        self.remove.setEnabled(can and bool(lines))

    def _with_selected(self, act: Callable[[Desk, list[int]], object]) -> Callable[[], object]:
        return lambda: act(self.desk, self._selected())
