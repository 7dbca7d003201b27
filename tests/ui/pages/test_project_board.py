"""The board of projects: cards go from stage to stage by keys and by the mouse, and one undo takes a move back."""

from datetime import date
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm.commands import projects
from crm.queries import projects as queries
from tests.ui.register import TODAY, settle

pytestmark = pytest.mark.begins_on("projects")


@pytest.fixture
def made(window, known):
    ids = [
        projects.add("Tare som proteinkilde", stage="idea", lead=known.havbruk, budget=2_000_000_00),
        projects.add("Enzymer", stage="application", budget=500_000_00, applied_on=date(2026, 2, 3)),
        projects.add("Restråstoff", stage="application", budget=1_250_000_00),
        projects.add("Skall", stage="rejected"),
    ]
    projects.add_partner(ids[0], known.nordlys)
    return ids


@pytest.fixture
def page(window, made):
    window.go("projects")
    at_rest(window)
    window.page().show_board(True)
    at_rest(window)
    yield window.page()
    window.desk.memory.pop("projects.shown", None)


def at_rest(window):
    settle(lambda: not window.desk.questions.waiting())


def shown(page):
    return {key: [card.id for card in lane.cards()] for key, lane in page.board.lanes.items() if lane.cards()}


def place(page, id):
    lane = page.board.lanes[page.board.lane_of(id)]
    view = lane.view
    return view, view.visualRect(view.cards.index(view.cards.row_of(id))).center()


def drag(page, id, to, *, let_go=True):
    """As a hand does it: down on the card, over to the lane in a few steps, up."""
    view, start = place(page, id)
    end = view.viewport().mapFromGlobal(page.board.lanes[to].mapToGlobal(page.board.lanes[to].rect().center()))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 6):
        QTest.mouseMove(view.viewport(), start + (end - start) * part / 5)
    if let_go:
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    return view, end


def test_the_board_shows_each_project_in_its_stage_with_what_they_come_to(window, page, made):
    tare, enzymes, rest, shell = made
    assert shown(page) == {"idea": [tare], "application": [enzymes, rest], "rejected": [shell]}
    lanes = page.board.lanes
    assert (lanes["application"].title(), lanes["application"].total()) == ("Application  2", "NOK 1.8m")
    assert (lanes["running"].title(), lanes["running"].total()) == ("Running", "")
    card = page.board.card(tare)
    assert (card.title, card.line, card.left, card.right) == (
        "Tare som proteinkilde",
        "Ålesund Havbruk AS",
        "NOK 2m",
        "1",
    )
    page.search("skall")
    at_rest(window)
    assert shown(page) == {"rejected": [shell]}


def test_ctrl_and_an_arrow_moves_a_card_and_one_undo_brings_it_back(window, page, made):
    tare = made[0]
    page.show_record(tare)
    at_rest(window)
    view, _centre = place(page, tare)
    settle(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at_rest(window)
    one = queries.detail(tare)
    assert (one.stage, one.applied_on, one.stage_on) == ("application", TODAY, TODAY)
    assert page.board.current_id() == tare and page.board.lanes["application"].view.hasFocus()
    window.actions_.of["undo"].trigger()
    settle(lambda: queries.detail(tare).stage == "idea")
    at_rest(window)
    assert queries.detail(tare).applied_on is None and page.board.lane_of(tare) == "idea"
    # At the left edge there is nothing further left.
    QTest.keyClick(page.board.lanes["idea"].view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    at_rest(window)
    assert queries.detail(tare).stage == "idea"


def test_arrows_walk_over_the_board_and_what_one_is_on_is_what_the_menus_mean(window, page, made):
    tare, enzymes, rest, shell = made
    page.show_record(tare)
    at_rest(window)
    for key, there in ((Qt.Key.Key_Right, enzymes), (Qt.Key.Key_Down, rest), (Qt.Key.Key_Right, shell)):
        QTest.keyClick(page.board.lanes[page.board.lane_of(page.board.current_id())].view, key)
        at_rest(window)
        assert page.board.current_id() == there
    assert page.one().id == shell and {"edit_record", "archive", "stage_next"} <= set(page.verbs())
    page.verbs()["stage_before"]()
    at_rest(window)
    assert queries.detail(shell).stage == "completed"


def test_a_card_is_dragged_to_another_stage(window, page, made):
    rest = made[2]
    drag(page, rest, "running")
    at_rest(window)
    one = queries.detail(rest)
    assert (one.stage, one.start_on) == ("running", TODAY)
    assert shown(page)["running"] == [rest] and page.board.lanes["running"].total() == "NOK 1.3m"
    window.actions_.of["undo"].trigger()
    settle(lambda: queries.detail(rest).stage == "application")


def test_a_card_let_go_on_its_own_lane_or_with_esc_stays_where_it_was(window, page, made):
    before = queries.detail(made[1])
    drag(page, made[1], "application")
    view, end = drag(page, made[1], "granted", let_go=False)
    assert page.board.carrying() and page.board.lanes["granted"]._lit
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not page.board.carrying()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    drag(page, made[1], "granted", let_go=False)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(-4000, -4000))
    at_rest(window)
    assert queries.detail(made[1]) == before


def test_the_board_is_remembered_and_a_meeting_logged_there_belongs_to_the_project(window, page, made):
    assert window.desk.memory["projects.shown"] == "board"
    state = page.state()
    page.show_board(False)
    assert page.board.isHidden() or not page.board.isVisible()
    page.restore(state)
    at_rest(window)
    assert page.board.isVisible()
    page.board.go_to(made[1])
    page.board.current_changed.emit(made[1])
    at_rest(window)
    window.actions_.of["log"].trigger()
    dialog = window.logging
    assert dialog.form.value("project").id == made[1]
    dialog.reject()


def test_the_cards_are_not_asked_for_in_the_thread_of_the_window(window, page, monkeypatch):
    threads, rows = [], queries.ProjectsQuery.rows

    def asked(query, ids):
        threads.append(current_thread())
        return rows(query, ids)

    monkeypatch.setattr(queries.ProjectsQuery, "rows", asked)
    page._fill_board()
    at_rest(window)
    assert threads and main_thread() not in threads and shown(page)
