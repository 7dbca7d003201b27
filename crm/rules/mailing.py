"""Mail lists as other programs take them: recipients for Outlook, lines of an address label (no clock, no register)."""

from collections.abc import Iterable

_SPECIAL = frozenset('()<>[]:;@\\,."')


def mailbox(name: str, mail: str) -> str:
    """One recipient as Outlook reads it in To or Bcc; a name with signs of its own stands in quotes.

    >>> mailbox("Kåre Ødegård", "kare@x.example"), mailbox("Berg, Eva; AS", "e@x.example"), mailbox("", "p@x.example")
    ('Kåre Ødegård <kare@x.example>', '"Berg, Eva; AS" <e@x.example>', 'p@x.example')
    """
    name = " ".join(name.replace('"', "'").replace("\\", "/").split())
    if not name:
        return mail
    shown = f'"{name}"' if _SPECIAL & set(name) else name
    return f"{shown} <{mail}>"


def outlook(recipients: Iterable[tuple[str, str]]) -> str:
    """All recipients, (name, mail) each, as one line for To or Bcc.

    >>> outlook([("Ada Berg", "ada@x.example"), ("", "post@x.example")])
    'Ada Berg <ada@x.example>; post@x.example'
    """
    return "; ".join(mailbox(name, mail) for name, mail in recipients)


def label(organisation: str, person: str, street: str, postal_code: str, city: str) -> tuple[str, ...]:
    """The lines of an address label, without empty ones.

    >>> label("Nordlys AS", "Ada Berg", "Strandgata 3", "9008", "Tromsø")
    ('Nordlys AS', 'Ada Berg', 'Strandgata 3', '9008 Tromsø')
    """
    place = " ".join(part for part in (postal_code, city) if part)
    return tuple(line for line in (organisation, person, street, place) if line)
