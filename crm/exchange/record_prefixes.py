"""Headers of exports that name the record before the field: "Kontakt.Navn" beside "Person.Etternavn".

Where both stand in a list the contact is the company, as SuperOffice calls it, and not somebody there.
"""

import re
from collections.abc import Sequence

_PERSON = re.compile(r"person[./] ?(?=\w)", re.IGNORECASE)
_CONTACT = re.compile(r"(?:kontakt|contact)[./] ?(?=\w)", re.IGNORECASE)


def spelled_out(headers: Sequence[str]) -> list[str]:
    """The headers as they are to be read: the contact's as the company's where a list has a person's too.

    >>> spelled_out(["Kontakt.Navn", "Person.Etternavn"]), spelled_out(["Kontakt.Navn", "Firma"])
    (['Firma.Navn', 'Person.Etternavn'], ['Kontakt.Navn', 'Firma'])
    """
    if not any(map(_PERSON.match, headers)):
        return list(headers)
    return [f"Firma.{header[found.end() :]}" if (found := _CONTACT.match(header)) else header for header in headers]
