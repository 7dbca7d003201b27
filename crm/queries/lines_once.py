"""Lines that no index of words holds, read once after each change of the register and not at every key stroke."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from crm.i18n import language
from crm.rules.folding import fold
from crm.store.database import database, rows

Line = Sequence[Any]


def holding(sql: str, told: Callable[[Line], str], words: Sequence[str]) -> list[tuple[Line, str]]:
    """The lines of a question in whose text all the folded words stand, each with that text, folded, in their order.

    `told` says the text of a line in the present language: a function of a module, which is known again.
    """
    left = _read(sql, told, language(), *_now())
    for word in words:  # a pass for each word takes a tenth of asking for all words of each line
        left = [one for one in left if word in one[1]]
    return left


def _now() -> tuple[str, int, str]:
    """What stays the same as long as nothing is written: the register and its last step."""
    last = rows("SELECT id, at FROM step ORDER BY id DESC LIMIT 1")
    return (str(database.database), *(last[0] if last else (0, "")))


@lru_cache(maxsize=8)
def _read(
    sql: str, told: Callable[[Line], str], _language: str, _register: str, _step: int, _at: str
) -> list[tuple[Line, str]]:
    return [(line, "\n".join(map(fold, told(line).split("\n")))) for line in rows(sql)]
