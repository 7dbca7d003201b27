"""The seller of a supplier is whom one calls there; the seller of a CRM is one of those who keep the list.

Which of the two it is, the addresses tell: those of the own staff are all of one domain.
"""

import re
from collections.abc import Sequence

from crm.exchange import cell_kinds, header_meaning
from crm.exchange.column import Column
from crm.exchange.synonyms import Meaning

_MOSTLY = 0.6
_FEWEST = 3
_SELLER = re.compile(r"\b(?:selger|seljar|säljare|sælger|seller|sales ?person|verkäufer(?:in)?)(en|s|ens|es)?\b", re.I)
_NAMES = ("person.full_name", "person.first_name", "person.last_name")


def of_their_own(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of a seller as those of a contact person where nobody else is named and the sellers' addresses
    are of ever new domains; `columns` as they are otherwise."""
    theirs = [column for column in columns if column.told is None and _SELLER.search(column.header)]
    if not theirs or any(column.means(*_NAMES) for column in columns if column not in theirs):
        return list(columns)
    if not any(column.holds(cell_kinds.is_email) >= _MOSTLY and _are_of_many(column) for column in theirs):
        return list(columns)
    return [column._replace(meaning=_as_contact(column)) if column in theirs else column for column in columns]


def are_of_one_domain(emails: Column) -> bool:
    """Whether all addresses, and there are several, are of one domain: that of the own staff."""
    return len(emails.cells) >= _FEWEST and len(_domains(emails)) == 1


def _are_of_many(emails: Column) -> bool:
    return len(emails.cells) >= _FEWEST and len(_domains(emails)) >= _MOSTLY * len(emails.cells)


def _domains(emails: Column) -> set[str]:
    return {str(cell).rpartition("@")[2].strip().casefold() for cell in emails.cells}


def _as_contact(column: Column) -> Meaning | None:
    return header_meaning.meaning(_SELLER.sub("kontaktperson", column.header), column.cells, "")
