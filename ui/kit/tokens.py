"""Colours, distances and sizes: the only place where a number of the look is written.

The colours and their measured contrasts come from UX.md ("Look"); `tests/ui/kit/test_tokens.py` measures them again.
"""

import zlib
from dataclasses import dataclass

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The only distances, in pixels."""

PAGE_MARGIN = (24, 20, 24, 20)
RADIUS_CONTROL, RADIUS_CARD, RADIUS_POPUP, RADIUS_CHIP = 6, 10, 12, 11
CONTROL, CHIP, ROW_TABLE, ROW_LIST, ROW_NAV, SIDEBAR = 32, 26, 40, 60, 38, 208
ICON, ICON_SMALL, STROKE = 20, 16, 1.8

POINTS = {"small": 9.0, "body": 10.0, "strong": 10.0, "section": 10.0, "heading": 14.0, "title": 18.0, "number": 20.0}
"""Size of each role of text, in points at a font scale of 100 %."""

SEMIBOLD = ("strong", "section", "heading", "title", "number")


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, each `#RRGGBB`; `pairs` are (background, text) of tags and avatars."""

    window: str
    surface: str
    raised: str
    sidebar: str
    hover: str
    selection: str
    border: str
    control_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    focus: str
    link: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    toast: str
    on_toast: str
    toast_link: str
    pairs: tuple[tuple[str, str], ...]


LIGHT = Tokens(
    window="#F5F7FA",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sidebar="#E9EEF4",
    hover="#EDF1F6",
    selection="#D6E8F8",
    border="#D5DCE5",
    control_border="#7F8A99",
    text="#1A2330",
    muted="#556071",
    accent="#0B62A8",
    accent_hover="#094F88",
    on_accent="#FFFFFF",
    accent_soft="#E1EEF9",
    focus="#0B62A8",
    link="#0B62A8",
    success="#176B3A",
    success_soft="#E2F3E9",
    warning="#855000",
    warning_soft="#FCF0DA",
    danger="#B3261E",
    danger_soft="#FBE7E5",
    toast="#1A2330",
    on_toast="#FFFFFF",
    toast_link="#9CCDF9",
    pairs=(
        ("#E1EEF9", "#0A5594"),
        ("#E2F3E9", "#176B3A"),
        ("#FCF0DA", "#7A4A00"),
        ("#F3E8FB", "#6B2FA0"),
        ("#FBE7EF", "#A01B55"),
        ("#E0F4F4", "#0B5F66"),
        ("#ECEFF3", "#445063"),
        ("#FDEBE0", "#943B0B"),
    ),
)

DARK = Tokens(
    window="#12161C",
    surface="#1A2028",
    raised="#222A34",
    sidebar="#161B22",
    hover="#27303B",
    selection="#1B4060",
    border="#323C49",
    control_border="#7D8999",
    text="#E7ECF2",
    muted="#A5B0BF",
    accent="#6FB6F5",
    accent_hover="#93C9F9",
    on_accent="#0A1724",
    accent_soft="#16334E",
    focus="#6FB6F5",
    link="#84C1F8",
    success="#7ED7A2",
    success_soft="#153323",
    warning="#F2C26A",
    warning_soft="#3A2B10",
    danger="#FF9C94",
    danger_soft="#45201E",
    toast="#E7ECF2",
    on_toast="#12161C",
    toast_link="#0B5594",
    pairs=(
        ("#16334E", "#9CCDF9"),
        ("#153323", "#8EDDAF"),
        ("#3A2B10", "#F2C97E"),
        ("#35214A", "#D5B2F3"),
        ("#45192D", "#F7A9C7"),
        ("#10373A", "#8ADCE0"),
        ("#2B333E", "#C3CCD8"),
        ("#43230F", "#F9B88E"),
    ),
)


def pair(key: int | str, tokens: Tokens) -> tuple[str, str]:
    """The (background, text) colours that belong to an id or a name: always the same for the same key."""
    number = key if isinstance(key, int) else zlib.crc32(key.encode())
    return tokens.pairs[number % len(tokens.pairs)]


def luminance(color: str) -> float:
    """Relative luminance of `#RRGGBB` after WCAG 2, from 0 (black) to 1 (white)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG 2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
