"""Industry codes (næringskoder) as Statistics Norway writes them: two figures, a point, up to three more."""

import re

_WRITTEN = re.compile(r"(?:[A-U][ .\-]?)?([0-9]{2})(?:[. ]?([0-9]{1,3}))?(?![0-9.])", re.IGNORECASE)


def code(cell: object) -> str | None:
    """The code at the beginning of a cell, None where there is none.

    A sheet that took "03.210" for a number has lost zeros in front and behind: they are put back. A whole number of
    four figures is none, because nobody can tell 32.11 from 03.211.

    >>> code("72.110 Forskning"), code("A03213"), code("72.11"), code("62"), code("Havbruk"), code("2024-01-01")
    ('72.110', '03.213', '72.11', '62', None, None)
    >>> code(72.11), code(3.21), code(3.213), code(72110), code(3211), code(0.5), code(True)
    ('72.110', '03.210', '03.213', '72.110', None, None, None)
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float) and not cell.is_integer():
        return _whole(f"{cell:06.3f}") if 1 <= cell < 100 and round(cell, 3) == cell else None
    if isinstance(cell, int | float):
        return _whole(str(int(cell))) if 10_000 <= cell < 100_000 else None
    return _whole(cell.strip()) if isinstance(cell, str) else None


def _whole(text: str) -> str | None:
    found = _WRITTEN.match(text)
    if found is None or found[1] == "00":
        return None
    end = text[found.end() :]
    if end and (end[0].isalpha() or (end[0] in "-/:" and end[1:2].isdigit())):
        return None
    return f"{found[1]}.{found[2]}" if found[2] else found[1]
