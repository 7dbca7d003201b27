import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.kit.rows import Register, Row
from ui.kit import columns, theme
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.kit.timeline import Entry, Timeline, TimelineModel
from ui.kit.two_line import Line, RecordLines, RecordList

COLUMNS = (Column("name", "Name", 200), Column("place", "Place", 120, align="right"), Column("more", "More", show=str))


def table(qtbot: QtBot, register: Register, ids: list[int] | None = None) -> tuple[RecordView, RecordTable]:
    view = RecordView()
    qtbot.addWidget(view)
    model = RecordTable(COLUMNS, register.fetch, view)
    view.setModel(model)
    model.set_ids(list(register.rows) if ids is None else ids)
    view.resize(600, 400)
    view.show()
    return view, model


def test_only_what_is_seen_is_fetched(qtbot: QtBot):
    register = Register(5_000)
    view, _model = table(qtbot, register)
    view.grab()
    assert sum(register.asked) <= 200
    view.scrollToBottom()
    view.grab()
    assert sum(register.asked) <= 400


def test_selection_current_row_and_place_survive_a_refresh(qtbot: QtBot):
    view, model = table(qtbot, Register(1_000))
    view.select_ids([300, 301, 305])
    view.go_to(300)
    view.select_ids([300, 301, 305])
    top = model.id_at(view.rowAt(0))
    model.set_ids([id for id in range(1000, 0, -1) if id != 301])
    assert view.selected_ids() == [305, 300]
    assert view.current_id() == 300
    model.set_ids(list(range(1, 1001)))
    assert view.selected_ids() == [300, 305]
    assert model.id_at(view.rowAt(0)) == top


def test_a_row_that_vanished_is_told(qtbot: QtBot):
    view, model = table(qtbot, Register(10))
    view.go_to(4)
    told: list[object] = []
    view.current_changed.connect(told.append)
    model.set_ids([1, 2, 3])
    assert told == [None]
    assert view.selected_ids() == []


def test_everything_selected_stays_everything_that_was(qtbot: QtBot):
    view, model = table(qtbot, Register(200))
    view.selectAll()
    assert view.all_selected()
    model.set_ids(list(range(200, 0, -1)))
    assert view.all_selected()
    assert view.selected_count() == 200


def test_refresh_reads_again_and_keeps_everything(qtbot: QtBot):
    register = Register(10)
    view, model = table(qtbot, register)
    view.go_to(2)
    register.rows[2] = Row("Someone else")
    model.refresh([2])
    assert model.index(1, 0).data() == "Someone else"
    assert view.current_id() == 2


def test_an_id_without_a_row_is_an_empty_line(qtbot: QtBot):
    view, model = table(qtbot, Register(3), [1, 99, 2])
    view.grab()
    assert model.index(1, 0).data() == ""


def test_a_page_that_fails_is_asked_once_for_each_repaint(qtbot: QtBot):
    asked: list[int] = []

    def fetch(ids: object) -> dict[int, Row]:
        asked.append(1)
        raise RuntimeError("gone")

    model = RecordTable(COLUMNS, fetch)
    model.set_ids([1, 2, 3])
    with pytest.raises(RuntimeError):
        model.record(0)
    assert model.record(0) is None
    assert model.record(1) is None
    assert asked == [1]


def test_sorting_is_asked_for_and_the_second_click_turns_it_round(qtbot: QtBot):
    view, _model = table(qtbot, Register(10))
    asked: list[tuple[str, bool]] = []
    view.sort_asked.connect(lambda key, descending: asked.append((key, descending)))
    header = view.horizontalHeader()
    for _turn in range(2):
        place = QPoint(header.sectionViewportPosition(0) + 20, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("name", False), ("name", True)]


def test_columns_come_back_as_they_were_left(qtbot: QtBot):
    memory: dict[str, str] = {}
    view, model = table(qtbot, Register(3))
    view.remember(memory, "people")
    header = view.horizontalHeader()
    header.moveSection(1, 0)
    header.resizeSection(0, 333)
    header.setSectionHidden(2, True)
    columns.write(header, model, columns.Memory(memory, "people"))
    other, _model = table(qtbot, Register(3))
    other.remember(memory, "people")
    again = other.horizontalHeader()
    assert columns.shown(again) == [1, 0]
    assert again.isSectionHidden(2)
    header.setSectionHidden(2, False)


def test_the_state_of_columns_that_cannot_be_read_is_forgotten(qtbot: QtBot):
    for broken in ("{", "[]", '{"order": 3}'):
        view, _model = table(qtbot, Register(3))
        view.remember({"people": broken}, "people")
        assert columns.shown(view.horizontalHeader()) == [0, 1, 2]


def test_the_last_column_cannot_be_hidden(qtbot: QtBot):
    view, model = table(qtbot, Register(3))
    header = view.horizontalHeader()
    header.setSectionHidden(1, True)
    header.setSectionHidden(2, True)
    menu = columns.chooser(header, model)
    qtbot.addWidget(menu)
    assert isinstance(menu, QMenu)
    assert [action.isEnabled() for action in menu.actions()[:3]] == [False, True, True]


def test_a_row_is_scrolled_to_though_the_first_column_is_hidden(qtbot: QtBot):
    view, _model = table(qtbot, Register(1_000))
    view.horizontalHeader().setSectionHidden(0, True)
    view.go_to(900)
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_the_column_that_grows_takes_what_is_over_and_one_scrolls_where_nothing_is(qtbot: QtBot):
    memory: dict[str, str] = {}
    view = RecordView()
    qtbot.addWidget(view)
    model = RecordTable([replace(COLUMNS[0], grows=True), *COLUMNS[1:]], Register(3).fetch, view)
    view.setModel(model)
    view.remember(memory, "people")
    model.set_ids([1, 2, 3])
    view.resize(900, 300)
    view.show()
    header = view.horizontalHeader()
    assert header.length() == view.viewport().width() and header.sectionSize(0) > 500
    columns.write(header, model, columns.Memory(memory, "people"))
    view.resize(300, 300)
    assert header.sectionSize(0) == 200 and header.length() > view.viewport().width()
    assert "name" not in json.loads(memory["people"])["widths"]


def test_copied_rows_land_in_the_same_cells_of_a_spreadsheet(qtbot: QtBot):
    register = Register(3)
    register.rows[2] = Row("Kern\tEva\n<b>", "=1+1")
    view, _model = table(qtbot, register)
    view.horizontalHeader().setSectionHidden(2, True)
    view.select_ids([1, 2])
    view.setFocus()
    assert view.actions()[0].shortcut() == QKeySequence(QKeySequence.StandardKey.Copy)
    view.actions()[0].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == 'Person 1\tBodø\n"Kern\tEva\n<b>"\t=1+1'
    assert "&lt;b&gt;" in data.html()
    assert "mso-number-format" in data.html()


def test_enter_and_a_double_click_open_the_row(qtbot: QtBot):
    view, _model = table(qtbot, Register(10))
    view.go_to(3)
    opened: list[int] = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(view.model().index(4, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [3, 5]


def test_a_hundred_thousand_rows_open_at_once(qtbot: QtBot):
    register = Register(100_000)
    ids = list(register.rows)
    view, model = table(qtbot, register, [])
    model.set_ids(ids)
    view.grab()
    assert sum(register.asked) <= 200  # a page or two: only what is painted is asked for


def test_a_hundred_thousand_selected_rows_are_painted_at_once(qtbot: QtBot):
    register = Register(100_000)
    view, _model = table(qtbot, register)
    view.selectAll()
    view.grab()
    assert view.all_selected()
    assert sum(register.asked) <= 200  # selecting asks for no row


def test_letters_typed_over_a_list_are_told_and_fetch_nothing(qtbot: QtBot):
    register = Register(5_000)
    view, _model = table(qtbot, register)
    view.grab()
    before = sum(register.asked)
    typed: list[str] = []
    view.typed.connect(typed.append)
    qtbot.keyClicks(view, "zz")
    assert typed == ["z", "zz"] or typed == ["z", "z"]
    assert sum(register.asked) == before


def lines(qtbot: QtBot, register: Register) -> tuple[RecordList, RecordLines]:
    view = RecordList()
    qtbot.addWidget(view)
    model = RecordLines(lambda row: Line(row.name, row.place or "", "3 d", "01.11.2026"), register.fetch, view)
    view.setModel(model)
    model.set_ids(list(register.rows))
    view.resize(320, 400)
    view.show()
    return view, model


def test_a_list_of_two_lines_is_read_out_whole(qtbot: QtBot):
    view, model = lines(qtbot, Register(20))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Person 1, Bodø, 01.11.2026"
    assert view.rowHeight(0) == 60
    view.grab()


def test_rows_grow_with_the_letters(qapp: QApplication, qtbot: QtBot):
    view, _model = lines(qtbot, Register(20))
    theme.apply(qapp, "light", 140)
    assert view.rowHeight(0) == 84
    assert view.verticalHeader().sectionSize(19) == 84


def test_a_copied_list_has_its_columns(qtbot: QtBot):
    view, _model = lines(qtbot, Register(3))
    view.select_ids([2])
    view.copy()
    assert QGuiApplication.clipboard().text() == "Person 2\tBodø\t01.11.2026"


def story(qtbot: QtBot, notes: dict[int, str]) -> Timeline:
    view = Timeline()
    qtbot.addWidget(view)
    model = TimelineModel(
        lambda note: Entry("note", "Note", "today", note), lambda ids: {id: notes[id] for id in ids}, view
    )
    view.setModel(model)
    model.set_ids(list(notes))
    view.resize(300, 400)
    view.show()
    return view


def test_entries_are_as_high_as_their_notes_and_follow_the_width(qtbot: QtBot):
    view = story(qtbot, {1: "", 2: "Words that wrap. " * 8, 3: "Words. " * 900})
    bare, wrapped, long = (view.rowHeight(row) for row in range(3))
    assert bare < wrapped < long < 260
    view.resize(700, 400)
    assert view.rowHeight(1) < wrapped
    assert view.content_height() == sum(view.rowHeight(row) for row in range(3))


def test_ten_thousand_entries_open_at_once_and_scroll_to_the_end(qtbot: QtBot):
    notes = {id: f"Note {id}. " * (id % 30) for id in range(10_000)}
    view = story(qtbot, notes)
    view.grab()
    view.scrollToBottom()
    view.grab()
    assert view.rowAt(view.viewport().height() - 2) in (9_999, -1)
