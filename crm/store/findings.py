"""What the check of a register finds, in words for whoever keeps it, and in the database's own for whoever helps."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crm import table_words
from crm.i18n import _, ngettext
from crm.store import tables
from crm.store.database import rows

PAGE, REFERENCE, JOURNAL, HISTORY = "page", "reference", "journal", "history"
INDEX, TRIGGER, SCHEMA, SEARCH, STEP = "index", "trigger", "schema", "search", "step"
MENDABLE = {INDEX, TRIGGER, SCHEMA, SEARCH, STEP}
"""What is made of the records and can be made of them again (`crm.store.mending`)."""
SHOWN = 20

_OF_INDEX = re.compile(r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index")
_OF_SEARCH = re.compile(r"malformed inverted index|fts5|unable to validate the inverted index", re.I)
_OF_VALUE = re.compile(r"(?:CHECK constraint failed in|NULL value in|\w+ value in) (\w+)")
_PAGE = re.compile(r"\b(?:page|Page) (\d+)")
_NAME = re.compile(r"\bindex (\w+)$")


class Finding(NamedTuple):
    """Something that is wrong: what it is about, a sentence, and what the database calls it ("" where that is all)."""

    kind: str
    sentence: str
    detail: str = ""

    @property
    def mendable(self) -> bool:
        """Whether nothing is lost by it."""
        return self.kind in MENDABLE


def pages(told: Iterable[str]) -> Iterator[Finding]:
    """What the database says about its own pages, gathered by what is to be done about it."""
    of_index: dict[str, list[str]] = {}
    of_value: dict[str, list[str]] = {}
    of_search: list[str] = []
    of_page: list[str] = []
    for line in told:
        if _OF_INDEX.match(line):
            name = _NAME.search(line)
            of_index.setdefault(table_of(name[1]) if name else "", []).append(line)
        elif _OF_SEARCH.search(line):
            of_search.append(line)
        elif value := _OF_VALUE.match(line):
            of_value.setdefault(value[1], []).append(line)
        else:
            of_page.append(line)
    if of_page:
        numbers = {number for line in of_page for number in _PAGE.findall(line)}
        sentence = (
            ngettext("{count} page of the file is damaged.", "{count} pages of the file are damaged.", len(numbers))
            if numbers
            else _("The file is damaged inside.")
        )
        yield Finding(PAGE, sentence.format(count=len(numbers)), _joined(of_page))
    for table, lines in of_value.items():
        sentence = _("{kind}: a field holds what it cannot hold.").format(kind=table_words.kind(table))
        yield Finding(PAGE, sentence, _joined(lines))
    for table, lines in of_index.items():
        sentence = _("{kind}: an index does not match the records.").format(kind=table_words.kind(table))
        yield Finding(INDEX, sentence, _joined(lines))
    if of_search:
        yield Finding(SEARCH, _("The search index does not match the records."), _joined(of_search))


def references(lost: Iterable[tuple[str, int]]) -> Iterator[Finding]:
    """Rows that refer to records which do not exist."""
    for table, which in _by_table((table, f"{table}:{row}") for table, row in lost):
        sentence = ngettext(
            "{kind}: {count} record refers to one that does not exist.",
            "{kind}: {count} records refer to some that do not exist.",
            len(which),
        )
        yield Finding(REFERENCE, sentence.format(kind=table_words.kind(table), count=len(which)), _joined(which, ", "))


def triggers(names: Iterable[str]) -> Iterator[Finding]:
    """What watches over the tables, and is missing or altered."""
    guards: list[str] = []
    journals: list[str] = []
    for name in names:
        (journals if name.startswith("journal_") else guards).append(name)
    for table, which in _by_table((table_of(name.removeprefix("journal_")), name) for name in journals):
        sentence = _("{kind}: what writes changes into the history is missing or altered.")
        yield Finding(TRIGGER, sentence.format(kind=table_words.kind(table)), _joined(which, ", "))
    if guards:
        sentence = _("What watches over the records is missing or altered.")
        yield Finding(TRIGGER, sentence, _joined(guards, ", "))


def indexes(names: Iterable[str]) -> Iterator[Finding]:
    """Indexes, views and search tables that are missing or altered."""
    for table, which in _by_table((table_of(name), name) for name in names):
        sentence = _("{kind}: an index is missing or altered.")
        yield Finding(SCHEMA, sentence.format(kind=table_words.kind(table)), _joined(which, ", "))


def search(names: Iterable[str]) -> Iterator[Finding]:
    """Search indexes that say something else than the records."""
    for table, which in _by_table((table_of(name), name) for name in names):
        sentence = _("{kind}: the search index does not match the records.")
        yield Finding(SEARCH, sentence.format(kind=table_words.kind(table)), _joined(which, ", "))


def rows_of_journal(table: str, count: int) -> Finding:
    """So many rows of a table are not as the journal last wrote them."""
    sentence = ngettext(
        "{kind}: {count} record is not as the history has it.",
        "{kind}: {count} records are not as the history has them.",
        count,
    )
    return Finding(JOURNAL, sentence.format(kind=table_words.kind(table), count=count), table)


def entries(count: int) -> Finding:
    """So many entries of the history cannot be, or are not there."""
    sentence = ngettext(
        "{count} entry of the history is damaged or missing.",
        "{count} entries of the history are damaged or missing.",
        count,
    )
    return Finding(HISTORY, sentence.format(count=count))


def table_of(name: str) -> str:
    """The table that an index, a trigger or a search table belongs to; "" where none is known."""
    told = rows("SELECT tbl_name FROM sqlite_master WHERE name = ? AND type IN ('index', 'trigger')", (name,))
    if told:
        return str(told[0][0])
    beginning = [table for table in tables.names() if name.startswith(f"{table}_")]
    return max(beginning, key=len, default="")


def _by_table(which: Iterable[tuple[str, str]]) -> Iterable[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for table, name in which:
        found.setdefault(table, []).append(name)
    return found.items()


def _joined(lines: list[str], between: str = "\n") -> str:
    return between.join([*lines[:SHOWN], *(["…"] if len(lines) > SHOWN else [])])
