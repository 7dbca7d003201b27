"""What was understood of a quick line, each to be given back by a click; a hint where nothing was."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crm.i18n import _
from crm.rules import code_lists, dates
from crm.rules.log_line import Part
from ui.dialogs import choices
from ui.kit import flow, icons, text, when
from ui.kit.date_field import WEEKDAYS
from ui.kit.flow import FlowLayout

_ICONS = {"day": "calendar", "minutes": "clock", "start_time": "clock", "type": "meeting", "follow_up": "followups"}


class Understood(QWidget):
    """`given_back(start)` tells which part is to be a word of the subject again."""

    given_back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[int, str]] | None = None
        self._hint = text.label(_("@ who   # focus area or tag   / project   friday   45 min   > follow-up"), "hint")
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=6)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._hint)
        body.addWidget(self._row)
        self.show_parts([])

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these; those with a sign stand as chips in their own fields."""
        shown = [(part.start, _words(part)) for part in parts if part.kind in _ICONS]
        if shown == self._shown:
            return
        self._shown = shown
        flow.clear(self._flow)
        for part in parts:
            if part.kind in _ICONS:
                made = self._chip(part)
                self._flow.addWidget(made)
                made.show()
        self._hint.setVisible(not shown)
        self._row.setVisible(bool(shown))
        self._row.updateGeometry()

    def _chip(self, part: Part) -> QPushButton:
        words = _words(part)
        made = QPushButton(words.replace("&", "&&"), self._row)
        made.setProperty("kind", "chip")
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(_("Understood: {words}. Give it back to the subject").format(words=words))
        made.setToolTip(text.plain_tip(_("Click to give it back to the subject (or Backspace right behind it)")))
        icons.put(made, _ICONS[part.kind], "accent", gap=4, size=12)
        made.clicked.connect(lambda: self.given_back.emit(part.start))
        return made


def _words(part: Part) -> str:
    value: Any = part.value
    if part.kind == "day":
        # How far away it is as well: "friday" of a log is not always the Friday that was meant.
        return f"{_day(value)} · {when.ago(value, choices.today())}"
    if part.kind == "minutes":
        return _("{minutes} min").format(minutes=value)
    if part.kind == "type":
        return code_lists.label("interaction_type", value)
    if part.kind == "follow_up":
        title, due = value
        return f"{title} · {_day(due)}" if due else str(title)
    return str(value)


def _day(day: date) -> str:
    return f"{_(WEEKDAYS[day.weekday()])} {dates.show(day)}"
