"""Reports: the figures of a year, the proof behind each, frozen ones."""

from datetime import date

import pytest

from crm.commands import memberships
from crm.queries import reports as queries
from crm.reports import run
from tests.ui.register import settle
from ui.dialogs.reconciled import ReconciledDialog
from ui.kit import messages


@pytest.fixture
def page(window):
    window.go("reports")
    calm(window)
    return window.page()


def calm(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy() and window.page().report)


def test_it_counts_the_year_that_runs_in_the_second_half(page, known):
    assert page.chosen_year() == 2026
    assert page.report.figures["K01"].value == 2
    assert page.cards["K01"]._number.text() == "2"


def test_each_figure_shows_whom_it_counts_and_leads_there(page, window, known):
    names = [page.detail._names[id] for id in page.detail.counted.table().ids()]
    assert names == ["Nordlys Energi AS", "Ålesund Havbruk AS"]
    page.detail.counted.opened.emit(known.havbruk)
    assert window.current == "members"


def test_another_year_is_counted_anew(page, window):
    page._choose_year(2023)
    settle(lambda: page.report is not None and page.report.year == 2023)
    assert page.report.figures["K01"].value == 1


def test_a_change_is_counted_at_once(page, window, known):
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    settle(lambda: page.report.figures["K01"].value == 3)


def test_freezing_asks_with_a_verb_and_keeps_the_figures(page, window, known, monkeypatch):
    asked: list[tuple[str, str]] = []

    def ask(_parent, title, _words, verb, **_how):
        asked.append((title, verb))
        return True

    monkeypatch.setattr(messages, "ask", ask)
    page._freeze()
    settle(lambda: len(queries.runs(2026)) == 1)
    assert asked == [("Freeze the report of 2026?", "Freeze")]
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    settle(lambda: page.report.figures["K01"].value == 3 and bool(page.detail._runs))
    page.detail.runs.opened.emit(queries.runs(2026)[0].id)
    settle(lambda: page.report.run is not None)
    assert page.report.figures["K01"].value == 2
    assert "frozen report" in page.bar.words()


def test_a_frozen_report_says_which_edit_moved_its_figures(page, window, known):
    run.freeze(page.report)
    assert not page.since.isVisible()
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    page.refresh()
    settle(lambda: bool(page.detail._runs))
    page.detail.runs.opened.emit(queries.runs(2026)[0].id)
    settle(lambda: page.report.run is not None)
    assert page.since.isVisible()
    page.since.click()
    dialog = window.findChild(ReconciledDialog)
    settle(lambda: dialog.found is not None)
    row = dialog.listing.rows()[0]
    assert row.figure.startswith("K01") and row.moved == "2 → 3" and row.did.startswith("entered: ")
    dialog.save_now()
