"""Text as a spreadsheet takes it: nothing is run, nothing is cut silently (RELIABILITY.md, promise 12)."""

import re

LONGEST = 32_767
"""The characters Excel holds in one cell, counted in UTF-16 units."""

MARK = " […]"
"""What ends a text of which Excel could not hold the rest."""

# Characters that cannot stand in XML are written as _xHHHH_, as Excel itself does; so is what only looks like that.
# A carriage return would come back as a line feed.
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LONE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_DANGEROUS = re.compile(r"'*[\s\x00-\x1f]*[=+\-@＝＋－＠]")
_NUMERIC = re.compile(r"[+\-][0-9 ().,/\-\u00a0\u202f]*")


def sound(text: str) -> str:
    """The text with the replacement sign for what no file can hold: lone surrogates and the two non-characters."""
    return _LONE.sub("\ufffd", text)


def fits(text: str) -> bool:
    """Whether Excel holds the whole text in one cell."""
    return len(text) <= LONGEST // 2 or _units(text) <= LONGEST


def shortened(text: str) -> str:
    """As much of the text as Excel holds, ending in MARK so that the reader sees it; the writer's notes tell of it."""
    room = 2 * (LONGEST - len(MARK))
    kept = text.encode("utf-16-le", "surrogatepass")[:room]
    # A character of two units is kept whole or left out.
    return kept.decode("utf-16-le", "ignore") + MARK


def xml(text: str) -> str:
    """The text as it stands between <t> and </t> of a workbook.

    >>> xml("Fisk & Co"), xml("a\\x0bb"), xml("_x0041_"), xml("=1+1")
    ('Fisk &amp; Co', 'a_x000B_b', '_x005F_x0041_', '=1+1')
    """
    return _SPECIAL.sub(_escaped, text) if _SPECIAL.search(text) else text


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return _ENTITIES.get(found) or f"_x{ord(found):04X}_"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def would_run(text: str) -> bool:
    """Whether Excel would take the text of a .csv file for a formula; phone numbers and plain numbers are none.

    >>> [would_run(text) for text in ("=1+1", "+47 40 61 23 45", "-12,5", "@SUM(A1)", "+cmd|' /C calc'!A0", "Ada")]
    [True, False, False, True, True, False]
    """
    return _DANGEROUS.match(text) is not None and _NUMERIC.fullmatch(text) is None


def harmless(text: str) -> str:
    """The text for a .csv file, with an apostrophe before what would be run; `original` takes it away again.

    A text that begins with apostrophes before such a formula gets one more, so that both are told apart.

    >>> harmless("=1+1"), harmless("+4740612345"), original(harmless("'=1+1"))
    ("'=1+1", '+4740612345', "'=1+1")
    """
    return "'" + text if would_run(text) else text


def original(text: str) -> str:
    """The text as it was before `harmless`: for whoever reads such a .csv file."""
    return text[1:] if text.startswith("'") and would_run(text[1:]) else text


def drawn(text: str) -> str:
    """The text for a cell that openpyxl writes: it escapes entities itself and refuses other control characters."""
    return _CONTROL.sub(_escaped, shortened(text) if not fits(text) else sound(text))
