"""Two people, one record: nobody's words are lost, and nobody is asked without need."""

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history, people, tasks
from crm.queries import people as people_queries
from crm.queries import tasks as task_queries
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.filled import active, fill
from ui.dialogs import person, task
from ui.kit.dialog import Dialog


def question(qtbot: QtBot, qapp: QApplication) -> Dialog:
    def found() -> Dialog | None:
        shown = qapp.activeWindow()
        titled = shown is not None and shown.windowTitle() == "Changed by somebody else meanwhile"
        return shown if titled and isinstance(shown, Dialog) else None

    qtbot.waitUntil(lambda: found() is not None)
    made = found()
    assert made is not None
    return made


def choose(dialog: Dialog, name: str) -> None:
    next(radio for radio in dialog.findChildren(QRadioButton) if radio.accessibleName().startswith(name)).click()


def clash(qtbot: QtBot, cluster: Cluster, window: QWidget) -> Dialog:
    """Mine is "Adele", theirs "Ida"; the notes only they changed, the day only I did."""
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    people.edit(cluster.ada, first_name="Ida", notes="Theirs")
    fill(dialog, first_name="Adele", informed_on=date(2026, 2, 3))
    dialog.save_now()
    return dialog


def test_mine_theirs_and_before_are_shown(qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget):
    dialog = clash(qtbot, cluster, window)
    assert dialog.isVisible()
    asked = question(qtbot, qapp)
    names = [radio.accessibleName() for radio in asked.findChildren(QRadioButton)]
    assert names == ["First name, Mine: Adele", "First name, Theirs: Ida", "First name, As before: Ada"]
    assert people_queries.detail(cluster.ada).first_name == "Ida"


def test_mine_is_written_where_i_say_so_and_their_other_fields_stay(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget
):
    dialog = clash(qtbot, cluster, window)
    with qtbot.waitSignal(dialog.saved):
        question(qtbot, qapp).save_now()
    found = people_queries.detail(cluster.ada)
    assert (found.first_name, found.notes, found.informed_on) == ("Adele", "Theirs", date(2026, 2, 3))
    history.undo()
    assert people_queries.detail(cluster.ada).first_name == "Ida"


def test_theirs_stays_where_i_say_so(qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget):
    dialog = clash(qtbot, cluster, window)
    asked = question(qtbot, qapp)
    choose(asked, "First name, Theirs")
    with qtbot.waitSignal(dialog.saved):
        asked.save_now()
    found = people_queries.detail(cluster.ada)
    assert (found.first_name, found.informed_on) == ("Ida", date(2026, 2, 3))


def test_what_stood_before_can_come_back(qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget):
    dialog = clash(qtbot, cluster, window)
    asked = question(qtbot, qapp)
    choose(asked, "First name, As before")
    with qtbot.waitSignal(dialog.saved):
        asked.save_now()
    assert people_queries.detail(cluster.ada).first_name == "Ada"


def test_who_leaves_the_question_has_written_nothing_and_may_try_again(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget
):
    dialog = clash(qtbot, cluster, window)
    question(qtbot, qapp).reject()
    assert dialog.isVisible()
    assert people_queries.detail(cluster.ada).first_name == "Ida"
    dialog.save_now()
    with qtbot.waitSignal(dialog.saved):
        question(qtbot, qapp).save_now()
    assert people_queries.detail(cluster.ada).first_name == "Adele"


def test_changed_once_more_while_being_asked_it_is_asked_again(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget
):
    dialog = clash(qtbot, cluster, window)
    asked = question(qtbot, qapp)
    people.edit(cluster.ada, first_name="Oda")
    asked.save_now()
    assert dialog.isVisible()
    names = [radio.accessibleName() for radio in question(qtbot, qapp).findChildren(QRadioButton)]
    assert "First name, Theirs: Oda" in names
    assert people_queries.detail(cluster.ada).first_name == "Oda"


def test_different_fields_are_both_kept_without_a_question(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, person.ask(window, person=cluster.ada))
    people.edit(cluster.ada, notes="Theirs")
    fill(dialog, first_name="Adele")
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    found = people_queries.detail(cluster.ada)
    assert (found.first_name, found.notes) == ("Adele", "Theirs")


def test_names_stand_where_ids_are_stored(qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, task.ask(window, task=cluster.task))
    tasks.edit(cluster.task, organisation=cluster.fjordtech)
    fill(dialog, organisation=None)
    dialog.save_now()
    asked = question(qtbot, qapp)
    told = [label.text() for label in asked.findChildren(QLabel)]
    assert {"–", "Fjordtech AS", "Nordlys AS"} <= set(told)
    choose(asked, "Organisation, Theirs")
    with qtbot.waitSignal(dialog.saved):
        asked.save_now()
    assert task_queries.detail(cluster.task).organisation_id == cluster.fjordtech
