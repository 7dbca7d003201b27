"""The numbers at the top of Today, each leading to its list, with the year's figures as small charts beside them."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.i18n import _, language, ngettext
from crm.queries.coming import Coming
from crm.queries.goals import IndicatorRow
from crm.queries.interactions import SPOKEN
from crm.queries.today import Overview
from crm.queries.year import Counted, Year
from crm.reports.goals import Standing
from crm.rules import code_lists, numbers
from ui.kit import text, theme, tokens, when
from ui.kit.cards import StatCard
from ui.kit.chart import Chart, Series
from ui.pages import goal_words
from ui.pages.desk import Desk
from ui.pages.filters import Choice

SHARES = {"overdue": 13, "due": 12, "members": 19, "contacts": 27, "activities": 23, "goals": 16}
"""How the cards share the width."""
ALL, GOALS, TALL = 780, 940, 150
"""The least widths in pixels at which the last cards have room, and how high the cards are where the window is."""
BLUE, GREEN, AMBER, GREY = 0, 1, 2, 6
"""The pairs of this year, of what is reached, of what wants attention, of the year before."""
AIMED = {"members": "K01", "contacts": "K10", "activities": "K15"}
"""The figures of the report that goals are set for, by the card that tells of the same."""


class Numbers(QWidget):
    """A row of numbers; they are filled by what is due (`show_day`) and by the figures of the year (`show_year`)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._next_words = ""
        self._first: dict[str, int | None] = {"overdue": None, "due": None}
        self.cards = {
            "overdue": StatCard(_("overdue"), clickable=True),
            "due": StatCard(_("due today"), clickable=True),
            "members": StatCard(_("members"), clickable=True),
            "contacts": StatCard(_("meetings and calls"), clickable=True),
            "activities": StatCard(_("activities this year"), clickable=True),
        }
        for key in ("overdue", "due"):
            self.cards[key].clicked.connect(partial(self._to_task, key))
        self.cards["members"].clicked.connect(partial(desk.go, "members", chips=[], text=""))
        self.cards["members"].value_chosen.connect(self._to_members)
        self.cards["contacts"].clicked.connect(self._to_contacts)
        self.cards["contacts"].value_chosen.connect(
            lambda series, place: self._to_contacts(*self._month(series, place))
        )
        self.cards["activities"].clicked.connect(self._to_activities)
        self.cards["activities"].value_chosen.connect(
            lambda series, place: self._to_activities(*self._month(series, place * 3, 3))
        )
        # Only where the cluster has goals, and not among the numbers that are always there.
        self.goals = StatCard(_("goals on track"), clickable=True)
        self.goals.clicked.connect(partial(desk.go, "goals"))
        self.goals.value_chosen.connect(lambda _series, _place: desk.go("goals"))
        self._aims = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.M)
        for key, card in self.cards.items():
            line.addWidget(card, SHARES[key])
        line.addWidget(self.goals, SHARES["goals"])
        self.goals.hide()

    def show_day(self, answer: Overview) -> None:
        """What is due, and when the next activity is."""
        oldest = min((row.due_on for row in answer.overdue), default=None)
        late = _("oldest: {time}").format(time=_away(oldest, self._desk.today())) if oldest else _("all on time")
        self.cards["overdue"].set(numbers.show_int(answer.tasks.overdue), late)
        later = ngettext("{count} later", "{count} later", answer.tasks.later)
        self.cards["due"].set(
            numbers.show_int(answer.tasks.due_today), later.format(count=numbers.show_int(answer.tasks.later))
        )
        self._first = {
            "overdue": answer.overdue[0].id if answer.overdue else None,
            "due": answer.due_today[0].id if answer.due_today else None,
        }
        self._next(answer.planned)

    def show_year(self, year: Year) -> None:
        """The figures of the report as they stand today."""
        told = ngettext("{count} too quiet", "{count} too quiet", year.quiet)
        told = told.format(count=numbers.show_int(year.quiet)) if year.quiet else _("all spoken with")
        members = self.cards["members"]
        members.set(numbers.show_int(year.members), told if year.members else _("none yet"))
        share = numbers.percent(year.members - year.quiet, year.members)
        slices = (
            Series(_("spoken with"), (year.members - year.quiet,), BLUE),
            Series(_("too quiet"), (year.quiet,), AMBER),
        )
        members.set_chart(Chart("donut", ("",), slices if year.members else (), _whole), _percent(share))
        self._compare("contacts", year.contacts, 1)
        self._compare("activities", year.activities, 3)

    def show_goals(self, stands: Sequence[tuple[IndicatorRow, Standing]]) -> None:
        """How the year stands against the goals: how many are on track, and each figure's goal at its card."""
        course = [one.course for _indicator, one in stands]
        good = [how for how in course if how in ("reached", "on_course")]
        behind = course.count("behind")
        words = ngettext("{count} behind", "{count} behind", behind).format(count=numbers.show_int(behind))
        whole = _("{count} of {total}").format(count=numbers.show_int(len(good)), total=numbers.show_int(len(course)))
        self.goals.set(whole, words if behind else _("none behind"))
        slices = (
            Series(_("Reached"), (course.count("reached"),), GREEN),
            Series(_("On track"), (course.count("on_course"),), BLUE),
            Series(_("Behind"), (behind,), AMBER),
            Series(_("Not known"), (course.count("unknown"),), GREY),
        )
        share = numbers.percent(len(good), len(course))
        self.goals.set_chart(Chart("donut", ("",), slices if course else (), _whole), _percent(share))
        told = [f"{one.name}: {goal_words.way(one, stand)} ({goal_words.course(stand)})" for one, stand in stands]
        self.goals.setToolTip(text.plain_tip("\n".join(told)))
        for key, figure in AIMED.items():
            aims = [words for (one, _stand), words in zip(stands, told, strict=True) if one.figure_key == figure]
            self.cards[key].setToolTip(text.plain_tip("\n".join(aims)))
        self._aims = bool(stands)
        self._fit()

    def set_tall(self, on: bool) -> None:
        """Make the cards high, where the page has room for it: the charts then have words."""
        for card in (*self.cards.values(), self.goals):
            card.setMinimumHeight(theme.px(TALL) if on else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.cards["activities"].setVisible(self.width() >= theme.px(ALL))
        self.goals.setVisible(self._aims and self.width() >= theme.px(GOALS))

    def _next(self, planned: Sequence[Coming]) -> None:
        day = next((one.day for one in planned if one.table == "activity"), None)
        self._next_words = _("next: {time}").format(time=_away(day, self._desk.today())) if day else ""

    def _compare(self, key: str, counted: Counted, months: int) -> None:
        """A number with the year before beside it, `months` to a bar."""
        before = _("{count} by now last year").format(count=numbers.show_int(counted.before_so_far))
        words = before if counted.so_far or counted.before_so_far else _("none yet")
        if key == "activities":
            words = self._next_words or words
        self.cards[key].set(numbers.show_int(counted.so_far), words)
        year = self._desk.today().year
        series = (
            Series(str(year), _by(counted.months, months), BLUE),
            Series(str(year - 1), _by(counted.before, months), GREY),
        )
        anything = any(counted.months[: self._desk.today().month]) or any(counted.before)
        self.cards[key].set_chart(Chart("bar", _names(months), series if anything else (), _whole))

    def _month(self, series: int, month: int, months: int = 1) -> tuple[date, date, str]:
        """The first and the last day of what a bar counts, and how it is called."""
        year = self._desk.today().year - series
        first = date(year, month + 1, 1)
        after = date(year + (month + months) // 12, (month + months) % 12 + 1, 1)
        return first, after - timedelta(days=1), f"{_names(months, long=True)[month // months]} {year}"

    def _to_task(self, key: str) -> None:
        self._desk.go("followups", self._first[key], chips=[], text="")

    def _to_members(self, series: int, _place: int) -> None:
        self._desk.go("members", chips=["quiet"] if series else [], text="")

    def _to_contacts(self, first: date | None = None, last: date | None = None, words: str = "") -> None:
        kind = Choice(SPOKEN, _("Meetings and calls held"))
        self._desk.go("interactions", text="", filters={"type": kind, "period": self._period(first, last, words)})

    def _to_activities(self, first: date | None = None, last: date | None = None, words: str = "") -> None:
        status = Choice("held", code_lists.label("activity_status", "held"))
        self._desk.go("activities", text="", filters={"status": status, "period": self._period(first, last, words)})

    def _period(self, first: date | None, last: date | None, words: str) -> Choice:
        today = self._desk.today()
        return Choice((first or date(today.year, 1, 1), min(last or today, today)), words or str(today.year))


def _away(day: date, today: date) -> str:
    """How far a day is, as it stands within a line."""
    words = when.ago(day, today)
    return words[:1].lower() + words[1:]


def _percent(share: Decimal | None) -> str:
    """A share without decimals, for the hole of a donut."""
    if share is None:
        return ""
    whole = numbers.round_half_up(share)
    return f"{whole}%" if language() == "en" else f"{whole}{numbers.NBSP}%"


def _whole(value: float) -> str:
    return numbers.show_int(round(value))


def _by(counts: Sequence[int | None], months: int) -> list[int | None]:
    """The counts of so many months together; None only where none of them is known.

    >>> _by((1, 2, None, None), 2)
    [3, None]
    """
    parts = [counts[start : start + months] for start in range(0, len(counts), months)]
    return [sum(one or 0 for one in part) if any(one is not None for one in part) else None for part in parts]


def _names(months: int, *, long: bool = False) -> list[str]:
    if months > 1:
        words = _("quarter {number}") if long else _("Q{number}")
        return [words.format(number=place) for place in range(1, 5)]
    kind = QLocale.FormatType.LongFormat if long else QLocale.FormatType.ShortFormat
    return [QLocale().standaloneMonthName(month, kind) for month in range(1, 13)]
