"""The boxes of a note: ticked as one step, made into follow-ups."""

from datetime import date

import pytest

from crm.commands import interactions
from crm.commands import notes as commands
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import interactions as queries
from crm.queries import tasks
from tests.ui.register import settle

pytestmark = pytest.mark.begins_on("interactions")

NOTE = "Avtalt:\n\n- [ ] Ring Kåre\n- [x] Sendt"


@pytest.fixture
def detail(window, known):
    interactions.edit(known.pilot, notes=NOTE)
    window.go("interactions", known.pilot)
    settle(lambda: not window.desk.questions.waiting() and window.page().detail.interaction is not None)
    return window.page().detail


def written(known) -> str:
    return queries.detail(known.pilot).notes


def hidden_lines(view) -> float:
    """How many pixels of the document stand outside of what can be seen of it."""
    document = view.document().clone()
    document.setTextWidth(view.viewport().width())
    room = min(view.viewport().height(), view.parentWidget().height() - view.y())
    return document.size().height() - room + view.verticalScrollBar().maximum()


LONG = "Vanskelig å få inn en partner til. Vi foreslo en bedrift utenfor klyngen. Frist er fredag. Neste prat i mars."
NOTES = (LONG, f"## Avtalt\n\n- [ ] {LONG}\n- [x] Sendt\n\n{LONG * 3}", "Kort.", LONG * 4)


def test_the_whole_note_is_seen_at_any_width_also_of_the_next_meeting_and_back_from_another_page(window, known, detail):
    who = [Participant(person=known.ada)]
    several = [
        interactions.log(f"Prat {number}", held_on=date(2026, 11, 2), participants=who, notes=note)
        for number, note in enumerate(NOTES)
    ]
    view = detail._notes.view
    heights = set()

    def look(meeting: int) -> None:
        window.go("interactions", meeting)
        settle(lambda: not window.desk.questions.waiting() and detail.interaction.id == meeting)
        settle(lambda: view.isVisible() and hidden_lines(view) <= 0)
        heights.add(view.height())

    for width in (900, 1300, 981):
        window.resize(width, 500 if width % 2 else 800)
        for meeting in several:
            look(meeting)
        window.go("today")
        window.resize(width + 60, 800 if width % 2 else 500)
        look(several[width % len(several)])
    assert len(heights) > 5


def test_a_tick_is_one_step_and_one_undo(window, known, detail):
    detail._notes.view.ticked.emit(2, True)
    settle(lambda: not window.desk.questions.waiting())
    assert written(known) == NOTE.replace("- [ ]", "- [x]")
    assert "Tick “Ring Kåre”" in window.actions_.of["undo"].text()
    window.actions_.of["undo"].trigger()
    settle(lambda: written(known) == NOTE)


def test_a_box_of_a_note_that_was_changed_meanwhile_is_not_ticked(known, detail):
    interactions.edit(known.pilot, notes=f"Nytt\n{NOTE}")
    with pytest.raises(CrmError):
        commands.tick("interaction", known.pilot, 2, "Ring Kåre", True)
    assert written(known) == f"Nytt\n{NOTE}"


def test_a_box_becomes_a_follow_up_and_then_shows_it(window, known, detail):
    from ui.kit.dialog import Dialog

    detail._notes.view.taken.emit(2)
    (dialog,) = [one for one in window.findChildren(Dialog) if one.isVisible()]
    assert dialog.form.value("title") == "Ring Kåre"
    dialog.save_now()
    settle(lambda: not window.desk.questions.waiting())
    assert tasks.states("interaction", known.pilot, ["Ring Kåre", "Noe"]) == {"Ring Kåre": "open"}
    assert "follow-up: open" in detail._notes.view.toPlainText().replace("\xa0", " ")
    assert written(known) == NOTE


def test_a_timeline_shows_the_plain_words(window, known, detail):
    from crm.queries.timeline import TimelineQuery
    from ui.pages import story_words

    query = TimelineQuery(person=known.ada)
    (entry,) = [row for row in query.rows(query.ids()).values() if row.kind == "interaction"]
    assert story_words.shown(entry, date(2026, 11, 23)).note == "Avtalt:\n☐ Ring Kåre\n☑ Sendt"
