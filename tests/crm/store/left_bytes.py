"""Looking for a person in the bytes of every file of a folder (RELIABILITY.md section 6)."""

from collections.abc import Iterable
from pathlib import Path


def hits(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """(file, word) for each of the words that stands in a file or its name, as whatever a program may have made of it.

    As it is, lower case and upper case, in UTF-8 and UTF-16, and without its first letters, which a search index may
    leave out. A word is to be long and rare enough to stand nowhere by chance.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        content += b"\n" + path.name.encode()
        low = content.lower()
        found += [(str(path.relative_to(folder)), word) for word in words if any(one in low for one in _forms(word))]
    return found


def _forms(word: str) -> set[bytes]:
    cuts = {word[cut:] for cut in range(4)}
    spelled = {form for part in cuts for form in (part, part.lower(), part.upper())}
    # The content is made lower as bytes: that turns A-Z alone, so the forms are turned the same way.
    return {form.encode(code).lower() for form in spelled for code in ("utf-8", "utf-16-le", "utf-16-be")}
