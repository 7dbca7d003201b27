"""From a person or an organisation to the row of the list it came from, and how that list was read."""

import pytest

from crm.exchange import carry_out, plan
from crm.exchange.choices import Choices, Door
from crm.queries import people
from tests.ui.register import TODAY, settle

pytestmark = pytest.mark.begins_on("imports")

LIST = """Fornavn;Etternavn;Virksomhet;E-post
Ingrid;Sæther;Nordlys Energi AS;ingrid@nordlys.example
Maja;Lindqvist;Fjordtech AS;maja.fjordtech
Tor;Dahl;Vågen AS;tor@vaagen.example
"""


@pytest.fixture
def brought(window, tmp_path):
    """The number of an import of two people and a wrong row."""
    file = tmp_path / "deltakere.csv"
    file.write_text(LIST, encoding="utf-8-sig")
    chosen = Choices(strategy="fill", door=Door("Havbruksdagen", "consent"))
    return carry_out.carry_out(plan.make(file, today=TODAY, choices=chosen)).batch


def shown(window, key, id, kind):
    """The detail of a record."""
    window.go(key, id)
    settle(lambda: not window.desk.questions.waiting() and getattr(window.page().detail, kind) is not None)
    settle(lambda: getattr(window.page().detail, kind).id == id)
    return window.page().detail


def fact(facts, words):
    """The row of facts that says these words."""
    (found,) = [row for row in facts._rows if words in row._value.text() and not row._value.isHidden()]
    return found


def test_a_contact_is_one_click_from_its_row_in_the_list(window, brought):
    tor = people.find("Tor Dahl")[0]
    detail = shown(window, "contacts", tor, "person")
    came = fact(detail._facts, "deltakere.csv, row 4")
    assert came._label.text() == "Came from"
    came._act.click()
    settle(lambda: window.current == "imports" and not window.desk.questions.waiting())
    page = window.page()
    settle(lambda: page.detail.row is not None and page.detail.view.current_id() is not None)
    line = page.detail._lines[page.detail.view.current_id()]
    assert (page.detail.row.id, line.row, line.cells["Fornavn"]) == (brought, 4, "Tor")
    # And once more, now that the page shows this import already
    window.go("imports", brought, row=2)
    settle(lambda: not window.desk.questions.waiting())
    settle(lambda: page.detail._lines[page.detail.view.current_id()].row == 2)


def test_somebody_known_before_is_also_in_the_list_and_nobody_else(window, brought, known):
    detail = shown(window, "members", known.nordlys, "organisation")
    assert fact(detail._facts, "deltakere.csv, row 2")._label.text() == "Also in the list"
    detail = shown(window, "contacts", known.ada, "person")
    assert not [row for row in detail._facts._rows if "deltakere" in row._value.text() and not row._value.isHidden()]


def test_how_a_list_was_read_unfolds(window, brought):
    window.go("imports", brought)
    settle(lambda: not window.desk.questions.waiting() and window.page().detail.row is not None)
    how = window.page().detail.how
    assert not how.unfolded()
    how.fold.click()
    settle(lambda: not window.desk.questions.waiting() and not how.facts.isHidden())
    for words in ("Havbruksdagen", "Consent", "Fill what is empty", "utf-8"):
        assert fact(how.facts, words)
    assert fact(how.columns, "E-mail")._label.text() == "E-post"
    how.fold.click()
    assert not how.unfolded()


def test_an_import_says_until_when_its_people_must_be_told_and_marks_them(window, brought):
    window.go("imports", brought)
    settle(lambda: not window.desk.questions.waiting() and window.page().detail.row is not None)
    clock = window.page().detail._clock
    settle(lambda: not clock.isHidden())
    assert clock.words.text().startswith("2 people must be told by ")
    clock.mark.click()
    settle(lambda: clock.isHidden() and not window.desk.jobs.busy())


def test_the_contacts_who_were_not_told_are_filtered_and_marked(window, brought):
    window.go("contacts", chips=["informed"])
    settle(lambda: not window.desk.questions.waiting() and window.page().listing.shown() == 2)
    page = window.page()
    page.view.selectAll()
    page.verbs()["inform"]()
    settle(lambda: not window.desk.jobs.busy() and not window.desk.questions.waiting() and page.listing.shown() == 0)
