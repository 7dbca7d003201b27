"""The lines of a list with columns: which column is whose name is found as for any other list."""

from collections.abc import Sequence

from crm.exchange import cells, mapping
from crm.exchange.attendance.line import STATUS, Line
from crm.exchange.header import Table
from crm.exchange.source import Row
from crm.rules import attendance, emails

_FIRST, _MIDDLE, _LAST, _FULL = "person.first_name", "person.middle_name", "person.last_name", "person.full_name"
_TITLE_WORDS = (
    *("navn", "name", "fornavn", "etternavn", "first name", "last name", "full name", "fullt navn"),
    *(
        "deltaker",
        "deltakere",
        "deltagere",
        "firma",
        "bedrift",
        "organisasjon",
        "virksomhet",
        "arbeidsgiver",
        "selskap",
        "company",
    ),
    *("organisation", "organization", "e-post", "epost", "email", "e-mail", "mail"),
    *("status", "oppmøte", "user action", "first join"),
)
_TITLES = frozenset(_TITLE_WORDS)


def known(cell: str) -> bool:
    """Whether a cell is a title that such a list has."""
    return cell.strip(" .:*\"'").lower() in _TITLES


def lines(found: Table, before: int = 0) -> list[Line] | None:
    """One line a row, those of one person joined; None where no column holds names or addresses.

    `before` is how many lines stand above the table in what it was taken out of.
    """
    fields = mapping.fields(mapping.guess(found))
    at = {field: place for place, field in reversed(list(enumerate(fields.values()))) if field}
    if not {_FIRST, _LAST, _FULL, "person.email"} & at.keys():
        return None
    made: dict[tuple[str, str, str], Line] = {}
    for number, row in found.rows:
        line = _line(number + before, row, at)
        if line is not None:
            # Who joined a meeting, left it and joined again came once; several signed up by one address are several
            made.setdefault((line.name, line.organisation, line.address), line)
    return list(made.values())


def _line(number: int, row: Row, at: dict[str, int]) -> Line | None:
    def said(*wanted: str) -> str:
        return " ".join(filter(None, (cells.text(row[at[field]]) for field in wanted if field in at)))

    name = said(_FULL) or said(_FIRST, _MIDDLE, _LAST)
    if _FULL not in at and _LAST in at and said(_LAST):
        # As it stands the surname is known; a name in one piece would have to be guessed apart again
        name = f"{said(_LAST)}, {said(_FIRST, _MIDDLE)}".strip(", ")
    address = emails.normalised(said("person.email").split(";")[0].strip())
    place = said("organisation.name")
    if not (name or address or place):
        return None
    answer = attendance.parse(said("attendance")) if "attendance" in at else ""
    words = _words(row)
    return Line(number, words, name, place, address if "@" in address else "", STATUS.get(answer or "", ""))


def _words(row: Sequence[object]) -> str:
    return " · ".join(str(cell) for cell in row if cell is not None and str(cell).strip())[:300]
