import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

import ui.kit
from tests.ui.kit.measure import cut_words, nameless
from ui.kit import gallery, gallery_window, theme

PAIRS = [("light", 100), ("dark", 140)]
"""The size that most see, and the largest letters; the soak takes every size in both themes."""
REST = [("light", 90), ("light", 140), ("dark", 90), ("dark", 100)]


@pytest.mark.parametrize(("mode", "scale"), [*PAIRS, *(pytest.param(*one, marks=pytest.mark.soak) for one in REST)])
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


def test_every_widget_of_the_kit_is_in_it(qapp: QApplication, qtbot: QtBot):
    shown: set[type] = set()
    pages = [make() for make in gallery.pages().values()]  # all kept to the end: none may go while it is looked at
    for page in pages:
        qtbot.addWidget(page)
        for widget in (page, *page.findChildren(QWidget)):
            shown |= set(type(widget).__mro__)
    public = set()
    for module in pkgutil.iter_modules(ui.kit.__path__, "ui.kit."):
        for name, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(one, QWidget) and one.__module__ == module.name and not name.startswith("_"):
                public.add(one)
    assert public
    assert sorted(one.__name__ for one in public - shown) == []


def test_its_window_scrolls_each_page_and_switches_what_it_looks_like(qapp: QApplication, qtbot: QtBot):
    theme.apply(qapp, "light", 100)
    window = gallery_window.open_window(qapp, {name: gallery.pages()[name] for name in ("charts", "words")})
    qtbot.addWidget(window)
    window.resize(700, 420)
    tabs = window.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["charts", "words"]
    area = tabs.currentWidget()
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    mode, size = window.findChildren(QComboBox)[-2:]
    mode.setCurrentIndex(mode.findData("dark"))
    size.setCurrentIndex(size.findData(140))
    assert theme.is_dark() and theme.px(100) == 140
    qtbot.waitUntil(lambda: cut_words(window) == [])
    assert nameless(window) == []
    theme.apply(qapp, "light", 100)
