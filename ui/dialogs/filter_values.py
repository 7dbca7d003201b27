"""The editor for what a field is compared with: letters, a number, a day, choices, records found by some letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm.errors import Invalid
from crm.i18n import _
from crm.queries import activities, named, organisations, people, projects
from crm.queries.lists import reading
from crm.queries.lists.fields import Field
from crm.rules import folding, numbers, relative_days
from ui.dialogs import choices
from ui.dialogs.filter_words import PERIOD
from ui.kit import fields, text, tokens
from ui.kit.people_field import PeopleField, Suggestion

BLANK = ("filled", "empty")
_SCALES = {"money": 100, "number": 100, "hours": 60}


@dataclass(frozen=True)
class Editor:
    """A widget for the value of a comparison.

    `get` gives (op, value) of the comparison, None where nothing was written yet; it raises Invalid({"": sentence})
    where what stands there is no value. `put` shows a value.
    """

    widget: QWidget
    get: Callable[[], tuple[str, Any] | None]
    put: Callable[[str, Any], None]
    changed: Sequence[SignalInstance]


def make(field: Field, op: str) -> Editor | None:
    """The editor for this comparison; None for one without a value."""
    if op in BLANK:
        return None
    if op == "between":
        return _between(field)
    if field.kind == "date" and op in ("last_days", "next_days", "ago", "not_for"):
        least = 0 if op == "next_days" else 1
        return _whole(op, _("days"), least, relative_days.LONGEST)
    if field.kind == "date" and op == "in_year":
        return _whole(op, "", 1900, 2200)
    if field.kind == "date" and op == PERIOD:
        return _period()
    if field.kind in ("choice", "many") or (field.kind == "record" and op != "contains"):
        return _several(field, op)
    return _one(field, op)


def _one(field: Field, op: str) -> Editor:
    """A single value: text, a number, a day, yes or no."""
    if field.kind == "yes_no":
        made = fields.choice("value", field.name, choices=[(True, _("Yes")), (False, _("No"))])
        made.put(True)
    elif field.kind == "date":
        made = choices.day("value", field.name)
    elif field.kind in ("text", "link", "record"):
        made = fields.text("value", field.name)
    else:
        return _number(field, op)
    made.widget.setAccessibleName(field.name)

    def get() -> tuple[str, Any] | None:
        value = made.get()
        return None if value in (None, "") else (op, value)

    return Editor(made.widget, get, lambda _op, value: made.put(value), (made.changed,))


def _number(field: Field, op: str) -> Editor:
    edit, read, show = _scaled(field)

    def get() -> tuple[str, Any] | None:
        value = read()
        return None if value is None else (op, value)

    return Editor(edit, get, lambda _op, value: edit.setText(show(value)), (edit.textChanged,))


def _scaled(field: Field) -> tuple[QLineEdit, Callable[[], int | None], Callable[[int], str]]:
    """A line for a number as people write it: kroner, hours, decimals; it is kept as øre, minutes, hundredths."""
    edit, scale = QLineEdit(), _SCALES.get(field.kind, 1)
    edit.setAccessibleName(field.name)
    edit.setPlaceholderText({"money": _("kroner"), "hours": _("hours")}.get(field.kind, ""))

    def read() -> int | None:
        words = edit.text().strip()
        number = numbers.parse(words)
        if not words:
            return None
        if number is None or abs(number) > 10**14 or number * scale != int(number * scale):
            raise Invalid({"": _("“{text}” is no number.").format(text=words)})
        return int(number * scale)

    def show(value: int) -> str:
        return numbers.show_decimal(Decimal(value) / scale) if value % scale else str(value // scale)

    return edit, read, show


def _between(field: Field) -> Editor:
    pair = QWidget()
    line = _line(pair)
    if field.kind == "date":
        first, last = choices.day("first", field.name), choices.day("last", field.name)
        ends: list[tuple[QWidget, Callable[[], Any], Callable[[Any], None], SignalInstance]] = [
            (one.widget, one.get, one.put, one.changed) for one in (first, last)
        ]
    else:
        ends = []
        for _end in range(2):
            edit, read, show = _scaled(field)
            ends.append((edit, read, partial(_write, edit, show), edit.textChanged))
    for (widget, _get, _put, _changed), name in zip(ends, (_("From"), _("To")), strict=True):
        widget.setAccessibleName(f"{field.name}: {name}")
        line.addWidget(widget, 1)
    line.insertWidget(1, text.label("–", "muted"))

    def get() -> tuple[str, Any] | None:
        found = tuple(read() for _widget, read, _put, _changed in ends)
        return None if None in found else ("between", found)

    def put(_op: str, value: Any) -> None:
        for (_widget, _get, show, _changed), one in zip(ends, value, strict=True):
            show(one)

    pair.setFocusProxy(ends[0][0])
    return Editor(pair, get, put, [changed for _widget, _get, _put, changed in ends])


def _write(edit: QLineEdit, show: Callable[[int], str], value: int) -> None:
    edit.setText(show(value))


def _whole(op: str, unit: str, least: int, most: int) -> Editor:
    """A whole number with its unit behind it."""
    pair = QWidget()
    line = _line(pair)
    edit = QLineEdit()
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.setMaximumWidth(edit.fontMetrics().horizontalAdvance("0") * 12)
    edit.setAccessibleName(unit or _("Year"))
    pair.setFocusProxy(edit)
    line.addWidget(edit)
    line.addWidget(text.label(unit, "muted"))
    line.addStretch(1)

    def get() -> tuple[str, Any] | None:
        words = edit.text().strip()
        if not words:
            return None
        number = numbers.parse_int(words)
        if number is None or not least <= number <= most:
            raise Invalid({"": _("Write a number from {least} to {most}.").format(least=least, most=most)})
        return op, number

    return Editor(pair, get, lambda _op, value: edit.setText(str(value)), (edit.textChanged,))


def _period() -> Editor:
    made = fields.choice(
        "value", "", choices=[(f"{op} {period}", words) for (op, period), words in reading.periods().items()]
    )
    made.put("this year")
    made.widget.setAccessibleName(_("Week, month or year"))

    def get() -> tuple[str, Any] | None:
        op, period = made.get().split()
        return op, period

    return Editor(made.widget, get, lambda op, value: made.put(f"{op} {value}"), (made.changed,))


def _several(field: Field, op: str) -> Editor:
    """One or several of what may be chosen: the words of a list, or records found by some letters."""
    offered = {choice.key: choice.words for choice in field.choices()}
    edit = Several(field, offered)
    edit.setAccessibleName(field.name)
    numbered = field.kind == "record"
    keys = list(offered)

    def get() -> tuple[str, Any] | None:
        chosen = [keys[one.id] if offered else one.id for one in edit.chosen() if one.id is not None]
        values = tuple(int(one) if numbered else str(one) for one in chosen)
        if not values:
            return None
        return (("is" if op == "any_of" else "is_not"), values[0]) if len(values) == 1 else (op, values)

    def put(_op: str, value: Any) -> None:
        shown = []
        for one in value if isinstance(value, tuple) else (value,):
            words = reading.value(field, "is", one)
            if offered and str(one) in offered:
                shown.append(Suggestion(keys.index(str(one)), offered[str(one)]))
            elif not offered:
                shown.append(Suggestion(int(one), words))
        edit.set_chosen(shown)

    return Editor(edit, get, put, (edit.changed,))


class Several(PeopleField):
    """Chips of what was chosen. Letters find more, a click or the arrow down shows what there is to choose from."""

    def __init__(self, field: Field, offered: dict[str, str]) -> None:
        self._offered, self._opens = list(offered.values()), field.opens
        super().__init__(self._find, None, _("Choose, or write some letters"), avatars=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.MouseButtonRelease and not self.pending():
            QTimer.singleShot(0, self, self._typed)
        return super().eventFilter(watched, event)

    def _find(self, words: str) -> list[Suggestion]:
        if self._offered:
            sought = folding.fold(words)
            found = [(place, one) for place, one in enumerate(self._offered) if sought in folding.fold(one)]
            found.sort(key=lambda pair: not folding.fold(pair[1]).startswith(sought))
            return [Suggestion(place, one) for place, one in found]
        return _SUGGEST[self._opens](words) if self._opens in _SUGGEST else []


def _activities(words: str) -> list[Suggestion]:
    ids = activities.ActivitiesQuery(words).ids()[:8]
    return [Suggestion(id, name) for id, name in named.activities(of=ids)] if ids else []


_SUGGEST: dict[str, Callable[[str], list[Suggestion]]] = {
    "organisation": lambda words: [Suggestion(row.id, row.name, row.city) for row in organisations.suggest(words)],
    "person": lambda words: [Suggestion(row.id, row.name, row.organisation) for row in people.suggest(words)],
    "project": lambda words: [Suggestion(row.id, row.title) for row in projects.suggest(words)],
    "activity": _activities,
}


def _line(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens.S)
    return line
