"""What a header probably means that no list of synonyms has as a whole: by its words, and only where the cells agree.

"Qualifier notes" are notes, "Forretningsadresse.poststed" is a town, "Faktura-epost" the address of somebody else.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange import cell_kinds, could_be, header_fit, header_parts
from crm.exchange.header_parts import Part
from crm.exchange.source import Cell
from crm.exchange.synonyms import Meaning

UNDERSTOOD, GUESSED = 200, 300
"""The ranks of a meaning of which all words are understood, and of one with words that nobody knows."""

_NEARLY_ALL = 0.8
_A_FEW = 0.3
_NONE_OF_IT = re.compile(
    r"\b(?:ingen|inga|inget|intet|uten|utan|uden|ohne|without|stopp|stop)\b|"
    r"\bno (?:more )?(?:news|e?-?mail|market|update|invit)",
    re.IGNORECASE,
)
_OF_ANYTHING = re.compile("tittel|titel|title", re.IGNORECASE)
_SECOND_LINE = re.compile(r"2\W*$")
_MOST_WORDS = 4

_FIRST, _LAST, _FULL = "person.first_name", "person.last_name", "person.full_name"
_MOBILE, _SWITCHBOARD, _WEBSITE = "person.mobile", "organisation.phone", "organisation.website"
_STREET, _CODE, _CITY = "organisation.street", "organisation.postal_code", "organisation.city"
_MUNICIPALITY, _SEGMENT, _SECTOR = "organisation.municipality", "organisation.segment", "organisation.helix_sector"
_NEWS, _NO_NEWS = "consent.newsletter", "consent.unsubscribed"
_JOINED, _LEFT, _CATEGORY = "membership.joined_on", "membership.left_on", "membership.category"
_STREET_2 = "organisation.street_2"
_OF_A_PLACE = (_STREET, _STREET_2, _CODE, "organisation.postal_place", _CITY, _MUNICIPALITY)
# Of several things in one header the one that is meant; where none of these fits, nobody knows
_TOGETHER = (
    ({_CODE, _CITY}, "organisation.postal_place"),
    ({_STREET, _CODE}, _CODE),
    ({_STREET, _CITY}, _CITY),
    ({_STREET, _MUNICIPALITY}, _MUNICIPALITY),
    ({_CITY, _MUNICIPALITY}, _MUNICIPALITY),
    ({"second", _STREET}, _STREET_2),
    ({"postbox", _STREET}, _STREET),
    ({_FIRST, _LAST}, _FULL),
    ({"name", _FIRST, _LAST}, _FULL),
    ({"name", _FIRST}, _FIRST),
    ({"name", _LAST}, _LAST),
    ({"name", _FULL}, _FULL),
    ({"name", _MUNICIPALITY}, _MUNICIPALITY),
    ({"name", _CITY}, _CITY),
    ({"phone", _MOBILE}, _MOBILE),
    ({"phone", _SWITCHBOARD}, _SWITCHBOARD),
    ({"email", "organisation.email"}, "organisation.email"),
    ({"email", _STREET}, "email"),
    ({_WEBSITE, _STREET}, _WEBSITE),
    ({_SEGMENT, _SECTOR}, _SEGMENT),
    ({_NEWS, _NO_NEWS}, _NO_NEWS),
    ({_NEWS, "email"}, _NEWS),
    ({_NO_NEWS, "email"}, _NO_NEWS),
)
# Words that only say more about some things, and would be something else by themselves
_SAYS_MORE = ("day", "start", "end", "membership", "kind")
_HEADS = {
    "person": _FULL,
    "organisation": "organisation.name",
    "party": "organisation.name",
    "member": "organisation.name",
}
_KIND = Part("thing", "kind")
_YOURS = Part("whose", "yours")
_COUNTED = {"organisation.employees", _JOINED, _LEFT}


class _Said(NamedTuple):
    """The words of a header by their kinds."""

    whose: frozenset[str]
    things: list[str]
    measured: bool
    unknown: int
    begun: bool
    words: int
    short: bool


def meaning(header: str, cells: Sequence[Cell]) -> Meaning | None:
    """What the header means as (kind, word, rank) of crm.exchange.synonyms; None where the cells say something else.

    The kind "other" is a thing of somebody else: of the invoice, of the next of kin.
    """
    parts = header_parts.parts(header)
    said = _said(parts)
    found = _read(parts, said)
    if found is not None:
        found = denied(second_line(found, header), header)
    if not said.measured or _COUNTED & {*said.things, _of_membership(said)}:
        if found is None or found.kind in ("ignored", "other"):
            return found
        if found.word == "position.title" and found.rank == GUESSED and _OF_ANYTHING.search(header):
            # A title of what nobody knows may be that of a talk or a book
            return found if cell_kinds.share(cell_kinds.is_position, cells) >= _A_FEW else None
        return found if header_fit.fits(found.word, cells, certain=found.rank == UNDERSTOOD) else None
    # A figure or a day about something: "E-post sendt" is no address, "Registrert e-post" is one, as the cells tell
    if any(cell_kinds.share(test, cells) >= _NEARLY_ALL for test in (cell_kinds.is_org_number, could_be.industry)):
        return None  # hardly any other number has their check digit, or says in words what it is the code of
    told = found is not None and found.kind != "other" and found.word in header_fit.TOLD_BY_CELLS
    if found is not None and told and header_fit.fits(found.word, cells, certain=False):
        return found._replace(rank=GUESSED)
    return Meaning("ignored", "", UNDERSTOOD)


def second_line(found: Meaning, header: str) -> Meaning:
    """What is found, or the second line of an address where the header of a street ends with its number."""
    return found._replace(word=_STREET_2) if found.word == _STREET and _SECOND_LINE.search(header) else found


def denied(found: Meaning, header: str) -> Meaning:
    """What is found, or its opposite where the header says "not": no consent must be read out of a refusal."""
    if found.word == _NEWS and _NONE_OF_IT.search(header):
        return found._replace(kind="field", word=_NO_NEWS)
    if found.word not in (_NEWS, "email", "attendance") or not header_parts.denies(header):
        return found
    if found.word == "attendance":
        return Meaning("ignored", "", found.rank)
    return found._replace(kind="field", word=_NO_NEWS)


def understood(header: str) -> bool:
    """Whether every word of the header is understood, and together they name a field."""
    parts = header_parts.parts(header)
    found = _read(parts, _said(parts))
    return found is not None and found.rank == UNDERSTOOD


def names_somebody(header: str) -> bool:
    """Whether the words say whose something is: a person's, an organisation's, the invoice's."""
    return any(part.kind == "whose" for part in header_parts.parts(header))


def says_where(header: str) -> bool:
    """Whether the words say no more than where somebody is reached: "Direkte", "Kontor", "Privat"."""
    kinds = {(part.kind, part.word) for part in header_parts.parts(header) if part.kind != "binding"}
    return bool(kinds) and kinds <= {("whose", "work"), ("whose", "home"), ("whose", "own"), ("whose", "organisation")}


def names_a_phone(header: str) -> str:
    """The field where one of the words says that it is a phone or a mobile, whatever the others say; "" for none."""
    found = {part.word for part in header_parts.parts(header) if part.kind == "thing"}
    return _MOBILE if _MOBILE in found else "person.phone" if "phone" in found else ""


def is_about_else(header: str) -> bool:
    """Whether the words are about a project, a ticket, a course: something that the register does not keep."""
    return any(part == header_parts.ELSEWHERE for part in header_parts.parts(header))


def _read(parts: Sequence[Part], said: _Said) -> Meaning | None:
    if tuple(parts) == (_KIND,):
        return Meaning("open", "category", UNDERSTOOD)
    rank = GUESSED if said.unknown or said.begun or said.short else UNDERSTOOD
    thing = _one_thing(said)
    if "other" in said.whose and thing not in (_NEWS, _NO_NEWS) and not (thing == "notes" and _begins(parts, "notes")):
        return Meaning("other", thing, rank)
    if not thing and len({*said.things} - {*_SAYS_MORE}) > 1:
        return None
    if "social" in said.whose and not thing:
        return Meaning("ignored", "", rank)
    if (
        "elsewhere" in said.whose
        and thing != "attendance"
        and not (thing == "notes" and _begins(parts, "notes"))
        and not (thing in ("email", "phone", _MOBILE) and "person" in said.whose)
    ):
        return Meaning("ignored", "", rank) if thing else None
    if "home" in said.whose and thing in _OF_A_PLACE:
        return Meaning("ignored", "", rank)
    if said.unknown and not _may_be_guessed(said, thing):
        return None
    if said.begun and thing not in ("name", "email", "phone", _MOBILE, _WEBSITE, "notes", ""):
        return None
    if thing:
        return _of_its_owner(thing, said, rank)
    head = _head(parts)
    return Meaning("field", head, rank) if head else None


def _begins(parts: Sequence[Part], thing: str) -> bool:
    """Whether a thing is what a header of several words begins with: a "kommentar fra" somebody."""
    return len(parts) > 1 and parts[0].word == thing and parts[1].word in ("start", "at")


def _said(parts: Sequence[Part]) -> _Said:
    # "Vår kontaktperson hos dere" is theirs, "vår kontaktperson" one of those who keep the list
    theirs = any(part == _YOURS for part in parts)
    whose, things, measured, unknown, begun = set(), [], False, 0, False
    for part in parts:
        before = {one.word for one in part.of if one.kind == "whose"}
        if part.kind == "thing":
            whose |= before
            more = (*_SAYS_MORE, _JOINED, _LEFT) if part.word == "day" else _SAYS_MORE
            things += [*(one.word for one in part.of if one.word in more), part.word]
            begun = begun or header_parts.UNKNOWN in part.of
        elif part.kind == "whose":
            word = part.word if part.word != "ours" else "" if theirs else "other"
            whose |= ({word} if word else set()) | ({"other"} & before)
        elif part.kind == "measure":
            things += [one.word for one in part.of if one.word in (_JOINED, _LEFT, "membership")]
            measured = True
        elif part.kind == "unknown":
            unknown += 1
    return _Said(
        frozenset(whose),
        things,
        measured,
        unknown,
        begun,
        len(parts),
        any(header_parts.SHORT in part.of for part in parts),
    )


def _of_membership(said: _Said) -> str:
    """What is said about a membership: its first day, its last one, its kind; "" for nothing, or several of them."""
    pairs = (("start", _JOINED), ("end", _LEFT), ("kind", _CATEGORY))
    told = "membership" in said.things or "member" in said.whose
    found = {field for word, field in pairs if word in said.things} if told else set()
    return found.pop() if len(found) == 1 else ""


def _one_thing(said: _Said) -> str:
    """The one thing that the column holds, "" for none or for several that do not go together."""
    if "membership" in said.things or _of_membership(said):
        return _of_membership(said)
    if "kind" in said.things and said.whose & {"organisation", "party", "member"} and {*said.things} == {"kind"}:
        return _SECTOR
    things = {*said.things} - {*_SAYS_MORE}
    if things == {"name"} and "kind" in said.things:
        return "category"
    if things and "day" in said.things and not things & {_JOINED, _LEFT}:
        return ""
    if "notes" in things:
        return "notes"
    for together, meant in _TOGETHER:
        if things == together:
            return meant
    return things.pop() if len(things) == 1 else ""


def _may_be_guessed(said: _Said, thing: str) -> bool:
    """Whether a header with unknown words is worth a guess: where the cells can tell, or it is nearly understood."""
    return thing in (*header_fit.TOLD_BY_CELLS, _NEWS) or (
        said.unknown == 1 and (thing == "notes" or said.words <= _MOST_WORDS)
    )


def _of_its_owner(thing: str, said: _Said, rank: int) -> Meaning | None:
    person, organisation = "person" in said.whose, "organisation" in said.whose
    if thing == "category":
        return Meaning("open", "category", rank)
    if thing in ("name", "email", "phone"):
        if not said.whose & {"person", "organisation", "own", "yours", "work", "home"}:
            return Meaning("open", thing, rank)
        if organisation and not person:
            return Meaning("field", f"organisation.{thing}", rank)
        return Meaning("field", _FULL if thing == "name" else f"person.{thing}", rank)
    if thing == _MOBILE and organisation and not person:
        return Meaning("field", "organisation.phone", rank)
    if thing in _OF_A_PLACE and said.whose & {"person", "own"} and not said.whose & {"organisation", "work"}:
        return Meaning("ignored", "", rank)
    return Meaning("field", thing, rank) if thing not in ("postbox", "second") else None


def _head(parts: Sequence[Part]) -> str:
    """A person or an organisation and nothing of theirs: "Lead company", "kontakt i bedriften"."""
    found, bound = "", False
    for part in parts:
        if part.kind == "binding":
            bound = found != ""
        elif part.kind == "whose" and part.word in _HEADS and not (found and bound):
            found = _HEADS[part.word]
    return found
