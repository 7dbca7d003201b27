"""Today: the home of the program. Each number leads to its list, and a figure that is not known is not zero."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm.commands import activities, cluster, history, interactions, memberships, organisations, people, settings, tasks
from crm.commands.interactions import Participant
from crm.queries.today import overview
from crm.store import opening
from tests import new_register
from tests.ui.kit.measure import cut_words, nameless
from tests.ui.register import TODAY, settle
from ui.dialogs.options import Options
from ui.kit.dialog import Dialog


@pytest.fixture
def page(window):
    window.go("today")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


@pytest.fixture
def empty(program, tmp_path):
    """Today of a register with nothing in it."""
    path = tmp_path / "empty.klynge"
    new_register.create(path)
    cluster.begin("Tom", staff_name="Kari", org_number="981575679")
    opening.close()
    program.start(path)
    settle(lambda: not program.window.desk.questions.waiting())
    program.window.go("today")
    settle(lambda: not program.window.desk.questions.waiting())
    return program.window.page()


def number(page, key):
    return page.cards[key]._number.text()


def test_its_numbers_are_those_of_the_register(page):
    assert [number(page, key) for key in page.cards] == ["1", "1", "2", "1", "0"]
    chart = page.cards["contacts"].chart()
    assert chart.chart.words(0, 10) == "Nov, 2026: 1"
    assert chart.chart.words(0, 11) == "Dec, 2026: unknown"
    assert chart.chart.words(1, 2) == "Mar, 2025: 1"


@pytest.mark.parametrize(
    ("key", "place", "shown"),
    [("overdue", "followups", "1 of 3"), ("members", "members", "2 of"), ("contacts", "interactions", "1 of 2"),
     ("activities", "activities", "0 of 0")],
)  # fmt: skip
def test_each_number_leads_to_its_list(page, window, key, place, shown):
    if key != "overdue":
        window.go(place, text="xyzxyz")  # whatever was looked for there before
        settle(lambda: not window.desk.questions.waiting())
        window.go("today")
    QTest.keyClick(page.cards[key], Qt.Key.Key_Return)
    settle(lambda: not window.desk.questions.waiting())
    assert window.current == place
    if key != "overdue":
        assert window.page().status().text.startswith(shown)


def test_the_number_of_what_is_due_leads_to_the_first_of_them(page, window, known):
    page.cards["due"].clicked.emit()
    settle(lambda: window.page().tasks.current_id() == known.today)


def test_the_line_below_counts_all_that_is_due_and_not_only_what_is_listed(page, known):
    for nth in range(60):
        tasks.add(f"Ring {nth}", due_on=TODAY - timedelta(days=1), organisation=known.nordlys)
    settle(lambda: number(page, "overdue") == "61" and not page.desk.questions.waiting())
    assert page.status().text == "62 follow-ups due"


def test_a_month_leads_to_the_meetings_of_that_month(page, window, known):
    page.cards["contacts"].value_chosen.emit(1, 2)
    settle(lambda: not window.desk.questions.waiting())
    assert list(window.page().view.table().ids()) == [known.call]
    period = window.page().filters.chosen()["period"]
    assert (period.value, period.words) == ((date(2025, 3, 1), date(2025, 3, 31)), "March 2025")


def test_a_quarter_leads_to_the_activities_of_that_quarter(page, window):
    held = activities.add("Kurs", start_on=date(2026, 10, 5), type="course", status="held")
    activities.add("Kurs i vår", start_on=date(2026, 4, 5), type="course", status="held")
    settle(lambda: number(page, "activities") == "2")
    page.cards["activities"].value_chosen.emit(0, 3)
    settle(lambda: not window.desk.questions.waiting())
    assert list(window.page().view.table().ids()) == [held]


def test_the_slice_of_those_too_quiet_leads_to_them(page, window):
    page.cards["members"].value_chosen.emit(1, 0)
    settle(lambda: not window.desk.questions.waiting())
    assert window.current == "members" and window.page().chips.checked() == ["quiet"]


def test_what_is_coming_stands_with_meetings_that_are_planned(page, window, known):
    activity = activities.add("Klyngedag", start_on=TODAY + timedelta(days=9), type="course", status="planned")
    meeting = interactions.log(
        "Styremøte", held_on=TODAY + timedelta(days=2), participants=[Participant(person=known.ada)], status="planned"
    )
    settle(lambda: len(page.lists.coming.table().ids()) == 2)
    assert page.lists.ahead.tabText(1) == "Coming (2)"
    assert page.cards["activities"]._sub.text() == "next: in 1 w"
    page.lists.coming.opened.emit(1)
    assert window.current == "interactions" and window.page().listing._wanted in (None, meeting)
    window.go("today")
    page.lists.coming.opened.emit(2)
    settle(lambda: not window.desk.questions.waiting())
    assert window.current == "activities" and window.page().view.current_id() == activity


def test_what_changed_since_yesterday_is_counted_and_stands_by_day(page):
    before = int(page.tabs.tabText(1).partition("(")[2].rstrip(")"))
    people.add(first_name="Eva", last_name="Kern")
    settle(lambda: page.tabs.tabText(1) == f"What changed ({before + 1})")
    model = page.lists.steps.table()
    headings = [model.line(row).title for row in range(model.rowCount()) if model.is_heading(row)]
    assert headings[0] in ("Today", "Before", "Earlier")
    assert model.line(1).title == "Add “Eva Kern”" or "Eva Kern" in model.line(1).title


def test_an_empty_register_says_what_to_do_and_draws_no_chart_of_nothing(empty):
    assert [number(empty, key) for key in empty.cards] == ["0"] * 5
    assert [card.chart().isVisible() for card in empty.cards.values() if card.chart()] == [False] * 3
    quiet = empty.lists._empty["quiet"].empty
    assert quiet.isVisible() and quiet._button.text() == "Import a list…"
    empty.due._nothing.empty._button.click()
    settle(lambda: empty.window().findChild(Dialog) is not None)
    assert empty.window().findChild(Options) is None


@pytest.mark.parametrize("scale", [90, 140])
def test_it_fits_small_and_large_windows(program, page, window, scale):
    program.prefer("font_scale", scale)
    for size in ((1100, 700), (1240, 800), (1920, 1080)):
        window.resize(*size)
        settle(lambda: page.width() > 0)
        found = (cut_words(page), nameless(page), window.width() - size[0])
        wordy = not page.cards["activities"].chart()._bare if page.cards["activities"].chart().isVisible() else None
        assert found == ([], [], 0), size
        assert wordy is None or wordy == (size[0] > 1900 and scale == 90)
    program.prefer("font_scale", 100)


def test_the_values_of_its_charts_are_reached_by_tab_and_arrows(page, window):
    from ui.kit import tab_order

    order = tab_order.reading_order(window.shell)
    chart = page.cards["contacts"].chart()
    assert order.index(chart) == order.index(page.cards["contacts"]) + 1
    assert any(one.accessibleName() == "Show all" for one in order)


def test_a_list_leads_to_all_of_it(page, window):
    page.lists.ahead.cornerWidget().click()
    assert window.current == "members" and window.page().chips.checked() == ["quiet"]
    window.go("today")
    page.lists.ahead.setCurrentIndex(1)
    page.lists.ahead.cornerWidget().click()
    assert window.current == "activities"
    window.go("today")
    page.tabs.setCurrentIndex(1)
    assert not page.tabs.cornerWidget().isEnabled()


def shown(window):
    page = window.page()
    settle(lambda: not window.desk.questions.waiting())
    return [list(view.table().ids()) for view in (page.quiet, page.recent)] + [page.steps.ids(), page.tasks.ids()]


def told():
    now = overview(TODAY, shown=20)
    return [
        [row.id for row in now.neglected] + [-row.id for row in now.quiet_people],
        [row.id for row in now.recent],
        [row.id for row in now.changes],
        [row.id for row in (*now.overdue, *now.due_today, *now.coming)],
    ]


def test_today_is_true_after_every_step_and_after_several_at_once(known, window):
    window.go("today")
    acme = organisations.add("Acme AS")
    settings.put(contact_every_days="30")
    memberships.join(acme, joined_on=TODAY)
    assert shown(window) == told() and acme in shown(window)[0]
    tasks.complete(known.late, TODAY)
    interactions.log("Kaffe", held_on=TODAY, participants=[Participant(organisation=acme)])
    assert shown(window) == told() and acme not in shown(window)[0]
    for _turn in range(2):
        history.undo()
        assert shown(window) == told()
    assert acme in shown(window)[0] and known.late in shown(window)[3]


def test_an_interval_of_a_members_own_counts_at_once(known, window):
    window.go("today")
    members = window.page().cards["members"]
    settle(lambda: members._sub.text() == "all spoken with")
    organisations.edit(known.nordlys, contact_every_days=1)
    settle(lambda: members._sub.text() == "1 too quiet")
    interactions.log("Kaffe", held_on=TODAY, participants=[Participant(person=known.kare)])
    settle(lambda: members._sub.text() == "all spoken with")
