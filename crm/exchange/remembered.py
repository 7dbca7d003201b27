"""What is remembered of lists that look alike: they have the same headers, in whatever order.

Columns that were moved, added or renamed since do not matter: what is left of the list is still known, and the others
are guessed as in any list. What the cells contradict is not recalled.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import NamedTuple

from crm.commands.import_writes import Learned
from crm.exchange import cell_kinds, fillable, mapping, synonyms
from crm.exchange.choices import Choices, Door
from crm.exchange.guess import LIKELY, Guess
from crm.exchange.header import Table
from crm.exchange.source import Cell
from crm.queries import import_memory
from crm.queries.import_memory import KeptMapping
from crm.rules.folding import loose

_ALIKE = 0.6
_FEWEST_ALIKE = 3
_RENAMED = 90
_LONGEST_WORD = 200
_LONGEST_LIST = 900_000
_NEVER = ("special", "identity")
_MOSTLY = 0.6


class Recalled(NamedTuple):
    """{header: field, "" to leave it out} of what is known, and the door of last time, None where there was none."""

    fields: Mapping[str, str]
    door: Door | None = None


def fingerprint(headers: Iterable[str]) -> str:
    """The same 64 signs for the same set of headers, however they are ordered and spelled.

    >>> fingerprint(["E-post", "Navn"]) == fingerprint(["NAVN", "epost:"]) != fingerprint(["Navn"])
    True
    """
    return hashlib.sha256("\n".join(sorted({synonyms.key(header) for header in headers})).encode()).hexdigest()


def guess(table: Table, chosen: Mapping[str, str | None] = MappingProxyType({})) -> dict[str, Guess]:
    """What each column is: as the last time a list like this came in, else as `mapping.guess` says; only reads.

    `chosen` are fields that somebody chose now; the other columns are seen beside them.
    """
    guesses = mapping.guess(table, chosen=chosen)
    fields = recall(table, guesses).fields
    return mapping.guess(table, remembered=fields, chosen=chosen) if fields else guesses


def recall(table: Table, guesses: Mapping[str, Guess]) -> Recalled:
    """What is known of the columns from the last time that a list like this came in; `guesses` are those without it."""
    kept = _alike(table) if table.header_row is not None else None
    if kept is None:
        return Recalled({})
    before = _same_columns(table.headers, kept, guesses)
    places = {header: at for at, header in enumerate(table.headers)}
    fields = {
        header: field
        for header, field in before.items()
        if guesses[header].reason not in _NEVER and not (field and _contradicted(field, _cells(table, places[header])))
    }
    return Recalled(fields, _door(kept.door))


def door(table: Table) -> Door | None:
    """Where the people of a list like this came from the last time; None where nobody said."""
    kept = _alike(table) if table.header_row is not None else None
    return _door(kept.door) if kept is not None else None


def learned(table: Table, fields: Mapping[str, str | None], choices: Choices) -> Learned:
    """What the next list may be told from this one."""
    headers = json.dumps(table.headers, ensure_ascii=False)
    told = json.dumps({title: field or "" for title, field in fields.items()}, ensure_ascii=False)
    keeps = table.header_row is not None and len(headers) + len(told) < _LONGEST_LIST
    return Learned(
        fingerprint=fingerprint(table.headers) if keeps else "",
        headers=headers,
        fields=told,
        door=json.dumps(asdict(choices.door), ensure_ascii=False) if choices.door != Door() else "",
        words=tuple(
            (name, loose(word)[:_LONGEST_WORD], code)
            for name, said in choices.words.items()
            for word, code in said.items()
        ),
    )


def _alike(table: Table) -> KeptMapping | None:
    """The same headers, or else the list that shares most of them."""
    kept = import_memory.mapping(fingerprint(table.headers))
    if kept is not None:
        return kept
    keys = set(map(synonyms.key, table.headers))
    best, most = None, _ALIKE
    for one in import_memory.mappings():
        others = set(map(synonyms.key, one.headers))
        shared = len(keys & others)
        alike = shared / len(keys | others)
        if shared >= _FEWEST_ALIKE and (alike > most or (alike == most and best is None)):
            best, most = one, alike
    return best


def _same_columns(headers: Sequence[str], kept: KeptMapping, guesses: Mapping[str, Guess]) -> dict[str, str]:
    """{header: field of last time} for the columns that are the same, renamed ones too."""
    known = {title: field for title, field in kept.fields.items() if not field or fillable.is_known(field)}
    by_key: dict[str, list[str]] = {}
    for title in known:
        by_key.setdefault(synonyms.key(title), []).append(title)
    meant: dict[str, str] = {}  # header: title of last time
    for header in headers:
        there = by_key.get(synonyms.key(header), [])
        if title := header if header in there else next(iter(there), ""):
            there.remove(title)
            meant[header] = title
    left = [title for title in kept.headers if title in known and title not in meant.values()]
    for at, header in enumerate(headers):
        if header not in meant and (title := _renamed(at, headers, left, kept.headers, meant)):
            guessed = guesses[header].field
            if guessed in (None, known[title]) or guesses[header].confidence < LIKELY:
                left.remove(title)
                meant[header] = title
    return {header: known[title] for header, title in meant.items()}


def _renamed(
    at: int, headers: Sequence[str], left: Sequence[str], before: Sequence[str], meant: Mapping[str, str]
) -> str:
    """The column of last time that this one is under another name: spelled nearly so, or between the same two."""
    from rapidfuzz import fuzz

    key = synonyms.key(headers[at])
    for title in left:
        if fuzz.ratio(key, synonyms.key(title)) >= _RENAMED:
            return title
    neighbours = [meant.get(headers[place], "") if 0 <= place < len(headers) else None for place in (at - 1, at + 1)]
    for title in left:
        place = before.index(title)
        if neighbours == [before[other] if 0 <= other < len(before) else None for other in (place - 1, place + 1)]:
            return title
    return ""


def _cells(table: Table, at: int) -> list[Cell]:
    return [row[at] for _number, row in table.rows[:300] if row[at] is not None and row[at] != ""]


def _contradicted(field: str, cells: Sequence[Cell]) -> bool:
    """Whether the cells cannot be what the column was the last time."""

    def holds(test: cell_kinds.Test) -> float:
        return cell_kinds.share(test, cells)

    if not cells:
        return False
    if holds(cell_kinds.is_identity_number) >= _MOSTLY:
        return True
    if field.endswith("email"):
        return holds(cell_kinds.is_email) == 0
    if field == "organisation.name":
        return holds(cell_kinds.begins_with_given_name) >= _MOSTLY and holds(cell_kinds.is_organisation) == 0
    if field == "person.full_name":
        return any(
            holds(test) >= _MOSTLY for test in (cell_kinds.is_organisation, cell_kinds.is_number, cell_kinds.is_email)
        )
    return False


def _door(text: str) -> Door | None:
    return Choices.from_json(f'{{"door": {text}}}').door if text else None
