"""One line fills the dialog, gives back what it understood wrongly, and lets a hand have the last word."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history, log_templates, people, projects
from crm.queries import log_templates as templates
from crm.store.database import rows, value
from tests.ui.dialogs.conftest import ENTER, TAB, Cluster, Dump
from tests.ui.dialogs.test_log_meeting import opened, the_meeting
from tests.ui.dialogs.typist import Typist
from ui.dialogs import choices, log_meeting
from ui.dialogs.log_filling import Filling
from ui.dialogs.understood import Understood
from ui.kit.date_field import DateField
from ui.kit.dialog import Dialog
from ui.kit.people_field import PeopleField
from ui.kit.quick_line import QuickLine

BACKSPACE = Qt.Key.Key_Backspace
YESTERDAY = date.today() - timedelta(days=1)


def line_of(dialog: Dialog) -> QuickLine:
    assert dialog.form is not None
    line = dialog.form.widget("subject")
    assert isinstance(line, QuickLine)
    return line


def values(dialog: Dialog, *names: str) -> list[Any]:
    assert dialog.form is not None
    return [dialog.form.value(name) for name in names]


def chips(dialog: Dialog) -> list[QPushButton]:
    (understood,) = dialog.findChildren(Understood)
    return [one for one in understood.findChildren(QPushButton) if one.isVisible()]


def test_one_line_is_a_whole_meeting_in_one_step(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, dump: Callable[[], Dump]
):
    pilot = projects.add("Pilot havvind")
    before = dump()
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Kick-off @ada")
    keys.press(ENTER)
    keys.type("#coop")
    keys.press(ENTER)
    keys.type("#innov")
    keys.press(ENTER)
    keys.type("/pil")
    keys.press(ENTER)
    keys.type("yesterday kl 10 45 min > send the offer friday > call Ada +2w")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    kept = the_meeting()
    assert (kept.subject, kept.held_on, kept.start_time, kept.minutes) == ("Kick-off", YESTERDAY, "10:00", 45)
    assert (kept.focus_area, list(kept.tags), kept.project_id) == ("Innovation", ["coop"], pilot)
    assert [row.person_id for row in kept.participants] == [cluster.ada]
    assert {row.title for row in kept.follow_ups} == {"send the offer", "call Ada"}
    history.undo()
    assert dump() == before


def test_typed_sign_by_sign_and_pasted_are_the_same(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist
):
    words = "Kick-off @Ada Berg yesterday 45 min #coop > call Bo friday"
    found = []
    for paste in (False, True):
        dialog = opened(qtbot, log_meeting.ask(window))
        if paste:
            qapp.clipboard().setText(words)
            keys.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            keys.type(words)
        with qtbot.waitSignal(dialog.saved):
            keys.save()
        kept = the_meeting()
        found.append(
            (kept.subject, kept.held_on, kept.minutes, kept.tags, [row.person_id for row in kept.participants])
        )
        assert [row.title for row in kept.follow_ups] == ["call Bo"]
    assert found[0] == found[1] == ("Kick-off", YESTERDAY, 45, ["coop"], [cluster.ada])


def test_a_field_set_by_hand_is_not_overwritten_by_the_line(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    assert dialog.form is not None
    dialog.form.widget("minutes").setText("30")  # type: ignore[attr-defined]
    keys.type("Visit 45 min yesterday")
    assert values(dialog, "subject", "minutes", "held_on") == ["Visit 45 min", 30, YESTERDAY]
    dialog.form.widget("held_on").setText("3.11.2026")  # type: ignore[attr-defined]
    assert line_of(dialog).text() == "Visit 45 min "
    assert values(dialog, "held_on") == [date(2026, 11, 3)]
    keys.type("today")
    assert values(dialog, "subject", "held_on") == ["Visit 45 min today", date(2026, 11, 3)]


def test_what_leaves_the_line_leaves_the_fields(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Visit @ada")
    keys.press(ENTER)
    keys.type("90 min")
    assert values(dialog, "minutes") == [90]
    line_of(dialog).put_in(5, 22, "")
    assert line_of(dialog).text() == "Visit"
    assert values(dialog, "minutes", "participants") == [60, []]


def test_a_chip_taken_away_takes_the_name_out_of_the_line(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.bo))
    keys.type("Visit @ada")
    keys.press(ENTER)
    assert dialog.form is not None
    who = dialog.form.widget("participants")
    assert isinstance(who, PeopleField)
    assert [one.title for one in who.chosen()] == ["Bo Dahl", "Ada Berg"]
    who.edit.setFocus()
    keys.press(BACKSPACE)
    assert line_of(dialog).text() == "Visit "
    assert [one.title for one in who.chosen()] == ["Bo Dahl"]


def test_the_day_of_a_weekday_is_told_with_how_far_away_it_is(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(choices, "today", lambda: date(2026, 11, 4))  # a Wednesday
    for words, day, told in (
        ("monday", date(2026, 11, 2), "Monday 02.11.2026 · 2 d"),
        ("wednesday", date(2026, 11, 4), "Wednesday 04.11.2026 · Today"),
        ("friday", date(2026, 11, 6), "Friday 06.11.2026 · in 2 d"),
    ):
        dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
        keys.type(f"Visit {words}")
        assert told in [one.text() for one in chips(dialog)]
        assert dialog.form is not None and dialog.form.value("held_on") == day
        planned = "A day to come: kept as planned." in [one.text() for one in dialog.findChildren(QLabel)]
        assert planned == (words == "friday")
        field = dialog.form.widget("held_on")
        assert isinstance(field, DateField)
        field.setText(words)
        assert field.day() == day
        dialog.reject()


@pytest.mark.parametrize("by_key", [True, False])
def test_what_was_understood_wrongly_is_given_back(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist, by_key: bool
):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Song for today")
    assert values(dialog, "subject") == ["Song for today"]
    line_of(dialog).selectAll()
    keys.type("Biotech today")
    assert values(dialog, "subject") == ["Biotech"]
    if by_key:
        keys.press(BACKSPACE)
    else:
        (chip,) = chips(dialog)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert line_of(dialog).text() == "Biotech today"
    assert values(dialog, "subject", "held_on") == ["Biotech today", date.today()]
    assert chips(dialog) == []


def test_an_unknown_person_with_organisation_is_made_from_the_line(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Coffee with @Liv Strand, nordlys as")
    keys.press(ENTER)
    keys.type("3.11.2026")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    kept = the_meeting()
    assert kept.subject == "Coffee with Liv Strand"
    assert [(row.person, row.organisation_id) for row in kept.participants] == [("Liv Strand", cluster.nordlys)]
    assert rows("SELECT from_on FROM position ORDER BY id DESC LIMIT 1") == [("2026-11-03",)]


def test_a_new_project_and_a_new_tag_are_offered(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Kick-off /Green ports")
    keys.press(ENTER)
    keys.type("#blue")
    keys.press(ENTER)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert (the_meeting().subject, the_meeting().project, list(the_meeting().tags)) == (
        *("Kick-off", "Green ports", ["blue"]),
    )


def test_the_organisation_is_that_of_the_day_and_follows_it(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    people.change_employer(cluster.ada, cluster.fjordtech, on=date(2026, 6, 1))
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    assert dialog.form is not None
    who = dialog.form.widget("participants")

    def told() -> list[str]:
        return [one.text() for one in who.findChildren(QPushButton) if one.isVisible()]

    qtbot.waitUntil(lambda: told() == ["Ada Berg · Fjordtech AS"])
    keys.type("Visit 3.5.2026")
    qtbot.waitUntil(lambda: told() == ["Ada Berg · Nordlys AS"])
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert [row.organisation for row in the_meeting().participants] == ["Nordlys AS"]


def test_whoever_has_two_positions_without_a_primary_one_is_asked_about(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    people.add_position(cluster.ada, cluster.fjordtech, is_primary=False)
    for (position,) in rows("SELECT id FROM position WHERE person_id = ?", (cluster.ada,)):
        people.edit_position(position, is_primary=False)
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("Visit")
    keys.save()
    assert dialog.form is not None
    assert dialog.form.problems() == {"counts_for": "Say for whom Ada Berg took part."}
    dialog.form.fields["counts_for"].put({cluster.ada: cluster.fjordtech})
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    assert [row.organisation for row in the_meeting().participants] == ["Fjordtech AS"]
    again = opened(qtbot, log_meeting.ask(window, interaction=the_meeting().id))
    assert values(again, "counts_for") == [{cluster.ada: cluster.fjordtech}]


def test_a_template_fills_fields_and_proposes_dated_tasks(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("!fir")
    keys.press(ENTER)
    assert values(dialog, "subject", "type", "minutes") == ["First visit", "site_visit", 90]
    keys.type("3.11.2026")
    due = [(one.title, one.due_on) for one in values(dialog, "follow_ups")[0]]
    assert [day for _title, day in due] == [date(2026, 11, 4), date(2026, 11, 10), date(2026, 11, 24)]
    assert dialog.form is not None
    away = next(
        one
        for one in dialog.form.widget("follow_ups").findChildren(QWidget)
        if one.accessibleName() == "Remove follow-up 2"
    )
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert [row.due_on for row in the_meeting().follow_ups] == [date(2026, 11, 4), date(2026, 11, 24)]
    history.undo()
    assert value("SELECT count(*) FROM interaction") == 0


def test_a_template_leaves_alone_what_was_written(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    log_templates.add("Call", type="phone", minutes=15, subject="A call", notes="Asked:")
    dialog = opened(qtbot, log_meeting.ask(window, person=cluster.ada))
    keys.type("About the pilot 20 min")
    (filling,) = dialog.findChildren(Filling)
    filling.apply(templates.all()[-1])
    assert values(dialog, "subject", "type", "minutes", "notes") == ["About the pilot", "phone", 20, "Asked:"]


def test_the_draft_is_told_in_the_title_of_the_window(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    dialog = opened(qtbot, log_meeting.ask(window))
    assert dialog.windowTitle() == "Log a meeting"
    keys.type("Visit")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "Log a meeting – draft, not logged yet")


def test_a_subject_from_a_mail_is_no_line(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    brought = {"subject": "Re: offer friday > now 45 min", "minutes": 30}
    dialog = opened(qtbot, log_meeting.ask(window, prefilled=brought))
    assert values(dialog, "subject", "minutes", "held_on") == [brought["subject"], 30, date.today()]


def test_three_people_and_a_follow_up_from_one_line_take_eight_keys(
    qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist
):
    keys.pressed = 1  # Ctrl+L
    dialog = opened(qtbot, log_meeting.ask(window))
    keys.type("Pilot ")
    for letters in ("ada", "dah", "ker"):
        keys.press(Qt.Key.Key_At)
        keys.type(letters)
        keys.press(ENTER)
    keys.type("> send the offer friday")
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert keys.pressed == 8
    assert len(the_meeting().participants) == 3 and len(the_meeting().follow_ups) == 1


def test_with_the_mouse_it_takes_at_most_four_clicks(qtbot: QtBot, cluster: Cluster, window: QWidget, keys: Typist):
    """The button of a page, the note, the line, Log; a ";" takes whom three letters find."""
    clicks = 1  # "Log a meeting" on a page
    dialog = opened(qtbot, log_meeting.ask(window))
    assert dialog.form is not None
    keys.type("Pilot @ada;@dah;@ker;")
    note = dialog.form.widget("notes")
    qtbot.mouseClick(note.viewport(), Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    clicks += 1
    keys.type("They want to apply.")
    line = line_of(dialog)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    clicks += 1
    line.end(False)
    keys.type("> send the offer friday")
    with qtbot.waitSignal(dialog.saved):
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    clicks += 1
    assert clicks <= 4 and keys.pressed == 0
    kept = the_meeting()
    assert (kept.subject, kept.notes, len(kept.participants)) == ("Pilot", "They want to apply.", 3)
    assert [row.title for row in kept.follow_ups] == ["send the offer"]


def test_tab_goes_on_to_the_note_once_the_line_names_somebody(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, keys: Typist
):
    dialog = opened(qtbot, log_meeting.ask(window))
    assert dialog.form is not None
    keys.type("Visit @ada")
    keys.press(TAB)  # takes her
    keys.press(TAB)
    assert qapp.focusWidget() is dialog.form.widget("notes")
