"""The page of contributions: a year in sums, by member and one by one, approved several at once, with one undo."""

from datetime import date

import pytest

from crm.commands import contributions
from crm.queries import contributions as queries
from crm.queries.contributions import ContributionsQuery
from crm.rules import numbers
from tests.ui.pages.test_every_page import show
from tests.ui.register import settle
from ui.dialogs import contribution, hours_list
from ui.pages.contribution_lines import LOOKED_AT
from ui.pages.contributions import MEMBERS, SINGLE

pytestmark = pytest.mark.begins_on("contributions")


@pytest.fixture
def given(window, known):
    """Ids: hours above the cap, money that is approved, hours of another year."""
    add = contributions.add
    return [
        add(known.nordlys, 2026, kind="hours", minutes=20 * 60, rate=1_500_00, document_ref="Timeliste 3"),
        add(known.havbruk, 2026, kind="cash", amount=5_000_00, approved=True),
        add(known.nordlys, 2025, kind="hours", minutes=60, rate=500_00, approved=True),
    ]


@pytest.fixture
def page(window, given):
    return show(window, "contributions")


def form_of(dialog):
    return dialog.form


def quiet(window):
    return not window.desk.questions.waiting() and not window.desk.jobs.busy()


def test_the_cards_say_what_counts_and_what_waits_and_lead_there(window, page, given):
    names = {key: card.accessibleName() for key, card in page.cards.items()}
    assert "5,000" in names["given"] and "24,000" in names["waiting"] and names["hours"].startswith("0 ")
    assert page.tabs.currentIndex() == MEMBERS and page.status().text == "2 members in 2026"
    page.cards["waiting"].clicked.emit()
    settle(lambda: quiet(window))
    assert (page.tabs.currentIndex(), list(page.listing.table.ids())) == (SINGLE, given[:1])
    assert page.status().text == "1 contribution of 2026, NOK 24,000"
    page.cards["waiting"].clicked.emit()
    settle(lambda: quiet(window))
    assert page.status().text == "2 contributions of 2026, NOK 29,000"


def test_what_the_page_sums_is_the_plain_sum_of_its_lines(window, page):
    lines = ContributionsQuery(year=2026).lines()
    assert (
        numbers.show_money(sum(line.value for line in lines if line.approved)) in page.cards["given"].accessibleName()
    )
    assert ContributionsQuery(year=2026).totals().value == sum(line.value for line in lines)


def test_a_member_leads_to_what_it_gave(window, page, known, given):
    page.balances.opened.emit(known.nordlys)
    settle(lambda: quiet(window))
    assert (page.tabs.currentIndex(), list(page.listing.table.ids())) == (SINGLE, given[:1])
    assert page.subject() == {"organisation": known.nordlys}


def test_search_narrows_both_and_another_year_shows_its_own(window, page, known, given):
    page.search("timeliste")
    settle(lambda: quiet(window))
    assert list(page.listing.table.ids()) == given[:1] and page.balances.shown() == 0
    page.search("nordlys")
    settle(lambda: quiet(window))
    assert page.balances.ids() == [known.nordlys]
    page.search("")
    page.year.setCurrentText("2025")
    settle(lambda: quiet(window))
    assert list(page.listing.table.ids()) == given[2:]


def test_members_are_sorted_by_what_is_left(window, page, known):
    page.balances.view.sort_asked.emit("value", True)
    assert page.balances.ids()[0] == known.havbruk
    page.balances.view.sort_asked.emit("name", True)
    backwards = page.balances.ids()
    page.balances.view.sort_asked.emit("name", False)
    assert page.balances.ids() == backwards[::-1]


def test_several_are_approved_and_removed_at_once_and_undo_brings_all_back(window, page, given):
    page.tabs.setCurrentIndex(SINGLE)
    page.view.selectAll()
    settle(lambda: quiet(window))
    before = ContributionsQuery().lines()
    page.lines.approve.click()
    settle(lambda: quiet(window))
    assert queries.sums(2026)[0].number == 2 and not page.lines.approve.isEnabled()
    window.actions_.of["undo"].trigger()
    settle(lambda: quiet(window))
    page.view.selectAll()
    page.lines.remove.click()
    settle(lambda: quiet(window))
    assert ContributionsQuery().ids() == given[2:]
    window.actions_.of["undo"].trigger()
    settle(lambda: quiet(window))
    told = [line._replace(version=0) for line in ContributionsQuery().lines()]
    assert told == [line._replace(version=0) for line in before]


def test_one_that_is_asked_for_shows_whatever_the_year_and_the_filters(window, page, given):
    page.cards["cash"].clicked.emit()
    settle(lambda: quiet(window))
    window.go("contributions", given[2])
    settle(lambda: quiet(window))
    assert (page.year.currentText(), page.view.current_id()) == ("2025", given[2])
    assert {"edit_record", "archive", "history", "export"} <= set(page.verbs())
    page.verbs()["archive"]()
    settle(lambda: quiet(window))
    assert ContributionsQuery(archived=True).ids() == [given[2]]


def test_the_dialog_says_what_the_cap_cuts_while_one_writes(window, page, known):
    dialog = contribution.ask(window, organisation=known.nordlys, year=2026)
    form = form_of(dialog)
    form.widget("minutes").setText("20")
    form.widget("rate").setText("1500")
    told = "At most NOK 1,200 an hour counts: NOK 24,000 count, NOK 6,000 do not."
    assert any(told in label.text() for label in dialog.findChildren(type(dialog.title)))
    form.fields["kind"].put("cash")
    form.fields["amount"].put(1_000_00)
    form.fields["given_on"].put(date(2025, 3, 1))
    dialog.save_now()
    assert not dialog.isVisible()
    (line,) = ContributionsQuery(kind="cash", year=2025).lines()
    assert (line.amount, line.minutes, line.rate, line.given_on) == (1_000_00, None, None, date(2025, 3, 1))


def test_an_edit_writes_only_what_was_changed_and_the_kind_takes_its_fields_along(window, page, given):
    dialog = contribution.ask(window, contribution=given[0])
    contributions.edit(given[0], document_ref="Timeliste 4")
    form_of(dialog).fields["notes"].put("Prøver")
    dialog.save_now()
    line = queries.contribution(given[0])
    assert (line.document_ref, line.notes) == ("Timeliste 4", "Prøver")
    dialog = contribution.ask(window, contribution=given[0])
    form_of(dialog).fields["kind"].put("other")
    form_of(dialog).fields["amount"].put(7_00)
    dialog.save_now()
    line = queries.contribution(given[0])
    assert (line.kind, line.amount, line.minutes, line.rate) == ("other", 7_00, None, None)


def test_a_list_of_hours_is_looked_over_its_unknown_members_asked_and_kept_in_one_step(window, page, known, tmp_path):
    file = tmp_path / "timer.csv"
    file.write_text(
        "Bedrift;Dato;Timer;Sats\nNordlys Energi AS;2.11.2026;4;1500\nIngen AS;3.11.2026;5;600\n"
        "Nordlys Energi AS;tirsdag;1;1\nHavbruk;4.11.2026;1;600\n",
        encoding="utf-8",
    )
    before = ContributionsQuery().ids()
    dialog = hours_list.ask(window, file=file, year=2026)
    settle(lambda: not dialog.working() and bool(dialog.found()))
    assert [one.line.row for one in dialog.ticks.taken()] == [2] and dialog.question.isVisible()
    dialog.ticks.take_all()  # what is asked or not understood cannot be taken
    dialog.question.answered.emit(("Ingen AS", ""), None)
    assert len(dialog.ticks.taken()) == 1
    dialog.question.answered.emit(("Havbruk", ""), known.havbruk)
    assert sorted(one.line.row for one in dialog.ticks.taken()) == [2, 5] and not dialog.question.isVisible()
    assert ContributionsQuery().ids() == before
    dialog.save_now()
    settle(lambda: quiet(window))
    assert len(ContributionsQuery().ids()) == len(before) + 2
    window.actions_.of["undo"].trigger()
    settle(lambda: quiet(window))
    assert ContributionsQuery().ids() == before


def test_a_file_that_is_no_list_of_hours_says_so_and_offers_nothing(window, page, tmp_path):
    file = tmp_path / "brev.csv"
    file.write_text("Kjære klynge\n", encoding="utf-8")
    dialog = hours_list.ask(window, file=file, year=2026)
    settle(lambda: not dialog.working())
    assert "brev.csv" in dialog.message() and not dialog.save_button.isEnabled()
    dialog.reject()


def test_the_page_of_a_member_tells_its_year_and_leads_to_its_contributions(window, page, known, given):
    members = show(window, "members")
    members.show_record(known.nordlys)
    settle(lambda: quiet(window))
    members.detail.show_tab(2)
    card = members.detail.memberships.given
    settle(lambda: quiet(window) and card.card.isVisible())
    assert "NOK 24,000" in [row._value.text() for row in card.facts._rows]
    contributions.approve(given[:1])
    settle(lambda: quiet(window))
    assert [row._value.text() for row in card.facts._rows if row._label.text() == "Counts in the report"] == [
        "NOK 24,000"
    ]
    card._show_all()
    settle(lambda: quiet(window))
    assert window.current == "contributions" and list(window.page().listing.table.ids()) == given[:1]


def test_a_document_is_found_from_anywhere_and_leads_to_its_contribution(window, page, given):
    from ui.pages import finder

    led = []
    groups = finder.groups(
        "timeliste 3", recent=(), doings=(), go=lambda *to: led.append(to), ask=lambda words: None, register=True
    )
    (hit,) = next(group.hits for group in groups if group.title == "Contributions")
    hit.run()
    assert led == [("contributions", given[0])]


def test_the_last_rate_of_a_member_is_proposed_and_what_was_typed_stays(window, page, known, given):
    dialog = contribution.ask(window, organisation=known.nordlys, year=2026)
    assert form_of(dialog).value("rate") == 1_500_00 and not form_of(dialog).changed()
    form_of(dialog).fields["organisation"].put(known.havbruk)
    form_of(dialog).edited.emit("organisation")
    assert form_of(dialog).value("rate") is None
    form_of(dialog).widget("rate").setText("700")
    form_of(dialog).fields["organisation"].put(known.nordlys)
    form_of(dialog).edited.emit("organisation")
    assert form_of(dialog).value("rate") == 700_00


def test_of_thousands_that_are_selected_only_the_first_are_looked_at(window, page, given, monkeypatch):
    page.tabs.setCurrentIndex(SINGLE)
    settle(lambda: quiet(window))
    asked, rows = [], ContributionsQuery.rows

    def counted(query, ids):
        asked.append(len(ids))
        return rows(query, ids)

    monkeypatch.setattr(ContributionsQuery, "rows", counted)
    monkeypatch.setattr(page.view, "selected_ids", lambda: given[:2] * 5_000)
    page._told()
    assert asked and max(asked) <= LOOKED_AT and page.lines.approve.isEnabled() and page.lines.withdraw.isEnabled()
