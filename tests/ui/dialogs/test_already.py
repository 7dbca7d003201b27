"""Whoever writes down somebody new is told who seems to be there already, and is never stopped."""

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import organisations, people
from crm.queries import already
from crm.store.database import value
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import organisation, person
from ui.kit.bar import Bar


def told(dialog: Any) -> str:
    return next((bar.words() for bar in dialog.body.parentWidget().findChildren(Bar) if bar.words()), "")


def test_it_says_who_is_there_and_saving_goes_on(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    dialog: Any = person.ask(window)
    dialog.form.set_values({"first_name": "Adda"})
    dialog.form.set_values({"last_name": "Berg"})
    qtbot.waitUntil(lambda: bool(told(dialog)))
    assert told(dialog).startswith("There is already Ada Berg: ")
    assert told(dialog).endswith("Nearly the same name.")
    dialog.form.set_values({"last_name": "Strand"})
    qtbot.waitUntil(lambda: not told(dialog))
    dialog.form.set_values({"last_name": "Berg"})
    dialog.save_now()
    assert value("SELECT count(*) FROM person WHERE last_name = 'Berg'") == 2


def test_a_click_opens_the_one_that_is_there(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    went: list[Any] = []
    window.desk.go = lambda *where: went.append(where)  # type: ignore[attr-defined]
    dialog: Any = organisation.ask(window)
    dialog.form.set_values({"name": "NORDLYS"})
    qtbot.waitUntil(lambda: bool(told(dialog)))
    bar = next(bar for bar in dialog.findChildren(Bar) if bar.words())
    bar._action.click()
    assert went == [("members", cluster.nordlys)]
    assert not dialog.isVisible()


def test_names_addresses_and_numbers_are_compared(cluster: Cluster) -> None:
    people.add(first_name="Kåre", last_name="Ødegård", email="kare@nordlys.example", phone="912 34 567")
    organisations.add("Havbruk Nord AS", short_name="HN", org_number="923609016")
    assert [one.why for one in already.people("Kaare", "Odegaard")] == ["The same name."]
    assert [one.why for one in already.people("X", "Y", email="KARE@nordlys.example")] == ["The same e-mail address."]
    assert [one.why for one in already.people("X", "Y", phone="91234567")] == ["The same mobile number."]
    assert already.people("Kåre", "") == [] and already.people("Kåre", "Berg") == []
    for name, number, why in (
        ("Havbuk Nord", "", "Nearly the same name."),
        ("hn", "", "One is the short name of the other."),
        ("Noe annet", "923 609 016", "The same organisation number."),
    ):
        assert [one.why for one in already.organisations(name, number)] == [why], name
    assert already.organisations("Havbruk Sør") == []
