"""Names and addresses as Outlook and Teams copy them."""

import re
from collections.abc import Iterator

from crm.exchange import letters
from crm.exchange.letters import Someone
from crm.rules import emails, names

_ADDRESS = r"[^\s<>;,|\"'()\[\]]{1,100}@[^\s<>;,|\"'()\[\]]{1,200}"
_WITH_ADDRESS = re.compile(rf"(.*?)[<(\[]\s*(?:mailto:)?({_ADDRESS})\s*[>)\]]\s*(.*)", re.IGNORECASE)
_ONLY_ADDRESS = re.compile(rf"(?:mailto:)?({_ADDRESS})", re.IGNORECASE)
_COMPANY = re.compile(r"(.{2,120}?)\s*[(\[]([^()\[\]@]{1,120})[)\]]\s*")
_PLACE_BEHIND = re.compile(r"\s+[-–|]\s+|\s*\|\s*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_PARTICLE_WORDS = "von van der den de du di da del della la le av af ter ten zu bin ibn og"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_BULLET = re.compile(r"^[\s•·*\u2013-]+|^\s*[0-9]{1,3}[.)]\s+")
# A comma after an address parts; one within "Surname, First <address>" does not
_BETWEEN = re.compile(r"(?<=>)\s*,|(?<=\w)\s*,\s*(?=[^\s,<>]+@)|(?<=>)\s+(?=\S)")
_MOST_LINES = 2_000
_LONGEST_LINE = 20_000

_ANSWERS = {
    "accepted": "accepted",
    "godtatt": "accepted",
    "takket ja": "accepted",
    "declined": "declined",
    "avslått": "declined",
    "takket nei": "declined",
    "tentative": "tentative",
    "foreløpig": "tentative",
    "kanskje": "tentative",
}
_ROLES = {
    "organizer": letters.ORGANISER,
    "organiser": letters.ORGANISER,
    "meeting organizer": letters.ORGANISER,
    "arrangør": letters.ORGANISER,
    "møtearrangør": letters.ORGANISER,
    "optional": letters.OPTIONAL,
    "optional attendee": letters.OPTIONAL,
    "valgfri": letters.OPTIONAL,
    "valgfri deltaker": letters.OPTIONAL,
}
_NOISE = frozenset(
    (
        *("attendee", "attendees", "deltaker", "deltakere", "required attendee", "nødvendig deltaker", "required"),
        *(
            "obligatorisk",
            "obligatorisk deltaker",
            "presenter",
            "presentatør",
            "none",
            "ingen",
            "no response",
            "unknown",
        ),
        *("ukjent", "not responded", "ikke svart", "ingen svar", "participants", "in this meeting", "i dette møtet"),
        *(
            "i møtet",
            "others invited",
            "andre inviterte",
            "inviterte",
            "invited",
            "guest",
            "gjest",
            "external",
            "ekstern",
        ),
        *(
            "muted",
            "dempet",
            "in the lobby",
            "i lobbyen",
            "response",
            "svar",
            "attendance",
            "navn",
            "name",
            "outside your org",
        ),
    )
)


def people(text: str, *, role: str = letters.REQUIRED, loosely: bool = False) -> list[Someone]:
    """Those whom a text lists; none where it is not such a list.

    `loosely` where the text is known to be one (what stands behind "To:"): then a single word is a name too.

    >>> [one[:2] for one in people("Nordmann, Kari (Fisk AS); Ola Vik <ola@x.example>;")]
    [('Nordmann, Kari', ''), ('Ola Vik', 'ola@x.example')]
    >>> people("Takk for sist. Vi sees.\\nHilsen Kari"), people("Fornavn;Etternavn\\nKari;Vik\\nOla;Berg")
    ([], [])
    """
    lines = [line for line in text[: _MOST_LINES * 200].split("\n") if line.strip()]
    if not lines or len(lines) > _MOST_LINES or (not loosely and _is_table(lines)):
        return []
    found: list[Someone] = []
    pieces = strange = 0
    for piece in _pieces(lines):
        said = names.clean(piece).strip(" ,;:").lower()
        plain = re.sub(r"\s*[(\d][\d\s)/]*$", "", said)
        if found and plain in _ANSWERS:
            found[-1] = found[-1]._replace(response=_ANSWERS[plain])
        elif found and plain in _ROLES:
            found[-1] = found[-1]._replace(role=_ROLES[plain])
        elif plain in _NOISE or plain in _ROLES or not said:
            continue
        else:
            pieces += 1
            one = _someone(piece, role, loosely=loosely)
            if one is None:
                strange += 1
            else:
                found.append(one)
    enough = bool(found) if loosely else len(found) >= 2 or any(one.address and one.name for one in found)
    return found if enough and strange * 5 <= pieces else []


def _is_table(lines: list[str]) -> bool:
    """Cells: the same sign between the same number of them in each line, under a row of titles."""
    for sign in ("\t", ";", ","):
        counts = {line.strip().strip(";").count(sign) for line in lines}
        if len(lines) >= 2 and len(counts) == 1 and counts != {0}:
            # Outlook's own list of answers has tabs too: name, what they are, what they answered
            words = [part.strip().lower() for part in lines[-1].split(sign)]
            if sign == "\t" and any(word in _ROLES or word in _ANSWERS or word in _NOISE for word in words[1:]):
                return False
            return not (sign == "," and all(_turned(line) for line in lines))
    first = names.clean(lines[0]).lower()
    return len(lines) >= 2 and first in ("navn", "name", "fornavn", "e-post", "epost", "email", "e-mail", "firma")


def _turned(line: str) -> bool:
    """Whether it may be "Surname, First"."""
    before, _comma, after = line.partition(",")
    return all(_plausible(part, single=True) for part in (before, _COMPANY.sub(r"\1", after.strip())))


def _pieces(lines: list[str]) -> Iterator[str]:
    for line in lines:
        line = _BULLET.sub("", line[:_LONGEST_LINE])
        if "\t" in line:
            yield from line.split("\t")
        elif ";" in line:
            yield from line.split(";")
        elif line.count("@") > 1:
            yield from _BETWEEN.split(line)
        elif "<" not in line and "(" not in line and _several(line.split(",")):
            yield from line.split(",")
        else:
            yield line


def _several(parts: list[str]) -> bool:
    """Whether commas part people, not surname and first name."""
    return len(parts) > 2 or (len(parts) == 2 and all(len(part.split()) > 1 for part in parts))


def _someone(piece: str, role: str, *, loosely: bool) -> Someone | None:
    text = names.clean(piece).strip(" ,;")
    if found := _WITH_ADDRESS.fullmatch(text):
        name, company = _parted(found[1].strip(" ,'\""))
        company = company or _parted(f"X {found[3]}")[1]
        return Someone(name, emails.normalised(found[2]), role, organisation=company)
    if found := _ONLY_ADDRESS.fullmatch(text.strip("'\"<>")):
        return Someone("", emails.normalised(found[1]), role)
    name, company = _parted(text.strip("'\""))
    if not _plausible(name.replace(",", " "), single=loosely):
        return None
    return Someone(name, "", role, organisation=company)


def _parted(text: str) -> tuple[str, str]:
    """The name and the company behind it: "Vik, Ola (Fisk AS)", "Ola Vik | Fisk AS"."""
    if found := _COMPANY.fullmatch(text):
        company = names.clean(found[2])
        return found[1].strip(" ,"), "" if company.lower() in _NOISE or company.lower() in _ROLES else company
    before, *behind = _PLACE_BEHIND.split(text, maxsplit=1)
    return (before.strip(), behind[0].strip()) if behind and before.strip() else (text, "")


def _plausible(text: str, *, single: bool) -> bool:
    """Whether a few words could be somebody's name: capitals, no figures, no sentence."""
    words = text.replace(",", " ").split()
    if not (1 if single else 2) <= len(words) <= 6 or len(text) > 80:
        return False
    return (
        all(
            _WORD.fullmatch(word)
            and (word[0].isupper() or word in _PARTICLES)
            and (len(word) < 4 or not word.endswith("."))
            for word in words
        )
        and words[-1][0].isupper()
    )
