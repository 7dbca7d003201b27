"""What delegates paint: backgrounds of rows, avatars, chips, lines of text."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout

from ui.kit import theme, tokens


def row_background(painter: QPainter, rect: QRect, selected: bool, hovered: bool, radius: int = 0) -> None:
    """Fill a row in the colour of its state; nothing for a row at rest."""
    if not (selected or hovered):
        return
    rounded(painter, rect, "selection" if selected else "hover", radius)


def rounded(painter: QPainter, rect: QRect, token: str, radius: float, line: str = "", thick: int = 1) -> None:
    """A filled rectangle with round corners, with an outline of `thick` pixels where `line` is a token."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.color(token) if token else Qt.BrushStyle.NoBrush)
    inner = QRectF(rect)
    if line:
        painter.setPen(QPen(theme.color(line), thick))
        inner = inner.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def avatar(painter: QPainter, rect: QRect, letters: str, key: int | str) -> None:
    """A disc with initials in the steady colours of `key`."""
    background, ink = tokens.pair(key, theme.now())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(background))
    painter.drawEllipse(rect)
    font = theme.font("strong")
    font.setPixelSize(max(9, round(rect.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Kåre Ødegård" -> "KØ"."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper()


def chip_width(words: str) -> int:
    """How wide a chip of these words is."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(words) + 2 * tokens.M


def chip(painter: QPainter, left: int, middle: int, words: str, key: int | str, room: int, *, low: bool = False) -> int:
    """Paint a tag around the line `middle`; returns its width, 0 where `room` pixels are too few for two letters.

    A `low` one stands in a line of text without touching its neighbours.
    """
    metrics = QFontMetrics(theme.font("small"))
    width = min(chip_width(words), room)
    # Two letters are enough, and a word that is shorter stands whole.
    if width < min(chip_width(words), 2 * tokens.M + metrics.averageCharWidth() * 2):
        return 0
    background, ink = tokens.pair(key, theme.now())
    height = metrics.height() + (2 if low else 6)
    rect = QRect(left, middle - height // 2, width, height)
    rounded(painter, rect, background, height / 2)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(ink))
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 2 * tokens.M + 2)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    return width


def line(painter: QPainter, rect: QRect, words: str, role: str, token: str, align: str = "left") -> int:
    """Paint one line of text, cut with … where it is too long; returns the width it took."""
    font = theme.font(role)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(theme.color(token))
    shown = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    flag = Qt.AlignmentFlag.AlignRight if align == "right" else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(flag | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


def marked(
    painter: QPainter, rect: QRect, words: str, role: str, token: str, marks: Sequence[tuple[int, int]] = ()
) -> int:
    """Paint one line as `line` does, with some of its letters (from, to) made strong; returns the width it took."""
    if not marks:
        return line(painter, rect, words, role, token)
    font = theme.font(role)
    words = words.replace("\n", " ")
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    strong.setForeground(theme.color("accent"))
    formats = []
    for start, end in marks:
        piece = QTextLayout.FormatRange()
        piece.start, piece.length, piece.format = start, end - start, strong
        formats.append(piece)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    # What is cut off is measured as wide as it could be; the marks then stand where they stood.
    shown = QFontMetrics(bold).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    layout.setFormats(formats)
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(2**20)
    layout.endLayout()
    painter.setPen(theme.color(token))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - made.height()) / 2))
    return ceil(made.naturalTextWidth())


def line_height(role: str) -> int:
    """How high one line of a role is."""
    return QFontMetrics(theme.font(role)).height()


def in_two_lines(words: str, wide: int, role: str = "strong") -> list[str]:
    """The words in one line or two of so many pixels, parted at a blank where there is one; `line` cuts the second."""
    metrics = QFontMetrics(theme.font(role))
    if metrics.horizontalAdvance(words) <= wide:
        return [words]
    parts = words.split(" ")
    fits = (count for count in range(len(parts), 0, -1) if metrics.horizontalAdvance(" ".join(parts[:count])) <= wide)
    taken = next(fits, 0)
    return [" ".join(parts[:taken]), " ".join(parts[taken:])] if taken else [words]
