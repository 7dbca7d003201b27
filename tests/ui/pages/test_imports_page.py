"""Imports: what came in, what was rejected and why, the way back."""

from datetime import date

import pytest

from crm.exchange import carry_out, plan
from crm.queries.people import PeopleQuery
from tests.ui.register import TODAY, settle

pytestmark = pytest.mark.begins_on("imports")

LIST = """Fornavn;Etternavn;Virksomhet;E-post
Ingrid;Sæther;Nordlys Energi AS;ingrid@nordlys.example
Maja;Lindqvist;Fjordtech AS;maja.fjordtech
"""


@pytest.fixture
def page(window, tmp_path):
    file = tmp_path / "deltakere.csv"
    file.write_text(LIST, encoding="utf-8-sig")
    window.go("imports")
    carry_out.carry_out(plan.make(file, today=TODAY))
    window.page().refresh()
    settle(lambda: not window.desk.questions.waiting() and window.page().listing.shown() == 1)
    return window.page()


def test_an_import_tells_its_counts(page):
    assert page.status().text == "1 import"
    assert page.detail.row.new == 1 and page.detail.row.rejected == 1


def test_the_rejected_rows_stand_first_with_their_reason(page):
    (line,) = page.detail._lines.values()
    assert line.action == "rejected" and line.reason
    assert line.cells["Fornavn"] == "Maja"


def test_the_others_are_a_chip_away_and_lead_to_the_person(page, window):
    page.detail.chips.button("rejected").click()
    page.detail.chips.button("new").click()
    settle(lambda: [line.action for line in page.detail._lines.values()] == ["new"])
    page.detail.view.opened.emit(page.detail.view.table().ids()[0])
    settle(lambda: window.current == "contacts" and not window.desk.questions.waiting())
    assert window.page().detail.person.name == "Ingrid Sæther"


def test_the_rejected_rows_are_written_to_be_mended(page, window, tmp_path, monkeypatch):
    file = tmp_path / "rejected.csv"
    monkeypatch.setattr("ui.pages.export.choose", lambda _desk, _name: file)
    page.detail._save.click()
    settle(lambda: file.exists() and not window.desk.jobs.busy())
    assert "maja.fjordtech" in file.read_text(encoding="utf-8-sig")


def test_taking_back_shows_what_happens_first(page, window):
    from ui.dialogs.take_back import TakeBackDialog

    before = len(PeopleQuery(today=date(2026, 11, 23)).ids())
    page.detail._back.click()
    dialog = window.findChild(TakeBackDialog)
    settle(lambda: not dialog.working() and dialog.save_button.isEnabled())
    dialog.save_now()
    settle(lambda: len(PeopleQuery(today=date(2026, 11, 23)).ids()) == before - 1)
    settle(lambda: page.detail.row is not None and page.detail.row.taken_back)
    assert not page.detail._back.isVisible()
