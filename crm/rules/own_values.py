"""What may stand in a field of the cluster's own, by its kind: read from what was typed, kept, and shown again.

The kinds are those of the code list own_field_kind. A value is a str (text, link), whole hundredths (number), a date,
the id of a choice, or a bool (yes_no); None where nothing stands there.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm.errors import Invalid
from crm.i18n import _
from crm.rules import dates, folding, links, numbers, truth

Value = str | int | date | None

LARGEST = 10**14
"""The largest number, in hundredths."""


def name(field: int) -> str:
    """What a field is called in forms, plans and histories, where the columns of the table have their own names.

    >>> name(12), number("own_12"), number("owner")
    ('own_12', 12, None)
    """
    return f"own_{field}"


def number(name: str) -> int | None:
    """The field that is called so; None where it is none of one's own."""
    found = re.fullmatch("own_([0-9]+)", name)
    return int(found[1]) if found else None


def read(kind: str, given: object, today: date, choices: Mapping[int, str] | None = None) -> Value:
    """The value that a typed text or a cell stands for; None for a blank one.

    `choices` are the words of a field of the kind choice, by id. Raises Invalid with a sentence.

    >>> today = date(2026, 11, 4)
    >>> read("number", "1 234,5", today), read("yes_no", "nei", today), read("date", "3.11", today)
    (123450, False, datetime.date(2026, 11, 3))
    >>> read("choice", "  støtte ", today, {7: "Støtte"}), read("link", "nordlys.example", today)
    (7, 'https://nordlys.example')
    """
    typed = "" if given is None else str(given).strip()
    if not typed:
        return None
    if kind == "number":
        return _number(given, typed)
    if kind == "date":
        day = dates.from_cell(given, today) if isinstance(given, date) else dates.parse(typed, today)
        if day is None:
            raise _invalid(_("“{text}” is not a date. Write 3.11.2026, for example.").format(text=_short(typed)))
        return day
    if kind == "yes_no":
        answer = truth.parse(given)
        if answer is None:
            raise _invalid(_("“{text}” is neither yes nor no.").format(text=_short(typed)))
        return answer
    if kind == "choice":
        return _choice(typed, choices or {})
    return kept(kind, typed)


def kept(kind: str, value: object) -> Value:
    """A value of the kind as it is kept, None for none. Raises Invalid where it is another kind of value.

    >>> kept("link", "www.nordlys.example"), kept("text", "  a\\nb "), kept("yes_no", False), kept("number", None)
    ('https://www.nordlys.example', 'a\\nb', False, None)
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind == "text" and isinstance(value, str):
        return value.strip()
    if kind == "link" and isinstance(value, str):
        if wrong := links.problem(value):
            raise _invalid(wrong)
        return links.normalised(value) or None
    if kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value
    if kind == "yes_no" and isinstance(value, bool):
        return value
    if kind in ("number", "choice") and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > LARGEST:
            raise _invalid(_("The number is too large."))
        return value
    raise _invalid(_("“{text}” does not fit this field.").format(text=_short(str(value))))


def shown(kind: str, value: object, choices: Mapping[int, str] | None = None) -> str:
    """A value as a person reads it, "" for none.

    >>> shown("date", date(2026, 11, 3)), shown("number", 620).replace(",", "."), shown("choice", 7, {7: "Støtte"})
    ('03.11.2026', '6.2', 'Støtte')
    """
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or kind == "yes_no":
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return dates.show(value)
    if isinstance(value, int):
        return (choices or {}).get(value, "") if kind == "choice" else numbers.show_hundredths(value)
    return str(value)


def columns(kind: str, value: Value) -> dict[str, Any]:
    """The columns of a row of own_value that say this: exactly one of them is filled.

    >>> columns("yes_no", False)
    {'text': '', 'number': 0, 'day': None, 'own_choice': None}
    """
    said: dict[str, Any] = {"text": "", "number": None, "day": None, "own_choice": None}
    column = {"number": "number", "yes_no": "number", "date": "day", "choice": "own_choice"}.get(kind, "text")
    return said | {column: (100 if value else 0) if kind == "yes_no" else value}


def searched(kind: str, text: str, number: int | None, day: date | str | None) -> str:
    """The folded text by which a value is found: the words of a text or a link, the figures of a number or a day.

    Choices are found by their own words, and a yes or a no by nothing.

    >>> searched("text", "Støtte", None, None), searched("number", "", 123450, None), searched("yes_no", "", 100, None)
    ('stotte', '1234,5', '')
    """
    if text:
        return folding.fold(text)
    if day:
        return dates.show(day if isinstance(day, date) else date.fromisoformat(day))
    if kind == "number" and number is not None:
        shown = f"{Decimal(number) / 100:f}"
        return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace(".", ",")
    return ""


def choice(typed: str, choices: Mapping[int, str]) -> int | None:
    """The choice that is called so, whatever its case and spaces; None for none.

    >>> choice("ikke  sikker", {1: "Sikker", 2: "Ikke sikker"}), choice("nei", {1: "Ja"})
    (2, None)
    """
    wanted = folded(typed)
    return next((id for id, word in choices.items() if folded(word) == wanted), None)


def folded(name: str) -> str:
    """A name as it is compared: without case, accents and double spaces.

    >>> folded("Støtte  til") == folded("støtte til")
    True
    """
    return " ".join(folding.fold(name).split())


def _number(given: object, typed: str) -> int:
    found = numbers.parse(given if isinstance(given, int | float | Decimal) else typed)
    if found is None:
        if numbers.is_ambiguous(typed):
            raise _invalid(_("“{text}” can be read in two ways. Write 1234 or 1,23.").format(text=_short(typed)))
        raise _invalid(_("“{text}” is no number.").format(text=_short(typed)))
    hundredths = found * 100
    if hundredths != hundredths.to_integral_value():
        raise _invalid(_("At most two decimals."))
    if abs(hundredths) > LARGEST:
        raise _invalid(_("The number is too large."))
    return int(hundredths)


def _choice(typed: str, choices: Mapping[int, str]) -> int:
    found = choice(typed, choices)
    if found is None:
        offered = ", ".join(list(choices.values())[:8]) + (" …" if len(choices) > 8 else "")
        raise _invalid(
            _("“{text}” is not one of the choices: {choices}.").format(text=_short(typed), choices=offered or "–")
        )
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _invalid(sentence: str) -> Invalid:
    return Invalid({"": sentence})
