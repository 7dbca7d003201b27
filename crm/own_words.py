"""The words that the open register has of its own: edited entries of code lists, and other names for what it has.

State of the process, like the language (crm.i18n): `crm.store.words` reads it from the register when one is opened and
after every step that changes it, and forgets it when the register is closed, so two registers never mix. Whoever works
something out of it (crm.rules.code_lists, crm.renaming) keeps that in `made`, which goes with the state.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Term(NamedTuple):
    """How the key `code` of `list` reads from `from_year` on (crm.records.code_term)."""

    list: str
    code: str
    nb: str
    en: str
    synonyms: tuple[str, ...] = ()
    position: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    archived: bool = False


class Renamed(NamedTuple):
    """What the cluster calls a term in one language; an empty form is the program's own."""

    term: str
    language: str
    one: str = ""
    many: str = ""
    the_one: str = ""
    the_many: str = ""


@dataclass(frozen=True)
class OwnWords:
    """All of them; `year` is the present one, by which it is decided which words hold now."""

    terms: tuple[Term, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    year: int = 9999
    made: dict[Any, Any] = field(default_factory=dict, compare=False)


_now = OwnWords()


def now() -> OwnWords:
    """Those of the register that is open; none where it has none, or none is open."""
    return _now


def use(terms: Sequence[Term] = (), renamed: Sequence[Renamed] = (), year: int = 9999) -> None:
    """Have these from now on."""
    global _now
    _now = OwnWords(tuple(terms), tuple(renamed), year)
