from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.cards import StatCard
from ui.kit.chips import Chip, FilterChips, TagChips
from ui.kit.empty import Empty, WithEmpty
from ui.kit.flow import FlowLayout
from ui.kit.name_button import NameButton
from ui.kit.page_header import PageHeader
from ui.kit.search_field import SearchField
from ui.kit.sidebar import Item, Sidebar

PLACES = [
    Item("today", "Today", "today"),
    Item("members", "Members", "members", 36),
    Item("quiet", "Quiet for 90 days", "filter", 4, "Saved views"),
]


def a_sidebar(qtbot: QtBot) -> tuple[Sidebar, QListWidget, list[str]]:
    sidebar = Sidebar("North Cluster")
    qtbot.addWidget(sidebar)
    sidebar.set_items(PLACES)
    chosen: list[str] = []
    sidebar.chosen.connect(chosen.append)
    sidebar.resize(208, 400)
    sidebar.show()
    rows = sidebar.findChild(QListWidget)
    assert isinstance(rows, QListWidget)
    return sidebar, rows, chosen


def test_going_somewhere_is_told_and_being_somewhere_is_not(qtbot: QtBot):
    sidebar, rows, chosen = a_sidebar(qtbot)
    sidebar.select("today")
    assert chosen == [] and sidebar.current() == "today"
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Down)  # over the heading
    assert chosen == ["members", "quiet"]


def test_counts_live_and_are_read_out(qtbot: QtBot):
    sidebar, rows, _chosen = a_sidebar(qtbot)
    sidebar.set_count("members", 37)
    assert rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Members, 37"
    sidebar.grab()


def test_other_places_keep_where_one_is(qtbot: QtBot):
    sidebar, _rows, chosen = a_sidebar(qtbot)
    sidebar.select("members")
    sidebar.set_items([*PLACES, Item("more", "More", "more")])
    assert sidebar.current() == "members"
    assert chosen == []


def test_a_heading_cannot_be_gone_to(qtbot: QtBot):
    sidebar, rows, chosen = a_sidebar(qtbot)
    heading = rows.visualItemRect(rows.item(2)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert chosen == [] and sidebar.current() == ""


def test_search_is_told_once_after_the_last_letter(qtbot: QtBot):
    field = SearchField("Search members")
    qtbot.addWidget(field)
    field.show()
    told: list[str] = []
    field.searched.connect(told.append)
    qtbot.keyClicks(field, "eva ")
    assert told == []
    qtbot.waitUntil(lambda: told == ["eva"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["eva"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert told == ["eva", ""] and field.text() == ""


def test_words_put_into_the_search_are_not_told(qtbot: QtBot):
    field = SearchField("Search")
    qtbot.addWidget(field)
    told: list[str] = []
    field.searched.connect(told.append)
    field.set_text_quietly("eva")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == []


def test_the_second_escape_goes_on_to_the_page(qtbot: QtBot):
    heard: list[int] = []

    class Page(QWidget):
        def keyPressEvent(self, event: object) -> None:
            heard.append(1)

    page = Page()
    qtbot.addWidget(page)
    field = SearchField("Search", page)
    page.show()
    qtbot.keyClicks(field, "e")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [1]


def test_a_header_has_one_primary_button_and_room_for_others(qtbot: QtBot):
    pressed: list[int] = []
    header = PageHeader("Members", search="Search", primary=("New member", lambda: pressed.append(1)))
    qtbot.addWidget(header)
    export = QPushButton("Export")
    header.add(export)
    header.resize(900, 60)
    header.show()
    assert header.primary is not None and header.search is not None
    header.primary.click()
    assert pressed == [1]
    assert header.search.geometry().right() < export.geometry().left() < header.primary.geometry().left()
    header.set_subtitle("36 of 40")
    assert any(label.text() == "36 of 40" and label.isVisible() for label in header.findChildren(QLabel))


def test_a_card_with_a_number_is_a_button(qtbot: QtBot):
    card = StatCard("members", "36", "22 companies", clickable=True)
    qtbot.addWidget(card)
    card.show()
    pressed: list[int] = []
    card.clicked.connect(lambda: pressed.append(1))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Space)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert len(pressed) == 3
    card.set("37")
    assert card.accessibleName() == "37 members"


def test_filters_are_switched_and_taken_away(qtbot: QtBot):
    chips = FilterChips([Chip("a", "Members", True), Chip("b", "R&D"), Chip("c", "Aqua", removable=True)])
    qtbot.addWidget(chips)
    chips.show()
    toggled: list[tuple[str, bool]] = []
    removed: list[str] = []
    chips.toggled.connect(lambda key, on: toggled.append((key, on)))
    chips.removed.connect(removed.append)
    chips.button("b").click()
    chips.button("c").click()
    assert toggled == [("b", True)] and removed == ["c"]
    assert chips.checked() == ["a", "b"]
    chips.set_checked(["b"])
    assert chips.checked() == ["b"] and len(toggled) == 1
    assert chips.button("b").text() == "R&&D"
    chips.set_chips([])
    assert chips.checked() == []


def test_chips_wrap_where_room_is_short(qtbot: QtBot):
    chips = FilterChips([Chip(str(number), f"Filter {number}") for number in range(12)])
    qtbot.addWidget(chips)
    chips.show()
    assert chips.layout() is not None
    wide, narrow = chips.layout().heightForWidth(2_000), chips.layout().heightForWidth(200)  # type: ignore[union-attr]
    assert narrow >= 3 * wide
    tags = TagChips([("Wind", 1), ("Fish", 2)])
    qtbot.addWidget(tags)
    tags.show()
    tags.grab()


def test_margins_of_a_flow_are_kept(qtbot: QtBot):
    host = QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(host)
    layout.setContentsMargins(7, 5, 7, 5)
    one = QPushButton("One")
    layout.addWidget(one)
    host.resize(300, 100)
    host.show()
    assert one.pos() == QPoint(7, 5)


def test_an_empty_list_says_why_and_what_next(qtbot: QtBot):
    pressed: list[int] = []
    empty = Empty("contacts", "No contacts yet", "Drop a list here.", "Import a list", lambda: pressed.append(1))
    both = WithEmpty(QWidget(), empty)
    qtbot.addWidget(both)
    both.resize(500, 400)
    both.show()
    both.show_empty(True)
    assert empty.isVisible()
    button = empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert pressed == [1]
    both.show_empty(False)
    assert not empty.isVisible()


def test_a_name_is_whole_where_there_is_room_for_it(qtbot: QtBot):
    """A width is told in whole pixels; the part of one that is left over cost three letters."""
    names = [f"Kråkebollekompaniet {letter * many} AS, frist 14.12.2026" for letter in "Wiåtm" for many in range(1, 9)]
    for name in names:
        button = NameButton(name, lambda: None, icon="building")
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        button.show()
        assert button.text() == name
