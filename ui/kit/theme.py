"""Light, dark or the system's own: Fusion, our palette and one small style sheet, switched while the program runs.

Everything that paints asks `color` and `font` while painting; everything else is reached by the style sheet.
"""

import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.kit import tokens
from ui.kit.tokens import DARK, LIGHT, POINTS, SEMIBOLD, Tokens

Mode = Literal["system", "light", "dark"]
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


class News(QObject):
    """Tells that colours or font sizes are others now."""

    changed = Signal()


class _State:
    mode: Mode = "system"
    scale: int = 100
    tokens: Tokens = LIGHT
    listening: bool = False
    reduced_motion: bool = False
    family: str = ""


news = News()
_state = _State()


def apply(app: QApplication, mode: Mode = "system", font_scale: int = 100) -> None:
    """Dress the program; call it again at any time to switch. `font_scale` is a percentage from 90 to 140."""
    hints = app.styleHints()
    if not _state.listening:
        app.setStyle("Fusion")
        hints.colorSchemeChanged.connect(_system_changed)
        _state.listening = True
        _state.family = app.font().family()
    _state.mode = mode
    _state.scale = max(90, min(140, font_scale))
    wanted = {"system": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}[mode]
    hints.setColorScheme(wanted)
    _dress(app)


def set_family(family: str) -> None:
    """Use this font family from the next `apply` on (pictures need the same letters everywhere)."""
    _state.family = family


def now() -> Tokens:
    """The colours of the present theme."""
    return _state.tokens


def mode() -> Mode:
    """What was chosen: "system", "light" or "dark"."""
    return _state.mode


def is_dark() -> bool:
    """Whether the dark theme is on."""
    return _state.tokens is DARK


def reduced_motion() -> bool:
    """Whether nothing should slide or fade."""
    return _state.reduced_motion


def set_reduced_motion(on: bool) -> None:
    """Let nothing slide or fade."""
    _state.reduced_motion = on


def color(token: str) -> QColor:
    """The colour of a token ("accent", "muted") in the present theme, or of `#RRGGBB` itself."""
    return _color(token if token.startswith("#") else getattr(_state.tokens, token))


def px(size: float) -> int:
    """A height in pixels, grown by the font scale where letters grow."""
    return round(size * max(100, _state.scale) / 100)


def points(role: str) -> float:
    """Points of a role of text in the present scale; on a Mac a point is a pixel, so it takes a third more."""
    return round(max(9.0, POINTS[role] * _state.scale / 100) * _mac(), 1)


def font(role: str = "body") -> QFont:
    """The font of a role: body, strong, small, section, heading, title, number."""
    return QFont(_font(role, _state.scale, _state.family))


def _mac() -> float:
    return 96 / 72 if sys.platform == "darwin" else 1.0


@cache
def _color(value: str) -> QColor:
    return QColor(value)


@cache
def _font(role: str, scale: int, family: str) -> QFont:  # `points` asks for the scale too; here it is the cache's key
    made = QFont(family)
    made.setPointSizeF(points(role))
    if role in SEMIBOLD:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _system_changed() -> None:
    app = QApplication.instance()
    if _state.mode == "system" and isinstance(app, QApplication) and _pick(app) is not _state.tokens:
        _dress(app)


def _pick(app: QApplication) -> Tokens:
    if _state.mode == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if _state.mode == "dark" else LIGHT


def _dress(app: QApplication) -> None:
    before, _state.tokens = _state.tokens, _pick(app)
    sheet = style_sheet()
    if _state.tokens is before and app.font() == font() and app.styleSheet() == sheet:
        return  # Qt would dress each widget anew all the same
    app.setPalette(palette(_state.tokens))
    app.setFont(font())
    app.setStyleSheet(sheet)
    news.changed.emit()


def palette(colors: Tokens) -> QPalette:
    """Qt's own palette in our colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, token in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.surface),
        (role.AlternateBase, colors.window),
        (role.ToolTipBase, colors.raised),
        (role.ToolTipText, colors.text),
        (role.PlaceholderText, colors.muted),
        (role.Text, colors.text),
        (role.Button, colors.surface),
        (role.ButtonText, colors.text),
        (role.BrightText, colors.danger),
        (role.Light, colors.raised),
        (role.Midlight, colors.hover),
        (role.Mid, colors.border),
        (role.Dark, colors.control_border),
        (role.Shadow, colors.border),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.on_accent),
        (role.Accent, colors.accent),
        (role.Link, colors.link),
        (role.LinkVisited, colors.link),
    ):
        made.setColor(where, _color(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, _color(colors.muted))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, _color(colors.border))
    return made


def style_sheet() -> str:
    """The text of resources/style.qss with the present tokens put in."""
    sizes = {f"pt_{role}": f"{points(role)}pt" for role in POINTS}
    chip = px(tokens.CHIP)
    heights = {
        "control": px(tokens.CONTROL) - 2,
        "focused": px(tokens.CONTROL) - 4,
        "chip": chip - 2,
        "chip_focused": chip - 4,
        "chip_radius": chip // 2,
    }
    icons = {"icons": (RESOURCES / "icons" / ("dark" if is_dark() else "light")).as_posix()}
    return _template().substitute({**asdict(_state.tokens), **sizes, **heights, **icons})


@cache
def _template() -> Template:
    return Template((RESOURCES / "style.qss").read_text(encoding="utf-8"))
