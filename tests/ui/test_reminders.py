"""Reminders beside the clock: each thing once, quietly, with and without a place for them."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from crm.commands import interactions, tasks
from crm.commands.interactions import Participant
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import TODAY, settle
from ui.kit.toast import Toast
from ui.reminders import MEMORY, Reminder

__all__ = ["home", "known", "program", "window", "written"]


class Clock:
    """A clock on the wall that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 0)

    def at(self, hour: int, minute: int) -> None:
        self.now = self.now.replace(hour=hour, minute=minute)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def said(monkeypatch):
    """What a system with a place beside the clock was asked to show; the offscreen platform has none."""
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, words, *_rest: shown.append((title, words)))
    return shown


def looked(window, reminder):
    reminder.look()
    settle(lambda: not window.desk.questions.waiting())


def meeting(known):
    return interactions.log(
        "Styremøte", held_on=TODAY, start_time="10:30", status="planned", participants=[Participant(known.ada)]
    )


def test_what_is_due_today_is_said_once_a_day(window, known, clock, said):
    reminder = Reminder(window, lambda: clock.now)
    tasks.add("Ring Ada", due_on=TODAY, person=known.ada)
    for _again in range(3):
        looked(window, reminder)
    assert said == [("2 follow-ups are due today", "Bestill lokale\nRing Ada")]
    looked(window, Reminder(window, lambda: clock.now))
    assert len(said) == 1, "a second start on the same day says nothing again"


def test_a_meeting_is_said_when_it_is_near_and_again_only_when_it_was_moved(window, known, clock, said):
    tasks.complete(known.today, TODAY)
    made = meeting(known)
    reminder = Reminder(window, lambda: clock.now)
    for hour, minute in ((10, 14), (10, 15), (10, 20), (10, 40)):
        clock.at(hour, minute)
        looked(window, reminder)
    assert said == [("Meeting at 10:30", "Styremøte")]
    interactions.edit(made, start_time="14:00")
    clock.at(13, 50)
    looked(window, reminder)
    assert said[1:] == [("Meeting at 14:00", "Styremøte")]


def test_a_click_on_the_message_leads_there(window, known, clock, said):
    tasks.complete(known.today, TODAY)
    made = meeting(known)
    clock.at(10, 20)
    reminder = Reminder(window, lambda: clock.now)
    looked(window, reminder)
    assert reminder._tray is not None
    reminder._tray.messageClicked.emit()
    settle(lambda: window.current == "interactions" and not window.desk.questions.waiting())
    assert window.page().detail.interaction.id == made


def test_without_a_place_beside_the_clock_the_window_says_it(window, known, clock):
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    reminder = Reminder(window, lambda: clock.now)
    looked(window, reminder)
    settle(lambda: window.findChild(Toast, "toast") is not None)
    assert window.findChild(Toast, "toast")._words.text() == "1 follow-up is due today: Bestill lokale"
    assert reminder._tray is None


def test_it_can_be_switched_off(window, program, clock, said):
    reminder = Reminder(window, lambda: clock.now)
    program.prefer("reminders", False)
    looked(window, reminder)
    assert said == [] and reminder._tray is None
    program.prefer("reminders", True)
    looked(window, reminder)
    assert len(said) == 1
    program.prefer("reminders", False)
    looked(window, reminder)
    assert reminder._tray is None


def test_one_is_reminded_of_ones_own_and_of_what_is_nobodys(window, known, program, clock, said):
    from crm.commands import staff

    other = staff.add("Nils Vik")
    tasks.add("Skriv til Per", due_on=TODAY, responsible=other)
    program.registers.sign_as(1)
    looked(window, Reminder(window, lambda: clock.now))
    assert said == [("1 follow-up is due today", "Bestill lokale")]


def test_what_is_remembered_names_nobody(window, known, program, clock, said):
    tasks.complete(known.today, TODAY)
    meeting(known)
    clock.at(10, 20)
    looked(window, Reminder(window, lambda: clock.now))
    assert "Styremøte" not in program.layout[MEMORY]


def test_closing_the_window_takes_the_icon_away_and_quits(window, program, clock, said):
    looked(window, window.reminder)
    looked(window, Reminder(window, lambda: clock.now))
    assert QApplication.quitOnLastWindowClosed()
    window.close()
    assert window.reminder._tray is None and not window.reminder._timer.isActive()
