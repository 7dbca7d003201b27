"""What a mark of a form is filled with: a value of a kind, or a table of them; it knows neither report nor register."""

import re
from datetime import date
from typing import NamedTuple

from crm import i18n
from crm.exchange.writers.columns import Cell, Column, Row, Value
from crm.i18n import N_
from crm.rules import numbers

MARK = re.compile(r"\{\{\s*([^{}]{1,200}?)\s*\}\}")
_NAMED = re.compile(r"klynge[._]", re.IGNORECASE)


class Filled(NamedTuple):
    """What a mark stands for: a value, None where it is not applicable, and its kind (writers.columns)."""

    value: Value
    kind: str = "text"


class Table(NamedTuple):
    """What a mark for a table stands for: its columns and rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Meaning = Filled | Table


def named(name: str) -> str:
    """The mark that a defined name stands for, "" for a name that is not ours: klynge.K01.prev is K01.prev."""
    found = _NAMED.match(name)
    if not found:
        return ""
    mark = name[found.end() :]
    table = re.match(r"(?:table|tabell)[._](.+)", mark, re.IGNORECASE)
    return f"table:{table[1]}" if table else mark.replace("_", ".")


def shown(filled: Filled, language: str) -> str:
    """A value as it stands within a longer text, in the report's language."""
    value, kind = filled
    if value is None:
        return i18n.speaking(language)(N_("not applicable"))
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, str):
        return value
    if kind == "plain":
        return str(value)
    sign = "+" if kind.startswith("change") and value > 0 else ""
    places = 0 if isinstance(value, int) else 1 if kind.endswith("percent") else 2
    text = f"{numbers.round_half_up(value, places):,.{places}f}"
    if language == "nb":
        text = text.replace(",", "\u00a0").replace(".", ",")
    percent = ("\u00a0%" if language == "nb" else "%") if kind == "percent" else ""
    return f"{sign}{text}{percent}".replace("-", numbers.MINUS)


def plain(value: Value | Cell, kind: str) -> Filled:
    """A cell of a table as a value of its kind."""
    if isinstance(value, Cell):
        return Filled(value.value, value.kind)
    return Filled(value, kind)
