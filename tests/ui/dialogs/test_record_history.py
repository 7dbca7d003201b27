"""The history of a record: who, when, which field, before and after, in words."""

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import people, tasks
from crm.queries import people as people_queries
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.filled import active
from ui.dialogs import record_history
from ui.dialogs.listing import Listing
from ui.dialogs.record_history import Line


def lines(dialog: QWidget) -> list[Line]:
    listing = dialog.findChild(Listing)
    assert isinstance(listing, Listing)
    return list(listing.rows())


def test_each_field_stands_with_both_values_newest_first(qtbot: QtBot, cluster: Cluster, window: QWidget):
    people.edit(cluster.ada, gender="female", informed_on=date(2026, 2, 3))
    dialog = active(qtbot, record_history.ask(window, table="person", row=cluster.ada))
    assert dialog.windowTitle() == "History of Ada Berg"
    told = {(line.field, line.before, line.after) for line in lines(dialog)[:2]}
    assert told == {("Gender", "–", "Woman"), ("Informed on", "–", "03.02.2026")}
    assert lines(dialog)[-1].field == "Created"
    assert {line.who for line in lines(dialog)} == {"Kari Nordmann"}


def test_names_stand_for_ids(qtbot: QtBot, cluster: Cluster, window: QWidget):
    tasks.edit(cluster.task, organisation=cluster.fjordtech)
    dialog = active(qtbot, record_history.ask(window, table="task", row=cluster.task))
    assert lines(dialog)[0][3:6] == ("Organisation", "Nordlys AS", "Fjordtech AS")


def test_text_that_looks_like_a_tag_is_shown_as_it_is(qtbot: QtBot, cluster: Cluster, window: QWidget):
    people.edit(cluster.ada, notes='<img src="file:///etc/passwd">')
    dialog = active(qtbot, record_history.ask(window, table="person", row=cluster.ada))
    assert lines(dialog)[0].after == '<img src="file:///etc/passwd">'


def test_an_older_value_of_a_field_is_put_back_in_two_clicks(qtbot: QtBot, cluster: Cluster, window: QWidget):
    people.edit(cluster.ada, first_name="Adele")
    people.edit(cluster.ada, notes="Ny")
    dialog = active(qtbot, record_history.ask(window, table="person", row=cluster.ada))
    dialog.fields.setCurrentText("First name")
    assert [(line.before, line.after) for line in lines(dialog)] == [("Ada", "Adele")]
    assert dialog.back_button.isEnabled()
    dialog.back_button.click()
    assert people_queries.detail(cluster.ada).first_name == "Ada"
    assert dialog.message() == "First name: Ada stands again."
    assert [(line.before, line.after) for line in lines(dialog)] == [("Adele", "Ada"), ("Ada", "Adele")]
    dialog.fields.setCurrentIndex(0)
    assert lines(dialog)[-1].field == "Created"
    dialog.show_step(lines(dialog)[-1].number)
    assert not dialog.back_button.isEnabled()
