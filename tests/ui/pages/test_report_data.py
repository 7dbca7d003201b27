"""The page of report data: every kind listed, added by keys, led to, exported; a whole year typed and pasted."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from crm.commands import (
    cluster_labels,
    external_relations,
    finance,
    governance,
    media,
    organisation_years,
    results,
    staff_time,
    state_aid,
    surveys,
)
from crm.queries import named, organisations
from crm.queries import organisation_years as queries
from crm.queries.results import ResultsQuery
from tests.ui.pages.test_every_page import show
from tests.ui.register import settle
from ui.dialogs import facts, whole_year
from ui.dialogs.fact_list_file import FactListDialog
from ui.kit import messages
from ui.kit.dialog import Dialog
from ui.kit.empty import Empty
from ui.kit.people_field import Suggestion
from ui.pages import finder, places

pytestmark = pytest.mark.begins_on("report_data")

DAY = date(2026, 3, 2)


@pytest.fixture
def page(window):
    return show(window, "report_data")


def form_of(dialog):
    return dialog.form


def focused():
    return QApplication.focusWidget()


def quiet(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def one_of_each(known):
    """A record of every kind; the ids by table."""
    body = governance.add("Styret", "board")
    return {
        "organisation_year": organisation_years.add(known.nordlys, 2026, employees=12, turnover=5_00),
        "finance_line": finance.add(2026, "income", "service_sales", budget=7_00, actual=8_00),
        "result": results.add("Ny sensor", 2026, organisations=[known.nordlys], amount=5_00),
        "media_item": media.add("Vind på tavla", DAY, international=True),
        "survey": surveys.add("Høst", 2026, sent_to=40, responses=25, satisfaction=420),
        "governance_body": body,
        "governance_member": governance.add_seat(body, organisation=known.nordlys),
        "external_relation": external_relations.add(known.kommune, "mou", country_code="SE"),
        "staff_time": staff_time.add(1, DAY, 450),
        "aid_record": state_aid.add(known.nordlys, DAY, 3_000_000_00, amount_euro=270_000_00),
        "cluster_label": cluster_labels.add("ECEI", DAY, level="bronze"),
    }


def test_every_kind_says_why_it_is_empty_and_asks_for_the_first_one(window, page):
    assert set(page.kinds) == set(places.FACTS)
    for table, kind in page.kinds.items():
        page.chips.button(table).click()
        quiet(window)
        assert page.kind is kind and page.front.listing.shown() == 0
        assert kind.empty in [label.text() for label in page.front.findChild(Empty).findChildren(QLabel)]
        page.primary_action()
        dialog = window.findChildren(Dialog)[-1]
        assert form_of(dialog) is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_every_kind_is_listed_led_to_and_written_to_a_file(window, page, known):
    made = one_of_each(known)
    for table, id in made.items():
        window.go(places.home(table), id, **places.part(table))
        quiet(window)
        assert page.kind.table == table and page.front.view.current_id() == id, table
        row = page.front.current()
        values = [col.out().value(row) for col in page.kind.columns]
        assert any(value not in (None, "") for value in values)
        page.year.setCurrentIndex(page.year.findText("2026"))
        quiet(window)
        assert page.front.listing.shown() == 1
        assert {"export", "edit_record", "history"} <= set(page.verbs())
        for table_of_sums in page.front._plain:
            assert table_of_sums.rows()
        assert named.names(table, [id])
    assert page.status().text == "1 of 1 in the list"
    page.chips.button("aid_record").click()
    quiet(window)
    assert page.front._cards[2].accessibleName().startswith("1 ")


def test_a_result_is_added_by_keys_and_one_undo_takes_it_back(window, page):
    page.chips.button("result").click()
    quiet(window)
    page.primary_action()
    dialog = window.findChildren(Dialog)[-1]
    settle(dialog.isActiveWindow)
    QTest.keyClicks(form_of(dialog).widget("title"), "Ny sensor")
    QTest.keyClick(form_of(dialog).widget("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(window)
    assert page.front.listing.shown() == 1 and page.front.current().title == "Ny sensor"
    page.verbs()["edit_record"]()
    edit = [one for one in window.findChildren(Dialog) if one.isVisible()][-1]
    form_of(edit).fields["attribution"].put("decisive")
    edit.save_now()
    quiet(window)
    assert page.front.current().attribution == "decisive"
    page.verbs()["archive"]()
    quiet(window)
    assert page.front.listing.shown() == 0 and len(ResultsQuery(archived=True).ids()) == 1
    for _step in range(3):
        window.actions_.of["undo"].trigger()
        quiet(window)
    assert ResultsQuery().ids() == [] and page.front.listing.shown() == 0


def test_what_is_wrong_is_told_in_the_dialog_and_nothing_is_kept(window, page):
    dialog = facts.ask(window, "finance_line", year=2026)
    form_of(dialog).fields["category"].put("travel")
    dialog.save_now()
    assert "actual" in form_of(dialog).problems() and dialog.isVisible()
    form_of(dialog).fields["kind"].put("income")
    assert form_of(dialog).value("category") is None and not form_of(dialog).widget("is_eligible").isVisible()
    form_of(dialog).settle()
    dialog.reject()


def test_a_seat_is_for_the_employer_of_whoever_is_chosen(window, page, known):
    governance.add("Styret", "board")
    dialog = facts.ask(window, "governance_member")
    settle(dialog.isActiveWindow)
    QTest.keyClicks(form_of(dialog).widget("person").edit, "ada")
    QTest.keyClick(form_of(dialog).widget("person").edit, Qt.Key.Key_Return)
    assert form_of(dialog).value("organisation") == known.nordlys
    dialog.save_now()
    assert not dialog.isVisible()


def test_a_relation_may_be_to_somebody_new(window, page):
    dialog = facts.ask(window, "external_relation")
    form_of(dialog).fields["organisation"].put(Suggestion(None, "Nordhaf ehf."))
    form_of(dialog).fields["country_code"].put("IS")
    dialog.save_now()
    page.chips.button("external_relation").click()
    quiet(window)
    assert page.front.current().organisation == "Nordhaf ehf." and page.front.current().country == "IS"


def test_a_whole_year_is_typed_pasted_and_read_and_kept_as_one_step(window, page, known, tmp_path: Path):
    organisation_years.add(known.nordlys, 2025, employees=10)
    dialog = whole_year.ask(window, year=2026)
    grid, model = dialog.grid, dialog.model
    assert [one.name for one in model.members] == ["Nordlys Energi AS", "Ålesund Havbruk AS"]
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 1)
    settle(dialog.isActiveWindow)
    QTest.keyClick(grid, Qt.Key.Key_1)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(lambda: bool(model.changed()))
    assert model.changed() == {known.nordlys: {"employees": 12}} and grid.currentIndex().row() == 1
    QApplication.clipboard().setText("8\t1 500 000\nfor mange linjer")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert model.changed()[known.havbruk] == {"employees": 8, "turnover": 1_500_000_00}
    QApplication.clipboard().setText("910 000 020\t14\t99\t1 234\nÅlesund Havbruk\t9\t-5")
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert model.changed() == {
        known.nordlys: {"employees": 14, "turnover": 99_00, "balance": 1_234_00},
        known.havbruk: {"employees": 9, "turnover": -5_00},
    }
    file = tmp_path / "tall.csv"
    file.write_text(
        "Navn;Ansatte;Balanse (1000 kr)\nFjord kommune;40\nNordlys Energi AS;15;7\nIngen;1\n", encoding="utf-8"
    )
    dialog.look(file)
    settle(lambda: not dialog.working())
    assert len(model.members) == 3 and "Ingen" in dialog._told.text()
    model.setData(model.index(1, 1), "mange")
    dialog.save_now()
    assert dialog.isVisible() and "Ålesund Havbruk AS" in dialog.message()
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    dialog.save_now()
    assert not dialog.isVisible()
    assert [queries.of(one)[0].employees for one in (known.nordlys, known.kommune)] == [15, 40]
    assert queries.of(known.havbruk)[0].turnover == -5_00
    assert queries.of(known.nordlys)[0].balance == 7_000_00
    window.actions_.of["undo"].trigger()
    quiet(window)
    assert [row.year for row in queries.of(known.nordlys)] == [2025] and queries.of(known.havbruk) == []


def test_the_palette_finds_seats_hours_and_figures_and_opens_them_on_their_page(window, page, known):
    made = one_of_each(known)
    staff_time.edit(made["staff_time"], notes="Skrev årsplanen")
    asked = {
        "governance_member": "styret nordlys",
        "organisation_year": "nordlys 2026",
        "staff_time": "årsplanen",
    }
    asked_anew: list[str] = []
    for table, words in asked.items():
        show(window, "today")
        groups = finder.groups(words, recent=(), doings=(), go=window.go, ask=asked_anew.append, register=True)
        listed = [hit for group in groups for hit in group.hits if hit.icon == finder.ICONS[table]]
        assert len(listed) == 1, table
        listed[0].run()
        quiet(window)
        assert page.kind.table == table and page.front.view.current_id() == made[table]


def test_a_members_page_shows_its_figures_year_by_year_and_aid_near_the_ceiling(window, known):
    members = show(window, "members")
    window.go("members", known.nordlys)
    quiet(window)
    years = members.detail.years
    assert not years._none.isHidden() and years._aid.isHidden()
    years._add.click()
    dialog = window.findChildren(Dialog)[-1]
    assert form_of(dialog).value("organisation") == known.nordlys
    form_of(dialog).fields["employees"].put(12)
    dialog.save_now()
    state_aid.add(known.nordlys, DAY, 3_000_000_00, amount_euro=270_000_00)
    quiet(window)
    assert years._none.isHidden() and "12" in [label.text() for label in years.findChildren(QLabel)]
    assert "90" in years._aid.text() and not years._aid.isHidden()


def test_what_hangs_on_a_group_is_told_before_it_is_removed_and_a_result_goes_with_its_organisations(window, known):
    board = governance.add("Styret", "board")
    governance.add_seat(board, person=known.ada)
    result = results.add("Ny sensor", 2026, organisations=[known.nordlys])
    for table, id, asked in (("governance_body", board, True), ("result", result, False)):
        dialog = facts.ask(window, table, id=id)
        remove = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Remove")
        remove.click()
        over = [one for one in dialog.findChildren(Dialog) if one.isVisible()]
        assert bool(over) is asked and dialog.isVisible() is asked
        for one in (*over, dialog):
            one.reject()
    assert ResultsQuery().ids() == [] and named.exists("governance_body", board)


def test_next_years_budget_begins_with_the_lines_of_the_year(window, page):
    finance.add(2025, "cost", "travel", budget=7_00, actual=8_00)
    page.chips.button("finance_line").click()
    quiet(window)
    page.front.also[0].click()
    quiet(window)
    row = page.front.current()
    assert (row.year, row.budget, row.actual) == (2026, 8_00, None)
    window.actions_.of["undo"].trigger()
    quiet(window)
    assert page.front.listing.shown() == 0


def test_a_list_is_looked_over_added_by_the_keyboard_and_taken_back(window, page, known, tmp_path, monkeypatch):
    file = tmp_path / "resultater.csv"
    name = organisations.detail(known.nordlys).name
    lines = ("Tittel;Type;Virksomhet;Antall", f"Ny sensor;Ny bedrift;{name};2", "Feil;Ny bedrift;Finnes ikke;1")
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(file), ""))
    page.chips.button("result").click()
    quiet(window)
    page.front.bring_in.click()
    dialog = window.findChild(FactListDialog)
    settle(lambda: dialog.ticks is not None)
    assert [bool(line.problem) for line in dialog.ticks.view.rows()] == [True, False]
    assert dialog.save_button.isEnabled() and len(dialog.ticks.taken()) == 1
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    quiet(window)
    row = page.front.listing.record(page.front.view.table().ids()[0])
    assert (row.title, row.number, row.year) == ("Ny sensor", 2, 2026)
    window.actions_.of["undo"].trigger()
    quiet(window)
    assert ResultsQuery().ids() == []


def test_a_typed_year_is_not_lost_by_esc_without_a_question(window, page, known, monkeypatch):
    dialog = whole_year.ask(window, year=2026)
    asked = []

    def answer(*words, **_more):
        asked.append(words)
        return False

    monkeypatch.setattr(messages, "ask", answer)
    dialog.model.setData(dialog.model.index(0, 1), "12")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1 and dialog.isVisible()
    dialog.model.setData(dialog.model.index(0, 1), "")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1 and not dialog.isVisible()


def test_the_years_of_a_kind_are_not_asked_in_the_thread_of_the_window(window, page, known):
    organisation_years.add(known.nordlys, 1999, employees=3)
    quiet(window)
    kind, threads = page.kinds["organisation_year"], []

    def years():
        threads.append(current_thread())
        return kind.years()

    page.kind = replace(kind, years=years)
    page.refresh()
    quiet(window)
    assert threads and main_thread() not in threads and page.year.findText("1999") >= 0
