"""The rows of a list made plain: cells become names, addresses, numbers and days (DOMAIN.md 3.6).

It goes column by column, because a column says what its cells cannot say alone (is 3/11 in March or November?) and
because a hundred thousand rows are then a few dozen passes over plain lists.
"""

from collections.abc import Callable, Mapping
from datetime import date

from crm.commands.import_writes import Point
from crm.exchange import addresses, cells, findings, identity, person_facts
from crm.exchange.entries import Entry
from crm.exchange.findings import Findings
from crm.exchange.header import Table
from crm.exchange.organisation_columns import organisations
from crm.exchange.source import Cell
from crm.exchange.whole_columns import Columns, Reading, limited, read_points
from crm.progress import Progress, silent
from crm.records.person import Person, Position
from crm.rules import names
from crm.sentences import _

_NAME_LIMIT = Person.last_name.limit
_TITLE_LIMIT = Position.title.limit
_NOTES_LIMIT = Person.notes.limit
_POINTS = {
    "person.email": addresses.EMAILS,
    "person.mobile": addresses.phones_as("mobile"),
    "person.phone": addresses.PHONES,
}
_AS_IT_STANDS = Reading()
_PHONES = ("person.mobile", "person.phone", "organisation.phone")


def entries(
    table: Table,
    mapping: Mapping[str, str | None],
    today: date,
    progress: Progress = silent,
    how: Reading = _AS_IT_STANDS,
) -> list[Entry]:
    """What each row of the table says, in its order; a row that cannot come in carries the sentence that says why.

    `mapping` gives the field of each header (crm.exchange.fields); "" or None leaves a column out. `how` is what
    somebody answered about days and words.
    """
    length = len(table.rows)
    place = {header: at for at, header in enumerate(table.headers)}
    columns: Columns = {}
    for header, field in mapping.items():
        if field and header in place:
            # Not all columns at once with zip: no other thread would run meanwhile
            at = place[header]
            columns.setdefault(field, []).append((header, [row[at] for _number, row in table.rows]))
    found = Findings()
    told = _told(progress)
    told()
    for field, several in columns.items():
        for header, column in several:
            told()
            for index in identity.suspects(column, doubtful=field in _PHONES):
                found.reject(index, identity.sentence(header))
    told()
    first, last = _names(columns, length, found)
    told()
    points = _person_points(columns, length, found, told)
    titles = _limited(columns, "position.title", length, _TITLE_LIMIT, found)
    notes = _notes(columns, length, found)
    told()
    made = organisations(columns, length, today, how, found, told)
    told()
    facts = person_facts.read(columns, length, today, how, found, told)
    rows = (number for number, _row in table.rows)
    said = zip(rows, first, last, titles, points, notes, made, strict=True)
    made_of = [
        Entry._make((*values, found.problems.get(index, ""), found.warnings.get(index, ()), (), (), "", "", (), None))
        for index, values in enumerate(said)
    ]
    if facts is None:
        return made_of
    return [entry if told is None else entry._replace(facts=told) for entry, told in zip(made_of, facts, strict=True)]


def _told(progress: Progress) -> Callable[[], None]:
    return lambda: progress(0, None, _("Understanding the cells"))


def _names(columns: Columns, length: int, found: Findings) -> tuple[list[str], list[str]]:
    """First and last names; from a full name where there are none, as "Kåre Ødegård" or "Ødegård, Kåre"."""
    first = cells.first_filled([cells.texts(column) for _, column in columns.get("person.first_name", ())], length)
    last = cells.first_filled([cells.texts(column) for _, column in columns.get("person.last_name", ())], length)
    for _header, column in columns.get("person.full_name", ()):
        whole = cells.mapped(column, _split)
        for index, (has_first, has_last, both) in enumerate(zip(first, last, whole, strict=True)):
            if both is not None and not (has_first or has_last):
                first[index], last[index] = both
    for _header, column in columns.get("person.middle_name", ()):
        for index, middle in enumerate(cells.texts(column)):
            if middle and (first[index] or last[index]):
                first[index] = f"{first[index]} {middle}".strip()
    for texts in (first, last):
        if max(map(len, texts), default=0) > _NAME_LIMIT:
            for index, text in enumerate(texts):
                if len(text) > _NAME_LIMIT:
                    texts[index] = ""
                    sentence = _(
                        "The name “{value}” has more than {limit} letters; it is no name. Correct it in the list."
                    )
                    found.reject(index, sentence.format(value=findings.shown(text), limit=_NAME_LIMIT))
    return first, last


def _split(cell: Cell) -> tuple[str, str] | None:
    text = cells.text(cell)
    if not text:
        return None
    first, last = names.split_name(text)
    return (first, last) if last else ("", first)


def _person_points(columns: Columns, length: int, found: Findings, told: Callable[[], None]) -> list[tuple[Point, ...]]:
    points: list[tuple[Point, ...]] = [()] * length
    for field, reader in _POINTS.items():
        for header, column in columns.get(field, ()):
            read_points(header, column, reader, addresses.expected(field), points, found)
            told()
    return points


def _limited(columns: Columns, field: str, length: int, limit: int, found: Findings) -> list[str]:
    texts = cells.first_filled([cells.texts(column) for _, column in columns.get(field, ())], length)
    header = next((header for header, _ in columns.get(field, ())), "")
    return limited(header, texts, limit, found)


def _notes(columns: Columns, length: int, found: Findings) -> list[str]:
    """All note columns of a row, one below the other."""
    noted = columns.get("notes", ())
    if not noted:
        return [""] * length
    parts = [cells.texts(column, lines=True) for _, column in noted]
    joined = ["\n".join(filter(None, row)) for row in zip(*parts, strict=True)]
    return limited(noted[0][0], joined, _NOTES_LIMIT, found)
