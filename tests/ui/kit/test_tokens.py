import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.kit import paint, theme
from ui.kit.tokens import DARK, LIGHT, Tokens, contrast, pair

TEXTS = {
    "text": ("window", "surface", "raised", "hover", "selection", "sidebar", "accent_soft"),
    "muted": ("window", "surface", "raised", "hover", "sidebar", "selection"),
    "accent": ("surface", "window", "accent_soft", "selection"),
    "link": ("surface", "window", "raised", "hover", "accent_soft", "success_soft", "warning_soft", "danger_soft"),
    "on_accent": ("accent", "accent_hover"),
    "success": ("surface", "success_soft"),
    "warning": ("surface", "warning_soft", "window"),
    "danger": ("surface", "danger_soft", "raised", "window"),
    "on_toast": ("toast",),
    "toast_link": ("toast",),
}
LINES = {"control_border": ("surface", "window", "raised"), "focus": ("surface", "window", "raised", "sidebar")}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(tokens: Tokens):
    for ink, papers in TEXTS.items():
        for paper in papers:
            found = contrast(getattr(tokens, ink), getattr(tokens, paper))
            assert found >= 4.5, f"{ink} on {paper}: {found:.2f}"
    for paper, ink in tokens.pairs:
        assert contrast(ink, paper) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_and_the_focus_can_be_seen(tokens: Tokens):
    for line, papers in LINES.items():
        for paper in papers:
            assert contrast(getattr(tokens, line), getattr(tokens, paper)) >= 3, f"{line} on {paper}"


def test_a_key_keeps_its_colours_whatever_the_theme():
    for key in (0, 7, 1_000_003, "Kåre Ødegård", ""):
        assert LIGHT.pairs.index(pair(key, LIGHT)) == DARK.pairs.index(pair(key, DARK))


def test_a_chip_of_two_short_letters_is_painted(qapp: QApplication):
    theme.apply(qapp, "light")
    picture = QImage(80, 30, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    assert paint.chip(painter, 0, 15, "Ja", "full", 60) == paint.chip_width("Ja")
    assert paint.chip(painter, 0, 15, "Ordinært medlem", "full", 20) == 0
    painter.end()
