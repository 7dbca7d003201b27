from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history
from crm.commands import people as people_commands
from crm.queries import interactions, people, tasks
from crm.queries.interactions import InteractionsQuery
from crm.queries.tasks import TasksQuery
from crm.store.database import rows, value
from tests.ui.dialogs.conftest import ENTER, ESC, TAB, Cluster
from tests.ui.dialogs.typist import CTRL, SHIFT, Typist
from ui.dialogs import log_meeting
from ui.kit.dialog import Dialog

FOLLOW_UP = (Qt.Key.Key_F, CTRL | SHIFT)


def opened(qtbot: QtBot, dialog: Dialog) -> Dialog:
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def the_meeting() -> interactions.InteractionDetail:
    newest = value("SELECT max(id) FROM interaction")
    return interactions.detail(newest)


def reachable_by_three_letters(wanted: int) -> list[tuple[str, int]]:
    """People whom three letters put first, with those letters."""
    found: list[tuple[str, int]] = []
    for person, first, last in rows("SELECT id, first_name, last_name FROM person ORDER BY id DESC LIMIT 500"):
        for letters in (last[:3], first[:3]):
            if [row.id for row in people.suggest(letters, limit=1)] == [person]:
                found.append((letters, person))
                break
        if len(found) == wanted:
            return found
    pytest.fail("nobody can be found by three letters")


def log_by_keys(qtbot: QtBot, window: QWidget, keys: Typist, who: list[tuple[str, int]], *, at_sign: bool) -> None:
    keys.pressed = 1  # Ctrl+L
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Pilot offshore wind" + " " * at_sign)
    if not at_sign:
        keys.press(TAB)
    for letters, _person in who:
        if at_sign:
            keys.press(Qt.Key.Key_At)
        keys.type(letters)
        keys.press(ENTER)
    keys.press(TAB)
    keys.type("They want to apply for Grønn plattform.")
    keys.press(*FOLLOW_UP)
    keys.type("Send the list of partners")
    keys.press(TAB)
    keys.type("+2w")
    with qtbot.waitSignal(dialog.saved):
        keys.save()


@pytest.mark.parametrize("at_sign", [True, False])
def test_a_meeting_with_three_people_and_a_follow_up_takes_at_most_twelve_keys(
    qtbot: QtBot, big: Path, window: QWidget, keys: Typist, at_sign: bool
):
    """UX.md, the keystroke budget: beyond the text and the letters of names, among 3 000 people."""
    assert value("SELECT count(*) FROM person") >= 3_000
    who = reachable_by_three_letters(3)
    log_by_keys(qtbot, window, keys, who, at_sign=at_sign)
    assert keys.pressed <= (11 if at_sign else 9)
    meeting = the_meeting()
    assert meeting.subject == "Pilot offshore wind"
    assert meeting.notes == "They want to apply for Grønn plattform."
    assert {row.person_id for row in meeting.participants} == {person for _letters, person in who}
    assert [(row.title, row.due_on) for row in meeting.follow_ups] == [
        ("Send the list of partners", date.today() + timedelta(weeks=2))
    ]


def test_a_logged_meeting_is_undone_as_one(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump):
    before = dump()
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("First visit")
    keys.press(*FOLLOW_UP)
    keys.type("Ring")
    keys.press(TAB)
    keys.type("tomorrow")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert dump() != before
    assert history.undo() == "Log meeting “First visit”"
    assert dump() == before


def test_somebody_unknown_is_created_in_place_with_the_employer(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Coffee @")
    keys.type("Liv Strand, Havbruk Nord AS")
    keys.press(ENTER)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    present = the_meeting().participants
    assert [(row.person, row.organisation) for row in present] == [("Liv Strand", "Havbruk Nord AS")]


def test_an_at_sign_inside_a_word_stays_in_the_subject(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("post@nordlys")
    assert dialog.form is not None
    assert dialog.form.value("subject") == "post@nordlys"


def test_a_name_that_was_not_chosen_is_taken_only_where_it_is_certain(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    people_commands.add(first_name="Adam", last_name="Lie", organisation=cluster.fjordtech)
    dialog = opened(qtbot, log_meeting.ask(window, organisation=cluster.nordlys))
    keys.type("Visit @Ada")
    keys.press(ESC)
    keys.save()
    assert dialog.isVisible()
    assert dialog.form is not None
    assert dialog.form.problems().keys() == {"subject"}
    keys.type("m ")
    keys.press(ESC)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert (the_meeting().subject, the_meeting().participants[-1].person) == ("Visit", "Adam Lie")


def test_what_is_missing_is_told_beside_its_field(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window))
    form = dialog.form
    assert form is not None
    keys.save()
    assert form.problems().keys() == {"subject"}
    keys.type("Visit")
    keys.save()
    assert form.problems().keys() == {"participants"}
    keys.type("Ada")
    keys.press(ENTER)
    keys.press(*FOLLOW_UP)
    keys.type("Ring")
    keys.save()
    assert form.problems() == {"follow_ups": "Say when it is due."}
    assert InteractionsQuery().ids() == []


def test_a_date_that_is_none_is_told_and_changes_nothing(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    form = dialog.form
    assert form is not None
    day = form.widget("held_on")
    assert isinstance(day, QLineEdit)
    day.setFocus()
    day.selectAll()
    keys.type("31.2")
    keys.save()
    assert "31.2" in form.problems()["held_on"]
    assert day.text() == "31.2"
    assert InteractionsQuery().ids() == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("10", "10:00"), ("9.30", "09:30"), ("1415", "14:15"), ("kl 8:05", "08:05"), ("", "")]
)
def test_a_time_is_understood_however_it_is_typed(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, typed: str, kept: str
):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    assert dialog.form is not None
    dialog.form.fields["start_time"].put(typed)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert the_meeting().start_time == kept


@pytest.mark.parametrize("typed", ["25:00", "10:75", "soon"])
def test_a_time_that_is_none_is_told(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, typed: str):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    assert dialog.form is not None
    dialog.form.fields["start_time"].put(typed)
    keys.save()
    assert typed in dialog.form.problems()["start_time"]
    assert InteractionsQuery().ids() == []


def test_a_day_to_come_is_kept_as_planned(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Annual meeting")
    form = dialog.form
    assert form is not None
    form.fields["held_on"].put(date.today() + timedelta(days=20))
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert the_meeting().status == "planned"


def test_an_edit_changes_only_what_was_changed(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    keys.save()
    before = the_meeting()
    dialog = opened(qtbot, log_meeting.ask(window, interaction=before.id))
    keys.press(Qt.Key.Key_End)
    keys.type(" in Tromsø")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    after = the_meeting()
    assert after.subject == "Visit in Tromsø"
    assert after._replace(subject="Visit", version=before.version) == before


def test_it_opens_over_another_dialog(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    from ui.dialogs import task

    under = opened(qtbot, task.ask(window))
    over = opened(qtbot, log_meeting.ask(under, person=cluster.ada))
    keys.type("Call")
    with qtbot.waitSignal(over.saved):
        keys.save()
    assert under.isVisible()
    assert the_meeting().subject == "Call"


def test_whoever_takes_part_has_the_follow_up(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    keys.press(*FOLLOW_UP)
    keys.type("Ring Ada")
    keys.press(TAB)
    keys.type("friday")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    task = next(tasks.detail(id) for id in TasksQuery(text="Ring Ada").ids())
    assert (task.person_id, task.organisation_id) == (cluster.ada, cluster.nordlys)
