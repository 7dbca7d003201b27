"""The page of activities: held and who came, the next of its kind, templates, what is written to Excel."""

from datetime import date, timedelta

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from crm.commands import activities, history
from crm.commands.interactions import Participant
from crm.queries import activities as queries
from crm.queries import activity_templates
from tests.ui.register import TODAY, settle
from ui.dialogs.certificates import CertificatesDialog
from ui.dialogs.who_came import WhoCame
from ui.kit.dialog import Dialog
from ui.pages import attending, export

pytestmark = pytest.mark.begins_on("activities")


@pytest.fixture
def treff(window, known):
    made = activities.add("Høsttreff 2026", start_on=TODAY - timedelta(days=20), minutes=120)
    activities.attend_all(made, [Participant(person=known.ada), Participant(person=known.ase)], status="registered")
    return made


def at_rest(window):
    settle(lambda: not window.desk.questions.waiting())


def asked(window, kind=Dialog):
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def test_a_day_that_is_past_asks_whether_it_was_held_and_then_who_came(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    detail = window.page().detail
    assert "was it held" in detail._asks.words() and "certificates" not in window.page().verbs()
    detail._asks._action.click()
    dialog = asked(window, WhoCame)
    dialog.all_came()
    dialog.save_now()
    at_rest(window)
    one = queries.detail(treff)
    assert (one.status, one.came) == ("held", 2) and detail._asks.words() == ""
    assert "2 came" in detail._count.text()
    window.page().verbs()["certificates"]()
    assert len(asked(window, CertificatesDialog).told.attended) == 2


def test_whoever_says_that_it_was_held_is_offered_to_tick(window, known, treff, monkeypatch):
    said = []
    monkeypatch.setattr(window.desk, "say", lambda *words: said.append(words))
    window.go("activities", treff)
    at_rest(window)
    window.page().verbs()["edit_record"]()
    dialog = asked(window)
    dialog.form.fields["status"].put("held")
    dialog.save_now()
    assert said and "Who came" in said[0][0]
    said[0][2]()
    assert asked(window, WhoCame).isVisible()


def test_arrows_lead_from_tick_to_tick(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    first, second = window.page().detail.attendance.boxes()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    at_rest(window)
    assert [who.status for who in queries.detail(treff).attendees] == ["registered", "attended"]


def test_for_whom_somebody_counts_is_put_right_in_the_menu_of_the_name(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    line = window.page().detail.attendance._lines[0]
    line._more.click()
    (menu,) = line.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (counts,) = [one.menu() for one in menu.actions() if one.menu() is not None]
    assert [(one.text(), one.isChecked()) for one in counts.actions()] == [
        ("Nordlys Energi AS", True),
        ("No organisation", False),
    ]
    counts.actions()[1].trigger()
    menu.close()
    assert queries.detail(treff).attendees[0].organisation == ""
    history.undo()
    assert queries.detail(treff).attendees[0].organisation == "Nordlys Energi AS"


def test_the_next_of_its_kind_is_shown_once_it_is_saved_and_a_template_is_kept(window, known, treff):
    window.go("activities", treff)
    at_rest(window)
    window.page().verbs()["as_template"]()
    (row,) = activity_templates.all()
    assert (row.name, row.minutes) == ("Høsttreff 2026", 120)
    history.undo()
    assert activity_templates.all() == []
    window.page().verbs()["again"]()
    asked(window).save_now()
    at_rest(window)
    one = window.page().detail.activity
    assert (one.name, one.status, one.minutes) == ("Høsttreff 2027", "planned", 120)
    assert one.start_on.weekday() == (TODAY - timedelta(days=20)).weekday()


def test_a_new_one_that_was_held_offers_who_came(window, known, monkeypatch):
    said = []
    monkeypatch.setattr(window.desk, "say", lambda *words: said.append(words))
    attending.add(window.desk)
    dialog = asked(window)
    dialog.form.set_values({"name": "Kurs", "start_on": date(2026, 3, 4), "status": "held"})
    dialog.save_now()
    assert said and window.current == "activities"


def test_the_file_says_what_the_annual_report_asks_for(window, known, treff, tmp_path, monkeypatch):
    activities.edit(treff, status="held", women_count=3, satisfaction=425, satisfaction_answers=4, cost=10_000_00)
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(export, "choose_columns", lambda desk, name: (path, True))
    window.go("activities", treff)
    at_rest(window)
    window.page().verbs()["export"]()
    settle(lambda: path.exists() and not window.desk.jobs.busy())
    (sheet,) = openpyxl.load_workbook(path).worksheets
    told = dict(zip(*([cell.value for cell in row] for row in sheet[1:2]), strict=True))
    assert (told["Women"], told["Satisfaction"], told["Cost"], told["Status"]) == (3, 4.25, 10_000, "Held")
