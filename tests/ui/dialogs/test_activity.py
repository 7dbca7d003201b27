"""The dialog of an activity: the few fields first, from a template in a few keys, as last year."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import activities, activity_templates, history
from crm.queries import activities as queries
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.typist import Typist
from ui.dialogs import activity, choices
from ui.dialogs.activity_form import ABOUT, CAME, RESULT
from ui.dialogs.folded import FoldedForm
from ui.kit.dialog import Dialog


def form(dialog: Dialog) -> FoldedForm:
    assert isinstance(dialog.form, FoldedForm)
    return dialog.form


def newest() -> queries.ActivityDetail:
    return queries.detail(max(queries.ActivitiesQuery().ids()))


def menu(dialog: Dialog) -> QMenu:
    (made,) = [one.menu() for one in dialog.findChildren(QPushButton) if one.menu() is not None]
    assert isinstance(made, QMenu)
    made.aboutToShow.emit()
    return made


def entry(dialog: Dialog, words: str) -> None:
    (action,) = [one for one in menu(dialog).actions() if words in one.text()]
    action.trigger()


def test_name_and_day_are_enough_and_the_rest_is_folded_away(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
) -> None:
    dialog = activity.ask(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not any(form(dialog).is_open(name) for name in (ABOUT, CAME, RESULT))
    assert not form(dialog).widget("women_count").isVisible()
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert set(form(dialog).problems()) == {"name", "start_on"}
    form(dialog).fields["name"].put("Kurs i filetering")
    form(dialog).fields["type"].put("networking")
    form(dialog).fields["start_on"].put(choices.today() + timedelta(days=9))
    dialog.save_now()
    one = newest()
    assert (one.name, one.type, one.service_group, one.status) == (
        *("Kurs i filetering", "networking", "networking"),
        "planned",
    )


def test_a_day_that_is_past_means_held_and_opens_what_is_filled_then(cluster: Cluster, window: QWidget) -> None:
    dialog = activity.ask(window)
    form(dialog).fields["start_on"].put(choices.today() - timedelta(days=3))
    assert form(dialog).value("status") == "held" and form(dialog).is_open(CAME)
    # What somebody has said themselves is never changed again
    form(dialog).fields["status"].put("cancelled")
    form(dialog).fields["service_group"].put("marketing_profiling")
    form(dialog).fields["start_on"].put(choices.today() + timedelta(days=3))
    form(dialog).fields["type"].put("study_trip")
    assert (form(dialog).value("status"), form(dialog).value("service_group")) == ("cancelled", "marketing_profiling")


def test_something_wrong_in_a_folded_part_opens_it(cluster: Cluster, window: QWidget) -> None:
    dialog = activity.ask(window)
    form(dialog).set_values({"name": "Treff", "start_on": choices.today() + timedelta(days=1), "satisfaction": 9})
    dialog.save_now()
    assert form(dialog).is_open(RESULT) and not form(dialog).is_open(ABOUT)
    assert "satisfaction" in form(dialog).problems() and form(dialog).widget("satisfaction").isVisible()


def test_a_template_fills_all_but_what_was_typed_and_the_year_follows_the_day(
    cluster: Cluster, window: QWidget
) -> None:
    activity_templates.add(
        "Høst", activity_name="Høstkonferanse 2023", type="conference", venue="Bodø", minutes=300, online=True
    )
    activity_templates.add("Kurs", type="course", service_group="courses_workshops")
    dialog = activity.ask(window)
    form(dialog).fields["venue"].put("Harstad")
    entry(dialog, "Høst")
    next_year = choices.today().year + 1
    form(dialog).fields["start_on"].put(date(next_year, 10, 30))
    values = form(dialog).values()
    assert (values["name"], values["type"], values["venue"], values["minutes"], values["online"]) == (
        *(f"Høstkonferanse {next_year}", "conference", "Harstad", 300),
        True,
    )
    entry(dialog, "Kurs")  # another one takes back what the first filled
    values = form(dialog).values()
    assert (values["name"], values["type"], values["minutes"], values["online"]) == ("Kurs", "course", None, False)


def test_a_template_a_day_and_save_are_six_keys(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist
) -> None:
    activity_templates.add("Medlemsmøte", type="member_meeting", minutes=180)
    dialog = activity.ask(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    keys.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(qapp.activePopupWidget(), QMenu))
    popup = qapp.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_1)
    assert form(dialog).value("name") == "Medlemsmøte"
    # Name, type, service and status are right: the day is what a template cannot know.
    qtbot.waitUntil(lambda: qapp.focusWidget() is form(dialog).widget("start_on"))
    keys.type("+9d")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    one = newest()
    assert (one.name, one.type, one.minutes) == ("Medlemsmøte", "member_meeting", 180)
    assert one.start_on == choices.today() + timedelta(days=9)


def test_three_templates_are_made_to_begin_with(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget
) -> None:
    dialog = activity.ask(window)
    entry(dialog, "three templates")
    qtbot.waitUntil(lambda: isinstance(qapp.activePopupWidget(), QMenu))  # they are offered at once
    popup = qapp.activePopupWidget()
    assert popup is not None
    popup.close()
    entry(dialog, "Course, one day")
    assert form(dialog).value("type") == "course" and form(dialog).value("minutes") == 360
    assert not any("three templates" in one.text() for one in menu(dialog).actions())


def test_last_years_is_copied_to_the_same_weekday_with_the_organisations_as_registered(
    cluster: Cluster, window: QWidget
) -> None:
    day = choices.today() - timedelta(days=300)
    old = activities.add(
        f"Vårtreff {day.year}", start_on=day, end_on=day + timedelta(days=1), status="held", cost=5_00, women_count=4,
        venue="Bodø", notes="Fullt hus", joint_with=cluster.fjordtech,
    )  # fmt: skip
    activities.attend(old, person=cluster.ada)
    activities.attend(old, person=cluster.eva, status="cancelled")
    dialog = activity.ask(window, again=old)
    (box,) = [one for one in dialog.findChildren(QWidget) if "1 organisation" in str(one.property("text"))]
    box.setProperty("checked", True)
    dialog.save_now()
    one = newest()
    assert one.id != old and one.start_on > choices.today() and one.start_on.weekday() == day.weekday()
    assert one.end_on == one.start_on + timedelta(days=1)
    assert one.name == f"Vårtreff {day.year + 1}"
    assert (one.status, one.venue, one.joint_with, one.cost, one.women_count, one.notes) == (
        *("planned", "Bodø", "Fjordtech AS", None, None),
        "",
    )
    assert [(who.organisation, who.person, who.status) for who in one.attendees] == [("Nordlys AS", "", "registered")]
    history.undo()
    assert newest().id == old


def test_what_was_held_last_year_stands_in_the_menu_until_it_is_there_again(cluster: Cluster, window: QWidget) -> None:
    day = choices.today() - timedelta(days=300)
    old = activities.add(f"Vårtreff {day.year}", start_on=day, status="held")
    activities.add("Avlyst", start_on=day, status="cancelled")
    dialog = activity.ask(window)
    entry(dialog, "Vårtreff")
    assert not any("Avlyst" in one.text() for one in menu(dialog).actions())
    dialog.save_now()
    assert queries.coming_again(choices.today()) == [] and newest().id != old


@pytest.mark.parametrize(("women", "warned"), [(2, False), (40, True)])
def test_more_women_and_men_than_came_is_said_and_never_forbidden(
    cluster: Cluster, window: QWidget, women: int, warned: bool
) -> None:
    made = activities.add("Treff", start_on=date(2026, 3, 4), status="held", headcount_extra=5)
    activities.attend(made, person=cluster.ada)
    dialog = activity.ask(window, activity=made)
    form(dialog).fields["women_count"].put(women)
    form(dialog).left.emit("women_count")
    assert ("came" in form(dialog).widget("women_count").accessibleDescription()) == warned
    dialog.save_now()
    assert queries.detail(made).women_count == women
