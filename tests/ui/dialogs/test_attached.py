"""Files dropped on the quick log: listed, taken away, saved in its step, kept in its draft."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import attachments as commands
from crm.commands import drafts as draft_commands
from crm.commands import history, interactions
from crm.commands.interactions import Participant
from crm.queries import attachments, drafts
from crm.queries.interactions import InteractionsQuery
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.typist import Typist
from ui.dialogs import brought, log_meeting
from ui.dialogs.file_icons import FileIcon
from ui.kit.dialog import Dialog


def drop(widget: QWidget, *urls: QUrl) -> bool:
    mime = QMimeData()
    mime.setUrls(list(urls))
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    point = QPoint(5, 5)
    for event in (QDragEnterEvent(point, *how), QDragMoveEvent(point, *how), QDropEvent(QPointF(point), *how)):
        event.ignore()
        QApplication.sendEvent(widget, event)
        if not event.isAccepted():
            return False
    return True


@pytest.fixture
def file(tmp_path: Path):
    def written(name: str, content: bytes = b"x") -> QUrl:
        path = tmp_path / name
        path.write_bytes(content)
        return QUrl.fromLocalFile(str(path))

    return written


@pytest.fixture
def dialog(qtbot: QtBot, cluster: Cluster, window: QWidget) -> Dialog:
    made = log_meeting.ask(window, person=cluster.ada)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def names(dialog: Dialog) -> list[str]:
    assert dialog.form is not None
    return [one.name for one in dialog.form.value("attachments")]


def attached() -> list[str]:
    (meeting,) = InteractionsQuery().ids()
    return [row.name for row in attachments.of("interaction", meeting)]


def test_a_dropped_file_is_shown_saved_with_the_meeting_and_undone_with_it(qtbot, dialog, keys: Typist, file, dump):
    before = dump()
    keys.type("Visit")
    assert drop(dialog, file("Avtale.pdf", b"x" * 2000), file("Budsjett.xlsx", b"y"))
    qtbot.waitUntil(lambda: names(dialog) == ["Avtale.pdf", "Budsjett.xlsx"])
    shown = [label.text().replace("\xa0", " ") for label in dialog.form.widget("attachments").findChildren(QLabel)]
    assert dialog.form.widget("attachments").isVisible() and "Avtale.pdf" in shown and "2 kB" in shown
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert sorted(attached()) == ["Avtale.pdf", "Budsjett.xlsx"]
    assert history.undo() == "Log meeting “Visit”"
    assert dump() == before
    history.redo()
    assert sorted(attached()) == ["Avtale.pdf", "Budsjett.xlsx"]


def test_a_file_dropped_on_a_field_is_attached_and_no_field_takes_its_address(qtbot, dialog, file):
    form = dialog.form
    form.widget("follow_ups").begin()
    places = [one for one in dialog.findChildren(QWidget) if one.acceptDrops()]
    assert any(isinstance(one, QLineEdit) for one in places) and len(places) > 8
    for number, place in enumerate(places):
        assert drop(place, file(f"{number}.pdf", str(number).encode()))
        qtbot.waitUntil(lambda number=number: len(names(dialog)) == number + 1)
    assert form.value("notes") == "" and form.value("place") == "" and form.value("subject") == ""


def test_a_file_is_taken_away_and_the_same_bytes_are_there_once(qtbot, dialog, keys: Typist, file):
    keys.type("Visit")
    drop(dialog, file("A.pdf", b"a"), file("B.pdf", b"b"), file("C.pdf", b"a"))
    qtbot.waitUntil(lambda: len(names(dialog)) == 2)
    away = dialog.form.widget("attachments").findChildren(QToolButton)[0]
    assert away.accessibleName().endswith("away")
    away.click()
    qtbot.waitUntil(lambda: names(dialog) == ["B.pdf"])
    with qtbot.waitSignal(dialog.saved):
        keys.save()
    assert attached() == ["B.pdf"]


def test_each_file_has_the_icon_of_its_kind(qtbot, dialog, file):
    drop(dialog, file("A.pdf", b"a"), file("B.xlsx", b"b"), file("C.eml", b"c"), file("D.exe", b"d"))
    qtbot.waitUntil(lambda: len(names(dialog)) == 4)
    shown = [one.name for one in dialog.form.widget("attachments").findChildren(FileIcon)]
    assert shown == ["file", "columns", "mail", "warning"]


def test_a_mail_is_attached_as_a_file_and_that_is_said(qtbot, dialog, file):
    drop(dialog, file("Hei.eml", b"Subject: Hei\n\nHei"))
    qtbot.waitUntil(lambda: names(dialog) == ["Hei.eml"])
    assert "“Hei.eml” is attached as a file" in dialog.message()
    assert dialog.form.value("subject") == ""


def test_what_cannot_be_kept_is_told_and_the_others_are_attached(qtbot, dialog, file, tmp_path: Path):
    (tmp_path / "mappe").mkdir()
    drop(dialog, QUrl.fromLocalFile(str(tmp_path / "mappe")), file("A.pdf"))
    qtbot.waitUntil(lambda: names(dialog) == ["A.pdf"])
    assert "“mappe” is a folder" in dialog.message()
    assert dialog.save_button.isEnabled()


def test_a_web_address_is_left_to_the_fields(dialog):
    assert not drop(dialog, QUrl("https://klynge.example/a.pdf"))
    assert names(dialog) == []


def test_files_are_chosen_at_the_button(qtbot, dialog, file, monkeypatch):
    path = file("Valgt.pdf").toLocalFile()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([path], ""))
    (made,) = [one for one in dialog.findChildren(QWidget) if getattr(one, "text", str)() == "Attach &file…"]
    made.click()
    qtbot.waitUntil(lambda: names(dialog) == ["Valgt.pdf"])


def test_a_draft_keeps_its_files_and_tidying_spares_them(qtbot, dialog, window, keys: Typist, file):
    drop(dialog, file("Avtale.pdf"))
    qtbot.waitUntil(lambda: names(dialog) == ["Avtale.pdf"])
    (kept,) = dialog.form.value("attachments")
    dialog.reject()
    (draft,) = drafts.waiting()
    assert any(kept.sha256 in words for words in drafts.written())
    again = log_meeting.ask(window, draft=draft.name)
    assert again.form is not None
    qtbot.waitUntil(again.isActiveWindow)
    assert names(again) == ["Avtale.pdf"] and again.form.widget("attachments").isVisible()
    keys.type("Visit")
    with qtbot.waitSignal(again.saved):
        keys.save()
    assert attached() == ["Avtale.pdf"]


def test_a_file_of_a_mail_can_be_taken_away_and_stays_away_in_the_draft(qtbot, cluster: Cluster, window):
    kept = [commands.keep(name.encode(), name) for name in ("A.pdf", "B.pdf")]
    draft = draft_commands.keep("", {"subject": "Re: avtale"} | brought.Brought(attachments=kept).plain())
    dialog = log_meeting.ask(window, draft=draft)
    assert names(dialog) == ["A.pdf", "B.pdf"] and dialog.form is not None
    dialog.form.widget("attachments").findChildren(QToolButton)[0].click()
    qtbot.waitUntil(lambda: names(dialog) == ["B.pdf"])
    dialog.reject()
    assert names(log_meeting.ask(window, draft=draft)) == ["B.pdf"]


def test_files_dropped_on_a_meeting_that_is_edited_are_added_to_it_in_the_same_step(qtbot, cluster, window, file, dump):
    meeting = interactions.log("Visit", held_on=date(2026, 11, 3), participants=[Participant(person=cluster.ada)])
    commands.add([commands.keep(b"old", "Gammel.pdf")], interaction=meeting)
    before = dump()
    dialog = log_meeting.ask(window, interaction=meeting)
    assert dialog.form is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    assert drop(dialog.form.widget("place"), file("Avtale.pdf", b"new"))
    qtbot.waitUntil(lambda: names(dialog) == ["Avtale.pdf"])
    assert dialog.form.widget("attachments").isVisible() and dialog.form.value("place") == ""
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    assert sorted(attached()) == ["Avtale.pdf", "Gammel.pdf"]
    assert history.undo() == "Edit meeting “Visit”"
    assert dump() == before


def test_files_dropped_while_others_are_being_copied_are_attached_as_well(qtbot: QtBot, dialog: Dialog, file) -> None:
    assert drop(dialog, file("a.pdf", b"a" * 3_000_000)) and drop(dialog, file("b.pdf", b"b"))
    assert not dialog.save_button.isEnabled()
    qtbot.waitUntil(lambda: names(dialog) == ["a.pdf", "b.pdf"])
    qtbot.waitUntil(dialog.save_button.isEnabled)
