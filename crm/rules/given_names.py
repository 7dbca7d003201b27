"""Given names that are common in Norway and its neighbourhood: they tell a column of people from one of companies."""

from functools import cache
from pathlib import Path

from crm.rules.folding import loose

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "given_names.txt"


@cache
def _known() -> frozenset[str]:
    return frozenset(map(loose, _FILE.read_text(encoding="utf-8").split()))


def begins(name: str) -> bool:
    """Whether a full name begins with a common given name, also when it is turned round.

    >>> begins("Kåre Ødegård"), begins("Ødegård, Kåre"), begins("Anne-Lise Vik"), begins("Nordlys Energi")
    (True, True, True, False)
    """
    words = loose(name.partition(",")[2] or name).split()
    return bool(words) and words[0].partition("-")[0] in _known()
