"""A table on sheets of A4: the same in the preview, in a PDF and from the printer, always in the light theme.

Everything is measured in pixels of 1/96 inch, so that no screen and no printer breaks a line elsewhere.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from ui.kit import tokens

LONG, SHORT, EDGE = 1123, 794, 45
"""The sides of A4, and the room left around."""
COLOURS = tokens.LIGHT  # paper is white, whatever the window looks like
HEAD, FOOT, HEADING = 46, 30, 26
SIZES = (11, 10, 9, 8)
"""Letters in pixels: 11 are 8 points, 8 are 6. Smaller ones nobody reads."""
Way = Literal["", "portrait", "landscape"]
_PAD, _GAP = 3, 14
_WIDEST, _NARROWEST = 300.0, 24.0
_SAMPLE = 400
_SIDES = {False: int(Qt.AlignmentFlag.AlignLeft), True: int(Qt.AlignmentFlag.AlignRight)}
_PARTS = re.compile(r"[^\s\-/@.]*[\-/@.]?\s*")

Line = Sequence[str] | str
"""A row, a text for each column; a text alone is a heading over the rows that follow."""


class Head(NamedTuple):
    """A column: its title, whether its values stand at the right, as numbers do, and whether they are never broken."""

    title: str
    right: bool = False
    whole: bool = False


class Table(NamedTuple):
    """What is printed. `about` stands beside the title, `foot` at the bottom of each page."""

    title: str
    heads: Sequence[Head]
    lines: Sequence[Line]
    about: str = ""
    foot: str = ""


class Sheet(NamedTuple):
    """How it is laid out: the font, the size of its letters, the width of each column, which way the paper lies.

    `pages` holds the places of the rows on each, with the height of each row; `cut` counts the rows that are higher
    than a page and lose what is below it.
    """

    table: Table
    font: QFont
    size: int
    widths: tuple[float, ...]
    landscape: bool
    pages: tuple[tuple[tuple[int, float], ...], ...]
    cut: int = 0

    @property
    def width(self) -> int:
        """The width of the paper."""
        return LONG if self.landscape else SHORT

    @property
    def height(self) -> int:
        """The height of the paper."""
        return SHORT if self.landscape else LONG


def lay_out(table: Table, font: QFont, way: Way = "", progress: Progress = silent) -> Sheet:
    """Find widths, letters and pages; without `way` the paper lies down where the columns need that.

    Raises CrmError where so many columns can be read on no page. `progress` may raise Cancelled.
    """
    step = max(1, len(table.lines) // _SAMPLE)
    sample = [line for line in table.lines[::step] if not isinstance(line, str)]
    for size in SIZES:
        wanted, least = _wanted(table.heads, sample, font, size)
        tall = sum(wanted) <= SHORT - 2 * EDGE or (way == "portrait")
        landscape = way == "landscape" or (way == "" and not tall)
        room = (LONG if landscape else SHORT) - 2 * EDGE
        if sum(least) <= room:
            break
    if len(table.heads) * _NARROWEST > room:
        words = _("{count} columns can be read on no page. Hide some of them, or export the list to Excel.")
        raise CrmError(words.format(count=len(table.heads)))
    widths = _shared(wanted, least, room)
    high = (SHORT if landscape else LONG) - 2 * EDGE - HEAD - FOOT
    pages, cut = _pages(table, font, size, widths, high, progress)
    return Sheet(table, font, size, widths, landscape, pages, cut)


def paint(painter: QPainter, sheet: Sheet, number: int, width: float) -> None:
    """Paint a page (counted from 0) so wide; its height follows."""
    table = sheet.table
    painter.save()
    painter.scale(width / sheet.width, width / sheet.width)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), QColor("#FFFFFF"))
    room = sheet.width - 2 * EDGE
    about = min(_metrics(sheet.font, 11).horizontalAdvance(table.about) + 1, room * 0.6)
    _line(painter, sheet.font, 18, QRectF(EDGE, EDGE, room - about - _GAP, 28), table.title, bold=True)
    _line(painter, sheet.font, 11, QRectF(EDGE + room - about, EDGE, about, 28), table.about, right=True, muted=True)
    y = EDGE + HEAD - 4.0
    heads = _high([head.title for head in table.heads], sheet.widths, _metrics(sheet.font, sheet.size, bold=True))
    _cells(painter, sheet, y, [head.title for head in table.heads], heads, bold=True)
    y += heads
    painter.fillRect(QRectF(EDGE, y - 1, room, 1.4), QColor(COLOURS.accent))
    for place, high in sheet.pages[number]:
        line = table.lines[place]
        if isinstance(line, str):
            _line(
                painter, sheet.font, sheet.size + 1, QRectF(EDGE, y + 4, room, high - 4), line, bold=True, accent=True
            )
        else:
            _cells(painter, sheet, y, line, high)
        y += high
        painter.fillRect(QRectF(EDGE, y - 0.5, room, 0.6), QColor(COLOURS.border))
    foot = QRectF(EDGE, sheet.height - EDGE - 16, room, 16)
    _line(painter, sheet.font, 10, foot, table.foot, muted=True)
    _line(painter, sheet.font, 10, foot, f"{number + 1} / {len(sheet.pages)}", right=True, muted=True)
    painter.restore()


def put_on(
    device: QPagedPaintDevice, sheet: Sheet, *, first: int = 1, last: int = 0, progress: Progress = silent
) -> bool:
    """Put the pages from `first` to `last` (0 for the end) on a PDF or a printer; False where it takes nothing.

    `progress` may raise Cancelled.
    """
    ways = QPageLayout.Orientation
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(ways.Landscape if sheet.landscape else ways.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    chosen = range(max(first, 1) - 1, min(last or len(sheet.pages), len(sheet.pages)))
    for number in chosen:
        progress(number, len(sheet.pages), _("Page {number}").format(number=number + 1))
        if number != chosen.start:
            device.newPage()
        paint(painter, sheet, number, min(device.width(), device.height() * sheet.width / sheet.height))
    return painter.end()


def _wanted(heads: Sequence[Head], sample: Sequence[Sequence[str]], font: QFont, size: int) -> tuple[list[float], ...]:
    """How wide each column would like to be, and how narrow it can be without breaking a word."""
    plain, bold = _metrics(font, size), _metrics(font, size, bold=True)
    wanted, least = [], []
    for place, head in enumerate(heads):
        texts = {line[place] for line in sample}
        longest = sorted(texts, key=len)[-40:]
        wide = max((plain.horizontalAdvance(line) for text in longest for line in text.split("\n")), default=0.0)
        words = {part.rstrip() for text in longest for part in _PARTS.findall(text)}
        word = max((plain.horizontalAdvance(part) for part in sorted(words, key=len)[-20:]), default=0.0)
        title = max((bold.horizontalAdvance(part) for part in head.title.split()), default=0.0)
        narrow = max(min(word, _WIDEST / 2), title, _NARROWEST - _GAP)
        if head.right or head.whole:
            narrow = max(narrow, min(wide, _WIDEST / 2))
        wanted.append(max(min(wide, _WIDEST), narrow, bold.horizontalAdvance(head.title) * 0.7) + _GAP)
        least.append(narrow + _GAP)
    return wanted, least


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> tuple[float, ...]:
    """The room shared out: as wanted and a little more, else the least and the rest by what each lacks."""
    if sum(wanted) <= room:
        more = min(2.2, room / sum(wanted)) if wanted else 1.0
        return tuple(one * more for one in wanted)
    rest, lacking = room - sum(least), sum(wanted) - sum(least)
    if rest >= 0 and lacking > 0:
        return tuple(low + rest * (high - low) / lacking for low, high in zip(least, wanted, strict=True))
    return tuple(low * room / sum(least) for low in least)


def _pages(
    table: Table, font: QFont, size: int, widths: Sequence[float], high: float, progress: Progress
) -> tuple[tuple[tuple[tuple[int, float], ...], ...], int]:
    plain, bold = _metrics(font, size), _metrics(font, size, bold=True)
    room = high - _high([head.title for head in table.heads], widths, bold)
    found: list[list[tuple[int, float]]] = [[]]
    left, cut = room, 0
    for place, line in enumerate(table.lines):
        if place % 500 == 0:
            progress(place, len(table.lines), _("Laying out"))
        heading = isinstance(line, str)
        tall = float(HEADING) if isinstance(line, str) else _high(line, widths, plain)
        if tall > room:
            tall, cut = room, cut + 1
        # No heading stands last on a page.
        if tall + (HEADING if heading else 0) > left and found[-1]:
            found.append([])
            left = room
        found[-1].append((place, tall))
        left -= tall
    return tuple(tuple(page) for page in found), cut


def _high(cells: Sequence[str], widths: Sequence[float], metrics: QFontMetricsF) -> float:
    tallest = metrics.height()
    for text, width in zip(cells, widths, strict=True):
        if text:
            tallest = max(tallest, metrics.height() * len(broken(text, width - _GAP, metrics)))
    return tallest + 2 * _PAD + 1


def broken(text: str, width: float, metrics: QFontMetricsF) -> list[str]:
    """The lines of a text that is so wide: parted between words, and within one only where it is wider than that."""
    found: list[str] = []
    for line in text.split("\n"):
        if metrics.horizontalAdvance(line) <= width:
            found.append(line)
            continue
        now = ""
        for part in filter(None, _PARTS.findall(line)):
            if metrics.horizontalAdvance((now + part).rstrip()) <= width:
                now += part
                continue
            if now:
                found.append(now.rstrip())
            now = part
            while len(now) > 1 and metrics.horizontalAdvance(now.rstrip()) > width:
                fits = next(
                    n for n in range(len(now) - 1, 0, -1) if n == 1 or metrics.horizontalAdvance(now[:n]) <= width
                )
                found.append(now[:fits])
                now = now[fits:]
        found.append(now.rstrip())
    return found


def _cells(painter: QPainter, sheet: Sheet, y: float, cells: Sequence[str], high: float, *, bold: bool = False) -> None:
    painter.setFont(_letters(sheet.font, sheet.size, bold=bold))
    painter.setPen(QColor(COLOURS.muted if bold else COLOURS.text))
    metrics, flags = _metrics(sheet.font, sheet.size, bold=bold), int(Qt.TextFlag.TextDontClip)
    x = float(EDGE)
    for head, text, width in zip(sheet.table.heads, cells, sheet.widths, strict=True):
        top = y + _PAD
        for line in broken(text, width - _GAP, metrics) if text else ():
            if top + metrics.height() > y + high:
                break
            painter.drawText(QRectF(x, top, width - _GAP + 1, metrics.height()), flags | _SIDES[head.right], line)
            top += metrics.height()
        x += width


def _line(
    painter: QPainter, font: QFont, size: int, room: QRectF, words: str, *,
    right: bool = False, bold: bool = False, muted: bool = False, accent: bool = False,
) -> None:  # fmt: skip
    """One line, cut short where it would be too long."""
    painter.setFont(_letters(font, size, bold=bold))
    painter.setPen(QColor(COLOURS.muted if muted else COLOURS.accent if accent else COLOURS.text))
    shown = _metrics(font, size, bold=bold).elidedText(words, Qt.TextElideMode.ElideRight, room.width() + 0.5)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter) | _SIDES[right], shown)


def _letters(font: QFont, size: int, *, bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(size)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _metrics(font: QFont, size: int, *, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(_letters(font, size, bold=bold))
