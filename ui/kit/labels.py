"""Address labels on A4, 3 x 8 on a sheet (70 x 37 mm each, as most shops sell them), on a PDF or a printer."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from crm.i18n import _
from crm.progress import Progress, silent

ACROSS, DOWN = 3, 8
ON_A_SHEET = ACROSS * DOWN
WIDE, HIGH = 70.0, 37.0
"""Of a label, in millimetres."""
_SHEET, _TALL = 210.0, 297.0
_EDGE = 6.0
_SIZES = (4.2, 3.8, 3.4, 3.0, 2.7)
"""Heights of letters in millimetres, the largest first: 12 points down to 8."""


def sheets(labels: Sequence[object]) -> int:
    """How many sheets so many labels take."""
    return -(-len(labels) // ON_A_SHEET)


def paint(painter: QPainter, font: QFont, labels: Sequence[Sequence[str]], width: float) -> None:
    """Paint one sheet so wide, at most ON_A_SHEET labels."""
    painter.save()
    # Letters are measured in whole pixels: a tenth of a millimetre each.
    painter.scale(width / (_SHEET * 10), width / (_SHEET * 10))
    painter.fillRect(QRectF(0, 0, _SHEET * 10, _TALL * 10), QColor("#FFFFFF"))
    painter.setPen(QColor("#000000"))
    top = (_TALL - DOWN * HIGH) / 2
    for place, lines in enumerate(labels[:ON_A_SHEET]):
        x, y = place % ACROSS * WIDE, top + place // ACROSS * HIGH
        _label(painter, font, lines, QRectF(x + _EDGE, y + 4, WIDE - 2 * _EDGE, HIGH - 8))
    painter.restore()


def put_on(
    device: QPagedPaintDevice, font: QFont, labels: Sequence[Sequence[str]], progress: Progress = silent
) -> bool:
    """Put them all on a PDF or a printer; False where it takes nothing. `progress` may raise Cancelled."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    for first in range(0, len(labels), ON_A_SHEET):
        progress(first, len(labels), _("Labels"))
        if first:
            device.newPage()
        paint(painter, font, labels[first : first + ON_A_SHEET], device.width())
    return painter.end()


def size(font: QFont, lines: Sequence[str]) -> float:
    """The height of the letters with which all lines fit on a label, the smallest where none does."""
    for high in _SIZES:
        metrics = QFontMetricsF(_letters(font, high))
        wide = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
        if wide <= (WIDE - 2 * _EDGE) * 10 and metrics.height() * len(lines) <= (HIGH - 8) * 10:
            return high
    return _SIZES[-1]


def _label(painter: QPainter, font: QFont, lines: Sequence[str], room: QRectF) -> None:
    letters = _letters(font, size(font, lines))
    painter.setFont(letters)
    metrics = QFontMetricsF(letters)
    high = metrics.height()
    y = room.top() * 10 + max(0.0, (room.height() * 10 - high * len(lines)) / 2)
    for line in lines:
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width() * 10)
        painter.drawText(
            QRectF(room.left() * 10, y, room.width() * 10 + 2, high), int(Qt.AlignmentFlag.AlignLeft), shown
        )
        y += high


def _letters(font: QFont, high: float) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(high * 10))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
