"""The text of an HTML mail: lines, lists and links stay; pictures, styles and scripts go. Nothing is ever loaded.

Parted into tags by a pattern that never looks further than the next "<": the parser of the standard library needs
minutes for sixty kilobytes of tags that are not closed.
"""

import re
from html import unescape

_UNSEEN = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "select"))
_LINES = frozenset(
    (
        *("p", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "header"),
        *("footer", "ul", "ol", "dl", "dt", "dd", "pre", "address", "form", "center", "hr"),
    )
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"))
_TAG = re.compile(r"""<(/?)([a-zA-Z][\w:.-]{0,40})((?:[^<>"']|"[^"<]*"|'[^'<]*')*)/?>""")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]{0,40})([^<>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):[^\s<>\"]{1,2000}", re.IGNORECASE)
_DEEPEST_LIST = 8
_DEEPEST_LINK = 20


def text(html: str) -> str:
    """What somebody reads on the page, as plain lines; lists with "- " or "1. ", links as [words](address).

    >>> text("<p>Hei&nbsp;<b>Kåre</b></p><ul><li>Dato<li><a href='https://a.example/x'>Sted</a></ul><img src=x>")
    'Hei Kåre\\n\\n- Dato\\n- [Sted](https://a.example/x)'
    """
    reader = _Reader()
    reader.read(html)
    return reader.whole()


class _Reader:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._unseen = ""
        self._depth = 0
        self._lists: list[int | None] = []
        self._mark = ""
        self._links: list[tuple[str, int]] = []

    def read(self, html: str) -> None:
        at = 0
        while at < len(html):
            start = html.find("<", at)
            if start < 0:
                start = len(html)
            self._say(html[at:start])
            at = start
            if html.startswith("<!--", at):
                end = html.find("-->", at)
                at = end + 3 if end >= 0 else len(html)
            elif html.startswith(("<!", "<?"), at):
                end = html.find(">", at)
                at = end + 1 if end >= 0 else len(html)
            elif tag := _TAG.match(html, at) or _LOOSE_TAG.match(html, at):
                self._end(tag[2].lower()) if tag[1] else self._start(tag[2].lower(), tag[3])
                at = tag.end()
            elif at < len(html):
                self._say("<")
                at += 1

    def _start(self, tag: str, told: str) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
            return
        if tag in _UNSEEN:
            self._unseen, self._depth = tag, 1
        elif tag == "br":
            self._break()
        elif tag == "li":
            self._item()
        elif tag in ("ul", "ol"):
            self._break(blank=not self._lists)
            self._lists.append(1 if tag == "ol" else None)
        elif tag in ("td", "th"):
            if self._line:
                self._line.append(" ")
        elif tag in _LINES:
            self._break(blank=tag in _SPACED and not self._lists)
        elif tag == "a" and len(self._links) < _DEEPEST_LINK:
            found = _HREF.search(told)
            address = unescape(next(filter(None, found.groups()), "")).strip() if found else ""
            self._links.append((address if _ADDRESS.fullmatch(address) else "", len(self._line)))

    def _end(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if self._depth == 0 or tag in ("body", "html"):
                self._unseen = ""
        elif tag in ("ul", "ol") and self._lists:
            self._break()
            self._lists.pop()
            self._break(blank=not self._lists)
            self._mark = ""
        elif tag in _LINES:
            self._break(blank=tag in _SPACED and not self._lists)
        elif tag == "a" and self._links:
            self._link(*self._links.pop())

    def _say(self, words: str) -> None:
        if words and not self._unseen:
            self._line.append(unescape(words))

    def whole(self) -> str:
        """All that was read."""
        self._break()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def _break(self, *, blank: bool = False) -> None:
        line = _SPACES.sub(" ", "".join(self._line)).strip()
        if line:
            self._lines.append(self._mark + line)
            self._mark = ""
        self._line.clear()
        self._links = [(address, 0) for address, _at in self._links]
        if blank and self._lines and self._lines[-1]:
            self._lines.append("")

    def _item(self) -> None:
        self._break()
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        deep = "  " * min(max(len(self._lists) - 1, 0), _DEEPEST_LIST)
        # Put before the words when there are some: a paragraph may begin in between
        self._mark = f"{deep}{'-' if number is None else f'{number}.'} "

    def _link(self, address: str, at: int) -> None:
        said = _SPACES.sub(" ", "".join(self._line[at:])).strip()
        if not address:
            return
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if not said or said.strip("/ ") in (address.strip("/"), bare.strip("/"), bare.partition("?")[0]):
            linked = bare if said else ""
        else:
            linked = f"[{said}]({address})"
        self._line[at:] = [linked]
