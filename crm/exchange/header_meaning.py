"""What a header may mean: by the list of synonyms, by its words, and below the header of a group."""

import re
from collections.abc import Sequence

from crm import renaming
from crm.exchange import cell_kinds, header_parts, loose_headers, synonyms
from crm.exchange.header_parts import Part
from crm.exchange.source import Cell
from crm.exchange.synonyms import Meaning

_MOSTLY = 0.6
_NEARLY_ALL = 0.8
_JUST_A_NUMBER = ("nr", "no", "nummer", "number")
_QUESTION = re.compile(r"^(?:(?:Q|Spm|Spørsmål|Question|Fråga|Frage)\.? ?)?[0-9]{1,2} ?[.:)] *(?=\w)", re.IGNORECASE)
# What a program needs for itself when the list comes back to it
_NOT_TO_BE_CHANGED = re.compile(
    r"\((?:do not (?:modify|edit|change)|(?:ikke|må ikke|skal ikke) (?:endre|endres|rediger|redigeres)|ändra inte)\)",
    re.IGNORECASE,
)
# A key of the database behind an export, whatever it is the key of: its figures may look like a phone number
_KEY = re.compile(r"(?:record|object|row) id\b", re.IGNORECASE)
_OWN_FIELD = re.compile("__c$")  # as Salesforce calls what its user added
_RECORD = Part("whose", "organisation")
_NUMBERED = re.compile(r" \([0-9]+\)$")
_HALVES = ("person.first_name", "person.last_name")
_DAYS = ("membership.joined_on", "membership.left_on")  # "medlem fra år" is no member's name


def meaning(header: str, cells: Sequence[Cell], group: str) -> Meaning | None:
    """What a header may mean: below the header of its `group` (or ""), as a whole, else by its words."""
    if _NOT_TO_BE_CHANGED.match(header) or _KEY.match(header):
        return Meaning("ignored", "", 0)
    header = renaming.original(_OWN_FIELD.sub("", _QUESTION.sub("", header)) or header)
    if of_record := _of_its_record(header):
        return of_record
    if group and (whose := loose_headers.meaning(f"{group}: {_NUMBERED.sub('', header)}", cells)):
        return whose
    found = _by_synonyms(header)
    if found is not None and found.kind == "ignored" and synonyms.key(header) in _JUST_A_NUMBER:
        phones = cell_kinds.share(cell_kinds.is_written_phone, cells) >= _NEARLY_ALL
        return Meaning("open", "phone", loose_headers.GUESSED) if phones else found
    if found is not None and found.word == "attendance" and _names_people(cells):
        return Meaning("field", "person.full_name", loose_headers.GUESSED)
    if found is not None and (found.rank < synonyms.PHRASE or found.kind == "never"):
        return found
    loose = loose_headers.meaning(header, cells)
    if found is None and loose is None:
        return _either(header, cells)
    if found is None or loose is None:
        return found or loose
    if found.word == loose.word == "organisation.name" and _is_a_persons(header, cells):
        return Meaning("field", "person.full_name", loose_headers.UNDERSTOOD)
    if "/" in header and found.word == "organisation.name" and loose.word == "organisation.city":
        return found  # "Selskap/sted": whose place it is stands first
    return loose if loose.kind == "other" or _says_more(loose, found) else found


def _of_its_record(header: str) -> Meaning | None:
    """What a field of an organisation is that names its record first: "Account: Billing Street"."""
    record, _colon, field = header.partition(": ")
    if not field or set(header_parts.parts(record)) != {_RECORD}:
        return None
    found = synonyms.meaning(field) or synonyms.meaning(field.replace("_", " "))
    told = found is not None and found.kind == "field" and found.word.startswith("organisation.")
    return found if told and found is not None and found.rank < synonyms.PHRASE else None


def _is_a_persons(header: str, cells: Sequence[Cell]) -> bool:
    """Whether a header names a person and a company, as "Kontakt kunde", and the cells are people's names."""
    return bool(header_parts.people_named(header, only_people=True)) and _names_people(cells)


def _either(header: str, cells: Sequence[Cell]) -> Meaning | None:
    """Of two words for one thing the one that is understood: "Lag/forening"."""
    pieces = [piece.strip() for piece in header.split("/")] if "/" in header else []
    meant = [synonyms.meaning(piece) or loose_headers.meaning(piece, cells) for piece in pieces if piece]
    fields = [found for found in meant if found is not None and found.kind in ("field", "open")]
    return fields[0]._replace(rank=loose_headers.GUESSED) if fields else None


def _by_synonyms(header: str) -> Meaning | None:
    found = synonyms.meaning(header)
    if found is None or found.rank == 0:
        return found
    return loose_headers.denied(loose_headers.second_line(found, header), header)


def _says_more(loose: Meaning, phrase: Meaning) -> bool:
    """Whether the words, all of them understood, are to be believed and not the phrase."""
    if loose.rank != loose_headers.UNDERSTOOD:
        return False
    return (
        phrase.kind == "ignored"
        or (phrase.rank >= synonyms.WEAK and loose.kind != "ignored")
        or loose.word in _DAYS
        or (phrase.word in (*_HALVES, "organisation.name") and loose.word == "person.full_name")
        or (phrase.word == "notes" and loose.word != "notes")
    )


def _names_people(cells: Sequence[Cell]) -> bool:
    """Whether there are names below "til stede": of those who were."""
    return cell_kinds.share(cell_kinds.begins_with_given_name, cells) >= _MOSTLY
