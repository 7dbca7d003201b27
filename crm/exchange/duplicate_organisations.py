"""Which organisations stand in the register twice, by all appearances.

Only those of one block are compared - one name without its legal form, one word of the name that few have, one domain,
one number - so the search takes the same time for each however many there are. Two that have numbers of the
Brønnøysund register and not the same one are two, whatever they are called.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from crm.exchange.duplicates import Pair
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.queries import duplicates
from crm.queries.duplicates import Firm
from crm.rules import likeness

_SHARED = 6
"""A domain, a number or a word of the name that more organisations have says nothing about any of them."""
_WORDS = 40
"""So many may have a word of their names in common and still be compared with each other."""
_STEM = 5
"""Names that begin or end with so many of the same letters are compared."""

_SAME, _SHORT, _ALIKE, _OTHER = (
    N_("The same name."),
    N_("One is the short name of the other."),
    N_("Nearly the same name."),
    N_("Another name."),
)
_ALSO = {
    "domain": N_("The same web and e-mail domain."),
    "phone": N_("The same phone number."),
    "city": N_("The same town."),
    "": N_("Different towns."),
}


def organisations(progress: Progress = silent) -> list[Pair]:
    """Pairs of organisations that may be one, the likeliest first; those told apart are never among them. Reads only.

    `progress` may raise Cancelled.
    """
    progress(0, None, _("Looking for duplicates"))
    everyone = {firm.id: firm for firm in duplicates.organisations()}
    apart = duplicates.told_apart("organisation")
    shared = _shared(everyone)
    found: dict[tuple[int, int], Pair] = {}
    for nth, (low, high) in enumerate(sorted({*shared, *_named(everyone.values())})):
        if nth % 2_000 == 0:
            progress(0, None, _("Looking for duplicates"))
        if (low, high) not in apart and (
            pair := _judged(everyone[low], everyone[high], shared.get((low, high), set()))
        ):
            found[low, high] = pair
    return sorted(found.values(), key=lambda one: (-one.score, one.low, one.high))


def _judged(one: Firm, other: Firm, shares: set[str]) -> Pair | None:
    """The pair with its score and the reason, None for two that are two."""
    if one.number and other.number and one.number != other.number:
        return None
    score, why = _of_names(one, other)
    towns = one.city == other.city if one.city and other.city else None
    if not score:
        # A domain and a number in common with another name altogether: renamed, or a daughter of the same house
        if shares != {"domain", "phone"} or towns is False:
            return None
        score, why = 55, _OTHER
    elif shares:
        score = min(100, score + 5)
    elif towns is False:
        score -= 25
        if why == _ALIKE:
            return None
    elif why == _ALIKE and score < 90:
        return None  # two letters wrong may be north and south
    also = [_ALSO[kind] for kind in ("domain", "phone") if kind in shares]
    also += [_ALSO["city"]] if towns else [_ALSO[""]] if towns is False else []
    return Pair(one.id, other.id, score, " ".join(_(said) for said in (why, *also)))


def _of_names(one: Firm, other: Firm) -> tuple[int, str]:
    if one.key and one.key == other.key:
        return 95, _SAME
    if (one.short and one.short in (other.key, other.short)) or (other.short and other.short == one.key):
        return 88, _SHORT
    alike = likeness.of_company_keys(one.key, other.key)
    return (alike - 3, _ALIKE) if alike else (0, "")


def _shared(everyone: dict[int, Firm]) -> dict[tuple[int, int], set[str]]:
    """Pairs that have a domain or a phone number in common that few have, and which."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (kind, _what), group in groupby(duplicates.reached(), key=lambda point: point[1:]):
        owners = [row for row, *_point in group if row in everyone]
        if 1 < len(owners) <= _SHARED:
            for pair in combinations(sorted(owners), 2):
                found[pair].add(kind)
    return found


def _named(firms: Iterable[Firm]) -> Iterator[tuple[int, int]]:
    """Pairs whose names have enough in common to be looked at."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for firm in firms:
        closed = firm.key.replace(" ", "")
        keys = {("name", firm.key), ("name", firm.short), ("order", " ".join(sorted(firm.key.split())))}
        keys |= {("word", word) for word in firm.key.split() if len(word) > 2}
        keys |= {("begin", closed[:_STEM]), ("end", closed[-_STEM:])} if len(closed) > _STEM else set()
        for key in keys:
            if key[1]:
                blocks[key].append(firm.id)
    for (kind, _what), ids in blocks.items():
        if 1 < len(ids) <= (_SHARED if kind == "name" else _WORDS):
            yield from combinations(sorted(set(ids)), 2)
