"""Contacts: find, filter, look, archive and undo."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm.changes import Changes
from crm.commands import contact_points, people
from crm.queries.people import PeopleQuery
from tests.ui.register import settle
from ui.kit.toast import Toast

pytestmark = pytest.mark.begins_on("contacts")


@pytest.fixture
def page(window):
    window.go("contacts")
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


def shown(page):
    return list(page.listing.table.ids())


def test_the_first_one_is_shown_at_once(page, known):
    assert page.detail.person.id == shown(page)[0]
    assert page.status().text == "4 of 4 contacts"


def test_a_search_finds_letters_inside_folded_names(page, known):
    page.search("degård")
    settle(lambda: shown(page) == [known.kare])
    assert page.status().text == "1 of 4 contacts"
    assert page.detail.person.id == known.kare


def test_a_filter_leaves_only_people_at_members(page, known):
    page.chips.button("members").click()
    settle(lambda: known.per not in shown(page))
    assert len(shown(page)) == 3


def test_an_empty_list_says_why_and_leads_back(page, window):
    page.search("xyzxyz")
    settle(lambda: not shown(page))
    assert not page.listing.widget.view.isVisible()
    page.listing._empty._button.click()
    settle(lambda: len(shown(page)) == 4)


def test_archiving_asks_nothing_and_can_be_undone_from_the_toast(page, window, known):
    page.show_record(known.ase)
    settle(lambda: page.detail.person.id == known.ase)
    window.tell()
    window.actions_.of["archive"].trigger()
    settle(lambda: known.ase not in shown(page))
    toast = window.findChild(Toast, "toast")
    assert toast.words() == "Archived."
    toast._button.click()
    settle(lambda: known.ase in shown(page))


def test_the_toast_undoes_its_own_step_and_no_newer_one(page, window, known):
    page.show_record(known.ase)
    settle(lambda: page.detail.person.id == known.ase)
    page.verbs()["archive"]()
    toast = window.findChild(Toast, "toast")
    new = people.add(last_name="Nyest")
    toast._button.click()
    settle(lambda: known.ase in PeopleQuery().ids())
    assert new in PeopleQuery().ids()


def test_the_selection_survives_a_refresh(page, known):
    page.show_record(known.kare)
    settle(lambda: page.view.current_id() == known.kare)
    people.add(last_name="Aa", first_name="Først")
    settle(lambda: len(shown(page)) == 5)
    assert page.view.selected_ids() == [known.kare]
    assert page.detail.person.id == known.kare


def test_only_changes_that_touch_people_make_it_ask_again(page, monkeypatch):
    asked = []
    monkeypatch.setattr(page.listing, "again", lambda **_how: asked.append(1))
    page.react(Changes("Focus area", {"focus_area": frozenset({1})}))
    assert not asked
    page.react(Changes("Contact point", {"contact_point": frozenset({1})}))
    assert asked


def test_the_detail_follows_a_change_of_address(page, known):
    page.show_record(known.kare)
    settle(lambda: page.detail.person.id == known.kare)
    contact_points.add(person=known.kare, kind="email", value="kare@nordlys.example")
    settle(lambda: any(point.value == "kare@nordlys.example" for point in page.detail.person.contact_points))
    texts = [row._short.text() for row in page.detail._facts._rows]
    assert "kare@nordlys.example" in texts


def test_data_is_never_read_as_rich_text(page, known):
    page.show_record(known.per)
    settle(lambda: page.detail.person.id == known.per)
    assert page.detail._head.title() == "Per <b>Hansen</b>"


def test_an_archived_person_still_shows_when_asked_for(page, window, known):
    people.archive(known.ada)
    settle(lambda: known.ada not in shown(page))
    window.go("contacts", known.ada)
    settle(lambda: page.detail.person is not None and page.detail.person.id == known.ada)
    assert "restore" in page.verbs() and "archive" not in page.verbs()


def test_writing_a_mail_offers_to_log_it(page, window, known, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    page.show_record(known.ada)
    settle(lambda: page.detail.person.id == known.ada)
    page.detail._mail.click()
    assert opened == ["mailto:ada@nordlys.example"]
    assert "Log it" in window.findChild(Toast, "toast")._button.text()


def test_what_is_on_screen_is_exported(page, window, known, tmp_path, monkeypatch):
    file = tmp_path / "out.csv"
    monkeypatch.setattr("ui.pages.export.choose", lambda _desk, _name: file)
    page.search("berg")
    settle(lambda: shown(page) == [known.ada])
    page.verbs()["export"]()
    settle(lambda: file.exists() and not window.desk.jobs.busy())
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("First name;Last name;Position")
    assert lines[1].startswith("Ada;Berg;Rådgiver;Nordlys Energi AS;ada@nordlys.example")
    assert len(lines) == 2


def test_columns_of_a_list_sort_in_sql(page, known):
    page.listing._sort("last_contact", True)
    settle(lambda: not page.desk.questions.waiting())
    assert page.listing.asked().order == "last_contact"


def test_the_order_is_chosen_above_the_list_and_stays_through_the_way_back(page, window, known):
    from ui.pages.sorting import Sorting

    sorting = page.findChild(Sorting)
    actions = {action.text(): action for action in sorting._group.actions()}
    actions["Latest contact first"].trigger()
    settle(lambda: shown(page)[0] in (known.ada, known.ase))
    assert sorting.button.text().strip() == "Latest contact first"
    window.go("today")
    window.go_back()
    settle(lambda: not window.desk.questions.waiting())
    assert page.listing.order.key == "last_contact"
