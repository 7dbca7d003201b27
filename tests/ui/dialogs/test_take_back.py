"""Taking back: what is shown before is what happens, and what stays is named with its reason."""

from datetime import date

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import contact_points, history, interactions, organisations, people
from crm.commands.interactions import Participant
from crm.queries import people as people_queries
from crm.store.database import value
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.filled import active
from ui.dialogs import take_back
from ui.dialogs.take_back import TakeBackDialog


def newest() -> int:
    return int(value("SELECT max(id) FROM step"))


def looked(qtbot: QtBot, window: QWidget, step: int) -> TakeBackDialog:
    dialog = active(qtbot, take_back.ask(window, step=step))
    qtbot.waitUntil(lambda: not dialog.working())
    return dialog


def told(dialog: TakeBackDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_tells_what_goes_and_what_returns(qtbot: QtBot, cluster: Cluster, window: QWidget, dump):
    before = dump()
    people.add(first_name="Liv", last_name="Strand", organisation=cluster.nordlys, email="liv@nordlys.example")
    dialog = looked(qtbot, window, newest())
    words = told(dialog)
    assert "Add “Liv Strand”" in words
    assert {"Removed: 1 contact", "Removed: 1 position", "Removed: 1 e-mail or phone"} <= set(words)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    assert dump() == before
    assert not dialog.isVisible()


def test_what_was_edited_since_is_named_and_stays(qtbot: QtBot, cluster: Cluster, window: QWidget):
    people.edit(cluster.ada, first_name="Adele", notes="From the list")
    step = newest()
    people.edit(cluster.ada, notes="Edited later")
    dialog = looked(qtbot, window, step)
    assert "1 field as before: 1 contact" in told(dialog)
    assert [(row.what, row.field) for row in dialog.stays()] == [("Adele Berg", "Note")]
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    found = people_queries.detail(cluster.ada)
    assert (found.first_name, found.notes) == ("Ada", "Edited later")


def test_what_something_newer_hangs_on_is_named_and_stays(qtbot: QtBot, cluster: Cluster, window: QWidget):
    person = people.add(first_name="Liv", last_name="Strand")
    step = newest()
    interactions.log("Visit", held_on=date(2026, 1, 5), participants=[Participant(person=person)])
    dialog = looked(qtbot, window, step)
    assert [(row.what, row.reason) for row in dialog.stays()] == [("Liv Strand", "Something newer hangs on it")]
    assert not dialog.save_button.isEnabled()
    assert dialog.message() == "There is nothing left of this step to take back."


def test_a_record_that_is_gone_keeps_its_name(qtbot: QtBot, cluster: Cluster, window: QWidget):
    point = contact_points.add(person=cluster.bo, kind="email", value="bo@nordlys.example")
    contact_points.edit(point, value="bo.dahl@nordlys.example")
    step = newest()
    contact_points.remove(point)
    dialog = looked(qtbot, window, step)
    assert [(row.what, row.reason) for row in dialog.stays()] == [("bo.dahl@nordlys.example", "Removed since")]


def test_a_step_that_is_undone_cannot_be_taken_back(qtbot: QtBot, cluster: Cluster, window: QWidget):
    organisations.add("Havbruk Nord AS")
    step = newest()
    history.undo()
    dialog = looked(qtbot, window, step)
    assert dialog.message() == "This step is undone already."
    assert not dialog.save_button.isEnabled()
