"""What is remembered of lists that look alike: they have the same headers, in whatever order."""

import hashlib
from collections.abc import Iterable

from crm.exchange import synonyms


def fingerprint(headers: Iterable[str]) -> str:
    """The same 64 signs for the same set of headers, however they are ordered and spelled.

    >>> fingerprint(["E-post", "Navn"]) == fingerprint(["NAVN", "epost:"]) != fingerprint(["Navn"])
    True
    """
    return hashlib.sha256("\n".join(sorted({synonyms.key(header) for header in headers})).encode()).hexdigest()
