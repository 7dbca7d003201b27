"""The page of fees, and what the members page offers about memberships as a whole."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from crm.commands import fees, memberships, organisation_years
from crm.queries import fees as queries
from crm.queries import ledger
from tests.ui.pages.test_every_page import show
from tests.ui.register import settle
from ui.dialogs import bank_list, bridge, fee_levels, notices, propose_fees, renew
from ui.dialogs.listing import Listing
from ui.dialogs.ticks import Ticks
from ui.kit.dialog import Dialog


@pytest.fixture
def page(window):
    return show(window, "fees")


def quiet(window):
    return not window.desk.questions.waiting() and not window.desk.jobs.busy()


def form_of(dialog):
    return dialog.form


def ticks_of(dialog):
    return dialog.findChild(Ticks)


def test_the_cards_count_and_show_what_they_count(window, page):
    assert page.listing.shown() == 1 and page.status().text == "1 fee of 2026"
    assert "25,000" in page.cards["invoiced"].accessibleName()
    page.cards["paid"].clicked.emit()
    settle(lambda: quiet(window))
    assert page.listing.shown() == 0
    page.cards["invoiced"].clicked.emit()
    settle(lambda: quiet(window))
    assert page.listing.shown() == 1


def test_fees_are_proposed_after_a_look_and_one_undo_takes_them_back(window, page):
    fees.add_level(1_000_000)
    dialog = propose_fees.ask(window, year=2027)
    assert len(ticks_of(dialog).taken()) == 2
    ticks_of(dialog).view.setFocus()
    QTest.keyClick(ticks_of(dialog).view, Qt.Key.Key_Space)
    assert len(ticks_of(dialog).taken()) == 1
    dialog.save_now()
    assert queries.sums(2027, date(2027, 1, 1))["proposed"] == queries.Sum(1, 1_000_000)
    window.actions_.of["undo"].trigger()
    settle(lambda: quiet(window))
    assert queries.sums(2027, date(2027, 1, 1))["all"] == queries.Sum(0, 0)


def test_a_price_list_with_years_says_which_line_counts_and_holds_half_hours(window, page, known):
    dialog = fee_levels.ask(window)
    for values in (
        {"amount": 2_000_000, "minutes": 450},
        {"amount": 500_000, "employees_from": 0, "employees_to": 900, "to_year": 2026},
        {"amount": 700_000, "employees_from": 0, "employees_to": 900, "from_year": 2027},
    ):
        asked = fee_levels.ask_level(dialog)
        form_of(asked).set_values(values)
        asked.save_now()
    dialog.reject()
    dialog = fee_levels.ask(window)
    (listing,) = dialog.findChildren(Listing)
    table = listing.model()
    shown = [[table.index(row, at).data() for at in range(table.columnCount())] for row in range(table.rowCount())]
    assert sorted(row[2:] for row in shown) == [
        ["from 2027", "NOK 7,000", ""], ["until 2026", "NOK 5,000", ""], ["–", "NOK 20,000", "7.5 h"],
    ]  # fmt: skip
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    # Not the highest fee: who has fewer employees pays less
    assert "the one with the most conditions counts" in told and "highest" not in told
    dialog.reject()
    organisation_years.put(known.nordlys, 2026, employees=12)
    assert [one.amount for one in queries.proposals(2027) if one.organisation_id == known.nordlys] == [700_000]


def test_a_list_from_the_bank_is_shown_before_it_is_written(window, page, tmp_path: Path):
    file = tmp_path / "bank.csv"
    file.write_text("Dato;Tekst;Inn\n2.11.2026;NORDLYS ENERGI;25000,00\n3.11.2026;noen;5,00\n", encoding="utf-8")
    dialog = bank_list.ask(window, file=file)
    settle(lambda: not dialog.working())
    assert [match.payment.row for match in dialog.ticks.taken()] == [2]
    dialog.ticks.take_all()  # what pays nothing cannot be taken
    assert len(dialog.ticks.taken()) == 1
    assert queries.sums(2026, date(2026, 12, 1))["paid"].number == 0
    dialog.save_now()
    settle(lambda: quiet(window))
    assert queries.sums(2026, date(2026, 12, 1))["paid"].number == 1
    window.actions_.of["undo"].trigger()
    settle(lambda: quiet(window))
    assert queries.sums(2026, date(2026, 12, 1))["paid"].number == 0


def test_a_fee_that_is_gone_meanwhile_is_told_where_the_payments_are(window, page, tmp_path: Path):
    file = tmp_path / "bank.csv"
    file.write_text("Dato;Tekst;Inn\n2.11.2026;NORDLYS ENERGI;25000,00\n", encoding="utf-8")
    dialog = bank_list.ask(window, file=file)
    settle(lambda: not dialog.working() and bool(dialog.ticks.taken()))
    fees.remove(dialog.ticks.taken()[0].fees[0].id)
    dialog.save_now()
    assert dialog.message() and dialog.isVisible()
    dialog.reject()


def test_a_file_that_is_no_list_says_so_and_offers_nothing(window, page, tmp_path: Path):
    file = tmp_path / "brev.csv"
    file.write_text("Kjære bank\n", encoding="utf-8")
    dialog = bank_list.ask(window, file=file)
    settle(lambda: not dialog.working())
    assert "brev.csv" in dialog.message() and not dialog.save_button.isEnabled()
    dialog.reject()


def test_several_are_marked_as_paid_at_once(window, page):
    page.view.selectAll()
    settle(lambda: quiet(window))
    assert page._pay.isEnabled() and not page._invoice.isEnabled()
    page._pay.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    dialog.save_now()
    settle(lambda: quiet(window))
    assert queries.sums(2026, date(2026, 12, 1))["paid"].number == 1


def test_each_number_of_the_bridge_opens_its_list_and_leads_to_the_member(window, known):
    show(window, "members")
    led: list[int] = []
    dialog = bridge.ask(window, go=led.append, first=date(2024, 1, 1))
    form_of(dialog).fields["last"].put(date(2026, 11, 23))
    dialog._count()
    shown = {}
    for part, card in dialog.cards.items():
        card.clicked.emit()
        shown[part] = [row.id for row in dialog.listing.rows()]
    assert shown == {
        "start": [known.nordlys],
        "joined": [known.havbruk],
        "left": [],
        "end": [known.nordlys, known.havbruk],
    }
    dialog.listing.go_to(0)
    dialog.listing.opened.emit(0)
    assert led == [known.nordlys]


def test_memberships_are_renewed_and_reminded_of_from_the_members_page(window, known):
    page = show(window, "members")
    page._more.click()
    menu = page.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Members between two days…", "Renew memberships…", "Notice deadlines…",
    ]  # fmt: skip
    menu.close()
    dialog = renew.ask(window)
    form_of(dialog).fields["to"].put(date(2027, 12, 31))
    form_of(dialog).fields["notice_by"].put(date(2027, 9, 30))
    form_of(dialog).edited.emit("to")
    dialog.save_now()
    assert [row.new_agreed_to for row in ledger.renewals(date(2027, 12, 31))] == []
    dialog = notices.ask(window)
    form_of(dialog).fields["until"].put(date(2027, 12, 31))
    form_of(dialog).edited.emit("until")
    dialog.save_now()
    settle(lambda: quiet(window))
    assert all(notice.task for notice in ledger.notices(date(2027, 12, 31)))


def test_a_gap_between_two_periods_is_seen(window, known):
    first = ledger_period(known.nordlys)
    memberships.leave(first, date(2025, 3, 31))
    memberships.join(known.nordlys, joined_on=date(2025, 9, 1))
    page = show(window, "members")
    page.show_record(known.nordlys)
    settle(lambda: quiet(window))
    page.detail.show_tab(2)
    texts = [label.text() for label in page.detail.memberships.findChildren(type(page.detail._head._title))]
    assert "Not a member from 01.04.2025 to 31.08.2025" in texts


def ledger_period(organisation: int) -> int:
    from crm.queries import organisations

    return organisations.detail(organisation).memberships[0].id


def test_a_payment_that_was_another_members_is_taken_back_weeks_later(window, page):
    (id,) = page.listing.table.ids()
    fees.pay([(id, date(2026, 3, 1))])
    fees.add_level(1_000_000)  # something was done since: undo would not reach it
    settle(lambda: quiet(window) and page.listing.record(id).state == "paid")
    page.view.go_to(id)
    page._menu()
    act = next(one for one in page.findChild(QMenu).actions() if one.text() == "Mark as not paid")
    assert act.isEnabled()
    act.trigger()
    settle(lambda: quiet(window))
    assert page.listing.record(id).state == "invoiced"
