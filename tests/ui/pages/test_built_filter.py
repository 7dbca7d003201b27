"""A filter built by keys alone finds what a plain count finds, and stands as chips that can be taken away."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm.commands import activities, interactions, memberships, organisations, people, tags, tasks
from crm.commands.interactions import Participant
from crm.queries.lists import conditions
from crm.queries.lists.conditions import EVERYTHING, All, Compare, NoneOf, Related
from crm.queries.lists.query import ListQuery
from crm.store import opening
from tests.ui.dialogs.typist import CTRL, Typist
from tests.ui.register import TODAY, settle
from ui.dialogs.filter_builder import FilterDialog
from ui.kit.combo import Combo
from ui.kit.dialog import Dialog

pytestmark = pytest.mark.begins_on("members")

PLACES = [
    # member, segment, town, days since it was met, an open follow-up
    (True, "aquaculture", "Tromsø", 200, False),
    (True, "aquaculture", "Tromsø", None, False),
    (True, "aquaculture", "Tromsø", 100, False),
    (True, "aquaculture", "Tromsø", 200, True),
    (True, "aquaculture", "Bodø", 200, False),
    (True, "health", "Tromsø", 200, False),
    (False, "aquaculture", "Tromsø", 200, False),
    (True, "aquaculture", "tromsø", 181, False),
]
COURSES = [("workshop", date(2025, 3, 1)), ("workshop", date(2025, 9, 1)), ("workshop", date(2024, 9, 1)),
           ("seminar", date(2025, 5, 1))]  # fmt: skip
CAME = [(0, 1), (0, 2), (0, 1, 3), (3, 1), ()]


@pytest.fixture
def filled(known):
    """The register with organisations and workshops whose every trait is known; ids of both."""
    opening.open_register(known.path, check=False)
    firms = []
    for place, (member, segment, town, met, open_task) in enumerate(PLACES):
        firm = organisations.add(f"Firma {place}", segment=segment, city=town)
        firms.append(firm)
        if member:
            memberships.join(firm, joined_on=date(2020, 1, 1))
        if met is not None:
            day = TODAY - timedelta(days=met)
            interactions.log("Prat", held_on=day, participants=[Participant(organisation=firm)])
        if open_task:
            tasks.add("Ring", due_on=TODAY, organisation=firm)
    shops = [activities.add(f"Kurs {kind}", start_on=day, type=kind, status="held") for kind, day in COURSES]
    crowd = []
    for place, came in enumerate(CAME):
        crowd.append(people.add(first_name="Per", last_name=f"Gjest {place}"))
        for shop in came:
            activities.attend(shops[shop], person=crowd[-1], status="attended")
    tags.put("task", known.today, ["viktig"])
    opening.close()
    return firms, crowd


@pytest.fixture
def opened(filled, program, known, qapp):
    """The window on that register, and somebody at the keyboard."""
    program.start(known.path)
    settle(lambda: not program.window.desk.questions.waiting())
    program.window.activateWindow()
    return program.window, Typist(qapp)


def focus() -> Any:
    """What has the keyboard."""
    return QApplication.focusWidget()


def build(window, typist, page) -> FilterDialog:
    """Go to a page and open the builder by its keys."""
    window.go(page)
    settle(lambda: not window.desk.questions.waiting())
    window.page().setFocus()
    window.actions_.of["build_filter"].trigger()
    settle(lambda: any(isinstance(one, FilterDialog) for one in window.findChildren(Dialog)))
    dialog = next(one for one in window.findChildren(Dialog) if isinstance(one, FilterDialog))
    settle(lambda: isinstance(focus(), Combo))
    return dialog


def tabs(typist, number=1) -> None:
    for _tab in range(number):
        typist.press(Qt.Key.Key_Tab)


def down_to(typist, data) -> None:
    """Press the arrow until the combo box stands there."""
    box = focus()
    assert isinstance(box, Combo)
    for _step in range(box.count()):
        if box.currentData() == data:
            return
        typist.press(Qt.Key.Key_Down)
    raise AssertionError(f"{data} is not offered")


def another(typist, dialog) -> None:
    """Tab on to the button for one more condition of the whole filter, and press it."""
    for _step in range(12):
        if focus() is dialog.group.add:
            break
        tabs(typist)
    assert focus() is dialog.group.add
    typist.press(Qt.Key.Key_Space)
    settle(lambda: isinstance(focus(), Combo))


def test_quiet_members_are_found_by_keys_alone(opened, filled):
    window, typist = opened
    firms, _crowd = filled
    dialog = build(window, typist, "members")
    typist.type("Member")
    assert focus().currentData() == "field:is_member"
    another(typist, dialog)
    typist.type("Segment")
    tabs(typist, 2)
    typist.type("aqua")
    typist.press(Qt.Key.Key_Return)
    another(typist, dialog)
    typist.type("Town")
    tabs(typist)
    down_to(typist, "is")
    tabs(typist)
    typist.type("Tromsø")
    another(typist, dialog)
    typist.type("Meetings")
    assert focus().currentData() == "related:meetings"
    row: Any = dialog.group.rows[-1]
    for _step in range(6):
        if focus() is row.inner.add:
            break
        tabs(typist)
    typist.press(Qt.Key.Key_Space)
    settle(lambda: bool(row.inner.rows))
    tabs(typist, 2)
    typist.type("180")
    another(typist, dialog)
    down_to(typist, "related:open_tasks")
    assert dialog.words.text() == (
        "Members in aquaculture, in Tromsø, with no meetings and calls in the last 180 days and with no open follow-ups"
    )
    wanted = {
        firm
        for firm, (member, segment, town, met, open_task) in zip(firms, PLACES, strict=True)
        if member and segment == "aquaculture" and town.lower() == "tromsø" and not open_task
        and (met is None or met >= 180)
    }  # fmt: skip
    settle(lambda: dialog.found.text() == f"{len(wanted)} found")
    typist.save()
    page = window.page()
    settle(lambda: set(page.listing.table.ids()) == wanted)
    assert len(wanted) == 3
    assert [page.built.chips.button(str(place)).text() for place in range(5)] == [
        "Member: Yes", "in aquaculture", "in Tromsø", "with no meetings and calls in the last 180 days",
        "with no open follow-ups",
    ]  # fmt: skip
    page.built.chips.button("4").click()
    settle(lambda: len(page.listing.table.ids()) == 4)


def test_people_who_came_to_two_workshops_are_found_by_keys_alone(opened, filled):
    window, typist = opened
    _firms, crowd = filled
    dialog = build(window, typist, "contacts")
    down_to(typist, "related:activities")
    tabs(typist)
    down_to(typist, "at_least")
    tabs(typist)
    typist.press(Qt.Key.Key_A, CTRL)
    typist.type("2")
    row: Any = dialog.group.rows[0]
    for _step in range(6):
        if focus() is row.inner.add:
            break
        tabs(typist)
    typist.press(Qt.Key.Key_Space)
    down_to(typist, "field:type")
    tabs(typist, 2)
    typist.type("work")
    typist.press(Qt.Key.Key_Return)
    for _step in range(6):
        if focus() is row.inner.add:
            break
        tabs(typist)
    typist.press(Qt.Key.Key_Space)
    assert focus().currentData() == "field:start_on"
    tabs(typist)
    down_to(typist, "in_year")
    tabs(typist)
    typist.type("2025")
    typist.save()
    wanted = {
        person
        for person, came in zip(crowd, CAME, strict=True)
        if sum(COURSES[shop][0] == "workshop" and COURSES[shop][1].year == 2025 for shop in came) >= 2
    }
    settle(lambda: set(window.page().listing.table.ids()) == wanted)
    assert wanted == {crowd[0], crowd[2]}


def test_follow_ups_are_filtered_by_tag_and_search_goes_on_inside(opened, known):
    window, typist = opened
    build(window, typist, "followups")
    down_to(typist, "field:tags")
    tabs(typist, 2)
    typist.type("vik")
    typist.press(Qt.Key.Key_Return)
    typist.save()
    page = window.page()
    settle(lambda: page.tasks.ids() == [known.today])
    page.search("nothing of the kind")
    settle(lambda: page.tasks.ids() == [])
    page._show_all()
    settle(lambda: len(page.tasks.ids()) > 1)
    assert page.built.condition == EVERYTHING


def test_a_value_that_is_missing_is_asked_for_and_the_dialog_stays(opened):
    window, typist = opened
    dialog = build(window, typist, "members")
    typist.type("Town")
    typist.save()
    assert dialog.isVisible() and "Town" in dialog.message()
    typist.press(Qt.Key.Key_Escape)
    settle(lambda: not any(isinstance(one, FilterDialog) for one in window.findChildren(Dialog)))
    assert window.page().built.condition == EVERYTHING


EVERY_KIND = All((
    Compare("name", "contains", "o'h%_;"),
    Compare("employees", "between", (1, 20)),
    Compare("turnover", "at_least", 100_050),
    Compare("pledged_minutes", "at_most", 90),
    Compare("founded_on", "between", (date(2020, 1, 1), date(2026, 1, 1))),
    Compare("last_contact", "not_for", 30),
    Compare("last_contact", "last", "quarter"),
    Compare("joined_on", "in_year", 2024),
    Compare("segment", "any_of", ("aquaculture", "health")),
    Compare("size_class", "is_not", "micro"),
    Compare("in_group", "is", False),
    Compare("notes", "empty"),
    Related("meetings", "at_most", 0, conditions.Any((Compare("held_on", "before", date(2026, 1, 1)),
                                           Compare("spoken", "is", True)))),
    NoneOf((Compare("city", "begins", "Tr"), All((Compare("city", "is", "x"), Compare("fee", "less", 5))))),
))  # fmt: skip


def test_the_builder_shows_any_filter_and_gives_it_back(opened):
    window, _typist = opened
    window.go("members")
    page = window.page()
    page.built.set(EVERY_KIND)
    page.built.ask()
    dialog = next(one for one in window.findChildren(Dialog) if isinstance(one, FilterDialog))
    assert dialog.condition() == EVERY_KIND
    dialog.reject()


def test_a_place_one_goes_back_to_has_its_filter_again(opened, known):
    window, _typist = opened
    window.go("members")
    page = window.page()
    page.built.choose(Compare("city", "is", "Ålesund"))
    settle(lambda: list(page.listing.table.ids()) == [known.havbruk])
    kept = page.state()
    page.listing.show_all()
    settle(lambda: len(page.listing.table.ids()) > 1)
    page.restore(kept)
    settle(lambda: list(page.listing.table.ids()) == [known.havbruk])
    assert page.built.chips.button("0").text() == "in Ålesund"


def test_every_list_has_the_builder(opened):
    window, _typist = opened
    for name, about in (
        *(("members", "organisation"), ("contacts", "person"), ("interactions", "interaction"), ("followups", "task")),
        *(("activities", "activity"), ("projects", "project"), ("contributions", "contribution")),
        ("fees", "membership_fee"),
    ):
        window.go(name)
        settle(lambda: not window.desk.questions.waiting())
        page = window.page()
        assert window.actions_.of["build_filter"].isEnabled(), name
        page.built.choose(Compare("notes", "contains", "nothing has this"))
        settle(lambda: not window.desk.questions.waiting())
        assert page.built.narrowed(page.built._asked()).ids() == []
        assert ListQuery(about).count() >= 0
        page.built.choose(EVERYTHING)


def test_the_wide_table_has_the_same_builder_also_in_the_menu_of_a_column(opened, known):
    window, typist = opened
    window.go("members")
    page = window.page()
    page.show_table(True)
    settle(lambda: not window.desk.questions.waiting())
    page.grid.build_filter("city")
    settle(lambda: any(isinstance(one, FilterDialog) for one in window.findChildren(Dialog)))
    typist.type("Ålesund")
    typist.save()
    settle(lambda: list(page.grid.list.table.ids()) == [known.havbruk])
    assert "Ålesund" in page.grid.filter.says()
