"""Members on any day, their people, memberships and what happened."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from crm.commands import memberships
from tests.ui.register import settle
from ui.kit.cards import Card

pytestmark = pytest.mark.begins_on("members")


@pytest.fixture
def page(window):
    window.go("members")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


def shown(page):
    return set(page.listing.table.ids())


def test_it_lists_the_members_of_today(page, known):
    assert shown(page) == {known.nordlys, known.havbruk}
    assert page.status().text == "2 of 2 members"


def test_on_another_day_others_were_members(page, known):
    page.on.setText("31.12.2023")
    page.on.clearFocus()
    page.on._settle()
    settle(lambda: shown(page) == {known.nordlys})


def test_everybody_else_is_a_chip_away(page, known):
    page.chips.button("all").click()
    settle(lambda: known.kommune in shown(page))


def test_sectors_are_offered_with_their_counts_one_at_a_time(page, known):
    page.chips.button("all").click()
    settle(lambda: "public" in page.chips._buttons)
    assert page.chips.button("company").text().split() == ["Company", "2"]
    page.chips.button("public").click()
    settle(lambda: shown(page) == {known.kommune})
    page.chips.button("company").click()
    settle(lambda: shown(page) == {known.nordlys, known.havbruk})


def test_an_organisation_that_is_no_member_shows_when_asked_for(page, window, known):
    window.go("members", known.kommune)
    settle(lambda: page.detail.organisation is not None and page.detail.organisation.id == known.kommune)
    assert page.view.current_id() == known.kommune


def test_people_now_stand_before_people_then(page, window, known):
    window.go("members", known.nordlys)
    settle(lambda: page.detail.organisation.id == known.nordlys)
    assert page.detail.people.ids() == [known.ada, known.kare]


def test_the_keyboard_begins_on_the_first_person_and_not_on_the_heading(page, window, known):
    window.go("members", known.nordlys)
    settle(lambda: page.detail.organisation is not None and page.detail.organisation.id == known.nordlys)
    page.detail.show_tab(1)
    window.activateWindow()
    page.detail.people.setFocus()
    settle(page.detail.people.hasFocus)
    assert page.detail.people.current_id() == known.ada


def test_a_timeline_rolls_up_what_its_people_did_and_can_leave_it_out(page, window, known):
    window.go("members", known.nordlys)
    settle(lambda: not window.desk.questions.waiting())
    titles = {entry.title for entry in page.detail.story.entries()}
    assert "Pilot havvind" in titles
    page.detail.story.bar.chips.button("direct").click()
    settle(lambda: "Pilot havvind" not in {entry.title for entry in page.detail.story.entries()})


def test_memberships_show_their_fees(page, window, known):
    window.go("members", known.nordlys)
    settle(lambda: page.detail.organisation.id == known.nordlys)
    cards = page.detail.memberships.findChildren(Card)
    words = " ".join(label.text() for card in cards for label in card.findChildren(QLabel))
    assert "NOK 25,000" in words and "2026" in words


def test_leaving_empties_the_list_of_later_days(page, window, known):
    window.go("members", known.havbruk)
    settle(lambda: page.detail.organisation.id == known.havbruk)
    memberships.leave(page.detail.organisation.memberships[0].id, date(2026, 1, 31), reason="resigned")
    settle(lambda: shown(page) == {known.nordlys})
