"""One indicator of a goal: where it stands, how much of the way is gone, and a picture of the way."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crm.i18n import _
from crm.queries.goals import IndicatorRow
from crm.reports.goals import Standing
from ui.kit import icons, text, theme, tokens
from ui.kit.buttons import icon_button
from ui.kit.cards import Card
from ui.kit.chart_view import ChartView
from ui.pages import goal_words

HIGH = 150
"""Pixels of the picture."""


class IndicatorCard(Card):
    """`values` and `edit` are called with the id of the indicator that is shown."""

    def __init__(self, values: Callable[[int], object], edit: Callable[[int], object]) -> None:
        super().__init__(padding=tokens.M)
        self._id = 0
        self._name = text.label("", "strong", wrap=True)
        self._sign = text.label()
        self._course = text.label("", "small")
        self._from, self._way = text.label("", "hint", wrap=True), text.label("", "small", wrap=True)
        self._note = text.label("", "hint", wrap=True)
        self.chart = ChartView("")
        self.chart.setFixedHeight(theme.px(HIGH))
        self._values = icon_button("columns", _("Values by year…"), lambda: values(self._id))
        self._edit = icon_button("edit", _("Edit"), lambda: edit(self._id))
        head = QHBoxLayout()
        head.setSpacing(tokens.XS)
        head.addWidget(self._name, 1)
        for one in (self._sign, self._course, self._values, self._edit):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        for one in (self._way, self._from, self._note):
            words.addWidget(one)
        self.body.addLayout(head)
        self.body.addLayout(words)
        self.body.addWidget(self.chart)

    def show_indicator(
        self,
        one: IndicatorRow,
        known: Mapping[int, int],
        stands: Standing,
        today: date,
        *,
        waiting: bool,
        writable: bool,
    ) -> None:
        """Show an indicator; `waiting` while figures of some years are still being counted."""
        self._id = one.id
        self._name.setText(one.name)
        course = goal_words.course(stands)
        self._sign.setPixmap(
            icons.pixmap(goal_words.ICONS[stands.course], tokens.ICON_SMALL, goal_words.TONES[stands.course])
        )
        self._course.setText(course)
        self._way.setText(_("Counting…") if waiting and stands.value is None else goal_words.way(one, stands))
        follows = _("Follows {key} of the annual report.").format(key=one.figure_key) if one.figure_key else ""
        self._from.setText(follows or _("Kept by hand."))
        note = one.kept[stands.year].note if stands.year in one.kept else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.chart.setAccessibleName(one.name)
        self.chart.set_chart(goal_words.chart(one, known, today))
        self.chart.setVisible(bool(known))
        self._values.setVisible(writable)
        self._edit.setVisible(writable)
        for made, words in ((self._values, _("Values by year…")), (self._edit, _("Edit"))):
            made.setAccessibleName(f"{words.rstrip('…')}: {one.name}")
