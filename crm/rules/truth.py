"""Yes and no as people write them in lists (DOMAIN.md 3.6)."""

from crm.rules.folding import fold

_YES = frozenset(("ja", "j", "x", "1", "true", "yes", "y", "sant", "ok", "✓", "✔", "☑"))
_NO = frozenset(("nei", "n", "0", "false", "no", "usant", "nej", "☐", "✗"))


def parse(value: object) -> bool | None:
    """True for ja, j, x, 1, true, yes; False for nei, n, 0, false, no; None for anything else, blanks too.

    >>> parse("Ja"), parse("NEI"), parse("x"), parse(1.0), parse("kanskje"), parse(None)
    (True, False, True, True, None, None)
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = fold(str(value))
    if text in _YES:
        return True
    return False if text in _NO else None
