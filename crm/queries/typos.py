"""Names with one letter too many, too few, wrong or swapped: for a search that finds nothing otherwise (UX.md 17)."""

from crm.queries import plain, ranking
from crm.store import search

# A single typo leaves one half of a word as it is; shorter words have too many neighbours.
SHORTEST = 5
CANDIDATES = 1_000


def people(words: list[str], limit: int) -> list[int]:
    """At most `limit` people in whose names each of the folded words stands with at most one typo, best first."""
    return _nearly("person", words)[:limit]


def organisations(words: list[str], limit: int) -> list[int]:
    """The same for organisations."""
    return _nearly("organisation", words)[:limit]


def one_typo(asked: str, word: str) -> bool:
    """Whether the word, or its beginning while it is being typed, is what was asked for but for one typo.

    >>> one_typo("odegrd", "odegard"), one_typo("hasnen", "hansen"), one_typo("kristofers", "kristoffersen")
    (True, True, True)
    >>> one_typo("hansen", "jensen")
    False
    """
    from rapidfuzz.distance import OSA

    return any(
        OSA.distance(asked, word[:length], score_cutoff=1) <= 1
        for length in {len(word), len(asked) - 1, len(asked), len(asked) + 1}
    )


def _nearly(table: str, words: list[str]) -> list[int]:
    known: dict[int, str] = {}
    for word in words:
        if len(word) >= SHORTEST:
            middle = max(3, len(word) // 2)
            for half in (word[:middle], word[min(middle, len(word) - 3) :]):
                known |= _texts(table, search.newest(table, half, CANDIDATES))
    return ranking.ranked(table, [row for row, text in known.items() if all(_in(word, text) for word in words)])


def _texts(table: str, ids: list[int]) -> dict[int, str]:
    return dict(plain.by_ids(f"SELECT id, search_text FROM {table} WHERE id IN (SELECT value FROM json_each(?))", ids))


def _in(word: str, text: str) -> bool:
    if len(word) < SHORTEST:
        return f" {word}" in f" {text}"
    return word in text or any(one_typo(word, other) for other in search.words(text))
