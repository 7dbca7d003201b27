"""Lists from imagined senders, written before anybody looked at what the program makes of them (in fresh/).

A file holds lists with an empty line between them. Of each list the first line names the sender, the next is the
header row, the next the right answer of each column, the rest are rows; cells stand between "|". A line that begins
with "^" is a row above the headers. "-" is a column that is to be left out; "a/b" where a user would mend neither.
"¶" is a line break inside a cell. A list marked [xlsx] has its numbers and days as cells of a workbook, not as text.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.exchange import header, mapping
from crm.exchange.fields import FIELDS
from crm.exchange.source import Cell, Sheet

FOLDER = Path(__file__).resolve().parent / "fresh"

FIELD: dict[str, str | None] = {
    "org": "organisation.name",
    "orgnr": "organisation.org_number",
    "web": "organisation.website",
    "org.email": "organisation.email",
    "org.phone": "organisation.phone",
    "short": "organisation.short_name",
    "street": "organisation.street",
    "street2": "organisation.street_2",
    "post": "organisation.postal_code",
    "postplace": "organisation.postal_place",
    "city": "organisation.city",
    "kommune": "organisation.municipality",
    "sector": "organisation.helix_sector",
    "segment": "organisation.segment",
    "staff": "organisation.employees",
    "form": "organisation.legal_form",
    "nace": "organisation.nace_code",
    "staffday": "organisation.employees_on",
    "category": "membership.category",
    "signed": "membership.agreement_signed_on",
    "joined": "membership.joined_on",
    "left": "membership.left_on",
    "name": "person.full_name",
    "first": "person.first_name",
    "middle": "person.middle_name",
    "last": "person.last_name",
    "email": "person.email",
    "mobile": "person.mobile",
    "phone": "person.phone",
    "title": "position.title",
    "since": "position.from_on",
    "language": "person.language",
    "news": "consent.newsletter",
    "nonews": "consent.unsubscribed",
    "attended": "attendance",
    "tags": "tags",
    "org.tags": "organisation.tags",
    "notes": "notes",
    "-": None,
}
"""What the answers are called in the files."""


class Listed(NamedTuple):
    """One list: who sent it, its rows and the answers that are right for each column."""

    sender: str
    rows: list[list[Cell]]
    right: list[frozenset[str | None]]


class Miss(NamedTuple):
    """A column that was understood otherwise."""

    sender: str
    title: str
    guessed: str | None
    right: frozenset[str | None]


def batch(name: str) -> list[Listed]:
    """The lists of one file."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [_listed(part.splitlines()) for part in re.split(r"\n\s*\n", text.strip())]


def _listed(lines: list[str]) -> Listed:
    sender = lines[0].removeprefix("==").strip()
    above = [line[1:] for line in lines[1:] if line.startswith("^")]
    titles, answers, *rows = (line for line in lines[1:] if not line.startswith("^"))
    typed = sender.endswith("[xlsx]")
    cells = [_cells(line, typed=typed) for line in (*above, titles, *rows)]
    width = len(_cells(titles, typed=False))
    right = [frozenset(FIELD[word] for word in str(answer).split("/")) for answer in _cells(answers, typed=False)]
    assert len(right) == width, sender
    assert all(field is None or field in FIELDS for answer in right for field in answer), sender
    return Listed(sender, [row + [None] * (width - len(row)) for row in cells], right)


def _cells(line: str, *, typed: bool) -> list[Cell]:
    return [_typed(text.strip()) if typed else text.strip() or None for text in line.replace("¶", "\n").split("|")]


def _typed(text: str) -> Cell:
    if re.fullmatch(r"[1-9]\d{0,14}", text):
        return int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text)
    return text or None


def misses(listed: Listed) -> list[Miss]:
    """The columns of a list that the program understands otherwise than they are meant."""
    table = header.find(Sheet("Ark1", listed.rows))
    found = mapping.fields(mapping.guess(table))
    assert len(table.headers) == len(listed.right), (listed.sender, table.headers)
    return [
        Miss(listed.sender, title, found.get(title), right)
        for title, right in zip(table.headers, listed.right, strict=True)
        if found.get(title) not in right
    ]
