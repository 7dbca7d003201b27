from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit.measure import cut_words, nameless
from ui.kit import gallery, theme


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", [90, 100, 140])
@pytest.mark.parametrize("name", list(gallery.pages()))
def test_nothing_is_cut_and_nothing_is_nameless(
    qapp: QApplication, qtbot: QtBot, name: str, scale: int, mode: Literal["light", "dark"]
):
    theme.apply(qapp, mode, scale)
    page = gallery.pages()[name]()
    qtbot.addWidget(page)
    page.resize(1600, 1000)
    page.show()
    qapp.processEvents()
    assert cut_words(page) == []
    assert nameless(page) == []
    page.grab()


def test_pictures_are_written(qapp: QApplication, tmp_path: Path):
    gallery.grab(gallery.pages()["words"](), tmp_path / "words.png", (600, 300))
    assert (tmp_path / "words.png").stat().st_size > 2_000
