"""Back and forth: the same page, record, row and scroll position, filters included, and never to what is gone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crm.commands import history, interactions, people, tasks
from crm.commands.interactions import Participant
from crm.store import journal
from tests.ui.register import TODAY, settle
from ui.trail import Place, Trail


def at_rest(window):
    settle(lambda: not window.desk.questions.waiting())


def test_one_goes_back_and_forth_and_a_new_way_forgets_what_lay_ahead():
    trail = Trail(lambda place: False)
    a, b, c = (Place(key, {}) for key in "abc")
    trail.leave(a)
    trail.leave(b)
    assert trail.back(c) == b and trail.back(b) == a and trail.back(a) is None
    assert trail.forward(a) == b and trail.can_go() == (True, True)
    trail.leave(b)
    assert trail.forward(c) is None and trail.can_go() == (True, False)


def test_what_is_gone_is_passed_over_and_at_most_fifty_are_kept():
    trail = Trail(lambda place: place.state["id"] % 2 == 0)
    for number in range(60):
        trail.leave(Place("contacts", {"id": number, "scroll": number}))
    seen = []
    here = Place("contacts", {"id": 61})
    while (found := trail.back(here)) is not None:
        here = found
        seen.append(found.state["id"])
    assert seen == list(range(59, 9, -2))


@pytest.fixture
def many(window, known):
    """Enough people and promises that their lists scroll."""
    with journal.step("Many"):
        found = [
            people.add(first_name="Nr", last_name=f"{number:03}", organisation=known.nordlys) for number in range(60)
        ]
        for number in range(60):
            tasks.add(f"Løfte {number}", due_on=TODAY + timedelta(days=number), person=found[0])
            interactions.log(
                f"Møte {number}", held_on=TODAY - timedelta(days=40 * number), participants=[Participant(found[0])]
            )
    at_rest(window)
    return found


@pytest.mark.parametrize("key", ["contacts", "interactions", "followups"])
def test_row_and_scroll_position_are_the_same_again(window, many, key):
    window.go(key)
    at_rest(window)
    page = window.page()
    view = getattr(page, "view", None) or page.tasks
    view.go_to([id for id in view.table().ids() if id > 0][40])
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 37)
    at_rest(window)
    before = page.state()
    assert before["scroll"] > 0
    window.go("today")
    window.go(key, view.table().ids()[1])
    at_rest(window)
    window.go_back()
    window.go_back()
    at_rest(window)
    settle(lambda: window.page().state() == before)
    window.go_forward()
    assert window.current == "today"


def test_filters_and_the_timelines_place_come_back_as_well(window, many, known):
    window.go("contacts", many[0])
    at_rest(window)
    page = window.page()
    page.chips.button("members").click()
    page.detail.story.bar.chips.button("meeting").click()
    at_rest(window)
    page.detail.story.view.verticalScrollBar().setValue(700)
    before = page.state()
    window.go("contacts", known.per)
    at_rest(window)
    page.detail.story.view.verticalScrollBar().setValue(0)
    window.go_back()
    at_rest(window)
    settle(lambda: page.state() == before)
    assert page.detail.person.id == many[0] and page.detail.story.view.verticalScrollBar().value() == 700


def test_a_record_whose_making_was_undone_is_passed_over(window, known):
    window.go("contacts", known.kare)
    at_rest(window)
    new = people.add(first_name="Ny", last_name="Person")
    window.go("contacts", new)
    at_rest(window)
    window.go("members")
    at_rest(window)
    history.undo()
    at_rest(window)
    window.go_back()
    at_rest(window)
    assert window.page().detail.person.id == known.kare


def test_the_keys_and_the_buttons_of_the_mouse_go_back_and_forth(window, known):
    window.show()
    window.activateWindow()
    window.go("contacts", known.kare)
    at_rest(window)
    window.go("members")
    at_rest(window)
    view = window.page().view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(20, 20))
    assert window.current == "contacts"
    QTest.mouseClick(window.page().view.viewport(), Qt.MouseButton.ForwardButton, pos=QPoint(20, 20))
    assert window.current == "members"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current == "contacts"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.current == "members"
    assert not window.actions_.of["forward"].isEnabled()
