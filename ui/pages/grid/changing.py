"""How a look is changed: a column comes, goes or moves, another one stands still. Each gives the look as it is then."""

from collections.abc import Sequence
from dataclasses import replace

from crm.queries.looks import Look, Shown


def with_columns(look: Look, keys: Sequence[str], frozen: int | None = None) -> Look:
    """Exactly these columns, in this order; those that were there keep their width."""
    widths = {column.key: column.width for column in look.columns}
    shown = tuple(Shown(key, widths.get(key, 0)) for key in keys)
    still = look.frozen if frozen is None else frozen
    return replace(look, columns=shown, frozen=min(still, max(0, len(shown) - 1)))


def toggled(look: Look, key: str, after: str = "") -> Look:
    """With one column more, behind `after` or as the last one; or with one less: the last one stays."""
    keys = list(look.keys)
    if key in keys:
        if len(keys) == 1:
            return look
        place = keys.index(key)
        keys.remove(key)
        return with_columns(look, keys, look.frozen - (place < look.frozen))
    keys.insert(keys.index(after) + 1 if after in keys else len(keys), key)
    return with_columns(look, keys)


def moved(look: Look, key: str, by: int) -> Look:
    """One column further to the right, or to the left."""
    keys = list(look.keys)
    place = keys.index(key)
    to = min(max(0, place + by), len(keys) - 1)
    keys.insert(to, keys.pop(place))
    return with_columns(look, keys)


def wider(look: Look, key: str, width: int) -> Look:
    """One column as wide as this, in pixels at 100 %."""
    return replace(look, columns=tuple(Shown(one.key, width if one.key == key else one.width) for one in look.columns))


def frozen_to(look: Look, key: str) -> Look:
    """All columns up to this one stand still; none where they do already."""
    count = look.keys.index(key) + 1
    return replace(look, frozen=0 if look.frozen == count else min(count, max(0, len(look.columns) - 1)))


def ordered(look: Look, key: str, descending: bool, *, more: bool = False) -> Look:
    """Sorted by a field alone, or behind the others."""
    others = tuple(one for one in look.order if one[0] != key) if more else ()
    return replace(look, order=(*others, (key, descending)))
