"""Interactions: the table, its filters as chips, the one that one looks at."""

from datetime import date

import pytest

from crm.commands import people, tasks
from tests.ui.register import settle
from ui.pages.filters import Choice, periods

pytestmark = pytest.mark.begins_on("interactions")


@pytest.fixture
def page(window):
    window.go("interactions")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


def shown(page):
    return list(page.listing.table.ids())


def test_the_latest_stands_first(page, known):
    assert shown(page) == [known.pilot, known.call]
    assert page.detail.interaction.id == known.pilot
    assert page.detail._who.count() == 2 and page.detail._promises.count() == 1


def test_a_long_promise_and_a_long_name_make_the_half_no_wider_and_keep_their_end(page, window, known):
    narrow = page.detail._stack.currentWidget().widget().minimumSizeHint().width()
    tasks.edit(known.late, title="Sende partnerlisten & avtalen til alle som var med " * 4)
    people.edit(known.ada, last_name="Berg-" * 16 + "Hansen")
    settle(lambda: page.detail.interaction.participants[0].person.endswith("Hansen"))
    assert page.detail._stack.currentWidget().widget().minimumSizeHint().width() <= narrow
    (promise,) = (page.detail._promises.itemAt(n).widget() for n in range(page.detail._promises.count()))
    settle(lambda: promise.text().endswith("due 20.11.2026") and "…" in promise.text())
    assert "& avtalen" in promise.accessibleName() and "& avtalen" in promise.toolTip().replace("&amp;", "&")
    assert promise.width() <= page.detail.width()


@pytest.mark.parametrize(
    ("key", "choice", "left"),
    [
        ("type", lambda known: Choice("phone", "Phone call"), "call"),
        ("organisation", lambda known: Choice(known.havbruk, "Ålesund Havbruk AS"), "pilot"),
        ("person", lambda known: Choice(known.per, "Per"), "call"),
        ("period", lambda known: Choice((date(2025, 1, 1), date(2025, 12, 31)), "2025"), "call"),
    ],
)
def test_each_filter_stands_as_a_chip_that_takes_it_away(page, known, key, choice, left):
    page.filters.choose(key, choice(known))
    settle(lambda: shown(page) == [getattr(known, left)])
    chip = page.filters.chips.button(key)
    chip.click()
    settle(lambda: len(shown(page)) == 2)


def test_filters_combine(page, known):
    page.filters.choose("type", Choice("phone", "Phone call"))
    page.filters.choose("organisation", Choice(known.havbruk, "Ålesund Havbruk AS"))
    settle(lambda: shown(page) == [])
    assert page.filters.chosen().keys() == {"type", "organisation"}
    page.listing.show_all()
    settle(lambda: len(shown(page)) == 2)


def test_the_filter_menu_offers_every_kind(page):
    page.filters._fill()
    words = [action.text() for action in page.filters._menu.actions()]
    assert words == [
        "Type",
        "Organisation…",
        "Person…",
        "Responsible",
        "Focus area",
        "Project",
        "Tag",
        "Period",
        "Shown",
        "",
        "Build a filter…",
    ]


def test_the_order_of_columns_survives_a_restart(page, window, qapp):
    header = page.view.horizontalHeader()
    header.moveSection(2, 0)
    settle(lambda: "interactions.columns" in window.program.layout)


def test_periods_begin_on_mondays_and_firsts():
    week, month, last, quarter, year, this, *_before = (choice.value for choice in periods(date(2026, 11, 23)))
    assert week == (date(2026, 11, 23), date(2026, 11, 29))
    assert month == (date(2026, 11, 1), None)
    assert last == (date(2026, 10, 1), date(2026, 10, 31))
    assert quarter == (date(2026, 10, 1), None)
    assert year == (date(2025, 11, 23), date(2026, 11, 23))
    assert this == (date(2026, 1, 1), date(2026, 12, 31))
