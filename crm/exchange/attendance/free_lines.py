"""Lines as people write them: "3. Vik, Ola (Fisk AS)", "Kari Berg - Nordlys", "Fisk AS: Ola Vik og Eva Li + 2 til"."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from crm.exchange.attendance import table
from crm.exchange.attendance.line import STATUS, Line
from crm.rules import attendance, emails, given_names, names

# Bounded, as what follows goes by the square of a long word without any @
_ADDRESS = re.compile(
    r"[<(\[]?\s*(?:mailto:)?([^\s<>;,|\"()\[\]]{1,100}@[^\s<>;,|\"()\[\]]{1,200})\s*[>)\]]?", re.IGNORECASE
)
_TICKED = re.compile(r"^\s*(?:\[\s*[xX✓]\s*\]|[✓✔☑☒]|[xX](?=\s{1,4}\w))\s*")
_UNTICKED = re.compile(r"^\s*(?:\[\s*\]|[☐✗✘])\s*")
_BULLET = re.compile(r"^\s*(?:[•·*▪◦–—-]+\s+|\(?\d{1,3}[.):]\s*|\d{1,3}\s{2,}|\d{1,3}\t)")
_PHONE = re.compile(
    r"(?:\b(?:tlf|mob|mobil|tel|phone|m|t)\b[.:]?\s*)?(?<![\w@])\+?\d(?:[\s.\-]?\d){7,13}(?!\w)", re.IGNORECASE
)
_UNNAMED_WORDS = (
    "til andre stk student studenter elev elever gjest gjester person personer deltaker deltakere ukjent ukjente "
    "ansatt ansatte medarbeider medarbeidere kollega kollegaer kolleger pers uten fra "
    "more other others guest guests student students people person unknown anonymous colleague colleagues attendees"
)
_UNNAMED = re.compile(
    rf"(?:\bm/|\bmed\b|\bwith\b|\bog\b|\band\b|\bsamt\b|[+&,])?\s*\+?\s*(\d{{1,3}})\s*(?:{'|'.join(_UNNAMED_WORDS.split())})\b[^,;]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\d{1,3}\s+(?=[^\W\d_])")  # "1 Ola Vik", which "3 studenter" is not
_AND_MORE = re.compile(r"\s*(?:\+|\bpluss\b|\bplus\b)\s*(\d{1,3})\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PLACE = re.compile(r"\s+[-–—|/@]\s+|\s*\|\s*|\s*\t\s*|\s+(?:fra|from|hos|ved|at)\s+(?=[A-ZÆØÅ0-9])")
_FOR = re.compile(r"\s+(?:v/|ved\s+|repr\.?\s+av\s+)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:og|and|&|\+)\s+")
_LEGAL_FORM = re.compile(r"\b(?:ASA|AS|A/S|SA|ANS|DA|KF|HF|IKS|AB|Oy|ApS|GmbH|Ltd|Inc|LLC|BV|SE)\.?$")
_PLACE_WORDS = (
    "universitet university høgskole høyskole kommune fylkeskommune gruppen group havbruk biotech marine institutt "
    "institute norge norway senter center forening klynge research forskning energi fond bank skole sykehus "
    "laks seafood"
)
_PLACE_WORD = frozenset(_PLACE_WORDS.split())
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_NAME_WORDS = 5


class _Where(NamedTuple):
    """A line of the text, what it says of coming, and whose people stand below a heading."""

    place: int
    words: str
    status: str
    heading: str


Known = Callable[[str], bool]


def read(lines: Sequence[str], before: int, is_organisation: Known) -> list[Line]:
    """One or several for each line that says somebody; headings and empty lines make none.

    `before` is how many lines stand above the first of them.
    """
    found: list[Line] = []
    heading = ""
    for place, words in enumerate(lines, before + 1):
        if not words.strip():
            heading = ""
            continue
        words = "\t".join(filter(None, map(names.clean, words.split("\t"))))
        ticked = "attended" if _TICKED.match(words) else "registered" if _UNTICKED.match(words) else ""
        rest = _BULLET.sub("", _UNTICKED.sub("", _TICKED.sub("", words), 1), 1)
        rest = _TICKED.sub("", rest) if not ticked else rest
        if (number := _NUMBERED.match(rest)) and not _UNNAMED.match(rest):
            rest = rest[number.end() :]
        if table.known(rest):
            continue
        before_colon, colon, after = rest.partition(":")
        if colon and _is_place(before_colon, is_organisation) and "@" not in before_colon:
            heading = names.clean(before_colon)
            if not after.strip():
                continue
            found += _line(_Where(place, words, ticked, heading), after, is_organisation)
            heading = ""
            continue
        found += _line(_Where(place, words, ticked, heading), rest, is_organisation)
    return found


def _line(where: _Where, text: str, is_organisation: Known) -> Iterator[Line]:
    for piece in _pieces(text):
        yield from _piece(where, piece, is_organisation)


def _pieces(text: str) -> list[str]:
    """Those that stand beside each other: "a@x.example; b@x.example", "Ola Vik <o@x.example>, Eva Li <e@x.example>"."""
    if ";" in text:
        return [piece for piece in text.split(";") if piece.strip()]
    if text.count("@") > 1:
        found = list(_ADDRESS.finditer(text))
        # "a@x.example Ola Vik, b@y.example Eva Li": then each name follows its address
        first = bool(found) and not text[: found[0].start()].strip(" ,\t")
        inner = [one.start() for one in found[1:]] if first else [one.end() for one in found[:-1]]
        return [text[start:end].strip(" ,\t") for start, end in zip([0, *inner], [*inner, len(text)], strict=True)]
    return [text]


def _piece(where: _Where, piece: str, is_organisation: Known) -> Iterator[Line]:
    count, piece = _unnamed(piece)
    address, piece = _address(piece)
    piece = _PHONE.sub(" ", piece)
    status, place, piece = _brackets(piece)
    parts = [part for part in (names.clean(part).strip(" ,.;:'\"-–") for part in _split(piece)) if part]
    said, parts = _said(parts)
    status = status or said or where.status
    people, organisation = _sorted(parts, place, is_organisation)
    organisation = organisation or where.heading
    if not people and (address or (organisation and not count)):
        people = [""]
    for name in people:
        yield Line(where.place, where.words, name, organisation, address, status)
        address = ""  # it is the first one's
    if count:
        yield Line(where.place, where.words, "", organisation, "", status, count)


def _unnamed(piece: str) -> tuple[int, str]:
    """How many people without a name a piece tells of, and the rest."""
    total = 0
    for pattern in (_UNNAMED, _AND_MORE):
        total += sum(int(found[1]) for found in pattern.finditer(piece))
        piece = pattern.sub(" ", piece)
    return total, piece


def _address(piece: str) -> tuple[str, str]:
    found = _ADDRESS.search(piece)
    if not found:
        return "", piece
    return emails.normalised(found[1]), f"{piece[: found.start()]} {piece[found.end() :]}"


def _brackets(piece: str) -> tuple[str, str, str]:
    """What stands in brackets: whether somebody came, or for whom; and the rest."""
    status = place = ""
    for words in _BRACKETS.findall(piece):
        answer = STATUS.get(attendance.parse(words) or "", "")
        status = status or answer
        if not answer and not place and names.clean(words):
            place = names.clean(words)
    return status, place, _BRACKETS.sub(" ", piece)


def _split(piece: str) -> list[str]:
    """At dashes and lines between words, at "v/"; commas are looked at later."""
    # What was taken out leaves spaces, and a search for one among many goes by the square of them
    piece = "\t".join(" ".join(cell.split()) for cell in piece.split("\t") if cell.strip())
    turned = _FOR.split(piece, maxsplit=1)
    if len(turned) == 2:  # "Fisk AS v/ Ola Vik"
        return [turned[1], turned[0]]
    return [part for part in _PLACE.split(piece) if part]


def _said(parts: list[str]) -> tuple[str, list[str]]:
    """Whether somebody came, where the last part or what stands behind its comma says so; and the other parts."""
    if not parts:
        return "", parts
    rest, comma, last = parts[-1].rpartition(",")
    for words, others in ((parts[-1], parts[:-1]), (last, [*parts[:-1], rest])):
        answer = STATUS.get(attendance.parse(words) or "", "")
        if answer and len(words.strip()) > 1 and (comma or len(parts) > 1):
            return answer, others
    return "", parts


def _sorted(parts: list[str], place: str, is_organisation: Known) -> tuple[list[str], str]:
    """The names, and the organisation they stand for."""
    if len(parts) == 1 and "," in parts[0]:
        parts = _at_commas(parts[0], is_organisation)
    if not place:
        places = [part for part in parts if _is_place(part, is_organisation)]
        if not places and len(parts) > 1:
            # Nothing tells them apart but that names come first, or begin with a given name
            strange = [part for part in parts[1:] if not given_names.begins(part)] or (
                parts[:1] if not given_names.begins(parts[0]) else []
            )
            places = strange[-1:]
        place = places[-1] if places else ""
    left = [part for part in parts if part != place]
    people = [name for part in left[:1] for name in _several(part, is_organisation) if _plausible(name)]
    if len(left) > 1 and all(given_names.begins(part) and len(part.split()) > 1 for part in left):
        people = [name for part in left for name in _several(part, is_organisation)]
    if left and not people and not place:
        people = left[:1] if _plausible(left[0], loosely=True) else []
    return people, place


def _at_commas(text: str, is_organisation: Known) -> list[str]:
    """ "Vik, Ola" stays one, "Vik, Ola, Fisk AS" becomes two, "Ola Vik, Eva Li" and "Ola Vik, Fisk AS" too."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and _turned(parts[0], parts[1], is_organisation):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts


def _turned(first: str, second: str, is_organisation: Known) -> bool:
    """Whether two words beside a comma are a surname and a first name."""
    if _is_place(second, is_organisation) or not (_plausible(first, loosely=True) and _plausible(second, loosely=True)):
        return False
    if given_names.begins(first) and len(first.split()) > 1:
        return False
    return given_names.begins(second) or (len(first.split()) == 1 and len(second.split()) == 1)


def _several(part: str, is_organisation: Known) -> list[str]:
    """Those whom one part names: "Kari Berg og Ola Vik" are two."""
    if is_organisation(part):
        return [part]
    return [name.strip() for name in _AND.split(part) if name.strip()]


def _is_place(text: str, is_organisation: Known) -> bool:
    """Whether a few words name an organisation: it is known, has a legal form, or says what it is."""
    text = names.clean(text)
    if not text:
        return False
    words = text.split()
    return (
        is_organisation(text)
        or bool(len(words) > 1 and _LEGAL_FORM.search(text))
        or any(word.lower().strip(".,") in _PLACE_WORD for word in words)
    )


def _plausible(text: str, *, loosely: bool = False) -> bool:
    """Whether a few words could be somebody's name."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= _NAME_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    return loosely or words[-1][0].isupper() or given_names.begins(text)
