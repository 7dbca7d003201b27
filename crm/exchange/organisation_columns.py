"""What the columns about an organisation say, row by row; the same cells are understood once.

Fifty people of one company share one entry: so the company is compared and written once.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.exchange import addresses, cells, days, findings
from crm.exchange.entries import MembershipEntry, OrganisationEntry, Point
from crm.exchange.findings import Findings
from crm.exchange.source import Cell
from crm.exchange.whole_columns import Columns
from crm.i18n import _
from crm.records.organisation import Organisation
from crm.rules import code_lists, names, numbers, orgnr, places

_TEXTS = {
    "organisation.short_name": ("short_name", Organisation.short_name.limit),
    "organisation.street": ("street", Organisation.street.limit),
    "organisation.postal_code": ("postal_code", Organisation.postal_code.limit),
    "organisation.city": ("city", Organisation.city.limit),
}
_CODES = {
    "organisation.helix_sector": ("helix_sector", "helix_sector"),
    "organisation.segment": ("segment", "segment"),
    "membership.category": ("category", "membership_category"),
}
_DAYS = {"membership.joined_on": "joined_on", "membership.left_on": "left_on"}
_POINTS: dict[str, Callable[[Cell], addresses.Reading]] = {
    "organisation.email": addresses.read_emails,
    "organisation.phone": lambda cell: addresses.read_phones(cell, label="switchboard"),
    "organisation.website": addresses.read_link,
}
_MOST_EMPLOYEES = 10_000_000


class _Column(NamedTuple):
    header: str
    field: str
    read: Callable[[Cell], date | str | None]  # only of columns of days


class _Made(NamedTuple):
    entry: OrganisationEntry | None
    problem: str
    warnings: tuple[str, ...]


def organisations(
    columns: Columns, length: int, today: date, found: Findings, told: Callable[[], None]
) -> list[OrganisationEntry | None]:
    """The organisation of each row, None where the row says nothing of one; problems go to `found`."""
    mine: list[_Column] = []
    filled: list[Sequence[Cell]] = []
    for field, several in columns.items():
        if field.startswith(("organisation.", "membership.")):
            for header, column in several:
                mine.append(_Column(header, field, days.reader(column, today) if field in _DAYS else _no_day))
                filled.append(column)
    if not mine:
        return [None] * length
    known: dict[tuple[Cell, ...], _Made] = {}
    made: list[OrganisationEntry | None] = []
    for index, row in enumerate(zip(*filled, strict=True)):
        if (understood := known.get(row)) is None:
            understood = known[row] = _understood(mine, row)
            if len(known) % 1000 == 0:
                told()
        made.append(understood.entry)
        if understood.problem:
            found.reject(index, understood.problem)
        for warning in understood.warnings:
            found.warn(index, warning)
    return made


def _no_day(_cell: Cell) -> None:
    return None


def _understood(columns: Iterable[_Column], row: Sequence[Cell]) -> _Made:
    found = Findings()
    values: dict[str, Any] = {}
    points: dict[str, Point] = {}
    for column, cell in zip(columns, row, strict=True):
        if cell is not None:
            _read(column, cell, values, points, found)
    name, number = values.pop("name", ""), values.pop("org_number", "")
    membership = MembershipEntry(*(values.pop(part, "") for part in MembershipEntry._fields))
    if membership.left_on and membership.joined_on and membership.left_on < membership.joined_on:
        found.warn(0, _("The last day of membership is before the first; it was left out."))
        membership = membership._replace(left_on="")
    if not name and not number:
        if values or points or any(membership):
            found.warn(0, _("What it says of an organisation was left out, because it names none."))
        return _Made(None, found.problems.get(0, ""), found.warnings.get(0, ()))
    entry = OrganisationEntry(
        name,
        names.company_key(name) if name else "",
        number,
        values,
        tuple(points.values()),
        membership if any(membership) else None,
    )
    return _Made(entry, found.problems.get(0, ""), found.warnings.get(0, ()))


def _read(column: _Column, cell: Cell, values: dict[str, Any], points: dict[str, Point], found: Findings) -> None:
    """Read one cell into the values; of several columns for one field the first that holds something counts."""
    field, header = column.field, column.header
    text = cells.text(cell)
    if not text:
        return
    if field == "organisation.name":
        _name(header, text, values, found)
    elif field == "organisation.org_number":
        _number(header, cell, text, values, found)
    elif field in _TEXTS:
        name, limit = _TEXTS[field]
        if field == "organisation.postal_code" and isinstance(cell, int | float):
            text = text.zfill(4)  # a sheet that took it for a number has lost the zero
        _keep(name, text if len(text) <= limit else None, values, header, text, found, _too_long(limit))
    elif field in _CODES:
        name, list_name = _CODES[field]
        _keep(name, code_lists.from_text(list_name, text), values, header, text, found, _choices(list_name))
    elif field in _DAYS:
        day = column.read(cell)
        expected = day if isinstance(day, str) else _("It is not a date.")
        _keep(_DAYS[field], day.isoformat() if isinstance(day, date) else None, values, header, text, found, expected)
    elif field == "organisation.employees":
        count = None if isinstance(cell, date) else numbers.parse_int(cell)
        possible = count is not None and 0 <= count <= _MOST_EMPLOYEES
        _keep("employees", count if possible else None, values, header, text, found, _("It is not a number."))
    elif field == "organisation.municipality":
        codes = places.codes(text)
        expected = (
            _("Several municipalities have this name; write the number.")
            if codes
            else _("No municipality has this name or number.")
        )
        _keep("municipality_code", codes[0] if len(codes) == 1 else None, values, header, text, found, expected)
    elif field in _POINTS:
        reading = _POINTS[field](cell)
        if reading.problem:
            found.reject(0, findings.wrong(header, reading.problem))
        for piece in reading.left_out:
            found.warn(0, findings.not_read(header, piece, addresses.expected(field)))
        for point in reading.points:
            points.setdefault(point.normalised, point)


def _name(header: str, text: str, values: dict[str, Any], found: Findings) -> None:
    limit = Organisation.name.limit
    if len(text) > limit:
        found.reject(0, findings.wrong(header, f"“{findings.shown(text)}”: {_too_long(limit)}"))
    else:
        values.setdefault("name", text)


def _number(header: str, cell: Cell, text: str, values: dict[str, Any], found: Findings) -> None:
    number = orgnr.clean(cell)
    problem = orgnr.problem(number)
    if problem is not None:
        found.reject(0, findings.wrong(header, f"“{findings.shown(text)}”: {problem}"))
    elif number in orgnr.PLACEHOLDERS:
        found.warn(0, findings.not_read(header, text, orgnr.warnings(number)[0]))
    elif number:
        values.setdefault("org_number", number)
        if number[0] not in "89":
            for warning in orgnr.warnings(number):
                found.warn(0, f"{text}: {warning}")


def _keep(
    name: str, value: Any, values: dict[str, Any], header: str, text: str, found: Findings, expected: str
) -> None:
    if value is None:
        found.warn(0, findings.not_read(header, text, expected))
    else:
        values.setdefault(name, value)


def _too_long(limit: int) -> str:
    return _("It has more than {limit} letters.").format(limit=limit)


def _choices(list_name: str) -> str:
    choices = ", ".join(code_lists.label(list_name, key) for key in code_lists.keys(list_name))
    return _("The choices are: {choices}.").format(choices=choices)
