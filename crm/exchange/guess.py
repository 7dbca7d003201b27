"""What a column of a list probably is, why, and how sure that is."""

from typing import NamedTuple

SURE, LIKELY = 90, 75
"""From these figures on a guess is sure, or likely; below it is only a guess."""

BY_CELLS = 70
"""How sure a guess is that only the cells speak for."""


class Guess(NamedTuple):
    """What a column probably is.

    `field` is one of `crm.exchange.fields.FIELDS` or None: left out. `reason` is layout, synonym, words,
    content or remembered, and for a column left out also special, identity, duplicate, ignored or unknown;
    `confidence` goes from 0 to 100 (see SURE and LIKELY); `sample` is the first filled cell; `warning` a sentence for
    the user, or "".
    """

    field: str | None
    reason: str
    confidence: int = 0
    sample: str = ""
    warning: str = ""
