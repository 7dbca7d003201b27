"""A list with nothing in it says why and offers the next step: in an empty register, and filtered to nothing."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from crm.commands import activities, cluster, projects
from crm.store import opening
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui.kit.empty import Empty
from ui.pages import places

__all__ = ["home", "known", "program", "window", "written"]

CHOSEN_BESIDE = {"No figure chosen"}
"""What stands beside a list that has the next step itself."""


def rest(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def without_a_step(page):
    """What is empty here and offers nothing."""
    shown = [one for one in page.findChildren(Empty) if one.isVisible()]
    return sorted(
        one._title.text()
        for one in shown
        if one._title.text() not in CHOSEN_BESIDE
        and not any(made.isVisible() and made.text() for made in one.findChildren(QPushButton))
    )


@pytest.fixture
def empty(program, tmp_path):
    """The window on a register in which nothing happened yet."""
    path = tmp_path / "empty.klynge"
    opening.create(path)
    cluster.begin("Havklyngen")
    opening.close()
    program.start(path)
    rest(program.window)
    return program.window


def test_an_empty_register_offers_a_next_step_on_every_page(empty):
    for key in (place.key for place in places.PLACES):
        empty.go(key)
        rest(empty)
        assert without_a_step(empty.page()) == [], key


def test_a_list_filtered_to_nothing_leads_back_with_one_click(window):
    activities.add("Høstmøte", start_on=date(2026, 10, 30))
    projects.add("Grønn plattform")
    for key in ("members", "contacts", "interactions", "followups", "activities", "projects"):
        window.go(key, text="xyzxyz", chips=[], filters={})
        rest(window)
        page = window.page()
        shown = [one for one in page.findChildren(Empty) if one.isVisible()]
        assert shown and without_a_step(page) == [], key
        assert page.status().text.startswith("0")
        shown[0]._button.click()
        rest(window)
        assert not page.status().text.startswith("0"), key


def test_the_people_of_an_organisation_without_any_offer_a_new_contact(window, known):
    window.go("members", known.kommune, chips=["all"], text="")
    rest(window)
    window.page().detail.show_tab(1)
    rest(window)
    assert without_a_step(window.page()) == []
