"""A list goes out as it is on screen: the columns that are shown, in their order, with its headings on paper."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm.commands import people
from crm.queries import went_out
from tests.ui.register import settle
from ui import errands
from ui.dialogs.listing import Listing
from ui.dialogs.print_list import PrintDialog
from ui.kit.dialog import Dialog
from ui.pages import export

pytestmark = pytest.mark.begins_on("contacts")

PAGES = ("members", "contacts", "interactions", "followups", "activities", "projects", "fees", "contributions", "goals",
         "report_data")  # fmt: skip


def shown(dialog):
    settle(lambda: dialog.sheet is not None and not dialog.working())


def rest(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def test_ctrl_p_shows_the_list_on_paper_and_saves_it_as_pdf(window, known, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    path = tmp_path / "kontakter.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.go("contacts")
    rest(window)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: window.findChild(PrintDialog) is not None)
    dialog = window.findChild(PrintDialog)
    settle(lambda: dialog.sheet is not None and not dialog.working())
    ids = window.page().listing.table.ids()
    assert len(dialog.sheet.table.lines) == len(ids)
    first = window.page().listing.record(ids[0])
    assert dialog.sheet.table.lines[0][:2] == (first.first_name, first.last_name)
    assert dialog.sheet.table.about == window.page().status().text
    dialog.form.set_values({"title": "Alle kontakter", "way": "landscape"})
    dialog.form.edited.emit("way")
    settle(lambda: dialog.sheet.landscape and not dialog.working())
    dialog.pdf.click()
    settle(lambda: opened == [str(path)])
    assert b"/Title" in path.read_bytes()


def test_only_the_columns_that_are_shown_go_out_in_their_order_or_every_one(window, known, tmp_path, monkeypatch):
    window.go("interactions")
    rest(window)
    page = window.page()
    header = page.view.horizontalHeader()
    assert [out.title for out in page.taken().outs] == ["Day", "Subject", "Organisations"]
    header.setSectionHidden(5, False)  # minutes
    header.moveSection(header.visualIndex(5), 0)
    take = page.taken()
    assert [(out.title, out.kind) for out in take.outs][:2] == [("Minutes", "int"), ("Day", "day")]
    assert "Responsible" in [out.title for out in take.every]
    for every in (False, True):
        path = tmp_path / f"ut{every}.xlsx"
        monkeypatch.setattr(export, "choose_columns", lambda _desk, _name, path=path, every=every: (path, every))
        page.verbs()["export"]()
        settle(path.exists)
        rest(window)
        (sheet,) = openpyxl.load_workbook(path).worksheets
        titles = [out.title for out in (take.every if every else take.outs)]
        assert [cell.value for cell in sheet[1]] == titles
        assert sheet.max_row == len(page.listing.table.ids()) + 1


def test_follow_ups_keep_their_headings_on_paper_and_are_a_plain_table_in_excel(window, known, tmp_path, monkeypatch):
    window.go("followups")
    rest(window)
    page = window.page()
    page.verbs()["print"]()
    dialog = window.findChild(PrintDialog)
    settle(lambda: dialog.sheet is not None and not dialog.working())
    headings = [line for line in dialog.sheet.table.lines if isinstance(line, str)]
    assert headings == list(page.taken().headings.values()) and headings
    dialog.reject()
    path = tmp_path / "oppfølging.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.verbs()["export"]()
    settle(lambda: path.exists() and not window.desk.jobs.busy())
    (sheet,) = openpyxl.load_workbook(path).worksheets
    assert sheet.max_row == len(page.tasks.ids()) + 1


def test_every_list_can_be_printed(window, known):
    for key in PAGES:
        window.go(key)
        rest(window)
        window.page().verbs()["print"]()
        dialog = next(one for one in window.findChildren(PrintDialog) if one.isVisible())
        shown(dialog)
        assert dialog.pdf.isEnabled() and len(dialog.sheet.pages) >= 1
        dialog.reject()


def asked(window, module):
    found = [one for one in window.findChildren(Dialog) if one.isVisible() and one.asked_in.endswith(module)]
    return found[0] if found else None


def test_who_objected_goes_out_only_when_somebody_says_so_and_what_went_is_noted(window, known, tmp_path, monkeypatch):
    path = tmp_path / "kontakter.xlsx"
    monkeypatch.setattr(export, "choose_columns", lambda _desk, _name: (path, False))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    people.edit(known.ada, objected_on=date(2026, 11, 1))
    for shows_table in (False, True):
        window.go("contacts")
        page = window.page()
        page.show_table(shows_table)
        rest(window)
        count = len(page.listing.table.ids())
        for all in (False, True):
            path.unlink(missing_ok=True)
            page.shown_verbs()["export"]()
            dialog = asked(window, "objected")
            dialog.form.set_values({"all": all})
            dialog.save_now()
            settle(lambda: path.exists() and not window.desk.jobs.busy())
            (sheet,) = openpyxl.load_workbook(path).worksheets
            assert sheet.max_row - 1 == count - (not all)
            words = {str(cell.value) for row in sheet.iter_rows() for cell in row}
            assert any("Ada" in word for word in words) == all
    page.shown_verbs()["print"]()
    asked(window, "objected").save_now()
    paper = window.findChild(PrintDialog)
    shown(paper)
    assert len(paper.sheet.table.lines) == count - 1 and "left out" in paper.sheet.table.about
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    paper.write(tmp_path / "kontakter.pdf")
    settle(lambda: went_out.latest()[0].how == went_out.PAPER)
    told = [(one.what, one.number, one.how) for one in went_out.latest()]
    assert told == [
        ("Contacts", count - 1, "paper"),
        *[("Contacts", count, "file"), ("Contacts", count - 1, "file")] * 2,
    ]
    errands.run(window, "went_out")
    assert asked(window, "went_out").findChild(Listing).rows()[0][2:] == ("Contacts", str(count - 1), "Paper or PDF")
