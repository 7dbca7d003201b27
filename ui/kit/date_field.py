"""A day, typed the short way or picked from a calendar.

What a text means is decided outside (`parse`); this field shows how it was understood and never changes a day silently.
"""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import N_, _, language
from ui.kit import icons, text, theme

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class DateField(QLineEdit):
    """Up and Down change the day by one, Alt+Down opens the calendar.

    `changed(day or None)` comes when another day is understood; `understood(words)` says while typing what a shorthand
    means, `problem_changed(sentence)` what is wrong ("" when nothing is).
    """

    changed = Signal(object)
    understood = Signal(str)
    problem_changed = Signal(str)

    def __init__(
        self, parse: Callable[[str], date | None], show: Callable[[date], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self._day: date | None = None
        self._problem = ""
        opener = QAction(_("Open calendar"), self)
        icons.put(opener, "calendar", "muted")
        opener.triggered.connect(self.open_calendar)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        self.setPlaceholderText(_("dd.mm.yyyy, today, friday, +2w"))
        self.setToolTip(self.placeholderText())
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def day(self) -> date | None:
        """The day, None for an empty field; raises Invalid when what stands there is no day."""
        words = self.text().strip()
        found = self._parse(words) if words else None
        if words and found is None:
            raise Invalid({"": self._sentence()})
        return found

    def set_day(self, day: date | None) -> None:
        """Show a day without telling anybody."""
        self._day = day
        self.setText(self._show(day) if day else "")
        self._tell_problem("")
        self.understood.emit("")

    def problem(self) -> str:
        """What is wrong with the text, "" when nothing is."""
        words = self.text().strip()
        return self._sentence() if words and self._parse(words) is None else ""

    def open_calendar(self) -> None:
        """Open the calendar below the field."""
        popup = _Popup(self, self._day or date.today())
        popup.picked.connect(self._pick)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.problem():
            step = timedelta(days=1 if key == Qt.Key.Key_Up else -1)
            self._pick((self._day or date.today()) + step if self._day else date.today())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)

    def _sentence(self) -> str:
        return _("“{text}” is no date. Write 03.11.2026, 3.11, today, friday or +2w.").format(text=self.text().strip())

    def _typed(self) -> None:
        words = self.text().strip()
        found = self._parse(words) if words else None
        self._tell_problem("")
        shown = f"{_(WEEKDAYS[found.weekday()])} {self._show(found)}" if found else ""
        self.understood.emit(shown)
        if found or not words:
            self._take(found)

    def _settle(self) -> None:
        words = self.text().strip()
        found = self._parse(words) if words else None
        self.understood.emit("")
        self._tell_problem(self._sentence() if words and found is None else "")
        if found:
            self.setText(self._show(found))
            self._take(found)

    def _pick(self, day: date) -> None:
        self.setText(self._show(day))
        self._tell_problem("")
        self.understood.emit("")
        self._take(day)

    def _take(self, day: date | None) -> None:
        if day != self._day:
            self._day = day
            self.changed.emit(day)

    def _tell_problem(self, sentence: str) -> None:
        if sentence != self._problem:
            self._problem = sentence
            text.restyle(self, "bad", bool(sentence))
            self.setToolTip(text.plain_tip(sentence))
            self.problem_changed.emit(sentence)


class _Popup(QFrame):
    picked = Signal(object)

    def __init__(self, field: DateField, day: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendarPopup")
        calendar = QCalendarWidget()
        country = QLocale.Language.NorwegianBokmal if language() == "nb" else QLocale.Language.English
        calendar.setLocale(QLocale(country, QLocale.Country.Norway))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.setAccessibleName(_("Calendar"))
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, plain)
        today = QTextCharFormat()
        today.setForeground(theme.color("accent"))
        today.setFontWeight(700)
        calendar.setDateTextFormat(QDate.currentDate(), today)
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", _("Next month")),
        ):
            arrow = calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                icons.put(arrow, icon)
                arrow.setAccessibleName(words)
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        body = QVBoxLayout(self)
        body.setContentsMargins(6, 6, 6, 6)
        body.addWidget(calendar)
        calendar.setFocus()

    def _pick(self, chosen: QDate) -> None:
        self.close()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
