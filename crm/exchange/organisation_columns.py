"""What the columns about an organisation say, row by row; the same words on many rows are one and the same entry.

Fifty people of one company share one entry: so the company is compared and written once.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from crm.commands.import_writes import Point
from crm.exchange import addresses, cell_readers, cells, findings
from crm.exchange.cell_readers import EMPTY, Read, Reader, kept
from crm.exchange.entries import MembershipEntry, OrganisationEntry
from crm.exchange.findings import Findings
from crm.exchange.source import Cell
from crm.exchange.whole_columns import Columns, Reading, read_points, too_long
from crm.i18n import N_, quoted
from crm.records.organisation import Organisation
from crm.rules import legal_forms, nace, names, numbers, orgnr, places
from crm.sentences import _

_POINTS = {
    "organisation.email": addresses.EMAILS,
    "organisation.phone": addresses.phones_as("switchboard"),
    "organisation.website": addresses.LINKS,
}
_CODED: dict[str, tuple[Callable[[Cell], str | None], str]] = {
    "legal_form": (legal_forms.code, N_("It is no legal form, such as AS, ENK or SA.")),
    "nace_code": (nace.code, N_("It is no industry code, such as 72.110 or 03.213.")),
}
_MOST_EMPLOYEES = 10_000_000
_ROWS_AT_A_TIME = 10_000


def organisations(
    columns: Columns, length: int, today: date, how: Reading, found: Findings, told: Callable[[], None]
) -> list[OrganisationEntry | None]:
    """The organisation of each row, None where the row says nothing of one; problems go to `found`."""
    filled: list[str] = []
    values: list[Sequence[Any]] = []
    columns = _joined(columns)
    for field, name, reader in _readers(columns, today, how):
        told()
        several = [cell_readers.values(header, column, reader, found) for header, column in columns[field]]
        filled.append(name)
        values.append(several[0] if len(several) == 1 else cell_readers.first(several))
    if "street_2" in filled:
        _join_streets(filled, values)
        told()
    points: list[tuple[Point, ...]] = [()] * length
    for field, points_of in _POINTS.items():
        for header, column in columns.get(field, ()):
            read_points(header, column, points_of, addresses.expected(field), points, found)
            told()
    if not filled and not any(points):
        return [None] * length
    understand = _understanding(filled)
    known: dict[tuple[Any, ...], tuple[OrganisationEntry | None, str]] = {}
    made: list[OrganisationEntry | None] = []
    for index, row in enumerate(zip(points, *values, strict=True)):
        if index % _ROWS_AT_A_TIME == 0:
            told()
        understood = known.get(row)
        if understood is None:
            understood = known[row] = understand(row)
        entry, warning = understood
        made.append(entry)
        if warning:
            found.warn(index, warning)
    return made


def _joined(columns: Columns) -> Columns:
    """The columns with those of "9008 Tromsø" parted into a postcode and a town each."""
    if not columns.get("organisation.postal_place"):
        return columns
    parted = {field: list(several) for field, several in columns.items()}
    for header, column in parted.pop("organisation.postal_place"):
        halves = cells.mapped(column, _postal_place)
        for name, half in zip(("postal_code", "city"), zip(*halves, strict=True), strict=True):
            parted.setdefault(f"organisation.{name}", []).append((header, half))
    return parted


def _postal_place(cell: Cell) -> tuple[Cell, Cell]:
    if isinstance(cell, int | float):
        return cell, None
    text = cells.text(cell)
    code, town = places.split_postal_place(text)
    return (code, town) if code else (text, None) if text.isdecimal() else (None, text or None)


def _join_streets(filled: list[str], values: list[Sequence[Any]]) -> None:
    """Put the second line of the streets behind the first."""
    second = values.pop(filled.index("street_2"))
    filled.remove("street_2")
    if "street" not in filled:
        filled.append("street")
        values.append(second)
        return
    at = filled.index("street")
    limit = Organisation.street.limit
    values[at] = [
        both if one and two and len(both := f"{one}, {two}") <= limit else one or two
        for one, two in zip(values[at], second, strict=True)
    ]


def _understanding(filled: Sequence[str]) -> Callable[[tuple[Any, ...]], tuple[OrganisationEntry | None, str]]:
    """A function that makes an entry of the points and values of a row, and says what is wrong with the whole."""
    at = {name: place for place, name in enumerate(filled, start=1)}
    said_of_it = ("name", "org_number", *MembershipEntry._fields)
    fields = tuple(name for name in filled if name not in said_of_it)
    places = [at[name] for name in fields]
    named, numbered = at.get("name"), at.get("org_number")
    begun = [at.get(name) for name in MembershipEntry._fields]
    has_membership = any(place is not None for place in begun)

    def understand(row: tuple[Any, ...]) -> tuple[OrganisationEntry | None, str]:
        name, key = (row[named] if named is not None else None) or ("", "")
        number = (row[numbered] if numbered is not None else None) or ""
        if not name and not number:
            said = any(value is not None for value in row[1:]) or row[0]
            return None, _("What it says of an organisation was left out, because it names none.") if said else ""
        membership, warning = None, ""
        if has_membership:
            parts = [row[place] if place is not None else None for place in begun]
            membership, warning = _membership(MembershipEntry(*(part or "" for part in parts)))
        values = tuple([row[place] for place in places])
        return OrganisationEntry(name, key, number, fields, values, row[0], membership), warning

    return understand


def _membership(said: MembershipEntry) -> tuple[MembershipEntry | None, str]:
    if said.left_on and said.left_on < said.joined_on:
        warning = _("The last day of membership is before the first; it was left out.")
        return said._replace(left_on=""), warning
    return (said if any(said) else None), ""


def _readers(columns: Columns, today: date, how: Reading) -> list[tuple[str, str, Reader]]:
    """What the columns hold: (field, name of the value, how a cell is read)."""
    limits = {
        f"organisation.{name}": (name, getattr(Organisation, name).limit)
        for name in ("short_name", "street", "postal_code", "city")
    }
    limits["organisation.street_2"] = ("street_2", Organisation.street.limit)
    found: list[tuple[str, str, Reader]] = []
    for field, several in columns.items():
        match field.split("."):
            case ["organisation", "name"]:
                found.append((field, "name", _name))
            case ["organisation", "org_number"]:
                found.append((field, "org_number", _number))
            case ["organisation", "helix_sector" | "segment" as name]:
                found.append((field, name, cell_readers.code(name, how.words)))
            case ["organisation", "legal_form" | "nace_code" as name]:
                found.append((field, name, cell_readers.known_as(*_CODED[name])))
            case ["organisation", "employees"]:
                found.append((field, "employees", _employees))
            case ["organisation", "municipality"]:
                found.append((field, "municipality_code", _municipality))
            case ["membership", "category"]:
                found.append((field, "category", cell_readers.code("membership_category", how.words)))
            case ["membership", "joined_on" | "left_on" | "agreement_signed_on" as name]:
                found.append((field, name, cell_readers.dated(several, today, how.days)))
            case ["organisation", "employees_on" as name]:
                found.append((field, name, cell_readers.dated(several, today, how.days)))
            case _ if field in limits:
                found.append((field, limits[field][0], _text(limits[field][0], limits[field][1])))
    return found


def _name(header: str, cell: Cell) -> Read:
    text = cells.text(cell)
    if len(text) > Organisation.name.limit:
        sentence = f"{quoted(findings.shown(text))}: {too_long(Organisation.name.limit)}"
        return Read(problem=findings.wrong(header, sentence))
    return Read((text, names.company_key(text))) if text else EMPTY


def _number(header: str, cell: Cell) -> Read:
    number = orgnr.clean(cell) if cells.text(cell) else ""
    if not number:
        return EMPTY
    if orgnr.foreign(number):
        return Read(warning=findings.not_read(header, number, _("It is the number of a company in another country.")))
    problem = orgnr.problem(number)
    if problem is not None:
        return Read(problem=findings.wrong(header, f"{quoted(findings.shown(cells.text(cell)))}: {problem}"))
    if number in orgnr.PLACEHOLDERS:
        return Read(warning=findings.not_read(header, number, orgnr.warnings(number)[0]))
    if number[0] in "89":
        return Read(number)
    return Read(number, warning=f"{number}: " + _("Organisation numbers in use start with 8 or 9."))


def _text(name: str, limit: int) -> Reader:
    def read(header: str, cell: Cell) -> Read:
        text = cells.text(cell)
        if name == "postal_code" and text and isinstance(cell, int | float):
            text = text.zfill(4)  # a sheet that took it for a number has lost the zero
        return kept(text if len(text) <= limit else None, header, text, too_long(limit)) if text else EMPTY

    return read


def _employees(header: str, cell: Cell) -> Read:
    if not (text := cells.text(cell)):
        return EMPTY
    count = None if isinstance(cell, date) else numbers.parse_int(cell)
    possible = count is not None and 0 <= count <= _MOST_EMPLOYEES
    return kept(count if possible else None, header, text, _("It is not a number of people."))


def _municipality(header: str, cell: Cell) -> Read:
    if not (text := cells.text(cell)):
        return EMPTY
    codes = places.codes(text)
    several = _("Several municipalities have this name; write the number.")
    expected = several if codes else _("No municipality has this name or number.")
    return kept(codes[0] if len(codes) == 1 else None, header, text, expected)
