"""One-colour icons, drawn by us as SVG and painted in a colour of the theme, sharp at any scale.

`put` is for buttons and actions (they follow the theme), `paint` for delegates. An icon engine of our own
would follow by itself, but crashes in PySide 6.11 when Qt clones it; hence pictures, made again on a change.
"""

import gc
from functools import cache, lru_cache
from typing import cast

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from ui.kit import theme, tokens

FOLDER = theme.RESOURCES / "icons"
SIZES = (tokens.ICON_SMALL, tokens.ICON)


@cache
def names() -> tuple[str, ...]:
    """The names of all icons."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.svg")))


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=600)
def _pixmap(name: str, size: int, color: str, ratio: float, width: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    picture = QPixmap(round(width * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def pixmap(name: str, size: int = tokens.ICON, color: str = "text", ratio: float | None = None) -> QPixmap:
    """The icon as a picture of `size` pixels; `color` is a token or `#RRGGBB`, `ratio` the device pixel ratio."""
    app = cast(QGuiApplication, QGuiApplication.instance())
    return _pixmap(name, size, theme.color(color).name(), ratio or app.devicePixelRatio(), size)


def paint(painter: QPainter, rect: QRect, name: str, color: str | QColor) -> None:
    """Paint the icon in the middle of `rect`, as large as it allows."""
    size = min(rect.width(), rect.height())
    value = color.name() if isinstance(color, QColor) else theme.color(color).name()
    ratio = painter.device().devicePixelRatioF()
    corner = rect.topLeft() + QPoint((rect.width() - size) // 2, (rect.height() - size) // 2)
    painter.drawPixmap(corner, _pixmap(name, size, value, ratio, size))


def icon(name: str, role: str = "text", *, gap: int = 0, size: int = 0) -> QIcon:
    """The icon in today's colours, for what does not outlive them (a menu); `gap` is empty room on its right."""
    made = QIcon()
    app = cast(QGuiApplication, QGuiApplication.instance())
    ratios = {1.0, 2.0, *(screen.devicePixelRatio() for screen in app.screens())}
    for ratio in sorted(ratios):
        for pixels in (size,) if size else SIZES:
            color, muted = theme.color(role).name(), theme.color("control_border").name()
            made.addPixmap(_pixmap(name, pixels, color, ratio, pixels + gap))
            made.addPixmap(_pixmap(name, pixels, muted, ratio, pixels + gap), QIcon.Mode.Disabled)
    return made


def put(target: QAbstractButton | QAction, name: str, role: str = "text", *, gap: int = 0, size: int = 16) -> None:
    """Give a button or an action this icon ("" for none) in the colour of a token.

    It follows the theme from then on.
    """
    pixels = theme.px(size)
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(pixels + gap, pixels))
        target.setIcon(icon(name, role, gap=gap, size=pixels) if name else QIcon())
    else:
        target.setIcon(icon(name, role) if name else QIcon())
    target.setProperty("kitIcon", [name, role, gap, size] if name else None)


def _again() -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    for one in _all(app):
        if isValid(one):
            _put_again(one)


def _all(app: QApplication) -> list[QObject]:
    """Every widget and action there is.

    What Python throws away while Qt's pointers become objects one after the other would still be among them, and to
    touch it ends the process: so nothing is thrown away meanwhile.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        actions = [action for window in app.topLevelWidgets() for action in window.findChildren(QAction)]
        return [*app.allWidgets(), *actions]
    finally:
        if collects:
            gc.enable()


def _put_again(target: QObject) -> None:
    known = target.property("kitIcon")
    if known and isinstance(target, QAbstractButton | QAction):
        name, role, gap, size = known
        put(target, name, role, gap=gap, size=size)


theme.news.changed.connect(_again)
