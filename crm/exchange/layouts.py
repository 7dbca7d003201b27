"""The program that made a list, told from its headers or from what stands above them (samples/SIGNATURES.md)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crm.exchange import synonyms

_SECTION = re.compile(r"([1-9])\. \w")


class Layout(NamedTuple):
    """A program's own layout, with the fields of those columns that a guess would miss ("" leaves one out)."""

    name: str
    fields: Mapping[str, str]


def layout(headers: Sequence[str], above: Iterable[str] = ()) -> Layout | None:
    """The program that made the list, where its headers give it away; `above` is what stands above them.

    >>> layout(["Starttidspunkt", "ID", "Fullføringstidspunkt", "Navn"]).name
    'Microsoft Forms'
    >>> layout(["Navn", "Inn", "Ut", "E-post", "UPN"], ["1. Sammendrag", "2. Deltakere"]).name
    'Teams'
    """
    keys = {synonyms.key(header) for header in headers}
    for described in synonyms.layouts():
        if {synonyms.key(header) for header in described["required"]} <= keys:
            told = {synonyms.key(header): field for header, field in described["fields"].items()}
            return Layout(described["name"], told)
    return (
        _teams(headers) if [found[1] for text in above if (found := _SECTION.match(text))][:2] == ["1", "2"] else None
    )


def _teams(headers: Sequence[str]) -> Layout | None:
    """An attendance report in any language: numbered sections, a name and an address; nothing else of it is kept."""
    told: dict[str, str] = {}
    for header in headers:
        meant = synonyms.meaning(header)
        field = {"name": "person.full_name", "email": "person.email"}.get(meant.word, "") if meant else ""
        told[synonyms.key(header)] = "" if field in told.values() else field
    return Layout("Teams", told) if "person.email" in told.values() else None
