"""A wide table: columns that stand still, an order by several, groups that open and shut."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.grid_table import GridTable, Heading
from ui.kit.grid_view import GridView
from ui.kit.table import Column


def _column(key: str) -> Column:
    return Column(key, key.title(), 200, show=lambda row: str(row[key]))


COLUMNS = [_column(key) for key in ("name", "town", "size", "more")]
GROUPS = (Heading("a", "Bodø", 3, {"size": "30"}), Heading("b", "Tromsø", 2, {"size": "20"}))


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def view(qtbot: QtBot, asked: list[int]) -> GridView:
    def fetch(ids: Sequence[int]) -> dict[int, dict[str, str]]:
        asked.extend(ids)
        return {id: {column.key: f"{column.key} {id}" for column in COLUMNS} for id in ids}

    made = GridView()
    qtbot.addWidget(made)
    made.setModel(GridTable(COLUMNS, fetch, made))
    made.resize(420, 400)
    made.show()
    return made


def show(view: GridView, ids: Sequence[int], headings: Sequence[Heading] = (), shut: Sequence[str] = ()) -> None:
    view.grid().show_rows(COLUMNS, ids, headings, shut)


def click(qtbot: QtBot, view: GridView, x: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(view.head().viewport(), Qt.MouseButton.LeftButton, keys, QPoint(x, 10))


def test_headings_are_no_records(view: GridView, asked: list[int]):
    show(view, [1, 2, 3, 4, 5], GROUPS)
    assert list(view.grid().ids()) == [-1, 1, 2, 3, -2, 4, 5]
    view.selectAll()
    assert (view.selected_count(), view.selected_ids(), view.all_selected()) == (5, [1, 2, 3, 4, 5], True)
    view.grab()
    assert all(id > 0 for id in asked)
    view.setCurrentIndex(view.grid().index(0, 0))
    assert view.current_id() is None


def test_a_group_is_shut_and_opened_by_mouse_and_keyboard(qtbot: QtBot, view: GridView):
    show(view, [1, 2, 3, 4, 5], GROUPS)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    assert list(view.grid().ids()) == [-1, -2, 4, 5]
    assert list(view.grid().records()) == [1, 2, 3, 4, 5]
    view.grab()
    view.setFocus()
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert list(view.grid().ids()) == [-1, 1, 2, 3, -2, 4, 5]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_id() == 1


def test_the_first_columns_stay_in_sight(qtbot: QtBot, view: GridView):
    show(view, range(1, 101))
    view.freeze(1)
    name, more = view.grid().index(3, 0), view.grid().index(3, 3)
    view.scrollTo(more)
    assert view.horizontalScrollBar().value() > 0
    assert view.visualRect(name).left() == 0
    assert view.indexAt(view.visualRect(name).center()) == name
    assert view.indexAt(view.visualRect(more).center()) == more
    view.scrollTo(view.grid().index(3, 1))
    assert view.visualRect(view.grid().index(3, 1)).left() >= view.head().frozen_width()
    view.grab()


def test_a_click_on_a_frozen_head_means_that_column(qtbot: QtBot, view: GridView):
    show(view, range(1, 101))
    view.freeze(1)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    asked: list[tuple[str, bool]] = []
    view.order_asked.connect(lambda key, more: asked.append((key, more)))
    click(qtbot, view, 40)
    click(qtbot, view, 300, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [("name", False), ("more", True)]


def test_a_frozen_column_is_made_wider_where_it_is_painted(qtbot: QtBot, view: GridView):
    show(view, range(1, 101))
    view.freeze(1)
    view.horizontalScrollBar().setValue(150)
    head = view.head()
    edge = head.frozen_width() - 1
    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, 10))
    qtbot.mouseMove(head.viewport(), QPoint(edge + 30, 10))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge + 30, 10))
    assert head.sectionSize(0) == 230


def test_never_so_much_is_frozen_that_nothing_else_is_seen(view: GridView):
    show(view, range(1, 11))
    view.freeze(3)
    assert view.head().frozen() == [0]


def test_alt_down_asks_for_the_menu_of_the_column_one_is_on(qtbot: QtBot, view: GridView):
    show(view, range(1, 11))
    view.setFocus()
    view.go_to(1)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    asked: list[str] = []
    view.column_menu_asked.connect(lambda key, _place: asked.append(key))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked == ["town"]


def test_selection_and_place_survive_other_columns(view: GridView):
    show(view, range(1, 101))
    view.go_to(40)
    view.select_ids([40, 41, 60])
    view.grid().show_rows(COLUMNS[:2], range(1, 101))
    assert (view.selected_ids(), view.current_id()) == ([40, 41, 60], 40)
    view.grid().show_rows(COLUMNS, range(1, 101))
    assert (view.selected_ids(), view.current_id()) == ([40, 41, 60], 40)


def test_a_header_that_is_too_long_is_cut_at_its_end_alone(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    narrow = [
        Column("name", "Name", 200),
        Column("open", "Open follow-ups", 96, "right", show=str),
        Column("x", "X", 99),
    ]
    made = GridView()
    qtbot.addWidget(made)
    made.setModel(GridTable(narrow, lambda ids: {}, made))
    made.resize(420, 200)
    made.show()
    head = made.head()
    head.resizeSection(1, 96)
    picture = head.grab().toImage()
    left, middle = head.sectionViewportPosition(1), head.height() // 2
    ground = picture.pixelColor(left + 1, 2)
    for x in range(left + 1, left + 13):  # an O that is cut in half begins at the very edge of the room
        for y in range(2, head.height() - 4):
            assert picture.pixelColor(x, y) == ground, (x - left, y)
    assert any(picture.pixelColor(x, middle) != ground for x in range(left + 12, left + 84))
