"""Figures of years in a list, in the columns that `year_fields` finds: read, planned, shown. Empty cells do nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm import i18n
from crm.commands.import_writes import YearCell
from crm.exchange import cells, findings, year_fields
from crm.exchange.drafts import OrganisationDraft
from crm.exchange.entries import Entry, OrganisationEntry, SaidOfYear
from crm.exchange.header import Table
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.exchange.source import Cell
from crm.i18n import quoted
from crm.queries import import_marks
from crm.rules import numbers
from crm.sentences import _

_FIRST, _LAST = 1900, 2200


class _Place(NamedTuple):
    """A column: where it stands, its header, the name of its changes, its figure and year, and its unit."""

    at: int
    header: str
    name: str
    figure: str
    year: int | None
    unit: int


def read(entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None]) -> Sequence[Entry]:
    """The entries with what their rows say of years, in the order of `table.rows`."""
    places = _places(table, fields)
    if not places:
        return entries
    years = [at for at, header in enumerate(table.headers) if fields.get(header) == year_fields.YEAR]
    shared: dict[tuple[int, tuple[SaidOfYear, ...]], OrganisationEntry] = {}
    made = []
    for entry, (_number, row) in zip(entries, table.rows, strict=True):
        warnings: list[str] = []
        told = _said(places, years, table.headers, row, warnings)
        organisation = entry.organisation
        if organisation is not None and told:
            same = id(organisation), told
            shared.setdefault(same, organisation._replace(years=told))
            organisation = shared[same]
        made.append(entry._replace(organisation=organisation, warnings=entry.warnings + tuple(warnings)))
    return made


def sentence(table: Table, fields: Mapping[str, str | None]) -> str:
    """What the list says of years, for the words above its plan; "" where it says nothing."""
    places = _places(table, fields)
    if not places:
        return ""
    figures = dict.fromkeys(i18n._(year_fields.FIGURES[place.figure]).lower() for place in places)
    years = {place.year for place in places if place.year is not None}
    if any(place.year is None for place in places):
        at = [at for at, header in enumerate(table.headers) if fields.get(header) == year_fields.YEAR]
        years |= {year for _number, row in table.rows for one in at if (year := _year(row[one])) is not None}
    if not years:
        return i18n._(
            "No column says of which year the figures are: put the year into their headers, or give every row one."
        )
    units = {place.unit for place in places if place.figure != "employees"}
    told = i18n._("Figures of companies ({figures}) are kept for each year: {years}.").format(
        figures=", ".join(figures), years=", ".join(map(str, sorted(years)))
    )
    if units - {1}:
        told += " " + i18n._("Amounts are read in units of {units} kr, as the headers say.").format(
            units=", ".join(numbers.show_int(one) for one in sorted(units))
        )
    return told


def load(pad: Pad, there: Known, entries: Sequence[Entry]) -> None:
    """Let the pad know the figures that are kept of the organisations the list may mean."""
    if any(entry.organisation is not None and entry.organisation.years for entry in entries):
        known = import_marks.years([one.ref for one in there.organisations])
        pad.years = {at: YearCell(*stands) for at, stands in known.items()}


def put(pad: Pad, draft: OrganisationDraft, told: Sequence[SaidOfYear], said: Said) -> None:
    """Let years of an organisation say what a row says; the first row that says something of a figure counts."""
    for name, year, figure, value in told:
        at, of = (draft.ref, year), (draft.ref, year, figure)
        stood = pad.years.get(at, YearCell())
        before = getattr(stood, figure)
        if before == value:
            pad.years_said.setdefault(of, value)
            continue
        if of in pad.years_said:
            words = _("Another row says {stated} for “{field}”; that was kept.")
            stated = year_fields.shown(figure, pad.years_said[of])
            said.warnings.append(words.format(stated=stated, field=f"{i18n._(year_fields.FIGURES[figure])} {year}"))
            continue
        # The column does not say the year, so the change must
        prefix = "" if str(year) in name else f"{year}: "
        was = year_fields.shown(figure, before)
        if said.change(
            draft.ref, "organisation", name, was and prefix + was, prefix + year_fields.shown(figure, value)
        ):
            pad.years_said[of] = value
            pad.years[at] = pad.years_written[at] = stood._replace(**{figure: value})
            pad.touch(draft)


def _places(table: Table, fields: Mapping[str, str | None]) -> list[_Place]:
    of_all = year_fields.unit_of_all(table.above)
    found = []
    for at, header in enumerate(table.headers):
        field = year_fields.parsed(fields.get(header) or "")
        if field is not None:
            by = year_fields.unit(header)
            name = str(fields[header]).partition(".")[2]
            year = field.year or year_fields.year_of(header)
            found.append(_Place(at, header, name, field.figure, year, by if by != 1 else of_all))
    return found


def _said(
    places: Sequence[_Place], years: Sequence[int], headers: Sequence[str], row: Sequence[Cell], warnings: list[str]
) -> tuple[SaidOfYear, ...]:
    found = []
    of_row: int | None = None
    if any(place.year is None for place in places):
        written = next((at for at in years if cells.text(row[at])), None)
        if written is not None:
            of_row = _year(row[written])
            if of_row is None:
                warnings.append(findings.not_read(headers[written], cells.text(row[written]), _("It is no year.")))
    for place in places:
        text = cells.text(row[place.at])
        if not text:
            continue
        year = place.year or of_row
        if year is None:
            words = _("Column {column} was left out, because it is not said of which year it is.")
            warnings.append(words.format(column=quoted(place.header)))
            continue
        value = year_fields.value(row[place.at], place.figure, place.unit)
        if value is None:
            expected = _("It is not a number of people.") if place.figure == "employees" else _("It is no amount.")
            warnings.append(findings.not_read(place.header, text, expected))
            continue
        found.append(SaidOfYear(place.name, year, place.figure, value))
    return tuple(found)


def _year(cell: Cell) -> int | None:
    year = cell.year if isinstance(cell, date) else numbers.parse_int(cell)
    return year if year is not None and _FIRST <= year <= _LAST else None
