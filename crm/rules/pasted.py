"""Text copied from Word, Outlook, Teams or a web page: its lists and links as Markdown, its words, nothing else."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

SCHEMES = ("http:", "https:", "mailto:", "tel:")

_SKIPPED = {"script", "style", "head", "title", "svg", "math", "template", "noscript", "iframe", "object", "xml"}
_BLOCKS = {
    *("p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "tr", "ul", "ol", "li", "dl", "dt", "dd"),
    *("hr", "form", "fieldset", "address", "details", "summary", "center", "body", "html", "br"),
}
# What Word puts before the words of a list: a bullet of its symbol fonts, or the number it counted to.
_NUMBER = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$")
_LEVEL = re.compile(r"level(\d)", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f\v]+")
_UNCLOSED = re.compile(r"<(?=[^<>]*(?:<|\Z))")
DEEPEST = 8
LONGEST = 400_000


def to_markdown(html: str) -> str:
    """The words of a copied piece of HTML, its lists and links as Markdown; pictures, colours and sizes are dropped.

    At most 400 000 characters are read. Links lead to the web, an address or a phone; of another only the words
    stay.

    >>> to_markdown('<p>Se <a href="https://acme.example">her</a></p><ul><li>En</li><li>To</li></ul>')
    'Se [her](https://acme.example)\\n\\n- En\\n- To'
    """
    reader = _Reader()
    reader.feed(_fragment(html))
    reader.close()
    return reader.text()


def _fragment(html: str) -> str:
    """What was copied, without what the clipboard of Windows puts around it, and without comments.

    An unclosed comment ends it and an unclosed tag is text: the parser would look for each end anew, a minute for a
    hundred thousand letters.
    """
    start, end = html.find("<!--StartFragment-->"), html.rfind("<!--EndFragment-->")
    if 0 <= start < end:
        html = html[start + 20 : end]
    for opens, closes in (("<!--", "-->"), ("<!", ">"), ("<?", ">")):
        pieces, place = [], 0
        while (found := html.find(opens, place)) >= 0:
            pieces.append(html[place:found])
            close = html.find(closes, found + len(opens))
            place = len(html) if close < 0 else close + len(closes)
        html = "".join(pieces) + html[place:]
    return _UNCLOSED.sub("&lt;", html[:LONGEST])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[str, str]] = []  # (kind: "text", "item" or "gap", words)
        self._now: list[str] = []
        self._lists: list[list[int | None]] = []  # the number an ordered one has come to, None for bullets
        self._begin = ""
        self._skipped: list[str] = []
        self._hidden = 0  # inside what Word marks as the bullet itself
        self._spans: list[bool] = []
        self._link = ""
        self._link_at = 0
        self._level = 0  # of a paragraph that Word makes look like an item
        self._bullet: list[str] = []
        self._preformatted = 0

    # What the parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED or tag.startswith(("o:", "v:", "w:", "m:")):
            if tag in _SKIPPED:
                self._skipped.append(tag)
            return
        if self._skipped:
            return
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "").replace(" ", "").lower()
        if tag in _BLOCKS:
            self._end_line(gap=tag in ("ul", "ol", "table") and not self._lists)
        if tag in ("ul", "ol"):
            start = given.get("start", "1")
            number = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
            self._lists.append([number if tag == "ol" else None])
        elif tag == "li":
            self._begin = self._item()
        elif tag == "p" and "mso-list:" in style and "mso-list:ignore" not in style:
            level = _LEVEL.search(style)
            self._level = int(level[1]) if level else 1
            self._bullet = []
        elif tag == "span":
            ignored = "mso-list:ignore" in style
            self._spans.append(ignored)
            self._hidden += ignored
        elif tag == "a":
            self._end_link()
            href = given.get("href", "").strip()
            self._link = href if href.lower().startswith(SCHEMES) else ""
            self._link_at = len(self._now)
        elif tag in ("td", "th") and any(piece.strip() for piece in self._now):
            self._now.append("\t")
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "input" and given.get("type", "").lower() == "checkbox" and self._begin:
            self._begin = f"{self._begin}[{'x' if 'checked' in given else ' '}] "

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if tag in _BLOCKS:
            self._end_line(gap=tag == "p" and not self._lists)
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            if not self._lists:
                self._lines.append(("gap", ""))
        elif tag == "span" and self._spans:
            self._hidden -= self._spans.pop()
        elif tag == "a":
            self._end_link()
        elif tag == "pre" and self._preformatted:
            self._preformatted -= 1

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._hidden:
            self._bullet.append(data)
        elif self._preformatted:
            for place, line in enumerate(data.split("\n")):
                if place:
                    self._end_line()
                self._now.append(line)
        else:
            self._now.append(_BLANK.sub(" ", data))

    # Lines

    def _item(self) -> str:
        """What a new item begins with."""
        depth = min(max(len(self._lists), 1), DEEPEST) - 1
        counter = self._lists[-1] if self._lists else [None]
        mark = "-"
        if counter[0] is not None:
            mark = f"{counter[0]}."
            counter[0] += 1
        return f"{'    ' * depth}{mark} "

    def _end_line(self, gap: bool = False) -> None:
        self._end_link()
        words = _BLANK.sub(" ", "".join(self._now)) if not self._preformatted else ""
        words = (words or "".join(self._now)).replace("\u00a0", " ").strip()
        self._now = []
        begin = self._begin
        if self._level:
            begin = self._word_item()
        if words:
            # A second paragraph of an item stands below its words.
            inside = "    " * len(self._lists) if self._lists and not begin else ""
            self._lines.append(("item" if begin or inside else "text", begin + inside + words))
            self._begin = ""
        if gap and self._lines and not self._level:
            self._lines.append(("gap", ""))
        if words or not self._begin:
            self._level = 0

    def _word_item(self) -> str:
        depth = min(self._level, DEEPEST) - 1
        bullet = "".join(self._bullet).replace("\u00a0", " ").strip()
        number = bullet[:-1] if _NUMBER.match(bullet) else ""
        return f"{'    ' * depth}{f'{number}.' if number.isdecimal() else '1.' if number else '-'} "

    def _end_link(self) -> None:
        if not self._link:
            return
        words = "".join(self._now[self._link_at :]).strip()
        # A bracket would end the words, a blank or a parenthesis the address.
        address = "".join(sign for sign in self._link if sign.isprintable())
        for sign, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
            address = address.replace(sign, code)
        shown = words.replace("[", "(").replace("]", ")")
        bare = address.split(":", 1)[1].lstrip("/")
        if words and words.rstrip("/") in (address.rstrip("/"), bare.rstrip("/")):
            made = f"<{address}>"
        else:
            made = f"[{shown}]({address})" if words else ""
        space = " " if "".join(self._now[self._link_at :])[:1].isspace() else ""
        after = " " if words and "".join(self._now[self._link_at :])[-1:].isspace() else ""
        self._now[self._link_at :] = [space + made + after]
        self._link = ""

    def text(self) -> str:
        """All lines, with one blank line between paragraphs and round lists."""
        self._end_line()
        return "\n".join(_spaced(self._lines)).strip("\n")


def _spaced(lines: list[tuple[str, str]]) -> Iterator[str]:
    before, gap = "", False
    for kind, words in lines:
        if kind == "gap":
            gap = True
            continue
        if before and ((gap and not (kind == before == "item")) or kind != before):
            yield ""
        yield words
        before, gap = kind, False
