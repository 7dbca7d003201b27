"""What is new, for those who use the program: the lines of CHANGELOG.md, in bokmål those of CHANGELOG.nb.md."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FILES = {"en": ROOT / "CHANGELOG.md", "nb": ROOT / "CHANGELOG.nb.md"}
_VERSION = re.compile(r"^## (\d+(?:\.\d+)*)(.*)$", re.MULTILINE)


class Release(NamedTuple):
    """A version: its number, whether it is out, and its lines as Markdown."""

    number: str
    out: bool
    text: str

    @property
    def lines(self) -> list[str]:
        """Each thing that is new."""
        return [" ".join(line.split()) for line in re.split(r"^\* ", self.text, flags=re.MULTILINE)[1:]]


@cache
def releases(language: str) -> tuple[Release, ...]:
    """All versions, the newest first."""
    parts = _VERSION.split(FILES[language].read_text(encoding="utf-8"))[1:]
    return tuple(
        Release(number, not rest.strip(" ,"), text.strip())
        for number, rest, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )


def is_update(seen: str, now: str, used_before: bool) -> bool:
    """Whether somebody who last saw version `seen` ("" where none was noted) has not been told of `now` yet.

    Whoever starts the program for the first time has nothing to be told.
    """
    return seen != now and (bool(seen) or used_before)
