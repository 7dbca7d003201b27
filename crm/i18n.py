"""The language of everything a person reads: bokmål or English, switched while the program runs.

Texts are written in English in the code and looked up through GNU gettext in `resources/locale`.
`_` translates where it stands; `N_` only marks a text that is translated when it is shown. What the open register
calls otherwise ("partner" for member) is called so in every text (crm.renaming).
"""

import gettext as _gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from crm import renaming

LANGUAGES = ("nb", "en")
DOMAIN = "klynge"
LOCALE = Path(__file__).resolve().parent.parent / "resources" / "locale"

_language = "nb"
_meanwhile: ContextVar[str] = ContextVar("meanwhile", default="")


def use(language: str) -> None:
    """Speak `language` ("nb" or "en") from now on; raises ValueError for any other."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _language = language


@contextmanager
def meanwhile(language: str) -> Iterator[None]:
    """Speak `language` within the block, and only there: other threads speak as before."""
    mark = _meanwhile.set(language)
    try:
        yield
    finally:
        _meanwhile.reset(mark)


_MARKS = str.maketrans("«»", "“”")


class _English(_gettext.NullTranslations):
    """The texts as they stand in the code, with the quotation marks of English: some are kept in registers with «»."""

    def gettext(self, message: str) -> str:
        return message.translate(_MARKS)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return super().ngettext(msgid1, msgid2, n).translate(_MARKS)


@cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """The texts of one language as the program has them."""
    if language == "en":
        return _English()
    return _gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


def speaking(language: str) -> Callable[[str], str]:
    """What `_` says in one language, for a report written in another language than the windows'."""
    texts = catalogue(language)
    return lambda text: renaming.apply(texts.gettext(text), language) if text else ""


def language() -> str:
    """The language spoken now: "nb" or "en"."""
    return _meanwhile.get() or _language


def spaced(number: int) -> str:
    """A whole number with its thousands parted by hard spaces, as Norwegians write it; below zero with a true minus."""
    return f"{number:,}".replace(",", "\u00a0").replace("-", "\u2212")


class _Counting(str):
    """A text with a place for a count: whoever fills it in with a number need not think of its thousands."""

    __slots__ = ()

    def format(self, *args: object, **named: object) -> str:
        count = named.get("count")
        return super().format(*args, **(named | {"count": spaced(count)} if type(count) is int else named))


def _(text: str) -> str:
    """The text in the present language."""
    spoken = language()
    found = renaming.apply(catalogue(spoken).gettext(text), spoken) if text else ""
    return _Counting(found) if "{count}" in found else found


def ngettext(one: str, many: str, count: int) -> str:
    """The text in the present language for so many things; format it with `count` yourself."""
    spoken = language()
    return _Counting(renaming.apply(catalogue(spoken).ngettext(one, many, count), spoken))


def quoted(text: str) -> str:
    """The text between the quotation marks of the present language: “so” or «slik»."""
    return _("“{text}”").format(text=text)


def N_(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text
