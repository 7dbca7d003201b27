"""E-mail addresses: checked without asking the network, compared without regard to capitals."""

import re

from crm.rules import names
from crm.sentences import _

# The great majority; the library is asked about the rest (it costs fifty times as much)
_ORDINARY = re.compile(
    r"[a-z0-9_+-]+(?:[.+_-]+[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"\.\.|@.*@|@(?:[^@]*\.)?[a-z0-9]{2}--", re.IGNORECASE)
_IN_ANGLES = re.compile(r"<\s*(?:mailto:)?([^<>@\s]+@[^<>\s]+)\s*>", re.IGNORECASE)
_ADDRESS_AMONG_NAMES = re.compile(r"[^\s<>;,|\"]+@[^\s<>;,|\"]+")
_SEPARATOR = re.compile(r"\s*(?::::|[;,|\s]|/(?=[^/]*@))\s*")
_LONGEST = 254
_LONGEST_LOCAL = 64
_GENERIC_WORDS = (
    "post info kontakt contact firmapost mail epost e-post admin administrasjon office kontor sales salg support "
    "kundeservice resepsjon hei hello hallo faktura invoice regnskap postmottak sentralbord booking ordre order "
    "kurs jobb job hr marketing noreply no-reply ikke-svar styret styre redaksjon sekretariat team service "
    "webmaster postmaster medlem arrangement event events felles fellespost alle butikk butikken lager drift vakt "
    "prosjekt prosjekter daglig.leder dagligleder bestilling kunde kontoret presse press shop personal lab labben "
    "leder leverandor leverandør okonomi økonomi"
)
DESKS = frozenset(_GENERIC_WORDS.split())
"""What stands before the @ where an address belongs to a desk."""

_SHARED_NAMES = (
    "gmail.com googlemail.com hotmail.com hotmail.no outlook.com live.com live.no msn.com yahoo.com yahoo.no "
    "icloud.com me.com mac.com online.no broadpark.no getmail.no proton.me protonmail.com aol.com start.no "
    "frisurf.no lyse.net altibox.no c2i.net haugnett.no"
)
_SHARED_DOMAINS = frozenset(_SHARED_NAMES.split())


def clean(text: str) -> str:
    """One address as it should be written: without "mailto:", angle brackets, a name before it, a point after it.

    >>> clean("Kåre Ødegård <Kare@Nordlys.example>;"), clean("mailto:kare@nordlys.example?subject=Hei")
    ('Kare@Nordlys.example', 'kare@nordlys.example')
    """
    text = names.clean(text)
    angled = _IN_ANGLES.search(text)
    if angled:
        text = angled.group(1)
    text = text.strip(" <>\"';,.()[]")
    if text[:7].casefold() == "mailto:":
        text = text[7:].partition("?")[0].strip()
    return text


def normalised(text: str) -> str:
    """The address as it is compared: cleaned, small letters; "" for a blank. Never raises; ask `problem` first.

    >>> normalised(" KARE@Nordlys.Example ")
    'kare@nordlys.example'
    """
    return clean(text).lower()


def problem(text: str) -> str | None:
    """A sentence where the text is no e-mail address; None where it is one, or is blank.

    Special domains such as `.example` are allowed: sample data lives there. The network is never asked.

    >>> problem("kare@nordlys.example"), problem("kåre@blåbær.example"), problem("kare@nordlys") is None
    (None, None, False)
    """
    address = clean(text)
    if not address:
        return None
    local, _at, host = address.rpartition("@")
    short = len(address) <= _LONGEST and len(local) <= _LONGEST_LOCAL
    if short and _ORDINARY.fullmatch(address) and not _SUSPECT.search(address):
        return None
    sentence = _("“{address}” is not an e-mail address.").format(address=address)
    # With `globally_deliverable` off, which `.example` needs, the library no longer asks for a name with a point
    if not short or "." not in host.strip(".") or host.rpartition(".")[2].isdecimal():
        return sentence
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return sentence
    return None


def split(text: str) -> list[str]:
    """The addresses of one cell, cleaned; pieces that are not addresses stay, so that nothing is lost unseen.

    >>> split('a@x.example; "Berg, Eva" <b@y.example>'), split("a@x.example / b@x.example"), split("ukjent")
    (['a@x.example', 'b@y.example'], ['a@x.example', 'b@x.example'], ['ukjent'])
    """
    if _IN_ANGLES.search(text):
        return [clean(address) for address in _ADDRESS_AMONG_NAMES.findall(text)]
    if text.count("@") < 2:
        only = clean(text)
        return [only] if only else []
    return [address for address in (clean(piece) for piece in _SEPARATOR.split(text)) if address]


def domain(text: str) -> str:
    """What stands after the @, in small letters; "" where there is none.

    >>> domain("Kare@Nordlys.example"), domain("ukjent")
    ('nordlys.example', '')
    """
    return normalised(text).rpartition("@")[2] if "@" in text else ""


def is_generic(text: str) -> bool:
    """Whether the address belongs to a desk and not to a person (post@, info@): it says nothing about who somebody is.

    >>> is_generic("Post@nordlys.example"), is_generic("kare@nordlys.example")
    (True, False)
    """
    return normalised(text).partition("@")[0] in DESKS


def is_shared_domain(text: str) -> bool:
    """Whether an address or domain is one where everybody may live (gmail.com): it says nothing about an employer.

    >>> is_shared_domain("eva@gmail.com"), is_shared_domain("nordlys.example")
    (True, False)
    """
    return (domain(text) or text.strip().lower()) in _SHARED_DOMAINS
