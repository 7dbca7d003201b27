import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import icons, text, theme
from ui.kit.buttons import button, icon_button


def test_the_theme_switches_while_the_program_runs(qapp: QApplication, qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(40, 40)
    page.show()
    steps: tuple[tuple[theme.Mode, str], ...] = (("dark", "#12161C"), ("light", "#F5F7FA"), ("dark", "#12161C"))
    for mode, token in steps:
        with qtbot.waitSignal(theme.news.changed):
            theme.apply(qapp, mode)
        assert page.grab().toImage().pixelColor(20, 20) == QColor(token)


def test_the_system_is_light_where_it_says_nothing(qapp: QApplication):
    theme.apply(qapp, "system")
    assert theme.mode() == "system"
    assert not theme.is_dark()


def test_icons_on_buttons_change_colour_with_the_theme(qapp: QApplication, qtbot: QtBot):
    made = icon_button("edit", "Edit")
    qtbot.addWidget(made)
    before = made.icon().pixmap(16).toImage()
    theme.apply(qapp, "dark")
    assert made.icon().pixmap(16).toImage() != before


def test_letters_grow_and_never_fall_below_nine_points(qapp: QApplication):
    theme.apply(qapp, "light", 140)
    assert theme.font("body").pointSizeF() == pytest.approx(14.0)
    assert theme.px(60) == 84
    theme.apply(qapp, "light", 90)
    assert theme.font("small").pointSizeF() >= 9
    assert theme.px(60) == 60


def test_every_token_of_the_style_sheet_is_filled_in(qapp: QApplication):
    assert not re.search(r"\$\w|\$\{", theme.style_sheet())


def test_the_style_sheet_names_only_icons_that_exist(qapp: QApplication):
    for name in re.findall(r'url\("([^"]+)"\)', theme.style_sheet()):
        assert name.endswith(".svg")
        assert icons.FOLDER.parent.joinpath(*name.split("/resources/")[1].split("/")).is_file()


def test_every_icon_has_something_to_show(qapp: QApplication):
    for name in icons.names():
        picture = icons.pixmap(name, 20, "#000000", 2.0).toImage()
        assert picture.width() == 40
        inked = sum(picture.pixelColor(x, y).alpha() > 40 for x in range(40) for y in range(40))
        assert inked > 12, name


def test_an_icon_only_button_says_its_name_and_its_keys(qtbot: QtBot):
    made = icon_button("search", "Search", shortcut="Ctrl+F")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Search"
    assert "Ctrl+F" in made.toolTip()


def test_a_button_has_room_for_its_words_at_every_font_scale(qapp: QApplication, qtbot: QtBot):
    for scale in (90, 100, 140):
        theme.apply(qapp, "light", scale)
        made = button("Legg til oppfølging", icon="plus", primary=True)
        qtbot.addWidget(made)
        made.show()
        wanted = made.fontMetrics().horizontalAdvance(made.text()) + made.iconSize().width()
        assert made.width() >= wanted + 16
        assert made.height() >= made.fontMetrics().height() + 6


def test_a_name_with_a_tag_in_it_is_shown_letter_by_letter(qtbot: QtBot):
    words = "Eva <img src='file:///x'> & Kern"
    shown = text.label(words)
    qtbot.addWidget(shown)
    assert shown.textFormat().name == "PlainText"
    assert shown.text() == words
    assert "<img" not in text.plain_tip(words)


def test_a_cut_label_tells_all_in_its_tooltip(qtbot: QtBot):
    shown = text.Elided("A very long name of an organisation that has no room")
    qtbot.addWidget(shown)
    shown.resize(80, 20)
    shown.show()
    assert shown.toolTip() == shown.text()
    shown.resize(900, 20)
    assert shown.toolTip() == ""
    assert isinstance(shown, QLabel)
