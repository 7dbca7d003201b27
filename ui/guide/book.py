"""The chapters of the guide in both languages, and what is found in them.

Each language lists its chapters in a table in its README.md, in the same order; a chapter is called by its English
file's name in both. A comment `<!-- at: name -->` marks the heading below it, so that a place in the program can lead
there.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crm.rules import folding

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"
"""Belongs to the program like `resources`: whoever packs one packs the other."""

_LINE = re.compile(r"^\|([^|]+)\|\s*\[([^\]]+)\]\(([\w-]+\.md)\)", re.MULTILINE)
_MARK = re.compile(r"<!-- at: ([\w-]+) -->")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$")
_SIGNS = re.compile(r"!\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*`|]+")
_FENCE = "```"


class Chapter(NamedTuple):
    """A page of the guide: its key (the same in both languages), title, when one reads it, and its file."""

    key: str
    title: str
    wish: str
    file: Path


class Section(NamedTuple):
    """A heading and the text below it: the how-manieth heading of its chapter it is, and the mark before it."""

    place: int
    title: str
    mark: str
    text: str


class Hit(NamedTuple):
    """Where words were found: the chapter, the heading above them, and a piece of the text around."""

    chapter: Chapter
    section: Section
    snippet: str


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """All chapters in the order of the table of contents; `language` is "nb" or "en"."""
    keys = [Path(file).stem for _wish, _title, file in _contents("en")]
    listed = zip(keys, _contents(language), strict=True)
    return tuple(Chapter(key, title, wish.strip(), FOLDER / language / file) for key, (wish, title, file) in listed)


def chapter(language: str, key: str) -> Chapter:
    """The chapter of that key; the first one where there is none of it."""
    return next((one for one in chapters(language) if one.key == key), chapters(language)[0])


def of_file(language: str, name: str) -> Chapter | None:
    """The chapter that a link to a file of the guide means."""
    return next((one for one in chapters(language) if one.file.name == name), None)


@cache
def text(file: Path) -> str:
    """The Markdown of a chapter, without its marks."""
    return _MARK.sub("", file.read_text(encoding="utf-8"))


@cache
def sections(file: Path) -> tuple[Section, ...]:
    """A chapter heading by heading."""
    found: list[Section] = []
    mark = found_mark = title = ""
    lines: list[str] = []
    fenced = False
    for line in file.read_text(encoding="utf-8").splitlines():
        fenced ^= line.startswith(_FENCE)
        heading = None if fenced else _HEADING.match(line)
        if heading:
            if title:
                found.append(Section(len(found), title, found_mark, "\n".join(lines)))
            title, found_mark, mark, lines = heading[1].strip(), mark, "", []
        elif marked := _MARK.search(line):
            mark = marked[1]
        else:
            lines.append(line)
    found.append(Section(len(found), title, found_mark, "\n".join(lines)))
    return tuple(found)


def place(file: Path, mark: str) -> int:
    """The how-manieth heading of a chapter is marked so; 0, the top, where none is."""
    return next((one.place for one in sections(file) if mark and one.mark == mark), 0)


def find(language: str, words: str) -> list[Hit]:
    """The sections that hold all words, or words that begin so; those with a word in their heading first."""
    wanted = folding.fold(words).split()
    hits = []
    for one in chapters(language):
        for section in sections(one.file):
            title, body = folding.fold(f"{section.title} {one.title}"), folding.fold(plain(section.text))
            if wanted and all(word in title or word in body for word in wanted):
                rank = sum(word in title for word in wanted)
                hits.append((-rank, Hit(one, section, _snippet(plain(section.text), wanted))))
    return [hit for _rank, hit in sorted(hits, key=lambda hit: hit[0])]


def plain(markdown: str) -> str:
    """The words of a text without its signs, in one line."""
    return " ".join(_SIGNS.sub(lambda match: match[1] or match[2] or " ", markdown).split())


def _snippet(words: str, wanted: list[str]) -> str:
    """Some ninety letters around the first of the words, cut between words."""
    pieces = words.split(" ")
    hit = next((n for n, piece in enumerate(pieces) if any(word in folding.fold(piece) for word in wanted)), 0)
    first = max(0, hit - 4)
    cut = " ".join(pieces[first : first + 16])
    return ("… " if first else "") + cut + (" …" if first + 16 < len(pieces) else "")


@cache
def _contents(language: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(_LINE.findall((FOLDER / language / "README.md").read_text(encoding="utf-8")))
