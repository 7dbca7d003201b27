"""A timeline on a page: what can be chosen in it, where it jumps to, and that it stays true."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from crm.commands import attachments as commands
from crm.commands import interactions, people
from crm.commands.interactions import Participant
from crm.exchange import attachment_copies, carry_out, plan
from crm.records.activity import Activity, ActivityParticipation
from crm.store import journal
from tests.ui.register import TODAY, settle
from ui.dialogs.listing import Listing
from ui.kit.toast import Toast

pytestmark = pytest.mark.begins_on("contacts")


@pytest.fixture
def story(window, known):
    """The timeline of Ada, who has met somebody every second week for four years."""
    with journal.step("Many"):
        for week in range(100):
            interactions.log(
                f"Møte {week}", held_on=TODAY - timedelta(days=14 * week), participants=[Participant(known.ada)],
                type=("meeting_in_person", "phone")[week % 2], notes="Noe om tang\nog tare" if week % 10 == 0 else "",
            )  # fmt: skip
    window.go("contacts", known.ada)
    settle(lambda: not window.desk.questions.waiting())
    return window.page().detail.story


def titles(story):
    return [entry.title for entry in story.entries()]


def test_kinds_are_chosen_by_chips_that_say_how_many_there_are(story):
    chips = story.bar.chips
    assert chips.button("phone").text().split() == ["Calls", "50"]
    assert chips.button("email").isHidden()
    chips.button("phone").click()
    settle(lambda: len(story.model.ids()) == 50)
    chips.button("position").click()
    settle(lambda: len(story.model.ids()) == 51)
    assert chips.button("meeting").text().split() == ["Meetings", "51"]


def test_changes_stand_there_only_where_they_are_asked_for(story, known):
    assert "Add “Ada Berg”" not in titles(story)
    people.edit(known.ada, notes="Liker kaffe")
    settle(lambda: not story._desk.questions.waiting())
    story.bar.chips.button("change").click()
    settle(lambda: "Add “Ada Berg”" in titles(story))
    shown = [story.model.entry(row) for row in range(story.model.rowCount())]
    assert [entry.note for entry in shown if entry.title == "Edit “Ada Berg”"] == ["Note: – → Liker kaffe"]


def test_a_search_looks_in_the_notes_and_is_forgotten_at_the_next_person(story, window, known):
    story.bar.search.setText("TARE")
    settle(lambda: len(story.model.ids()) == 10)
    window.page().show_record(known.kare)
    settle(lambda: "Pilot havvind" not in titles(story) and len(story.model.ids()) < 10)
    assert story.bar.words() == ""


def test_a_year_is_one_click_away(story):
    years = [action.text() for action in story.bar._menu.actions()]
    assert years == ["2026", "2025", "2024", "2023", "2021"]
    story.bar._menu.actions()[2].trigger()
    settle(lambda: story.bar.year.text() == "2024")
    row = story.model.record(story.view.rowAt(0))
    assert row.entry.day.year == 2024 and story.view.hasFocus()


def test_the_place_is_kept_when_something_new_stands_above(story, known):
    story.view.go_to(story.model.id_at(40))
    here = story.view.current_id()
    interactions.log("Nytt", held_on=TODAY, participants=[Participant(known.ada)])
    settle(lambda: "Nytt" in titles(story))
    assert story.view.current_id() == here


def enter(story, kind):
    """Press Enter on the newest entry of a kind."""
    place = next(place for place, entry in enumerate(story.entries()) if entry.kind == kind)
    story.view.go_to(story.model.id_at(place))
    QTest.keyClick(story.view, Qt.Key.Key_Return)


def shown(window, key, id):
    window.go(key, id)
    settle(lambda: not window.desk.questions.waiting())
    return window.page().detail.story


def test_a_file_opens_as_it_does_in_the_list_of_files(window, known, monkeypatch):
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    commands.add([commands.keep(b"hei", "Avtale.txt")], person=known.ada)
    story = shown(window, "contacts", known.ada)
    enter(story, "attachment")
    settle(lambda: len(opened) == 1)
    assert opened[0].endswith("/Avtale.txt")
    commands.add([commands.keep(b"MZ", "faktura.pdf.exe")], person=known.ada)
    settle(lambda: "faktura.pdf.exe" in titles(story))
    enter(story, "attachment")
    settle(lambda: window.findChild(Toast, "toast") is not None)
    assert "faktura.pdf.exe" in window.findChild(Toast, "toast")._words.text() and len(opened) == 1
    attachment_copies.clear()


def test_a_position_leads_to_who_is_on_its_other_side(window, known):
    enter(shown(window, "contacts", known.ada), "position")
    settle(lambda: window.current == "members" and window.page().detail.organisation is not None)
    settle(lambda: window.page().detail.organisation.id == known.nordlys)
    story = window.page().detail.story
    settle(lambda: "Ada Berg began" in titles(story))
    enter(story, "position")
    settle(lambda: window.current == "contacts" and window.page().detail.person.id == known.ada)
    story = window.page().detail.story
    story.view.opened_apart.emit(
        next(id for id in story.model.ids() if story.model.record(story.model.row_of(id)).entry.kind == "position")
    )
    assert [(one.table, one.id) for one in window.windows_apart()] == [("organisation", known.nordlys)]


def test_a_membership_leads_to_the_memberships_of_the_organisation(window, known):
    story = shown(window, "members", known.nordlys)
    enter(story, "membership")
    assert window.page().detail.memberships.isVisible()


def test_a_change_leads_to_its_place_in_the_history_of_the_record(window, known):
    people.edit(known.ada, notes="Vil høre om tare")
    people.edit(known.ada, notes="Vil høre om restråstoff")
    story = shown(window, "contacts", known.ada)
    story.bar.chips.button("change").click()
    settle(lambda: "step" in {entry.kind for entry in story.entries()})
    enter(story, "step")
    settle(lambda: window.findChild(Listing) is not None)
    assert window.findChild(Listing).current_row().after == "Vil høre om restråstoff"


def test_an_import_leads_to_that_import(window, known, tmp_path):
    file = tmp_path / "liste.csv"
    file.write_bytes(b"Navn;E-post;Tittel\nAda Berg;ada@nordlys.example;Sjef\nNy Mann;ny@ny.example;\n")
    outcome = carry_out.carry_out(plan.make(file, today=TODAY))
    file.write_bytes(b"Navn;E-post\nEva Kern;eva@acme.example\n")
    carry_out.carry_out(plan.make(file, today=TODAY))
    story = shown(window, "contacts", known.ada)
    enter(story, "import_batch")
    settle(lambda: window.current == "imports" and window.page().view.current_id() == outcome.batch)


def test_an_activity_stands_there_as_soon_as_somebody_took_part(story, known):
    with journal.step("Workshop"):
        rows = (
            Activity(name="Verksted", type="workshop", status="held", start_on=date(2026, 6, 1), headcount_extra=0),
            ActivityParticipation(activity=1, person=known.ada, organisation=known.nordlys),
        )
        for row in rows:
            row.version = journal.current().id
            row.derive()
            row.save(force_insert=True)
    settle(lambda: "Verksted" in titles(story))
