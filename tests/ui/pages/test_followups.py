"""Follow-ups and Today: groups by due day, done with one key, put off with two."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from crm.commands import organisations, people, settings
from crm.commands import tasks as commands
from crm.queries import tasks
from tests.ui.register import TODAY, settle
from ui.dialogs.options import Options
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.toast import Toast
from ui.pages.task_groups import groups
from ui.pages.task_list import following, late, line

pytestmark = pytest.mark.begins_on("followups")


@pytest.fixture
def page(window):
    window.go("followups")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


def test_they_stand_in_groups_by_when_they_are_due(known, window):
    week = commands.add("Ring", due_on=TODAY + timedelta(days=6))
    next_week = commands.add("Skriv", due_on=TODAY + timedelta(days=7))
    december = commands.add("Les", due_on=date(2026, 12, 11))
    found = {group.title: list(group.ids) for group in groups(tasks.TasksQuery(), TODAY)}
    assert {title: ids for title, ids in found.items() if ids} == {
        "Overdue": [known.late],
        "Today": [known.today],
        "This week": [week],
        "Next week": [next_week],
        "Week 50, from 07.12.2026": [december],
        "Later": [known.later],
    }
    assert list(found)[8:] == ["Week 1, from 04.01.2027", "Week 2, from 11.01.2027", "Week 3, from 18.01.2027", "Later"]


def test_they_stand_by_who_is_responsible_with_how_many_are_late(known, window):
    found = groups(tasks.TasksQuery(), TODAY, by_person=True)
    assert [(group.title, list(group.ids)) for group in found] == [
        ("Kari Nordmann", [known.later]),
        ("Nobody · 1 overdue", [known.late, known.today]),
    ]


def test_a_chip_groups_by_person_and_stays_on_beside_the_others(page, known):
    page.chips.button("by_person").click()
    settle(lambda: page.tasks.ids() == [known.later, known.late, known.today])
    page.chips.button("done").click()
    settle(lambda: page.tasks.ids() == [])
    assert page.chips.checked() == ["done", "by_person"]


def test_every_row_is_as_high_as_what_stands_in_it_now(page, known):
    for _turn in range(2):
        page.chips.button("by_person").click()
        settle(lambda: not page.desk.questions.waiting())
    model = page.tasks.model()
    heights = {page.tasks.rowHeight(row) for row in range(model.rowCount()) if not model.is_heading(row)}
    assert heights == {page.tasks.verticalHeader().defaultSectionSize()}


def test_what_comes_again_says_so_and_can_be_ended(page, window, known):
    commands.edit(known.late, repeat_every=3, repeat_unit="month")
    settle(lambda: page.detail.task is not None and page.detail.task.repeat_every == 3)
    assert "every quarter" in line(page.detail.task, TODAY).subtitle
    assert page.detail._end.isVisible()
    page.verbs()["done"]()
    settle(lambda: tasks.detail(known.late).status == "done")
    assert "20.02.2027" in window.findChild(Toast, "toast")._words.text()
    (following,) = [id for id in tasks.TasksQuery().ids() if tasks.detail(id).repeat_every]
    window.go("followups", following)
    settle(lambda: page.detail.task is not None and page.detail.task.id == following)
    page.verbs()["end_series"]()
    settle(lambda: page.detail.task is not None and page.detail.task.repeat_every is None)
    assert not page.detail._end.isVisible()


def test_the_detail_says_how_late_a_promise_is_as_its_row_does(page, known):
    commands.edit(known.late, due_on=TODAY - timedelta(days=40))
    settle(lambda: page.detail.task is not None and page.detail.task.due_on == TODAY - timedelta(days=40))
    assert late(page.detail.task.due_on, TODAY) == line(page.detail.task, TODAY).right == "1 mo late"
    assert any(label.text().endswith("· 1 mo late") for label in page.detail.findChildren(QLabel))
    assert [late(TODAY - timedelta(days=days), TODAY) for days in (-3, 0, 1)] == [""] * 3


def test_headings_cannot_be_selected_and_the_first_promise_is(page, known):
    assert page.tasks.current_id() == known.late
    page.tasks.selectAll()
    assert set(page.tasks.selected_ids()) >= {known.late, known.today, known.later}
    assert [id for id in page.tasks.ids() if id < 0] == []


@pytest.mark.parametrize("key", [Qt.Key.Key_D, Qt.Key.Key_Space])
def test_one_key_is_done_and_the_next_one_is_ready(page, window, known, key):
    page.tasks.setFocus()
    QTest.keyClick(page.tasks, key)
    assert tasks.detail(known.late).status == "done"
    settle(lambda: page.tasks.current_id() == known.today)
    window.findChild(Toast, "toast")._button.click()
    settle(lambda: tasks.detail(known.late).status == "open")


def test_two_keys_put_off(page, window, known):
    page.tasks.setFocus()
    QTest.keyClick(page.tasks, Qt.Key.Key_S)
    options = window.findChild(Options)
    QTest.keyClick(options, Qt.Key.Key_1)
    settle(lambda: tasks.detail(known.late).due_on == date.today() + timedelta(days=1))


def test_chips_show_what_one_person_does(page, known):
    chip = next(button for key, button in page.chips._buttons.items() if key.isdigit())
    chip.click()
    settle(lambda: page.tasks.ids() == [known.later])
    assert page.status().text == "1 of 3 open follow-ups"


def test_done_ones_can_be_opened_again(page, window, known):
    page.verbs()["done"]()
    page.chips.button("done").click()
    settle(lambda: page.tasks.ids() == [known.late])
    page.detail._reopen.click()
    settle(lambda: tasks.detail(known.late).status == "open")


def test_a_follow_up_from_elsewhere_shows_even_when_filtered_out(page, window, known):
    page.chips.button("done").click()
    settle(lambda: page.tasks.ids() == [])
    window.go("followups", known.later)
    settle(lambda: page.detail.task is not None and page.detail.task.id == known.later)


def test_today_shows_what_waits_and_reacts(window, known):
    window.go("today")
    settle(lambda: not window.desk.questions.waiting())
    page = window.page()
    assert page.tasks.ids() == [known.late, known.today]
    assert page.cards["overdue"]._number.text() == "1"
    page.verbs()["done"]()
    settle(lambda: page.cards["overdue"]._number.text() == "0")
    assert page.tasks.ids() == [known.today]


def test_where_one_stands_when_a_row_goes():
    assert following([1, 2, 3], [1, 3], 2) == 3
    assert following([1, 2, 3], [1, 2], 3) == 2
    assert following([], [5], None) == 5
    assert following([1], [], 1) is None


def test_the_chosen_ones_become_a_calendar_for_outlook(page, window, known, tmp_path, monkeypatch):
    asked = tmp_path / "Oppfølging"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(asked), ""))
    page.tasks.selectAll()
    window.actions_.of["export"].trigger()
    written = tmp_path / "Oppfølging.ics"
    settle(written.exists)
    assert written.read_bytes().count(b"BEGIN:VEVENT") == 3
    settle(lambda: window.findChild(Toast, "toast") is not None)
    written.unlink()
    window.go("today")
    window.actions_.of["calendar"].trigger()
    settle(written.exists)


def test_whom_we_have_not_spoken_with_is_logged_or_promised_with_one_key(window, known):
    people.edit(known.per, contact_every_days=30)
    window.go("today")
    page = window.page()
    settle(lambda: not window.desk.questions.waiting() and len(page.quiet.table().ids()) == 1)
    assert list(page.quiet.table().ids()) == [-known.per]
    page.quiet.go_to(-known.per)
    page.quiet.setFocus()
    settle(page.quiet.hasFocus)
    assert page.subject() == {"person": known.per}
    QTest.keyClick(page.quiet, Qt.Key.Key_F)
    dialog = window.findChild(Dialog)
    assert dialog.findChild(Form).fields["person"].get() == known.per
    dialog.reject()
    settle(lambda: window.findChild(Dialog) is None)
    window.activateWindow()
    page.quiet.setFocus()
    settle(page.quiet.hasFocus)
    QTest.keyClick(page.quiet, Qt.Key.Key_L)
    settle(lambda: window.logging is not None)
    window.logging.close()


def test_the_too_quiet_are_a_view_of_the_members_and_of_the_contacts(window, known):
    organisations.edit(known.havbruk, contact_every_days=2)
    people.edit(known.per, contact_every_days=30)
    window.go("members")
    page = window.page()
    page.chips.button("quiet").click()
    settle(lambda: list(page.listing.table.ids()) == [known.havbruk])
    organisations.edit(known.havbruk, contact_every_days=0)
    settle(lambda: list(page.listing.table.ids()) == [])
    settings.put(contact_every_days="3")
    settle(lambda: list(page.listing.table.ids()) == [known.nordlys])
    window.go("contacts")
    page = window.page()
    page.chips.button("quiet").click()
    settle(lambda: list(page.listing.table.ids()) == [known.per])
    settle(lambda: page.detail.person is not None and page.detail.person.contact_every_days == 30)


def test_the_tags_of_a_follow_up_are_shown_and_follow_a_change(page, window, known):
    page.show_record(known.late)
    settle(lambda: page.detail.task is not None and page.detail.task.id == known.late)
    commands.edit(known.late, tags=["Styret", "vår"])
    settle(lambda: "Styret, vår" in [one.text() for one in page.detail.findChildren(QLabel)])
