"""Organisations whose names are nearly those of a list, compared only where they begin or end alike."""

import re
from collections import defaultdict
from collections.abc import Collection

from crm.queries import import_lookup
from crm.rules import likeness

_NO_FIGURES = re.compile("[^0-9]+")
_BEGINNING = 3
_END = 4
# So many that begin and end alike are a chain or a numbered series; its members are told apart by what differs
_LARGE = 200


def alike(keys: Collection[str]) -> dict[str, dict[str, int]]:
    """For each key that no organisation has: the keys that are like it, with how alike they are (1 to 99)."""
    if not keys:
        return {}
    there = import_lookup.organisation_keys({key[:_BEGINNING] for key in keys if len(key) >= _BEGINNING})
    exact = set(there)
    if not there:
        return {}
    blocks: dict[str, list[str]] = defaultdict(list)
    for key in there:
        for block in _blocks(key):
            blocks[block].append(key)
    found: dict[str, dict[str, int]] = {}
    for key in keys:
        if key in exact:
            continue
        near = {other for block in _blocks(key) for other in _small(blocks.get(block, []))}
        scores = {other: score for other in near if (score := likeness.of_company_keys(key, other))}
        if scores:
            found[key] = scores
    return found


def _small(block: list[str]) -> list[str]:
    return block if len(block) <= _LARGE else []


def _blocks(key: str) -> tuple[str, ...]:
    """A typo leaves the beginning or the end as it is; figures must be the same."""
    words = key.split()
    closed = "".join(words)
    figures = "" if closed.isalpha() else _NO_FIGURES.sub("", closed)
    beginning, end = f"{closed[:_END]} {figures}", f"{figures} {closed[-_END:]}"
    # Turned round it has the same words
    return (beginning, end, " ".join(sorted(words))) if len(words) > 1 else (beginning, end)
