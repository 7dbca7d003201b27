"""A certificate of attendance as one sheet of paper, A4 lying down: the same on screen, as PDF and from the printer."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLineF, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

from crm.errors import CrmError
from crm.exchange.writers import whole
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries.certificates import Attended, Certificates
from crm.rules import dates, file_names, numbers
from ui.kit import printing, tokens

WIDTH, HEIGHT = 1123, 794
"""A4 in pixels of 1/96 inch. Letters are in pixels too, so that no screen and no printer breaks a line elsewhere."""
COLOURS = tokens.LIGHT  # paper is white, whatever the window looks like
_EDGE, _ROOM = 110, WIDTH - 2 * 110
_CENTER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Look(NamedTuple):
    """What is the same on all certificates of one activity, beside what the register says of it."""

    told: Certificates
    made_on: date
    font: QFont
    about: str = ""
    signed_by: str = ""


def paint(painter: QPainter, look: Look, who: Attended, width: float) -> None:
    """Paint one certificate so wide; its height follows."""
    painter.save()
    painter.scale(width / WIDTH, width / WIDTH)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("#FFFFFF"))
    painter.setPen(QPen(QColor(COLOURS.accent), 3))
    painter.drawRect(QRectF(34, 34, WIDTH - 68, HEIGHT - 68))
    painter.setPen(QPen(QColor(COLOURS.border), 1))
    painter.drawRect(QRectF(42, 42, WIDTH - 84, HEIGHT - 84))
    told = look.told
    _line(painter, look.font, told.cluster, 88, 22, "muted", bold=True)
    _line(painter, look.font, _("Certificate of attendance"), 132, 54, "accent", bold=True)
    _line(painter, look.font, who.person, 252, 46, "text", bold=True)
    _line(painter, look.font, who.organisation, 318, 22, "muted")
    deed = _("held a talk or a lesson at") if who.speaks else _("took part in")
    _line(painter, look.font, deed, 372, 20, "muted")
    _block(painter, look.font, told.activity, QRectF(_EDGE, 404, _ROOM, 88), 34)
    _line(painter, look.font, " · ".join(facts(told)), 500, 22, "text")
    if look.about:
        _block(painter, look.font, look.about, QRectF(_EDGE + 60, 540, _ROOM - 120, 80), 18, bold=False)
    _signature(painter, look)
    painter.restore()


def facts(told: Certificates) -> list[str]:
    """When, how long and where."""
    day = dates.show(told.start_on) + (f" – {dates.show(told.end_on)}" if told.end_on else "")
    lasted = _("{hours} hours").format(hours=numbers.show_hours(told.minutes)) if told.minutes else ""
    if told.minutes == 60:
        lasted = _("1 hour")
    return [words for words in (day, lasted, told.place) if words]


def write_one(path: Path, look: Look, people: Sequence[Attended], progress: Progress = silent) -> Path:
    """Write them all into one PDF, a page each, whole or not at all; returns where. Raises CrmError, Cancelled."""
    title = f"{_('Certificate of attendance')}: {look.told.activity}"
    content = printing.pdf(title, lambda writer: put_on(writer, look, people, progress))
    with whole.appears_whole(path) as part:
        part.write_bytes(content)
    return path


def write_each(folder: Path, look: Look, people: Sequence[Attended], progress: Progress = silent) -> Path:
    """Write a PDF for each into a new folder within `folder`; returns that one. Raises CrmError, Cancelled.

    When it is stopped, or fails, nothing of it is left.
    """
    told = look.told
    called = file_names.safe(f"{told.activity} {told.start_on.isoformat()}", _("Certificates"))
    made = _new_folder(folder, called)
    written: list[Path] = []
    try:
        for done, who in enumerate(people):
            progress(done, len(people), who.person)
            path = _free(made, file_names.safe(f"{who.person}.pdf"), written)
            written.append(path)
            write_one(path, look, [who])
    except Exception:
        for path in written:
            path.unlink(missing_ok=True)
        made.rmdir()
        raise
    return made


def put_on(device: QPagedPaintDevice, look: Look, people: Sequence[Attended], progress: Progress = silent) -> bool:
    """Put them on a PDF or a printer, a page each; False where it takes nothing."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    for done, who in enumerate(people):
        progress(done, len(people), who.person)
        if done:
            device.newPage()
        paint(painter, look, who, min(device.width(), device.height() * WIDTH / HEIGHT))
    return painter.end()


def _new_folder(folder: Path, called: str) -> Path:
    number = 1
    while True:
        path = folder / (called if number == 1 else f"{called} ({number})")
        try:
            path.mkdir()
        except FileExistsError:
            number += 1
        except OSError as error:
            words = _("No folder could be made in {folder} ({reason}). Choose another place.")
            raise CrmError(words.format(folder=folder, reason=error.strerror or error)) from error
        else:
            return path


def _free(folder: Path, name: str, taken: Sequence[Path]) -> Path:
    """A name in the folder that no other has, also where capitals make no difference."""
    known = {path.name.casefold() for path in taken}
    number, called = 1, name
    while called.casefold() in known:
        number += 1
        called = file_names.numbered(name, number)
    return folder / called


def _line(painter: QPainter, font: QFont, words: str, top: int, size: int, role: str, *, bold: bool = False) -> None:
    """One line in the middle; letters shrink where it would be too long."""
    room = QRectF(_EDGE, top, _ROOM, size * 1.4)
    _letters(painter, font, size, bold)
    while size > 12 and painter.boundingRect(room, Qt.TextFlag.TextSingleLine, words).width() > _ROOM:
        size -= 1
        _letters(painter, font, size, bold)
    painter.setPen(QColor(getattr(COLOURS, role)))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _ROOM)
    painter.drawText(room, _CENTER, shown)


def _block(painter: QPainter, font: QFont, words: str, room: QRectF, size: int, *, bold: bool = True) -> None:
    """Words that may break into lines, in letters as large as the room takes."""
    flags = _CENTER | Qt.TextFlag.TextWordWrap
    _letters(painter, font, size, bold)
    while size > 10 and not room.contains(painter.boundingRect(room, flags, words)):
        size -= 1
        _letters(painter, font, size, bold)
    painter.setPen(QColor(COLOURS.text))
    painter.drawText(room, flags, words)


def _signature(painter: QPainter, look: Look) -> None:
    painter.setPen(QPen(QColor(COLOURS.muted), 1))
    for left, words in (
        (_EDGE + 30, dates.show(look.made_on)),
        (WIDTH - _EDGE - 350, " – ".join(filter(None, (look.signed_by, look.told.cluster)))),
    ):
        painter.setPen(QPen(QColor(COLOURS.muted), 1))
        painter.drawLine(QLineF(left, 678, left + 320, 678))
        _letters(painter, look.font, 17, False)
        painter.setPen(QColor(COLOURS.muted))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 320)
        painter.drawText(QRectF(left, 684, 320, 28), _CENTER, shown)


def _letters(painter: QPainter, font: QFont, size: int, bold: bool) -> None:
    made = QFont(font)
    made.setPixelSize(size)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(made)
