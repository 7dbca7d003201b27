"""Lists with two addresses of one organisation: where it is is taken before where its letters go, and all of it.

A street of the one with the postcode of the other would be an address that nobody has.
"""

import re
from collections.abc import Mapping, Sequence

from crm.exchange import synonyms
from crm.exchange.column import Column

_STREET, _MUNICIPALITY = "organisation.street", "organisation.municipality"
_TOWN = ("organisation.postal_place", "organisation.postal_code", "organisation.city")
_PARTS = (_STREET, "organisation.street_2", *_TOWN, _MUNICIPALITY)
_BUSINESS = re.compile(r"forretning|forradr|forrpost|besok|visit|businessaddr|geschaft|kontoradr|officeaddr")
_POSTAL = re.compile(r"postadr|postaladdr|postanschrift|mailing(?:addr|street|city|zip)|brevadr|postboks|pobox")


def left_out(columns: Sequence[Column], fields: Sequence[str | None], groups: Mapping[str, str]) -> frozenset[int]:
    """The indexes of the columns that are parts of the address which is not taken; empty where there is only one.

    `groups` gives for a header the one that stands above it. What no header says is of the address before it; the
    business address is taken, unless it is only a street and the postal one has a town.
    """
    said = {column.at: _which(f"{groups.get(column.header, '')} {column.header}") for column in columns}
    places = [column for column in columns if fields[column.at] in _PARTS and column.cells]
    if not {"business", "postal"} <= {said[one.at] for one in places if fields[one.at] == _STREET}:
        return frozenset()
    of: dict[int, str] = {}
    before = ""
    for column in places:
        before = said[column.at] or before
        of[column.at] = before
    whole = {of[one.at] for one in places if fields[one.at] in _TOWN}
    other = "business" if "postal" in whole and "business" not in whole else "postal"
    return frozenset(
        one.at for one in places if of[one.at] == other and (fields[one.at] != _MUNICIPALITY or said[one.at] == other)
    )


def _which(header: str) -> str:
    """Which address a header names.

    >>> _which("Forretningsadresse.poststed"), _which("Postadresse"), _which("E-postadresse")
    ('business', 'postal', '')
    """
    key = re.sub("e?mailaddr|epostadr", "", synonyms.key(header))
    if _BUSINESS.search(key):
        return "business"
    return "postal" if _POSTAL.search(key) else ""
