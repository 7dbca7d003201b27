"""Which column of a list fills which field: by what it is called, then by what it holds (DOMAIN.md 3.6).

Every guess says why. Special categories of personal data and identity numbers are never guessed into a field.
"""

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from crm.exchange import (
    by_cells,
    cell_kinds,
    fillable,
    free_texts,
    header_meaning,
    header_parts,
    layouts,
    loose_headers,
    record_prefixes,
    second_people,
    sellers,
    settling,
    synonyms,
    two_addresses,
)
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.exchange.fields import SEVERAL
from crm.exchange.header import Table
from crm.exchange.source import Cell
from crm.i18n import _, quoted
from crm.rules import names

_CELLS_LOOKED_AT = 300
_NAMES = ("person.full_name", "person.first_name", "person.last_name")
_MOSTLY = 0.6
_A_FEW = 0.3
_TOWN = ("organisation.postal_place", "organisation.postal_code", "organisation.city")
_PLACES = (*_TOWN, "organisation.street", "organisation.street_2", "organisation.municipality")
_ABOUT_ORGANISATIONS = (*_PLACES, "organisation.helix_sector", "organisation.segment")
SURE, LIKELY = 90, 75
"""From these figures on a guess is sure, or likely; below it is only a guess."""

_SURE = {"layout": 100, "synonym": 95, "content": 70}
_SURE_BY_RANK = (
    *((synonyms.PHRASE, _SURE["synonym"]), (synonyms.WEAK, 85), (loose_headers.UNDERSTOOD, 75)),
    *((loose_headers.GUESSED, 80), (sys.maxsize, 65)),
)
Fields = Mapping[str, str | None]
_NONE: Fields = MappingProxyType({})


class Guess(NamedTuple):
    """What a column probably is.

    `field` is one of `crm.exchange.fields.FIELDS` or None: left out. `reason` is layout, synonym, words,
    content or remembered, and for a column left out also special, identity, duplicate, ignored or unknown;
    `confidence` goes from 0 to 100 (see SURE and LIKELY); `sample` is the first filled cell; `warning` a sentence for
    the user, or "".
    """

    field: str | None
    reason: str
    confidence: int = 0
    sample: str = ""
    warning: str = ""


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
    own = fillable.called(table.headers, people=_names_people(columns))
    said = {**own, **remembered, **chosen}
    beside = [column._replace(told=said.get(column.header, column.told) or column.told) for column in columns]
    around = Surroundings(beside, table.rows[:_CELLS_LOOKED_AT], headless=table.header_row is None)
    guesses = [
        Guess(remembered[column.header] or None, "remembered", 100)
        if column.header in remembered
        else Guess(own[column.header], "synonym", _SURE["synonym"])
        if column.header in own
        else _called(column, around)
        for column in columns
    ]
    guesses = [
        found if found.reason != "unknown" else _held(column, around, {other.field for other in guesses})
        for column, found in zip(columns, guesses, strict=True)
    ]
    guesses = _one_address(around, _owners(around, guesses), table.groups)
    guesses = _once_each(around, _one_person(around, _of_somebody(guesses)))
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
    warning = ""
    if field == "organisation.employees" and "rsverk" in synonyms.key(column.header):
        warning = _("Person-years are not the number of employees.")
    return Guess(field, "words" if by_words else "synonym", sure, warning=warning)


def _identity() -> Guess:
    return Guess(None, "identity", 100, warning=_("National identity numbers are never kept: left out."))


def _held(column: Column, around: Surroundings, taken: set[str | None]) -> Guess:
    """By its cells, where the header says nothing."""
    field = by_cells.field(column, around, taken)
    if field is None and column.meaning is None:
        field = "notes" if free_texts.answers(column) else free_texts.themes(column, around)
    return Guess(field, "content", _SURE["content"]) if field else Guess(None, "unknown")


def _owners(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Whoever the addresses of the list are made of is a person, and they are that person's, where nothing else is
    taken for one: "Bestilt av", "Brukernavn (e-post)"."""
    found = list(guesses)
    fields = {guess.field for guess in found}
    seen = Guess(None, "content", _SURE["content"])
    named = [column for column, guess in zip(around.columns, found, strict=True) if guess.field in _NAMES]
    if all(around.is_nobodys_owner(column) for column in named):
        for column in around.columns:
            if _may_be(column, found[column.at]) and around.is_owner(column):
                found[column.at] = seen._replace(field="person.full_name")
                named.append(column)
                break
    if not {"person.email", "organisation.email"} & fields:
        for column in around.columns:
            if _may_be(column, found[column.at]) and around.owner(column, [one.at for one in named]) is not None:
                found[column.at] = seen._replace(field="person.email")
                break
    return found


def _may_be(column: Column, found: Guess) -> bool:
    """Whether a column was left out only because its header says something unknown or something else."""
    elsewhere = column.meaning is not None and column.meaning.kind in ("other", "never")
    return (
        found.field is None and found.reason in ("unknown", "ignored", "content") and not elsewhere and not column.told
    )


def _one_address(around: Surroundings, guesses: Sequence[Guess], groups: Mapping[str, str]) -> list[Guess]:
    """Of two addresses of an organisation the one where it is, unless somebody said which."""
    if any(found.field in _PLACES and found.reason == "remembered" for found in guesses):
        return list(guesses)
    others = two_addresses.left_out(around.columns, [found.field for found in guesses], groups)
    other = Guess(None, "duplicate", 80, warning=_("Another column fills this field."))
    return [other if at in others else found for at, found in enumerate(guesses)]


def _of_somebody(guesses: Sequence[Guess]) -> list[Guess]:
    """Without a column that names organisations there is nobody whose street or town it could be."""
    if any(found.field in ("organisation.name", "organisation.org_number") for found in guesses):
        return list(guesses)
    nobody = Guess(
        None, "ignored", 70, warning=_("The list names no organisation that this could belong to: left out.")
    )
    return [
        nobody if found.field in _ABOUT_ORGANISATIONS or (found.field or "").startswith("organisation.own_") else found
        for found in guesses
    ]


def _names_people(columns: Sequence[Column]) -> bool:
    """Whether some column is called as one of people's names, or of their addresses."""
    return any(column.means(*_NAMES, "person.email", "person.mobile") for column in columns)


def _one_person(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Of two people in a row the one whose column is the better; what is the other's is left out."""
    order = sorted(range(len(guesses)), key=lambda at: _order(around, at, guesses[at]))
    others = second_people.others(around, [found.field for found in guesses], order)
    whole = [at for at in order if guesses[at].field == "person.full_name" and at not in others][:1]
    theirs = header_parts.people_named(around.columns[whole[0]].header) if whole else frozenset()
    homes = {
        column.at
        for column, found in zip(around.columns, guesses, strict=True)
        if found.field in _PLACES and not theirs.isdisjoint(header_parts.people_named(column.header))
    }
    guesses = [Guess(None, "ignored", 80) if at in homes else found for at, found in enumerate(guesses)]
    sentence = _("It belongs to {other}; one person of each row is brought in.")
    return [
        Guess(None, "duplicate", 80, warning=sentence.format(other=quoted(others[at]))) if at in others else found
        for at, found in enumerate(guesses)
    ]


def _once_each(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Of several columns for one field the best: with cells, by the surest word, from the left."""
    columns = around.columns
    best: dict[str, int] = {}
    for index, found in enumerate(guesses):
        if found.field and found.field not in SEVERAL:
            other = best.get(found.field)
            if other is None or _order(around, index, found) < _order(around, other, guesses[other]):
                best[found.field] = index
    whole, halves = best.get("person.full_name"), (best.get("person.first_name"), best.get("person.last_name"))
    if whole is not None and all(half is not None and columns[half].cells for half in halves):
        del best["person.full_name"]
    kept = set(best.values())
    return [
        found
        if not found.field or found.field in SEVERAL or index in kept
        else Guess(None, "duplicate", 80, warning=_("Another column fills this field."))
        for index, found in enumerate(guesses)
    ]


def _order(around: Surroundings, at: int, found: Guess) -> tuple[bool, bool, int, int, int, int]:
    column = around.columns[at]
    rank = column.meaning.rank if column.meaning else synonyms.WEAK
    mentioned, nobodys = 0, False
    if found.field == "person.full_name":
        # The person whose address and phone are there too: "Næringssjef" beside "E-post næringssjef"
        mentioned = second_people.mentions(around.columns, at) if column.meaning else 0
        nobodys = around.is_nobodys_owner(column)
    sure = 0 if mentioned and found.confidence < SURE else found.confidence
    return (not column.cells, nobodys, -mentioned, -sure, 0 if mentioned else rank, column.at)
