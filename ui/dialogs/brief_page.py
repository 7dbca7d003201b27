"""A brief as one sheet of paper, A4: the same on screen, as PDF and from the printer."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageSize, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication

from crm.i18n import _
from crm.queries import brief, brief_parts
from crm.queries.brief import Brief
from crm.queries.brief_parts import Fact
from crm.rules import dates, notes
from ui.kit import tokens

WIDTH, HEIGHT = 794, 1123
"""A4 in pixels of 1/96 inch. Fonts are in pixels too, so that no screen and no printer breaks a line elsewhere."""
EDGE, FOOT = 52, 30
LONG = 40
"""Signs of a title that would not fit on one line in the large letters."""
WIDE = 14
"""Signs of a number that would not fit on one line of its quarter."""
COLOURS = tokens.LIGHT  # paper is white, whatever the window looks like


class Room(NamedTuple):
    """How many of each kind are told, and how many signs of a note."""

    people: int
    spoken: int
    promises: int
    projects: int
    came: int
    note: int


ROOMS = (
    Room(10, 8, 8, 6, 6, 240),
    Room(8, 7, 6, 5, 5, 200),
    Room(8, 6, 5, 3, 3, 160),
    Room(7, 5, 4, 2, 2, 120),
    Room(6, 4, 3, 1, 1, 90),
    Room(5, 3, 2, 1, 1, 60),
    Room(3, 3, 2, 1, 1, 60),
)
"""From much to little: the first that fits on one page is taken."""


def document(told: Brief, cluster: str) -> QTextDocument:
    """The page laid out, as full as one sheet takes it."""
    # Each column has its own room: many people at the right leave the contacts at the left as long as they may be.
    right = next((room for room in ROOMS if _fits(_laid_out(told, cluster, ROOMS[-1], room))), ROOMS[-1])
    left = next((room for room in ROOMS if _fits(_laid_out(told, cluster, room, right))), ROOMS[-1])
    return _laid_out(told, cluster, left, right)


def _fits(page: QTextDocument) -> bool:
    return page.size().height() <= HEIGHT


def paint(page: QTextDocument, painter: QPainter, width: float) -> None:
    """Paint the sheet so wide, with white below it; its height follows."""
    painter.save()
    painter.scale(width / WIDTH, width / WIDTH)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("#FFFFFF"))
    painter.fillRect(QRectF(0, 0, WIDTH, 7), QColor(COLOURS.accent))
    page.drawContents(painter, QRectF(0, 0, WIDTH, HEIGHT - FOOT))
    font = QFont(page.defaultFont())
    font.setPixelSize(10)
    painter.setFont(font)
    painter.setPen(QColor(COLOURS.muted))
    words = page.metaInformation(QTextDocument.MetaInformation.CssMedia)
    painter.drawText(QRectF(EDGE, HEIGHT - FOOT - 8, WIDTH - 2 * EDGE, FOOT), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def put_on(device: QPagedPaintDevice, page: QTextDocument) -> bool:
    """Put the sheet on a PDF or a printer; False where it takes nothing."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    paint(page, painter, min(device.width(), device.height() * WIDTH / HEIGHT))
    return painter.end()


def _laid_out(told: Brief, cluster: str, left: Room, right: Room) -> QTextDocument:
    made = QTextDocument()
    font = QFont(QApplication.font())
    font.setPixelSize(12)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setDefaultFont(font)
    made.setUseDesignMetrics(True)
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(_STYLE)
    made.setHtml(_html(told, left, right))
    frame = made.rootFrame().frameFormat()
    frame.setLeftMargin(EDGE)
    frame.setRightMargin(EDGE)
    frame.setTopMargin(40)
    frame.setBottomMargin(FOOT + 8)
    made.rootFrame().setFrameFormat(frame)
    made.setPageSize(QSizeF(WIDTH, HEIGHT))
    made.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, told.title)
    foot = _("{cluster} · made on {day} · for internal use: it tells from notes and holds personal data")
    made.setMetaInformation(
        QTextDocument.MetaInformation.CssMedia, foot.format(cluster=cluster, day=dates.show(told.made_on))
    )
    return made


_STYLE = f"""
    body, td {{ color: {COLOURS.text}; }}
    .title {{ font-size: 27px; font-weight: 600; }}
    .long {{ font-size: 21px; font-weight: 600; }}
    .subtitle {{ font-size: 14px; color: {COLOURS.muted}; }}
    .head {{ font-size: 12px; font-weight: 600; color: {COLOURS.accent}; }}
    .strong {{ font-weight: 600; }}
    .small {{ font-size: 11px; color: {COLOURS.muted}; }}
    .late {{ font-size: 11px; color: {COLOURS.danger}; font-weight: 600; }}
    .number {{ font-size: 21px; font-weight: 600; }}
    .wide {{ font-size: 16px; font-weight: 600; }}
"""


def _html(told: Brief, left: Room, right: Room) -> str:
    cells = f'<td width="56%">{_left(told, left)}</td><td width="5%"></td><td width="39%">{_right(told, right)}</td>'
    title = "title" if len(told.title) < LONG else "long"
    head = _p(title, told.title) + _p("subtitle", told.subtitle) + _numbers(told.numbers)
    return f"<body>{head}{_table(cells)}</body>"


def _left(told: Brief, room: Room) -> str:
    """What was said and promised."""
    promises = [_promise(one, told) for one in told.promises[: room.promises]]
    spoken = [_spoken(one, room) for one in told.spoken[: room.spoken]]
    note = [_p("", _cut(notes.plain(told.notes), 2 * room.note))] if told.notes else []
    return (
        _part(_("Open follow-ups"), promises, len(told.promises))
        + _part(_("Latest contact"), spoken or [_p("small", _("No contact yet."))], told.spoken_count)
        + _part(_("Note"), note, 1)
    )


def _right(told: Brief, room: Room) -> str:
    """Who they are and what they do with the cluster."""
    people = [_person(one, told) for one in told.people[: room.people]]
    projects = [_two(one.title, (one.stage, one.role, one.period)) for one in told.projects[: room.projects]]
    came = [_two(one.name, (dates.show(one.day), one.who)) for one in told.came[: room.came]]
    return (
        _facts(told.facts)
        + _part(told.heading, people, len(told.people))
        + _part(_("Projects"), projects, len(told.projects))
        + _part(_("Activities they came to"), came, told.came_count)
    )


def _table(cells: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top: 14px"><tr>{cells}</tr></table>'


def _numbers(numbers: Sequence[Fact]) -> str:
    """Four large ones in a band, the others as a line below them."""
    cells = "".join(
        f'<td width="25%" bgcolor="{COLOURS.window}" style="padding: 9px 12px 8px 12px">'
        f"{_p('number' if len(fact.text) < WIDE else 'wide', fact.text)}{_p('small', fact.label)}</td>"
        for fact in numbers[:4]
    )
    others = " · ".join(f"{fact.label}: {fact.text}" for fact in numbers[4:])
    line = _p("small", others, before=6) if others else ""
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top: 14px"><tr>{cells}</tr></table>{line}'
    )


def _part(title: str, entries: Sequence[str], count: int) -> str:
    if not entries:
        return ""
    more = brief.left_out(count, len(entries))
    rest = _p("small", more, after=4) if more else ""
    return _p("head", title, before=18, after=5) + "".join(entries) + rest


def _facts(facts: Iterable[Fact]) -> str:
    lines = "".join(f"{_p('small', fact.label)}{_p('', fact.text, after=5)}" for fact in facts)
    return _p("head", _("Facts"), before=18, after=5) + lines if lines else ""


def _person(who: brief.Somebody, told: Brief) -> str:
    where = who.organisation if told.kind == "interaction" else ""
    reached = (who.email, who.phone)
    together = [reached] if len(who.email) + len(who.phone) < 42 else [(one,) for one in reached]
    return _two(who.name, (who.title, where), *together)


def _spoken(one: brief_parts.Spoken, room: Room) -> str:
    head = _p("small", " · ".join(part for part in (dates.show(one.day), one.type) if part))
    who = _p("small", _cut(one.who, 110), after=0 if one.note else 8)
    note = _p("", _cut(one.note, room.note), before=2, after=8) if one.note else ""
    return head + _p("strong", one.subject) + who + note


def _promise(one: brief_parts.Promise, told: Brief) -> str:
    late = one.due_on < told.made_on
    day = (_("overdue since {day}") if late else _("by {day}")).format(day=dates.show(one.due_on))
    who = f'<span class="small"> · {escape(one.responsible)}</span>' if one.responsible else ""
    when = f'<span class="{"late" if late else "small"}">{escape(day)}</span>'
    return f'{_p("strong", one.title)}<p style="{_gap(0, 6)}">{when}{who}</p>'


def _two(title: str, *lines: Sequence[str]) -> str:
    told = [" · ".join(part for part in line if part) for line in lines]
    told = [line for line in told if line]
    below = "".join(_p("small", line, after=6 if line is told[-1] else 0) for line in told)
    return _p("strong", title, after=0 if told else 6) + below


def _p(kind: str, words: str, *, before: int = 0, after: int = 0) -> str:
    """A paragraph of plain words: what a name holds is never read as markup."""
    return f'<p class="{kind}" style="{_gap(before, after)}">{escape(words)}</p>' if words else ""


def _gap(before: int, after: int) -> str:
    return f"margin: {before}px 0px {after}px 0px"


def _cut(words: str, most: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"
