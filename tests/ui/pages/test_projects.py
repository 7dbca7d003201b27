"""Projects and activities: the tables, what one looks at, and what is done there."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from crm.commands import activities, projects
from crm.commands.interactions import Participant
from crm.queries import activities as activity_queries
from crm.queries import projects as project_queries
from tests.ui.register import settle
from ui import errands
from ui.dialogs.options import Options

pytestmark = pytest.mark.begins_on("projects")


@pytest.fixture
def tare(window, known):
    made = projects.add("Tare", stage="application", lead=known.havbruk, notes="- [ ] Ring Åse")
    projects.add_partner(made, known.nordlys, cash=50_000_00, minutes=600)
    return made


@pytest.fixture
def treff(window, known):
    made = activities.add("Høsttreff", start_on=date(2026, 10, 30), status="held", headcount_extra=2, women_count=3)
    activities.attend_all(made, [Participant(person=known.ada), Participant(person=known.ase)], status="registered")
    return made


def at_rest(window):
    settle(lambda: not window.desk.questions.waiting())


def test_an_empty_list_says_what_to_do(window, known):
    for key in ("projects", "activities"):
        window.go(key)
        at_rest(window)
        assert (
            window.page().listing.widget.empty.isVisible() if hasattr(window.page().listing.widget, "empty") else True
        )
        assert window.page().status().text.startswith("0 of 0")


def test_a_project_shows_its_partners_and_moves_on_with_one_click(window, known, tare):
    window.go("projects", tare)
    at_rest(window)
    detail = window.page().detail
    assert detail.project.title == "Tare" and len(detail._partners._rows) == 1
    assert "Nordlys Energi AS · NOK 50,000 · 10 h" in detail._partners._rows[0]._value.text()
    detail._next.click()
    at_rest(window)
    assert project_queries.detail(tare).stage == "granted"
    window.actions_.of["undo"].trigger()
    settle(lambda: project_queries.detail(tare).stage == "application")


def test_a_project_is_edited_archived_and_found(window, known, tare):
    window.go("projects", tare)
    at_rest(window)
    verbs = window.page().verbs()
    assert {"edit_record", "archive", "history", "follow_up", "export"} <= set(verbs)
    groups = {group.title: [hit.title for hit in group.hits] for group in errands.find(window, "tare")}
    assert groups["Projects"] == ["Tare"]
    verbs["archive"]()
    asked = window.findChild(Options)  # it is still an application, with a partner
    QTest.keyClick(asked, Qt.Key.Key_A)
    at_rest(window)
    assert project_queries.detail(tare).archived


def test_a_tick_says_that_somebody_came(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    detail = window.page().detail
    first = detail.attendance.boxes()[0]
    assert (first.text(), first.isChecked()) == ("Ada Berg", False)
    assert "2 came" in detail._count.text()
    first.click()
    at_rest(window)
    one = activity_queries.detail(treff)
    assert [who.status for who in one.attendees] == ["attended", "registered"]
    assert (
        detail._count.text() == "3 came · 2 of them without a name · 1 organisation · 1 of them a member · 1 registered"
    )


def test_people_are_added_and_unknown_ones_become_contacts(window, known, treff):
    from ui.dialogs import attendees
    from ui.kit.people_field import Suggestion

    dialog = attendees.ask(window, activity=treff)
    assert dialog.form is not None
    dialog.form.set_values({"people": [Suggestion(known.kare, "Kåre", ""), Suggestion(None, "Nils Ny", "Ny AS")]})
    dialog.save_now()
    at_rest(window)
    told = {who.person: (who.organisation, who.status) for who in activity_queries.detail(treff).attendees}
    assert told["Kåre Ødegård"] == ("Nordlys Energi AS", "attended") and told["Nils Ny"] == ("Ny AS", "attended")


def test_a_new_activity_and_a_new_project_are_shown_once_they_are_saved(window, known):
    from ui.kit.dialog import Dialog

    for key, values in (
        ("activities", {"name": "Kurs", "start_on": date(2026, 3, 4)}),
        ("projects", {"title": "Nytt"}),
    ):
        window.go(key)
        at_rest(window)
        window.page().primary_action()
        (dialog,) = [one for one in window.findChildren(Dialog) if one.isVisible()]
        dialog.form.set_values(values)
        dialog.save_now()
        at_rest(window)
        detail = window.page().detail
        assert (detail.activity.name if key == "activities" else detail.project.title) in values.values()


def test_an_ampersand_in_a_name_is_no_mnemonic_in_the_menu_of_who_came(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    line = window.page().detail.attendance._lines[0]
    line._who = line._who._replace(person="Berg & Dal", organisation="Fisk & Co", organisation_id=known.nordlys)
    line._menu()
    menu = line.findChildren(QMenu)[0]
    assert [entry.text() for entry in menu.actions()[:2]] == ["Go to Berg && Dal", "Go to Fisk && Co"]
    menu.close()
