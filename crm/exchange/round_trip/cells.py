"""A value of a list's field as a cell of a workbook, as text that is kept out of sight, and read from either again.

What was written and read back unchanged gives the same value: only so a list that nobody touched shows no difference.
"""

import json
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crm.errors import Invalid
from crm.exchange.writers import words as file_words
from crm.exchange.writers.columns import Value
from crm.i18n import _
from crm.queries.lists import values
from crm.queries.lists.field import Field
from crm.rules import dates, emails, folding, links, log_words, names, numbers, phones, truth

KINDS = {
    "number": "number",
    "money": "money",
    "hours": "number",
    "count": "int",
    "year": "plain",
    "date": "day",
    "text": "text",
    "link": "text",
    "choice": "text",
    "yes_no": "text",
    "record": "text",
    "many": "text",
}
CODES = ("org_number", "postal_code", "municipality_code", "nace_code", "phone", "start_time")
"""Fields in whose texts zeros matter."""
TEXTS = ("text", "link", "choice", "record", "many")
"""Kinds that are blank as "" and not as None."""
_LARGEST = 10**15
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")


def kind(field: Field) -> str:
    """The kind of column (crm.exchange.writers) that holds the field."""
    return "code" if field.key in CODES else KINDS[field.kind]


def cell(field: Field, value: Any) -> Value:
    """The value for a cell of that kind of column."""
    if value is None or value in ("", ()):
        return None
    if field.kind in ("money", "count", "year", "date"):
        return value  # type: ignore[no-any-return]
    if field.kind == "number":
        return value / 100  # type: ignore[no-any-return]
    if field.kind == "hours":
        return value / 60  # type: ignore[no-any-return]
    return values.words(field, value) if field.kind not in ("text", "link") or field.key == "phone" else value


def plain(field: Field, value: Any) -> Any:
    """The value as it is compared: texts with one kind of line ends, no blanks around and no signs
    that nobody sees, records by their names.
    """
    if field.kind in ("record", "many"):
        return values.words(field, value)
    if field.kind not in TEXTS:
        return value
    text = _tidied(value or "")
    return text if field.kind == "choice" else _point(field, text)


def kept(field: Field, value: Any) -> str:
    """What `plain` gave as text for the sheet that is out of sight; "" where it is blank."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value)


def from_kept(field: Field, text: str) -> Any:
    """The value that `kept` told; None where the text makes no sense, as somebody may have written there."""
    if field.kind in TEXTS:
        return text
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if field.kind == "date" else json.loads(text)
    except (ValueError, RecursionError):
        return None
    meant = {"date": date, "yes_no": bool}.get(field.kind, int)
    return found if type(found) is meant else None


def read(field: Field, given: Any, today: date) -> Any:
    """The value that a cell stands for, as `plain` gives it. Raises Invalid({key: sentence}) where there is none."""
    typed = _tidied(_text(given))
    if not typed:
        return "" if field.kind in TEXTS else None
    if field.kind in ("text", "link"):
        return _point(field, typed)
    if field.kind in ("record", "many"):
        return typed
    if field.kind == "choice":
        return _choice(field, typed)
    if field.kind == "yes_no":
        answer = truth.parse(given)
        if answer is None:
            answer = {folding.fold(_("Yes")): True, folding.fold(_("No")): False}.get(folding.fold(typed))
        if answer is None:
            raise _wrong(field, _("“{text}” is neither yes nor no."), typed)
        return answer
    if field.kind == "date":
        day = given.date() if isinstance(given, datetime) else dates.from_cell(given, today)
        if day is None:
            raise _wrong(field, _("“{text}” is not a date. Write 3.11.2026, for example."), typed)
        return day
    if field.kind == "hours" and (minutes := _minutes(typed)) is not None:
        return minutes
    number = numbers.parse(given)
    if number is None:
        raise _wrong(field, _("“{text}” is no number, or can be read in two ways."), typed)
    if field.kind in ("money", "number"):
        number = Decimal(round(number * 100, 4)) if isinstance(given, float) else number * 100
        number = number.to_integral_value() if isinstance(given, float) else number
    if field.kind == "hours":  # two decimals are shown: the whole minute next to them is the one that was meant
        number = (number * 60).quantize(Decimal(1), ROUND_HALF_UP) if abs(number) <= _LARGEST else number
    if number != number.to_integral_value() or abs(number) > _LARGEST:
        raise _wrong(field, _("“{text}” is no whole number."), typed)
    return int(number)


def typed(field: Field, text: str, today: date) -> Any:
    """The same of what a person writes just now: a day may be said the short way. Raises Invalid as `read` does."""
    if field.kind == "date":
        # What took place was mostly before today, also where only the weekday is said.
        day = (dates.held if field.key == "held_on" else dates.parse)(text.strip(), today)
        if day is not None:
            return day
    return read(field, text, today)


def cut(text: Any) -> bool:
    """Whether a text is only the beginning of what stood in the register, since Excel holds no more in a cell."""
    return isinstance(text, str) and text.endswith(file_words.MARK) and len(text) > file_words.LONGEST // 2


def shown(field: Field, value: Any) -> str:
    """What `plain` or `read` gave, as a person reads it."""
    return str(value or "") if field.kind in ("record", "many") else values.words(field, value)


def _minutes(typed: str) -> int | None:
    """A length as people say it, "45 min" or "7:30"; None for a plain number, which is hours."""
    if clock := _CLOCK.fullmatch(typed):
        return int(clock[1]) * 60 + int(clock[2])
    return log_words.minutes(typed)


def _text(given: Any) -> str:
    if given is None:
        return ""
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, datetime | date):
        return dates.show(given.date() if isinstance(given, datetime) else given)
    return str(given)


def _tidied(text: str) -> str:
    return names.without_unseen(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _point(field: Field, text: str) -> str:
    """Phones and addresses are compared as they are dialled and sent to, other texts as they stand."""
    if field.key == "phone" and not field.column and not field.own:
        return phones.parse(text) or text
    if field.key == "email" and not field.column and not field.own:
        return emails.clean(text) or text
    if field.kind == "link" and text and not links.problem(text):
        return links.normalised(text)
    return text


def _choice(field: Field, typed: str) -> str:
    sought = folding.fold(typed)
    found = [one.key for one in field.choices() if folding.fold(one.words) == sought or one.key == typed]
    if not found:
        known = ", ".join(one.words for one in field.choices()[:6])
        sentence = _("“{text}” is not one of the choices: {choices} …")
        raise Invalid({field.key: sentence.format(text=_short(typed), choices=known)})
    return found[0]


def _wrong(field: Field, sentence: str, typed: str) -> Invalid:
    return Invalid({field.key: sentence.format(text=_short(typed))})


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58] + " …"
