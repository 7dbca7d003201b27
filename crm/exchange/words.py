"""Words of lists that mean an entry of a code list: "SMB", "FoU". An unknown one is asked about once ever."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crm.exchange import cells
from crm.exchange.header import Table
from crm.exchange.source import Cell
from crm.queries import import_memory
from crm.rules import code_lists
from crm.rules.folding import loose

LISTS = {
    "organisation.helix_sector": "helix_sector",
    "organisation.segment": "segment",
    "membership.category": "membership_category",
    "person.language": "language",
    "position.role": "position_role",
}
"""The code list of each field that holds words of one."""

MOST_ASKED = 30
"""More words of one column than this are not asked about: it holds texts and not choices."""

Meanings = Mapping[str, Mapping[str, str]]
"""{code list: {word: its key, "" to leave it out}}."""


class Asked(NamedTuple):
    """A word that nobody has explained: the column it stands in, the code list, and on how many rows it stands."""

    header: str
    list: str
    word: str
    rows: int


def meant(chosen: Meanings) -> dict[str, dict[str, str]]:
    """What words mean by this import's choices and, where they say nothing, by those of earlier ones."""
    known = {
        # An entry that was removed since means nothing: it is asked about again
        name: {word: code for word, code in said.items() if not code or code in code_lists.keys(name)}
        for name, said in import_memory.words().items()
        if name in code_lists.names()
    }
    for name, said in chosen.items():
        known.setdefault(name, {}).update({loose(word): code for word, code in said.items()})
    return known


def asked(table: Table, fields: Mapping[str, str | None], known: Meanings) -> list[Asked]:
    """The words that neither the code lists nor `known` (see `meant`) explain, the most frequent of a column first."""
    found: list[Asked] = []
    for at, header in enumerate(table.headers):
        if name := LISTS.get(fields.get(header) or ""):
            found += asked_in(header, name, (row[at] for _number, row in table.rows), known)
    return found


def asked_in(header: str, name: str, column: Iterable[Cell], known: Meanings) -> list[Asked]:
    """The same for one column that holds words of the code list `name`; nothing where there are too many."""
    counted: Counter[str] = Counter()
    for cell, count in Counter(column).items():
        if text := cells.text(cell):
            counted[text] += count
    unknown = [
        Asked(header, name, word, count)
        for word, count in counted.most_common()
        if loose(word) not in known.get(name, {}) and code_lists.from_text(name, word) is None
    ]
    return unknown if len(unknown) <= MOST_ASKED else []
