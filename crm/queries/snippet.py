"""The part of a text round a match, as it was written, though the match was found in folded text."""

from crm.rules import folding

ROUND = 60


def around(text: str, word: str, length: int = ROUND) -> str:
    """Some words of `text` before and after the first place whose folded form holds the folded `word`; "" if none does.

    >>> around("Referat fra møtet med Kåre Ødegård om restråstoff i går", "odegard", 12)
    '… med Kåre Ødegård om …'
    """
    place = _place(text, word)
    if place is None:
        return ""
    start, end = max(0, place[0] - length), min(len(text), place[1] + length)
    # whole words only: a cut in the middle of one reads like a mistake
    if start > 0:
        start = min(place[0], text.find(" ", start) + 1 or start)
    if end < len(text):
        end = max(place[1], text.rfind(" ", 0, end))
    cut = " ".join(text[start:end].split())
    return ("… " if start > 0 else "") + cut + (" …" if end < len(text) else "")


def _place(text: str, word: str) -> tuple[int, int] | None:
    """Where in `text` the folded word stands: fold letter by letter and remember whence each folded letter came."""
    folded, origin = [], []
    for index, letter in enumerate(text):
        for part in folding.fold(letter) or (" " if letter.isspace() else ""):
            folded.append(part)
            origin.append(index)
    found = "".join(folded).find(word)
    if found < 0:
        # Folding joins letters (aa is å); a word found only in the whole text is looked for without its doubles.
        lowered = text.casefold()
        found = lowered.find(word)
        return (found, found + len(word)) if found >= 0 else None
    return origin[found], origin[found + len(word) - 1] + 1
