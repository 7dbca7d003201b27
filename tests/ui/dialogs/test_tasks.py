"""The dialogs about follow-ups, and the one that asks what is to be new."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history
from crm.commands import tasks as commands
from crm.queries import tags, tasks
from crm.rules.recurrence import Interval
from tests.ui.dialogs.conftest import ENTER, TAB, Cluster
from tests.ui.dialogs.filled import active, fill, form_of, saved
from tests.ui.dialogs.typist import Typist
from ui.dialogs import new_record, snooze, task
from ui.kit.dialog import Dialog


def test_a_follow_up_is_added_by_keys(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump):
    before = dump()
    dialog = active(qtbot, task.ask(window, organisation=cluster.fjordtech))
    keys.type("Ask about the pilot")
    keys.press(TAB)
    form_of(dialog).widget("due_on").selectAll()  # type: ignore[attr-defined]
    keys.type("+2w")
    with qtbot.waitSignal(dialog.saved) as heard:
        keys.save()
    found = tasks.detail(heard.args[0])
    assert (found.title, found.due_on) == ("Ask about the pilot", date.today() + timedelta(weeks=2))
    assert (found.organisation_id, found.responsible) == (cluster.fjordtech, "Kari Nordmann")
    history.undo()
    assert dump() == before


def test_a_follow_up_is_edited_to_be_about_somebody_else(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    form_of(dialog).widget("person").setFocus()
    keys.type("Eva")
    keys.press(ENTER)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    found = tasks.detail(cluster.task)
    assert (found.person_id, found.organisation_id, found.title) == (
        cluster.eva,
        cluster.nordlys,
        "Send the partner list",
    )


def test_a_follow_up_carries_tags(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, task.ask(window, person=cluster.ada))
    form_of(dialog).fields["title"].put("Ask")
    form_of(dialog).fields["tags"].put(["board"])
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.save_now()
    made = heard.args[0]
    assert tags.of("task", made) == ["board"]
    again = active(qtbot, task.ask(window, task=made))
    assert form_of(again).value("tags") == ["board"]
    form_of(again).fields["tags"].put(["board", "spring"])
    with qtbot.waitSignal(again.saved):
        again.save_now()
    assert tags.of("task", made) == ["board", "spring"] and tasks.detail(made).title == "Ask"


@pytest.mark.parametrize(("key", "days"), [(Qt.Key.Key_1, 1), (Qt.Key.Key_7, 7), (Qt.Key.Key_2, 14)])
def test_one_key_puts_a_follow_up_off(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, key: Qt.Key, days: int
):
    dialog = active(qtbot, snooze.ask(window, task=cluster.task))
    with qtbot.waitSignal(dialog.saved):
        keys.press(key)
    assert tasks.detail(cluster.task).due_on == date.today() + timedelta(days=days)


def test_a_follow_up_is_put_off_to_any_day_but_one_that_is_over(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = active(qtbot, snooze.ask(window, task=cluster.task))
    keys.press(Qt.Key.Key_D)
    keys.type("-1d")
    keys.press(ENTER)
    assert form_of(dialog).problems().keys() == {"due_on"}
    fill(dialog, due_on=None)
    keys.type("+3w")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert tasks.detail(cluster.task).due_on == date.today() + timedelta(weeks=3)


def test_the_arrows_and_enter_choose_too(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = active(qtbot, snooze.ask(window, task=cluster.task))
    keys.press(Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.saved):
        keys.press(Qt.Key.Key_Space)
    assert tasks.detail(cluster.task).due_on == date.today() + timedelta(days=7)


def test_how_often_it_comes_again_is_chosen_or_written(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump
):
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    fill(dialog, repeat=Interval(3, "month"))
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    found = tasks.detail(cluster.task)
    assert (found.repeat_every, found.repeat_unit) == (3, "month")
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    combo = form_of(dialog).widget("repeat")
    assert combo.currentText() == "every quarter"  # type: ignore[attr-defined]
    combo.setEditText("now and then")  # type: ignore[attr-defined]
    keys.save()
    assert form_of(dialog).problems().keys() == {"repeat"}
    combo.setEditText("hver 5. uke")  # type: ignore[attr-defined]
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    found = tasks.detail(cluster.task)
    assert (found.repeat_every, found.repeat_unit) == (5, "week")
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    fill(dialog, repeat=None)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert tasks.detail(cluster.task).repeat_every is None


def test_two_who_change_how_often_it_comes_again_are_asked(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    fill(dialog, repeat=Interval(1, "week"))
    commands.edit(cluster.task, repeat_every=1, repeat_unit="month")
    keys.save()
    asked = window.findChildren(Dialog)
    settled = next(one for one in dialog.findChildren(Dialog) or asked if one is not dialog)
    qtbot.waitUntil(lambda: settled.isVisible())
    words = [label.text() for label in settled.findChildren(QLabel)]
    assert {"every week", "every month", "–"} <= set(words)


@pytest.mark.parametrize(
    ("key", "title"), [("1", "New contact"), ("2", "New organisation"), ("3", "Log a meeting"), ("4", "New follow-up")]
)
def test_one_key_opens_the_dialog_of_a_kind(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist, key: str, title: str
):
    active(qtbot, new_record.ask(window))
    keys.type(key)

    def is_open() -> bool:
        shown = qapp.activeWindow()
        return shown is not None and shown.windowTitle() == title

    qtbot.waitUntil(is_open)


def test_enter_takes_the_kind_of_the_page_one_is_on(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist
):
    active(qtbot, new_record.ask(window, likely="project"))
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (shown := qapp.activeWindow()) is not None and shown.windowTitle() == "New project")


def test_leaving_without_a_change_asks_nothing_and_writes_nothing(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump
):
    before = dump()
    dialog = active(qtbot, task.ask(window))
    with qtbot.waitSignal(dialog.rejected):
        keys.press(Qt.Key.Key_Escape)
    other = active(qtbot, task.ask(window, task=cluster.task))
    saved(qtbot, other)
    assert dump() == before
