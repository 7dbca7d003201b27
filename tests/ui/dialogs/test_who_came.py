"""Ticking who came by keyboard, several at once, with those who came besides: one step."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import activities, history
from crm.commands.interactions import Participant
from crm.queries import activities as queries
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import who_came
from ui.dialogs.who_came import WhoCame
from ui.kit.people_field import Suggestion

DAY = date(2026, 3, 3)


@pytest.fixture
def treff(cluster: Cluster) -> int:
    made = activities.add("Treff", start_on=DAY)
    who = [Participant(cluster.ada), Participant(cluster.bo), Participant(cluster.eva)]
    activities.attend_all(made, who, status="registered")
    return made


@pytest.fixture
def dialog(qtbot: QtBot, treff: int, window: QWidget) -> WhoCame:
    made = who_came.ask(window, activity=treff)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def told(treff: int) -> dict[str, tuple[str, str]]:
    return {who.person: (who.status, who.role) for who in queries.detail(treff).attendees}


def test_keys_tick_several_at_once_and_one_undo_takes_all_back(dialog: WhoCame, treff: int, cluster: Cluster) -> None:
    assert dialog.list.hasFocus() and not dialog.unsaved()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.list, "ke")  # leads to Eva Kern
    assert dialog.list.current_id() == 2
    QTest.keyClicks(dialog.list, "3")
    dialog.list.go_to(0)
    QTest.keyClicks(dialog.list, "6")
    dialog.other.add(Suggestion(None, "Nils Ny", "Ny AS"))
    assert dialog.form is not None and dialog.unsaved()
    dialog.form.set_values({"headcount_extra": 4, "women_count": 2})
    QTest.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told(treff) == {
        "Ada Berg": ("attended", "speaker"),
        "Bo Dahl": ("attended", "participant"),
        "Eva Kern": ("no_show", "participant"),
        "Nils Ny": ("attended", "participant"),
    }
    one = queries.detail(treff)
    assert (one.status, one.came, one.women_count) == ("held", 7, 2)
    history.undo()
    assert {status for status, _role in told(treff).values()} == {"registered"} and queries.detail(treff).came == 0
    assert queries.detail(treff).status == "planned"


def test_all_registered_came_or_the_rest_did_not(dialog: WhoCame, treff: int) -> None:
    dialog.list.go_to(1)
    dialog.turn()
    dialog.rest_away()
    assert [row.status for row in dialog.rows] == ["no_show", "attended", "no_show"]
    dialog.list.select_ids(range(3))
    dialog.turn()
    assert {row.status for row in dialog.rows} == {"attended"}
    dialog.turn()
    assert {row.status for row in dialog.rows} == {"registered"}
    dialog.all_came()
    assert {row.status for row in dialog.rows} == {"attended"}


def test_an_organisation_of_which_somebody_came_was_there(dialog: WhoCame, treff: int, cluster: Cluster) -> None:
    for organisation in (cluster.nordlys, cluster.fjordtech):
        dialog.other.add(Suggestion(-organisation, f"{organisation}", "Organisation"))
    for row, name in zip(dialog.rows[3:], ("Nordlys AS", "Fjordtech AS"), strict=True):
        row.organisation, row.status = name, "registered"
    dialog.list.go_to(0)
    dialog.turn()  # Ada of Nordlys
    dialog.rest_away()
    assert [row.status for row in dialog.rows] == ["attended", "no_show", "no_show", "attended", "no_show"]


def test_somebody_who_is_noted_and_added_again_is_ticked_not_doubled(dialog: WhoCame, cluster: Cluster) -> None:
    dialog.other.add(Suggestion(cluster.bo, "Bo Dahl", ""))
    for _time in range(2):
        dialog.other.add(Suggestion(-cluster.fjordtech, "Fjordtech AS", "Organisation"))
    assert [(row.person, row.organisation, row.status) for row in dialog.rows] == [
        ("Ada Berg", "Nordlys AS", "registered"),
        ("Bo Dahl", "Nordlys AS", "attended"),
        ("Eva Kern", "Fjordtech AS", "registered"),
        ("", "Fjordtech AS", "attended"),
    ]


def test_what_somebody_else_said_meanwhile_stands_and_is_told(dialog: WhoCame, treff: int) -> None:
    activities.set_status([queries.detail(treff).attendees[0].id], "cancelled")
    dialog.list.go_to(0)
    dialog.turn()
    dialog.save_now()
    assert "Somebody else" in dialog.message() and dialog.isVisible()
    assert told(treff)["Ada Berg"] == ("cancelled", "participant")


def test_more_women_and_men_than_came_is_said_and_never_forbidden(dialog: WhoCame, treff: int) -> None:
    dialog.all_came()
    assert dialog.form is not None
    dialog.form.fields["women_count"].put(9)
    dialog.form.left.emit("women_count")
    assert "but 3 came" in dialog.form.widget("women_count").accessibleDescription()
    dialog.form.fields["headcount_extra"].put(6)
    dialog.form.left.emit("headcount_extra")
    assert dialog.form.widget("women_count").accessibleDescription() == ""
    dialog.save_now()
    assert (queries.detail(treff).came, queries.detail(treff).women_count) == (9, 9)
