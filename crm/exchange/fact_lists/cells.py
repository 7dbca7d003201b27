"""What single cells of such lists say: an amount, a code, a member of the staff, an organisation of the register."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.exchange import year_fields
from crm.exchange.fact_lists.asked import Asked
from crm.exchange.hours import cells as hour_cells
from crm.exchange.source import Cell
from crm.i18n import _, quoted
from crm.queries import focus_areas, governance, named, organisations, people, staff
from crm.rules import code_lists, dates, numbers
from crm.rules.folding import fold, loose

_TRUE = frozenset(("ja", "j", "x", "1", "true", "yes", "y", "sann"))
_FALSE = frozenset(("nei", "n", "0", "false", "no", "usann"))
_MOST = 10**15


class Wrong(ValueError):
    """A cell is not what its column asks for; says why in a sentence."""


class Row(NamedTuple):
    """What a reader may ask: the cells of the row by key as text, today, and the unit of the column's amounts."""

    texts: Mapping[str, str]
    today: date
    unit: int = 1


def value(asked: Asked, cell: Cell, row: Row) -> Any:
    """What a filled cell says, as the record holds it. Raises Wrong."""
    if asked.kind == "code":
        return _code(asked.codes, hour_cells.text(cell))
    return _READERS[asked.kind](cell, row)


def _text(cell: Cell, row: Row) -> str:
    return dates.show(cell) if isinstance(cell, date) else hour_cells.text(cell)


def _code(name: str, text: str) -> str:
    key = code_lists.from_text(name, text)
    if key is None:
        listed = ", ".join(code_lists.label(name, one) for one in code_lists.offered(name)[:8])
        raise Wrong(_("{value} is not one of: {choices}.").format(value=quoted(text), choices=listed))
    return key


def _category(cell: Cell, row: Row) -> str:
    """A category of income or of cost: of the kind the row says, else of the one that knows it."""
    text = hour_cells.text(cell)
    kind = code_lists.from_text("finance_kind", row.texts.get("kind", ""))
    known = {one: code_lists.from_text(f"finance_{one}", text) for one in ("income", "cost")}
    found = [key for one, key in known.items() if key is not None and kind in (None, one)]
    if not found:
        raise Wrong(_("{value} is no category of income or cost.").format(value=quoted(text)))
    return found[0]


def _money(cell: Cell, row: Row) -> int:
    ore = year_fields.value(cell, "turnover", row.unit)
    if ore is None:
        raise Wrong(_("{value} is no amount.").format(value=quoted(hour_cells.text(cell))))
    return ore


def _count(cell: Cell, row: Row) -> int:
    number = None if isinstance(cell, date) else numbers.parse_int(cell)
    if number is None or not 0 <= number <= _MOST:
        raise Wrong(_("{value} is no whole number.").format(value=quoted(hour_cells.text(cell))))
    return number


def _score(cell: Cell, row: Row) -> int:
    """Hundredths; of "4,2 av 5" the first number, as our own list writes it."""
    text = hour_cells.text(cell)
    number = numbers.parse(fold(text).partition(" av ")[0].partition(" of ")[0])
    if number is None or not 0 <= number <= _MOST:
        raise Wrong(_("{value} is no number.").format(value=quoted(text)))
    return int(numbers.round_half_up(number * 100))


def _year(cell: Cell, row: Row) -> int:
    year = cell.year if isinstance(cell, date) else numbers.parse_int(cell)
    if year is None or not 1900 <= year <= 2200:
        raise Wrong(_("{value} is no year.").format(value=quoted(hour_cells.text(cell))))
    return year


def _day(cell: Cell, row: Row) -> date:
    day = dates.from_cell(cell, row.today, serial=True)
    if day is None:
        raise Wrong(_("{value} is not a date.").format(value=quoted(hour_cells.text(cell))))
    return day


def _minutes(cell: Cell, row: Row) -> int:
    minutes = hour_cells.minutes(cell)
    if minutes is None or minutes < 0:
        raise Wrong(_("{value} is no number of hours.").format(value=quoted(hour_cells.text(cell))))
    return minutes


def _yes(cell: Cell, row: Row) -> bool:
    word = fold(hour_cells.text(cell)) if not isinstance(cell, bool) else str(cell).lower()
    if word not in _TRUE | _FALSE:
        raise Wrong(_("{value} is neither yes nor no.").format(value=quoted(hour_cells.text(cell))))
    return word in _TRUE


def _one(found: Sequence[int], text: str) -> int:
    if not found:
        raise Wrong(_("{value} is not in the register.").format(value=quoted(text)))
    if len(found) > 1:
        raise Wrong(_("{value} could be several in the register.").format(value=quoted(text)))
    return found[0]


def _organisation(cell: Cell, row: Row) -> int:
    text = hour_cells.text(cell)
    return _one(organisations.find(text, row.texts.get("org_number", "")), text)


def _organisations(cell: Cell, row: Row) -> list[int]:
    """One whose name has a comma in it, or several with one between them."""
    text = hour_cells.text(cell)
    whole = organisations.find(text)
    if len(whole) == 1:
        return whole
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    return [_one(organisations.find(part), part) for part in parts]


def _named(cell: Cell, row: Row) -> int | str:
    """An organisation of the register, or the name of one that is to be added."""
    text = hour_cells.text(cell)
    found = organisations.find(text)
    return _one(found, text) if found else text


def _person(cell: Cell, row: Row) -> int:
    text, where = hour_cells.text(cell), row.texts.get("organisation", "")
    found = people.find(text)
    if len(found) > 1 and where:
        found = people.find(text, where) or found
    return _one(found, text)


def _staff(cell: Cell, row: Row) -> int:
    text = hour_cells.text(cell)
    word = fold(text)
    listed = staff.all(archived=True)
    return _one([one.id for one in listed if word in (fold(one.name), fold(one.initials)) and word], text)


def _focus_area(cell: Cell, row: Row) -> int:
    text = hour_cells.text(cell)
    word = loose(text)
    listed = focus_areas.all("nb", archived=True)
    found = []
    for one in listed:
        called = (one.name_nb, one.name_en, one.code, f"{one.code} {one.name_nb}", f"{one.code} {one.name_en}")
        if word in map(loose, called):
            found.append(one.id)
    return _one(found, text)


def _body(cell: Cell, row: Row) -> int:
    text = hour_cells.text(cell)
    listed = governance.bodies() + governance.bodies(archived=True)
    return _one([id for id, name in listed if fold(name) == fold(text)], text)


def _project(cell: Cell, row: Row) -> int:
    text = hour_cells.text(cell)
    return _one([id for id, title in named.projects() if fold(title) == fold(text)], text)


def _for_what(cell: Cell, row: Row) -> tuple[str, int]:
    """A project, an activity or an organisation by its name: (field, id)."""
    text = hour_cells.text(cell)
    word = fold(text)
    projects = [id for id, title in named.projects() if fold(title) == word]
    if projects:
        return "project", _one(projects, text)
    # An activity is offered as "Name · day"
    activities = [id for id, name in named.activities() if word in (fold(name), fold(name.rpartition(" · ")[0]))]
    if activities:
        return "activity", _one(activities, text)
    return "organisation", _one(organisations.find(text), text)


_READERS: Mapping[str, Callable[[Cell, Row], Any]] = {
    "text": _text,
    "category": _category,
    "money": _money,
    "count": _count,
    "score": _score,
    "year": _year,
    "day": _day,
    "minutes": _minutes,
    "yes": _yes,
    "organisation": _organisation,
    "organisations": _organisations,
    "named": _named,
    "person": _person,
    "staff": _staff,
    "focus_area": _focus_area,
    "body": _body,
    "project": _project,
    "for_what": _for_what,
}
