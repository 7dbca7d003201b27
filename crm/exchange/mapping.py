"""Which column of a list fills which field: by what it is called, then by what it holds (DOMAIN.md 3.6).

Every guess says why. Special categories of personal data and identity numbers are never guessed into a field.
"""

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from crm.exchange import (
    by_cells,
    cell_kinds,
    fillable,
    free_texts,
    header_fit,
    header_meaning,
    layouts,
    loose_headers,
    one_of_each,
    record_prefixes,
    sellers,
    settling,
    synonyms,
    year_fields,
)
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.exchange.guess import BY_CELLS, Guess
from crm.exchange.header import Table
from crm.exchange.source import Cell
from crm.i18n import _
from crm.rules import names

_CELLS_LOOKED_AT = 300
_MOSTLY = 0.6
_OF_A_PLACE = ("organisation.street", "organisation.street_2", "organisation.postal_code", "organisation.city")
_SURE = {"layout": 100, "synonym": 95, "content": BY_CELLS}
_SURE_BY_RANK = (
    *((synonyms.PHRASE, _SURE["synonym"]), (synonyms.WEAK, 85), (loose_headers.UNDERSTOOD, 75)),
    *((loose_headers.GUESSED, 80), (sys.maxsize, 65)),
)
Fields = Mapping[str, str | None]
_NONE: Fields = MappingProxyType({})


def fields(guesses: Mapping[str, Guess]) -> dict[str, str | None]:
    """Only the fields: {header: field or None}, as `import --json` gives them."""
    return {header: found.field for header, found in guesses.items()}


def guess(table: Table, *, remembered: Fields = _NONE, chosen: Fields = _NONE) -> dict[str, Guess]:
    """A guess for each column of the table, by its header and its first few hundred filled cells.

    `remembered` {header: field} are taken as they are; `chosen` ones are only what the others are seen beside.
    """
    layout = layouts.layout(table.headers, table.above)
    told = layout.fields if layout else {}
    read = zip(table.headers, record_prefixes.spelled_out(table.headers), _cells(table), strict=True)
    columns = [
        Column(
            index,
            header,
            header_meaning.meaning(spelled, cells, table.groups.get(header, "")),
            told.get(synonyms.key(header)),
            cells,
        )
        for index, (header, spelled, cells) in enumerate(read)
    ]
    columns = sellers.of_their_own(columns)
    yearly = year_fields.called(table.headers, {column.header: column.cells for column in columns})
    own = yearly | fillable.called(table.headers, people=_names_people(columns))
    said = {**own, **remembered, **chosen}
    beside = [column._replace(told=said.get(column.header, column.told) or column.told) for column in columns]
    around = Surroundings(beside, table.rows[:_CELLS_LOOKED_AT], headless=table.header_row is None)
    guesses = [
        Guess(remembered[column.header] or None, "remembered", 100)
        if column.header in remembered
        else Guess(own[column.header], "synonym", _SURE["synonym"], warning=_person_years(own[column.header], column))
        if column.header in own
        else _called(column, around)
        for column in columns
    ]
    guesses = [
        found if found.reason != "unknown" else _held(column, around, {other.field for other in guesses})
        for column, found in zip(columns, guesses, strict=True)
    ]
    guesses = one_of_each.kept(around, guesses, table.groups)
    return {
        column.header: found._replace(sample=_sample(column.cells), warning=found.warning if column.cells else "")
        for column, found in zip(columns, guesses, strict=True)
    }


def program(table: Table) -> str:
    """The program that made the list, as Outlook; "" where nothing gives it away."""
    layout = layouts.layout(table.headers, table.above)
    return layout.name if layout else ""


def _cells(table: Table) -> list[list[Cell]]:
    """The first filled cells of each column, evenly from the first few thousand rows."""
    cells: list[list[Cell]] = [[] for _header in table.headers]
    step = max(1, min(len(table.rows), 3_000) // 1_000)
    for _number, row in table.rows[:3_000:step]:
        for column, cell in zip(cells, row, strict=True):
            if cell is not None and cell != "" and len(column) < _CELLS_LOOKED_AT:
                column.append(cell)
    return cells


def _sample(cells: Sequence[Cell]) -> str:
    return names.clean(str(cells[0]))[:80] if cells else ""


def _called(column: Column, around: Surroundings) -> Guess:
    """By its header."""
    if column.told is not None:
        return Guess(column.told or None, "layout", _SURE["layout"])
    if column.holds(cell_kinds.is_identity_number) >= _MOSTLY:
        return _identity()
    match column.meaning:
        case None:
            return Guess(None, "unknown")
        case ("never", "identity", _rank):
            return _identity()
        case ("never", _word, _rank):
            sentence = _("A special category of personal data (GDPR article 9): left out.")
            return Guess(None, "special", 100, warning=sentence)
        case ("field", "attendance", _rank) if column.holds(cell_kinds.is_attendance) < _MOSTLY:
            return Guess(None, "ignored", 80)  # "Status" may be that of anything
        case ("ignored", _word, _rank):
            return Guess(None, "ignored", 80)
        case ("other", word, _rank):
            # In a list without people the address for the invoices is one of the organisation's
            of_all = word == "email" and not around.has_person and around.has_organisation
            others = any(one.cells and one.opens("email") for one in around.columns)
            of_all = of_all and not others and not sellers.are_of_one_domain(column)
            if word in _OF_A_PLACE and _is_only_place(column, word, around):
                return Guess(word, "words", _SURE_BY_RANK[-1][1])
            return _held(column, around, set()) if of_all else Guess(None, "ignored", 80)
        case ("open", word, rank):
            field = settling.opened(column, word, around)
        case (_kind, word, rank):
            field = settling.settled(column, word, around)
    if field is None and not column.cells:
        return Guess(None, "ignored", 60)
    of_our_own = rank >= synonyms.PHRASE and around.is_of_our_own(column)
    if field == "person.full_name" and (of_our_own or column.at in around.our_sellers):
        return Guess(None, "ignored", 60)
    if field is None:
        return Guess(None, "content", 60, warning=_("What it holds does not fit what it is called."))
    if field == "organisation.org_number" and column.holds(cell_kinds.is_foreign_number) >= _MOSTLY:
        return Guess(None, "content", 80, warning=_("Numbers of companies in other countries are not kept: left out."))
    by_words = rank >= loose_headers.UNDERSTOOD
    sure = next(sure for below, sure in _SURE_BY_RANK if rank < below)
    if column.opens("name") and not around.has_company:
        sure = 70  # by the cells alone
    return Guess(field, "words" if by_words else "synonym", sure, warning=_person_years(field, column))


def _is_only_place(column: Column, word: str, around: Surroundings) -> bool:
    """Whether the address for the invoices is the only one of the organisations in a list without people."""
    if around.has_person or not around.has_organisation or not column.cells:
        return False
    return header_fit.fits(word, column.cells, certain=True) and not any(
        other.means("organisation.street", word) for other in around.columns if other.at != column.at
    )


def _person_years(field: str, column: Column) -> str:
    """A warning where a column of employees counts something else."""
    counts = "rsverk" in synonyms.key(column.header) and "employees" in field
    return _("Person-years are not the number of employees.") if counts else ""


def _identity() -> Guess:
    return Guess(None, "identity", 100, warning=_("National identity numbers are never kept: left out."))


def _held(column: Column, around: Surroundings, taken: set[str | None]) -> Guess:
    """By its cells, where the header says nothing."""
    field = by_cells.field(column, around, taken)
    if field is None and column.meaning is None:
        field = "notes" if free_texts.answers(column) else free_texts.themes(column, around)
    return Guess(field, "content", _SURE["content"]) if field else Guess(None, "unknown")


def _names_people(columns: Sequence[Column]) -> bool:
    """Whether some column is called as one of people's names, or of their addresses."""
    return any(column.means(*one_of_each.NAMES, "person.email", "person.mobile") for column in columns)
