"""Mails and appointments dropped on the window or pasted in it: the quick log opens filled in, and nothing is saved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import attachments, interactions
from crm.i18n import quoted
from crm.queries import attachments as attachment_queries
from crm.queries import drafts
from crm.queries import interactions as queries
from crm.queries.contact_points import contact_points
from crm.store.database import rows, value
from tests.crm.exchange.readers.made_calendars import calendar, event, series
from tests.crm.exchange.readers.made_mails import PDF, file, part, parts
from tests.crm.exchange.test_pasted import NORWEGIAN
from tests.ui.pages.conftest import home as home
from tests.ui.pages.conftest import known as known
from tests.ui.pages.conftest import program as program
from tests.ui.pages.conftest import window as window
from tests.ui.pages.conftest import written as written
from tests.ui.register import Known, settle
from ui import bringing_in, drop, errands, quick_log
from ui.dialogs import person
from ui.dialogs.import_list import COLUMNS, ImportDialog
from ui.kit.dialog import Dialog
from ui.kit.people_field import PeopleField
from ui.kit.toast import Toast
from ui.window import MainWindow

SECONDS = 40
"""A process is started for each file, on a machine that may be busy."""

INVITATION = calendar(
    event(
        "SUMMARY:Blåbær", "LOCATION:Rom 2", "DESCRIPTION:Agenda", "SEQUENCE:1",
        "ORGANIZER;CN=Ada Berg:mailto:ada@nordlys.example", "ATTENDEE;CN=Ola Vik:mailto:ola@nordlys.example",
        start="DTSTART;TZID=W. Europe Standard Time:20261120T090000",
        end="DTEND;TZID=W. Europe Standard Time:20261120T103000",
    ),
    head="VERSION:2.0\nMETHOD:REQUEST",
)  # fmt: skip
MOVED = INVITATION.replace(b"SEQUENCE:1", b"SEQUENCE:2").replace(b"T090000", b"T120000").replace(b"T103000", b"T133000")
CANCELLED = INVITATION.replace(b"METHOD:REQUEST", b"METHOD:CANCEL").replace(b"SEQUENCE:1", b"SEQUENCE:3")
MAIL = (
    b"From: Ada Berg <ada@nordlys.example>\r\nTo: Kari Nordmann <kari@klynge.example>\r\nSubject: Tilbud\r\n"
    b"Date: Thu, 19 Nov 2026 10:15:00 +0100\r\nMessage-ID: <t1@nordlys.example>\r\nMIME-Version: 1.0\r\n"
) + parts(part("Se vedlegg."), file("Tilbud.pdf", PDF))


def dropped(window: MainWindow, tmp_path: Path, **files: bytes) -> None:
    """Drop files, named by the keys with "_" for the point."""
    paths = []
    for name, data in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(data)
        paths.append(QUrl.fromLocalFile(str(path)))
    mime = QMimeData()
    mime.setUrls(paths)
    bringing_in.take(window, drop.sort(mime))


def logging(window: MainWindow) -> Dialog:
    settle(lambda: window.logging is not None, SECONDS)
    assert isinstance(window.logging, Dialog)
    return window.logging


def shown(dialog: Dialog, name: str) -> Any:
    assert dialog.form is not None
    return dialog.form.fields[name].get()


def dialogs(window: MainWindow) -> list[Dialog]:
    return [one for one in window.findChildren(Dialog) if one.isVisible()]


def edited(window: MainWindow) -> Dialog:
    settle(lambda: len(dialogs(window)) == 1, SECONDS)
    return dialogs(window)[0]


def log_invitation(window: MainWindow, tmp_path: Path) -> int:
    dropped(window, tmp_path, a_ics=INVITATION)
    dialog = logging(window)
    dialog.save_now()
    settle(lambda: window.logging is None)
    return int(value("SELECT max(id) FROM interaction"))


def test_a_dropped_invitation_opens_the_quick_log_filled_in(window, known: Known, tmp_path):
    before = value("SELECT count(*) FROM interaction")
    dropped(window, tmp_path, a_ics=INVITATION)
    dialog = logging(window)
    assert shown(dialog, "subject").strip() == "Blåbær" and shown(dialog, "place") == "Rom 2"
    assert (str(shown(dialog, "held_on")), shown(dialog, "start_time"), shown(dialog, "minutes")) == (
        "2026-11-20", "09:00", 90,
    )  # fmt: skip
    people = dialog.form.widget("participants")  # type: ignore[union-attr]
    assert isinstance(people, PeopleField)
    assert [(one.id, one.title) for one in people.chosen()] == [(known.ada, "Ada Berg"), (None, "Ola Vik")]
    assert shown(dialog, "notes") == "Agenda"
    assert value("SELECT count(*) FROM interaction") == before
    dialog.reject()


def test_saved_it_carries_its_ids_and_who_is_new_carries_the_address(window, known: Known, tmp_path):
    number = log_invitation(window, tmp_path)
    assert rows("SELECT calendar_uid, calendar_sequence FROM interaction WHERE id = ?", (number,)) == [
        ("one@example.example", 1)
    ]
    ola = next(row for row in queries.participants(number) if row.person == "Ola Vik")
    assert ola.organisation == "Nordlys Energi AS" and ola.person_id is not None
    assert [point.value for point in contact_points(person=ola.person_id)] == ["ola@nordlys.example"]
    assert drafts.waiting() == []


def test_the_same_invitation_again_is_told_and_opens_nothing(window, known: Known, tmp_path):
    log_invitation(window, tmp_path)
    dropped(window, tmp_path, a_ics=INVITATION)
    settle(lambda: "is in the register as it is here" in window.shell.bar.words(), SECONDS)
    assert window.logging is None and dialogs(window) == []


def test_a_moved_meeting_opens_the_same_one_for_change_and_says_what_differs(window, known: Known, tmp_path):
    number = log_invitation(window, tmp_path)
    dropped(window, tmp_path, a_ics=MOVED)
    dialog = edited(window)
    assert "Time: 09:00 → 12:00" in dialog.message() and shown(dialog, "start_time") == "12:00"
    assert queries.detail(number).start_time == "09:00"
    dialog.save_now()
    assert queries.detail(number).start_time == "12:00"
    assert value("SELECT calendar_sequence FROM interaction WHERE id = ?", (number,)) == 2
    assert value("SELECT count(*) FROM interaction WHERE calendar_uid <> ''") == 1


def test_a_cancelled_meeting_is_told_and_saved_as_cancelled(window, known: Known, tmp_path):
    number = log_invitation(window, tmp_path)
    dropped(window, tmp_path, a_ics=CANCELLED)
    dialog = edited(window)
    assert "is cancelled" in dialog.message() and shown(dialog, "status") == "cancelled"
    dialog.save_now()
    assert queries.detail(number).status == "cancelled"


def test_what_is_archived_can_be_restored_from_where_it_is_told(window, known: Known, tmp_path):
    number = log_invitation(window, tmp_path)
    interactions.archive(number)
    dropped(window, tmp_path, a_ics=INVITATION)
    settle(lambda: "archived" in window.shell.bar.words(), SECONDS)
    next(one for one in window.shell.bar.findChildren(QPushButton) if one.text() == "Restore").click()
    assert not queries.detail(number).archived


def test_a_mail_is_logged_with_its_files_once(window, known: Known, tmp_path):
    dropped(window, tmp_path, a_eml=MAIL)
    dialog = logging(window)
    assert shown(dialog, "type") == "email" and shown(dialog, "notes") == "Se vedlegg."
    dialog.save_now()
    settle(lambda: window.logging is None)
    number = int(value("SELECT max(id) FROM interaction"))
    assert rows("SELECT message_id FROM interaction WHERE id = ?", (number,)) == [("<t1@nordlys.example>",)]
    assert [(one.name, one.size) for one in attachment_queries.of("interaction", number)] == [("Tilbud.pdf", len(PDF))]
    assert attachments.tidy() == 0
    dropped(window, tmp_path, a_eml=MAIL)
    settle(lambda: "logged already" in window.shell.bar.words(), SECONDS)


def test_the_first_of_several_opens_and_the_others_wait_as_drafts(qtbot: QtBot, window, known: Known, tmp_path):
    dropped(window, tmp_path, a_ics=INVITATION, b_eml=MAIL, c_ics=b"tull")
    dialog = logging(window)
    assert shown(dialog, "subject").strip() == "Blåbær"
    assert "could not be read" in window.shell.bar.words() and "1 waits as a draft" in window.shell.bar.words()
    dialog.save_now()
    settle(lambda: window.logging is None)
    (draft,) = drafts.waiting()
    quick_log.log(window, draft.name)
    second = logging(window)
    second.save_now()
    settle(lambda: window.logging is None)
    number = int(value("SELECT max(id) FROM interaction"))
    assert queries.detail(number).subject == "Tilbud"
    assert [one.name for one in attachment_queries.of("interaction", number)] == ["Tilbud.pdf"]


def test_one_of_a_series_is_chosen_the_last_that_has_been_first(window, known: Known, tmp_path):
    dropped(window, tmp_path, a_ics=calendar(series("SUMMARY:Ukentlig", rule="RRULE:FREQ=WEEKLY;COUNT=9")))
    dialog = edited(window)
    assert dialog.windowTitle() == "Which appointment?"
    dialog.save_now()
    log = logging(window)
    assert str(shown(log, "held_on")) == "2026-11-17"
    log.reject()


def test_nothing_is_chosen_where_nobody_chooses(window, known: Known, tmp_path):
    dropped(window, tmp_path, a_ics=calendar(series("SUMMARY:Ukentlig")))
    edited(window).reject()
    settle(lambda: dialogs(window) == [])
    assert window.logging is None and drafts.waiting() == []


def test_a_pasted_mail_fills_the_quick_log(window, known: Known):
    QGuiApplication.clipboard().setText(NORWEGIAN)
    errands.run(window, "paste")
    dialog = logging(window)
    assert shown(dialog, "subject").strip() == "SV: Møte om blåbær" and str(shown(dialog, "held_on")) == "2026-11-03"
    assert shown(dialog, "participants")[0].title == "Kåre Ødegård"
    dialog.reject()


def test_pasted_people_fill_in_who_took_part_and_leave_the_day_alone(window, known: Known):
    QGuiApplication.clipboard().setText("Berg, Ada; Aas, Åse (Ålesund Havbruk AS); Ny Mann <ny@ny.example>")
    errands.run(window, "paste")
    dialog = logging(window)
    found = shown(dialog, "participants")
    assert [(one.id, one.title) for one in found] == [
        (known.ada, "Ada Berg"),
        (known.ase, "Åse Aas"),
        (None, "Ny Mann"),
    ]
    assert shown(dialog, "minutes") == 60 and shown(dialog, "type") == "meeting_in_person"
    dialog.reject()


def instead(dialog: Dialog) -> list[QPushButton]:
    return [one for one in dialog.findChildren(QPushButton) if one.text() == "Import as a list instead"]


def test_pasted_names_can_be_imported_as_a_list_instead(window, known: Known):
    QGuiApplication.clipboard().setText("Ola Vik\nEva Kern\nKåre Ødegård\n")
    errands.run(window, "paste")
    dialog = logging(window)
    QGuiApplication.clipboard().setText("something else")
    instead(dialog)[0].click()
    settle(lambda: window.logging is None and window.findChild(ImportDialog) is not None)
    importing = window.findChild(ImportDialog)
    assert isinstance(importing, ImportDialog)
    settle(lambda: importing.step() == COLUMNS, SECONDS)
    assert importing.found is not None
    assert [row for _number, row in importing.found.table.rows] == [
        ["Ola Vik"], ["Eva Kern"], ["Kåre Ødegård"],
    ]  # fmt: skip
    assert drafts.waiting() == [] and window.findChild(Toast, "toast") is None
    importing.reject()


def test_what_was_written_before_the_list_was_imported_stays_a_draft(window, known: Known):
    QGuiApplication.clipboard().setText("Ola Vik\nEva Kern\n")
    errands.run(window, "paste")
    dialog = logging(window)
    dialog.form.set_values({"notes": "Husk kaffe"})  # type: ignore[union-attr]
    instead(dialog)[0].click()
    settle(lambda: window.findChild(ImportDialog) is not None)
    assert [one.values["notes"] for one in drafts.waiting()] == ["Husk kaffe"]
    window.findChild(ImportDialog).reject()


def test_a_mail_and_a_single_line_of_people_are_no_list_to_import(window, known: Known):
    for text in (NORWEGIAN, "Berg, Ada; Ny Mann <ny@ny.example>"):
        QGuiApplication.clipboard().setText(text)
        errands.run(window, "paste")
        dialog = logging(window)
        assert instead(dialog) == []
        dialog.reject()
        settle(lambda: window.logging is None)


def test_a_pasted_calendar_is_read_as_the_file_would_be(window, known: Known):
    QGuiApplication.clipboard().setText(INVITATION.decode())
    errands.run(window, "paste")
    assert shown(logging(window), "subject").strip() == "Blåbær"
    logging(window).reject()


def test_what_somebody_is_writing_now_is_not_disturbed(window, known: Known, tmp_path):
    quick_log.log(window)
    mine = logging(window)
    dropped(window, tmp_path, a_ics=INVITATION)
    settle(lambda: len(drafts.waiting()) == 1, SECONDS)
    assert window.logging is mine and "1 waits as a draft" in mine.message()
    mine.reject()


def test_files_are_chosen_from_the_menu_too(window, known: Known, tmp_path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.ics"
    path.write_bytes(INVITATION)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_what: ([str(path)], ""))
    window.actions_.of["log_from_file"].trigger()
    logging(window).reject()


def test_without_a_register_one_is_told_what_to_do_first(program, tmp_path):
    program.start(None)
    dropped(program.window, tmp_path, a_ics=INVITATION)
    assert "then drop the mail again" in program.window.shell.bar.words()


def test_a_title_with_the_signs_of_the_line_stays_a_title(window, known: Known, tmp_path):
    title = "Møte @ Siva #2 / plan > budsjett i morgen 45 min"
    dropped(window, tmp_path, a_ics=INVITATION.replace(b"SUMMARY:Bl\xc3\xa5b\xc3\xa6r", f"SUMMARY:{title}".encode()))
    dialog = logging(window)
    assert shown(dialog, "subject").strip() == title and str(shown(dialog, "held_on")) == "2026-11-20"
    dialog.save_now()
    settle(lambda: window.logging is None)
    assert rows("SELECT subject, minutes FROM interaction ORDER BY id DESC LIMIT 1") == [(title, 90)]


def over(window: MainWindow, known: Known) -> Dialog:
    """Another dialog that is open."""
    dialog = person.ask(window, person=known.ada)
    settle(dialog.isActiveWindow)
    settle(dialog.acceptDrops)
    return dialog


def let_fall(widget: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for happens in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)):
        happens.ignore()
        QApplication.sendEvent(widget, happens)
        assert happens.isAccepted()


def test_a_mail_dropped_on_a_field_of_another_dialog_opens_the_quick_log_over_it(window, known: Known, tmp_path):
    dialog = over(window, known)
    (tmp_path / "a.ics").write_bytes(INVITATION)
    assert dialog.form is not None
    field = dialog.form.widget("first_name")
    assert isinstance(field, QLineEdit)
    let_fall(field, tmp_path / "a.ics")
    log = logging(window)
    assert log.parentWidget() is dialog and shown(log, "place") == "Rom 2" and field.text() == "Ada"
    log.reject()
    settle(lambda: window.logging is None)
    dialog.reject()


def test_a_list_or_what_cannot_be_read_is_told_on_the_dialog_that_is_open(window, known: Known, tmp_path):
    dialog = over(window, known)
    (tmp_path / "a.csv").write_text("Navn\n", encoding="utf-8")
    let_fall(dialog, tmp_path / "a.csv")
    settle(lambda: dialog.message() == f"Close this window first; then drop {quoted('a.csv')} again.")
    dropped(window, tmp_path, b_klynge=b"x")  # on the window behind it
    assert dialog.message() == f"Close this window first; then drop {quoted('b.klynge')} again."
    let_fall(dialog, tmp_path / "x.pdf")
    settle(lambda: "cannot read x.pdf" in dialog.message())
    assert window.findChild(ImportDialog) is None
    dialog.reject()
