"""How alike two names are, 0 to 100. Likeness only ever proposes; it never decides (DOMAIN.md 3.6)."""

from crm.rules import names


def of_people(a: str, b: str) -> float:
    """How alike two full names are: spelling, order of the words and initials forgiven.

    >>> of_people("Kåre Ødegård", "Odegaard, Kaare"), of_people("K. Ødegård", "Kåre Ødegård") > 85
    (100.0, True)
    >>> of_people("Kåre Ødegård", "Åse Sæther") < 50
    True
    """
    first, second = (names.person_key(*names.split_name(name)) for name in (a, b))
    if not first or not second:
        return 0.0
    from rapidfuzz import fuzz

    straight, turned = fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)
    if straight < 100 and _same_initials(first.split(), second.split()):
        return max(straight, turned, 90.0)
    return max(straight, turned)


def _same_initials(a: list[str], b: list[str]) -> bool:
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or min(len(a[0]), len(b[0])) > 1:
        return False
    return a[0][0] == b[0][0]


def of_organisations(a: str, b: str) -> float:
    """How alike two names of organisations are: legal form, punctuation, spaces and the order of words forgiven.

    >>> of_organisations("BioTech North AS", "Biotech-North")
    100.0
    >>> of_organisations("Nordlys Energi AS", "Nordlys Fisk AS") < 80
    True
    """
    first, second = names.company_key(a), names.company_key(b)
    if not first or not second:
        return 0.0
    from rapidfuzz import fuzz

    closed = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
    return max(closed, fuzz.token_sort_ratio(first, second))
