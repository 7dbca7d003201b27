"""The files of a record: dropped, shown, opened as a copy, saved, taken away and back."""

import stat
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from crm.commands import attachments as commands
from crm.commands import history
from crm.exchange import attachment_copies
from crm.queries import attachments, organisations
from crm.store import attachments as store
from tests.ui.register import settle
from ui.dialogs.import_list import ImportDialog
from ui.kit.name_button import NameButton
from ui.kit.toast import Toast
from ui.pages.files import Files
from ui.pages.member_detail import MEMBERSHIP

pytestmark = pytest.mark.begins_on("interactions")


@pytest.fixture
def page(window, known):
    window.go("interactions", known.pilot)
    settle(lambda: not window.desk.questions.waiting())
    return window.page()


@pytest.fixture
def opened(monkeypatch):
    urls: list[str] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    yield urls
    attachment_copies.clear()


def drop(widget, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)):
        event.ignore()
        QApplication.sendEvent(widget, event)
        if not event.isAccepted():
            return False
    return True


def written(tmp_path, name, content=b"x"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def names(page):
    return [row.name for row in page.detail.files.rows]


def test_a_dropped_file_is_attached_and_undone_from_the_toast(page, window, known, tmp_path):
    assert drop(page.detail, written(tmp_path, "Avtale.pdf"))
    settle(lambda: names(page) == ["Avtale.pdf"])
    settle(lambda: window.findChild(Toast, "toast") is not None)
    window.findChild(Toast, "toast")._button.click()
    settle(lambda: names(page) == [])


def test_a_list_dropped_on_the_page_is_still_imported_and_on_the_files_attached(page, window, tmp_path):
    path = written(tmp_path, "tall.csv", b"Navn;E-post\nEva Kern;eva@acme.example\n")
    assert drop(page.detail, path)
    settle(lambda: window.findChild(ImportDialog) is not None)
    window.findChild(ImportDialog).reject()
    assert names(page) == []
    assert drop(page.detail.files, path)
    settle(lambda: names(page) == ["tall.csv"])


def test_what_is_opened_is_a_copy_under_its_own_name_that_cannot_be_edited(page, known, tmp_path, opened):
    page.detail.files.attach([written(tmp_path, "Møte & referat.txt", b"hei")])
    settle(lambda: names(page) == ["Møte & referat.txt"])
    page.detail.files.open(page.detail.files.rows[0])
    settle(lambda: len(opened) == 1)
    assert opened[0].endswith("/Møte & referat.txt")
    copy = Path(opened[0])
    assert copy.read_bytes() == b"hei"
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
    attachment_copies.clear()
    assert not copy.exists()


def test_a_program_is_never_opened_but_can_be_saved(page, window, tmp_path, opened, monkeypatch):
    page.detail.files.attach([written(tmp_path, "faktura.pdf.exe", b"MZ")])
    settle(lambda: names(page) == ["faktura.pdf.exe"])
    row = page.detail.files.rows[0]
    page.detail.files.open(row)
    settle(lambda: "faktura.pdf.exe" in window.findChild(Toast, "toast")._words.text())
    assert opened == []
    target = tmp_path / "saved" / "x.bin"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    page.detail.files.save(row)
    settle(target.exists)
    assert target.read_bytes() == b"MZ" and list(target.parent.iterdir()) == [target]


def test_a_file_is_removed_and_comes_back(page, known):
    commands.add([commands.keep(b"x", "a.txt")], interaction=known.pilot)
    settle(lambda: names(page) == ["a.txt"])
    page.detail.files.remove(page.detail.files.rows[0])
    settle(lambda: names(page) == [])
    history.undo()
    settle(lambda: names(page) == ["a.txt"])


def test_missing_bytes_are_told(page, window, known, opened):
    (one,) = commands.add([commands.keep(b"x", "a.txt")], interaction=known.pilot)
    lies = store.path(attachments.detail(one).sha256)
    lies.chmod(0o600)
    lies.unlink()
    settle(lambda: names(page) == ["a.txt"])
    heard: list[BaseException] = []
    window.desk.jobs._failed = heard.append
    page.detail.files.open(page.detail.files.rows[0])
    settle(lambda: len(heard) == 1)
    assert "missing" in str(heard[0]) and opened == []


def test_people_and_organisations_have_files_too(window, known, tmp_path):
    for key, id in (("contacts", known.ada), ("members", known.nordlys)):
        window.go(key, id)
        settle(lambda: not window.desk.questions.waiting())
        page = window.page()
        page.detail.files.attach([written(tmp_path, f"{key}.txt")])
        settle(partial(lambda page, key: names(page) == [f"{key}.txt"], page, key))


def test_a_long_name_makes_the_half_no_wider_and_keeps_its_ending(page, window, known):
    narrow = page.detail.files.minimumSizeHint().width()
    commands.add([commands.keep(b"x", "Samarbeidsavtale " * 8 + ".pdf")], interaction=known.pilot)
    settle(lambda: len(names(page)) == 1)
    assert page.detail.files.minimumSizeHint().width() < narrow + 150
    name = page.detail.files.findChild(NameButton)
    settle(lambda: name.text().endswith(".pdf") and "…" in name.text())


def test_a_renamed_register_brings_its_files_and_one_without_them_says_so(program, known, tmp_path):
    program.start(known.path)
    settle(lambda: not program.window.desk.questions.waiting())
    commands.add([commands.keep(b"x", "a.txt")], interaction=known.pilot)
    program.window.release()
    program.registers.close()
    renamed = known.path.with_name("renamed.klynge")
    known.path.rename(renamed)
    program.registers.open(renamed)
    settle((tmp_path / "renamed files").is_dir)
    program.window.release()
    program.registers.close()
    (tmp_path / "renamed files").rename(tmp_path / "elsewhere")
    program.registers.open(renamed)
    settle(lambda: "renamed files" in program.window.shell.bar._words.text())


def test_a_signed_agreement_is_kept_with_its_period_of_membership(window, known, tmp_path, opened):
    period = organisations.detail(known.nordlys).memberships[0].id
    window.go("members", known.nordlys)
    detail = window.page().detail
    detail.show_tab(MEMBERSHIP)
    settle(lambda: not window.desk.questions.waiting() and bool(detail.memberships.findChildren(Files)))
    (files,) = detail.memberships.findChildren(Files)
    assert drop(files, written(tmp_path, "Avtale 2020.pdf"))
    settle(lambda: [one.name for one in attachments.of("membership", period)] == ["Avtale 2020.pdf"])

    def shown():
        return [one.text() for one in detail.memberships.findChildren(NameButton)]

    settle(lambda: shown() == ["Avtale 2020.pdf"])
    detail.memberships.findChild(NameButton).click()
    settle(lambda: len(opened) == 1)
    history.undo()
    settle(lambda: shown() == [])
    assert attachments.of("membership", period) == []
