"""What is in a backup: how many of what, beside how many there are now, and what was done last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.backups import Held, Inside
from crm.rules import numbers
from ui.dialogs import wording
from ui.kit import text, theme, tokens
from ui.kit.bar import Bar

_STEPS = 5


class InsideView(QWidget):
    """Empty until something is shown; `path` is what may be restored now, None for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.setMinimumWidth(theme.px(340))
        self._state = Bar(closable=False)
        self._newest = text.label("", "muted", wrap=True)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(tokens.L)
        self._counts.setVerticalSpacing(tokens.XS)
        self._counts.setColumnStretch(2, 1)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(tokens.XS)
        self._title = text.label(_("Done last"), "section")
        self._made: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(text.label(_("What is in it"), "section"))
        column.addWidget(self._state)
        column.addWidget(self._newest)
        column.addLayout(self._counts)
        column.addSpacing(tokens.S)
        column.addWidget(self._title)
        column.addLayout(self._steps)
        column.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self.path = None
        self._state.clear()
        self._newest.setText("")
        self._title.hide()
        for label in self._made:
            label.hide()
            label.deleteLater()
        self._made = []

    def show_problem(self, words: str) -> None:
        """Say why it cannot be used."""
        self.clear()
        self._state.say(words, "danger")

    def show_inside(self, inside: Inside, held: Sequence[Held]) -> None:
        """Show what a backup holds; it was looked through and is good."""
        self.clear()
        self._state.say(_("Looked through just now: it is whole."), "success")
        if inside.newest:
            self._newest.setText(_("Last changed {moment}").format(moment=wording.moment(inside.newest)))
        for row, one in enumerate(held):
            self._put(text.label(one.label), row, 0)
            self._put(text.label(numbers.show_int(one.number), "strong"), row, 1, Qt.AlignmentFlag.AlignRight)
            self._put(text.label(_difference(one), "muted"), row, 2)
        self._title.setVisible(bool(inside.steps))
        for at, label in inside.steps[:_STEPS]:
            made = text.Elided(f"{wording.moment(at)}  {label}", "muted")
            self._made.append(made)
            self._steps.addWidget(made)

    def _put(self, label: QLabel, row: int, column: int, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        self._made.append(label)
        self._counts.addWidget(label, row, column, align)


def _difference(one: Held) -> str:
    if one.now is None or one.now == one.number:
        return ""
    by = numbers.show_int(abs(one.now - one.number))
    words = _("{number} fewer than now") if one.now > one.number else _("{number} more than now")
    return words.format(number=by)
