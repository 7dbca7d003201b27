"""Notes as people write them: Markdown that is kept to the letter; its boxes to tick, its plain words."""

import re
from typing import NamedTuple

_BOX = re.compile(
    r"^(?P<before>\s*(?:>\s?)*(?:[-*+]|\d{1,9}[.)])\s+\[)(?P<mark>[ xX])(?P<after>\][ \t]+)(?P<text>\S.*)$"
)
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_ITEM = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<box>\s+\[[ xX]\])?(?P<gap>\s+)"
)

# What is more than a person writes is shown as it stands: reading it as Markdown could take minutes.
LONGEST = 40_000
LONGEST_LINE = 10_000
MOST_LINES = 800
_DEEP = re.compile(r"^[ \t>]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+){12}|^[ \t]{40}\S")
_RUNS = re.compile(r"([\[\]*_`~<>!&(){}#|])\1{199}|(?:\]\[|!\[|\[\[|\*_|_\*|\(\[|<!|&#|\[\^|\|-){30}")
_MANY = 3_000


class Box(NamedTuple):
    """A box of a checklist: on which line it stands, whether it is ticked, and its words without marks."""

    line: int
    done: bool
    text: str


def boxes(text: str) -> list[Box]:
    """The boxes of a note in their order.

    >>> boxes("- [ ] Ring **Kåre**\\n* [x] Send\\nnei")
    [Box(line=0, done=False, text='Ring Kåre'), Box(line=1, done=True, text='Send')]
    """
    found = []
    fenced = False
    for place, line in enumerate(_lines(text)):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (box := _BOX.match(line)):
            found.append(Box(place, box["mark"] != " ", words(box["text"])))
    return found


def ticked(text: str, line: int, done: bool) -> str:
    """The note with the box on a line ticked or not; all else is as it was. A line without a box changes nothing.

    >>> ticked("Husk:\\n- [ ] Ring\\n- [ ] Send", 2, True)
    'Husk:\\n- [ ] Ring\\n- [x] Send'
    """
    lines = _lines(text)
    box = _BOX.match(lines[line]) if 0 <= line < len(lines) else None
    if box is None or (box["mark"] != " ") == done:
        return text
    lines[line] = f"{box['before']}{'x' if done else ' '}{box['after']}{box['text']}"
    return "\n".join(lines)


def next_item(line: str) -> str | None:
    """What begins the line after this one of a list; "" after an empty item, which ends the list; None for no list.

    >>> next_item("  - [x] Ring Kåre"), next_item("9. Send"), next_item("- "), next_item("Møte")
    ('  - [ ] ', '10. ', '', None)
    """
    item = _ITEM.match(line)
    if item is None:
        return None
    if not line[item.end() :].strip():
        return ""
    mark = item["mark"] if item["number"] is None else f"{int(item['number']) + 1}{item['dot']}"
    return f"{item['indent']}{mark}{' [ ]' if item['box'] else ''} "


_MARKS = (
    (re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\)"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:|tel:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(\*\*|__|~~)(?=\S)([^\n]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
)
_BEGINNING = re.compile(r"^\s*(?:(?:>\s?)+|#{1,6}\s+)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def words(line: str) -> str:
    """A line without the marks of Markdown.

    >>> words("## Se [avtalen](https://acme.example) og **ring**"), words("2 * 3 * 4 og fil_navn_her")
    ('Se avtalen og ring', '2 * 3 * 4 og fil_navn_her')
    """
    line = _BEGINNING.sub("", line)
    for mark, shown in _MARKS:
        line = mark.sub(shown, line)
    return _ESCAPED.sub(r"\1", line).strip()


def plain(text: str, limit: int = 2_000) -> str:
    """The words of a note's beginning, line by line, without marks: for a list, a timeline, a tooltip.

    Items keep their bullets, boxes show whether they are ticked.

    >>> plain("# Møte\\n\\n- [ ] Ring **Kåre**\\n- [x] Send\\n1. En\\n* To")
    'Møte\\n☐ Ring Kåre\\n☑ Send\\n1. En\\n• To'
    """
    shown = []
    for line in _lines(text[:limit]):
        if _FENCE.match(line) or not line.strip():
            continue
        item = _ITEM.match(line)
        if item is None:
            shown.append(words(line))
        else:
            bullet = item["mark"] if item["number"] else "•"
            if item["box"]:
                bullet = "☐" if item["box"].strip() == "[ ]" else "☑"
            shown.append(f"{bullet} {words(line[item.end() :])}")
    return "\n".join(shown)


def shown(text: str) -> str:
    """The note as a reader of Markdown is to see it: lines end where they were typed to end, pictures are words.

    >>> shown("Hei,\\npå deg\\n\\n![x](file:///etc/passwd)")
    'Hei,  \\npå deg\\n\\n!\\\\[x](file:///etc/passwd)'
    """
    lines = _lines(text.replace("![", "!\\["))
    fenced = False
    made = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if _FENCE.match(line):
            fenced = not fenced
        made.append(f"{line}  " if not fenced and line.strip() and after.strip() else line)
    return "\n".join(made)


def readable(text: str) -> bool:
    """Whether a note may be read as Markdown: not longer or deeper than a person writes.

    >>> readable("- [ ] Ring"), readable("> " * 5_000), readable("[" * 500)
    (True, False, False)
    """
    lines = _lines(text)
    return (
        len(text) <= LONGEST
        and len(lines) <= MOST_LINES
        and not _RUNS.search(text)
        and not any(len(line) > LONGEST_LINE or _DEEP.match(line) for line in lines)
        and sum(map(text.count, "[*`<|")) <= _MANY
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
