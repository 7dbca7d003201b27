"""Meetings that count for another organisation than corrected positions say: told where staff look, and mended."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from crm.commands import people
from crm.queries import attributions
from crm.queries import people as people_queries
from crm.store.database import value
from tests.ui.register import Known, settle
from ui.dialogs import counts_for
from ui.kit.dialog import Dialog
from ui.kit.toast import Toast
from ui.pages.doubts import Doubts
from ui.window import MainWindow

STORED = "SELECT organisation_id FROM interaction_participant WHERE person_id = ?"


@pytest.fixture
def corrected(window: MainWindow, known: Known) -> Known:
    """Ada had worked at Ålesund Havbruk all the time."""
    (position,) = people_queries.positions(known.ada)
    people.edit_position(position.id, organisation=known.havbruk)
    return known


def on_ada(window: MainWindow, known: Known) -> Doubts:
    window.go("contacts", known.ada)
    page: Any = window.page()
    settle(lambda: page.detail.person is not None and page.detail.person.id == known.ada)
    found = page.detail.doubts
    assert isinstance(found, Doubts)
    return found


def looked(window: MainWindow, bar: Doubts) -> Dialog:
    settle(lambda: bar.words() != "")
    bar._action.click()
    settle(lambda: window.findChild(Dialog) is not None)
    dialog = window.findChild(Dialog)
    assert isinstance(dialog, Dialog)
    return dialog


def test_a_person_whose_positions_agree_has_no_such_line(window, known):
    bar = on_ada(window, known)
    settle(lambda: not window.desk.questions.waiting())
    assert bar.words() == ""


def test_the_person_tells_of_it_and_one_click_mends_and_one_undoes_it(window, corrected):
    bar = on_ada(window, corrected)
    dialog = looked(window, bar)
    assert bar.words() == counts_for.notice(1)
    dialog.save_button.click()
    settle(lambda: bar.words() == "")
    assert value(STORED, (corrected.ada,)) == corrected.havbruk
    toast = window.findChild(Toast, "toast")
    assert toast.words() == "1 corrected."
    toast._button.click()
    settle(lambda: bar.words() == counts_for.notice(1))
    assert value(STORED, (corrected.ada,)) == corrected.nordlys


def test_the_reports_tell_of_all_and_what_is_meant_so_is_left(window, corrected):
    window.go("reports")
    dialog = looked(window, window.page().doubts)
    leave = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Leave as they are")
    leave.click()
    settle(lambda: window.page().doubts.words() == "")
    assert attributions.doubts() == [] and value(STORED, (corrected.ada,)) == corrected.nordlys


def test_where_several_positions_were_held_the_meeting_is_asked_not_the_list(window, corrected):
    (position,) = people_queries.positions(corrected.ada)
    people.edit_position(position.id, is_primary=False)
    people.add_position(corrected.ada, corrected.kommune, from_on=date(2020, 1, 1), is_primary=False)
    dialog = looked(window, on_ada(window, corrected))
    assert not dialog.save_button.isEnabled()
    dialog.reject()
