"""A chain of hashes: each link holds the one before, so that none can be changed or taken out unnoticed."""

import hashlib
import json


def link(before: str, *told: str | int | None) -> str:
    """The hash of a link in 64 hexadecimal digits: of the link before ("" for the first) and of what it holds.

    >>> first = link("", 1, "a")
    >>> link(first, 2, "b") == link(link("", 1, "a"), 2, "b"), link(first, 2, "b") == link("", 2, "b")
    (True, False)
    >>> link("", "ab", "c") == link("", "a", "bc")
    False
    """
    text = json.dumps([before, *told], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
