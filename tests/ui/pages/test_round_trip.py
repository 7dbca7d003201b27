"""A list is sent to Excel from its page, dropped back, and taken over by keyboard; one undo takes it back."""

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from crm.commands import people
from crm.queries.people import PeopleQuery
from tests.crm.exchange.round_trip.test_round_trip import Excel
from tests.ui.register import settle
from ui import bringing_in, drop
from ui.dialogs.import_list import ImportDialog
from ui.dialogs.mailing import MailingDialog
from ui.dialogs.round_trip import RoundTripDialog
from ui.kit.toast import Toast

pytestmark = pytest.mark.begins_on("contacts")


def rest(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def sent(window, tmp_path, monkeypatch):
    path = tmp_path / "kontakter.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.go("contacts")
    rest(window)
    window.actions_.of["edit_outside"].trigger()
    settle(path.exists)
    rest(window)
    return path


def compared(window, path):
    bringing_in.take(window, drop.of_files([path]))
    settle(lambda: any(one.isVisible() for one in window.findChildren(RoundTripDialog)))
    dialog = window.findChildren(RoundTripDialog)[-1]
    settle(lambda: dialog.found is not None and not dialog.working())
    return dialog


def toasted(window):
    toasts = window.findChildren(Toast, "toast")
    return [label.text() for toast in toasts for label in toast.findChildren(QLabel)]


def first_name(id):
    return PeopleQuery().rows([id])[id].first_name


def test_sent_out_edited_dropped_back_and_taken_over(window, known, tmp_path, monkeypatch):
    path = sent(window, tmp_path, monkeypatch)
    before = PeopleQuery().rows([known.ada, known.kare])
    people.edit(known.kare, first_name="Kåre Olav")
    excel = (
        Excel(path).put("ada@nordlys.example", "First name", "Ada Marie").put("ada@nordlys.example", "E-mail", "nei")
    )
    excel.put(before[known.kare].last_name, "First name", "Bosse").save()
    dialog = compared(window, path)
    states = {
        (line.name.split()[0], line.column): (line.base, line.theirs, line.now, line.state) for line in dialog.lines
    }
    ada = before[known.ada].first_name
    assert states["Ada", "First name"] == (ada, "Ada Marie", ada, "changed")
    assert states["Kåre", "First name"] == (before[known.kare].first_name, "Bosse", "Kåre Olav", "conflict")
    assert states["Ada", "E-mail"][3] == "wrong"
    assert [line.theirs for line in dialog.taken()] == ["Ada Marie"], "a conflict is taken by hand alone"
    dialog.only.setCurrentIndex(dialog.only.findText("Changed here too (1)"))
    dialog.list.take_all()
    dialog.only.setCurrentIndex(dialog.only.findText("Column E-mail (1)"))
    dialog.list.take_all()
    assert {line.theirs for line in dialog.taken()} == {"Ada Marie", "Bosse"}, "what is wrong is not taken"
    assert dialog.save_button.text() == "Take over 2 changes"
    dialog.save_now()
    settle(lambda: first_name(known.kare) == "Bosse")
    # The words of the export before may stand for a moment yet.
    settle(lambda: "2 records changed." in toasted(window))
    window.actions_.of["undo"].trigger()
    settle(lambda: (first_name(known.ada), first_name(known.kare)) == (ada, "Kåre Olav"))


def test_a_list_that_nobody_edited_says_so_and_a_csv_of_it_is_refused_in_words(window, known, tmp_path, monkeypatch):
    path = sent(window, tmp_path, monkeypatch)
    dialog = compared(window, path)
    assert "Nothing in it was changed." in dialog.told.text() and not dialog.save_button.isEnabled()
    dialog.reject()
    csv = tmp_path / "kontakter.csv"
    rows = [";".join(str(cell.value or "") for cell in row) for row in Excel(path).sheet.iter_rows()]
    csv.write_text("\n".join(rows), encoding="utf-8-sig")
    bringing_in.take(window, drop.of_files([csv]))
    asked = next(one for one in window.findChildren(ImportDialog) if one.isVisible())
    settle(lambda: "Save it from Excel as an Excel workbook" in asked.message())
    asked.reject()


def test_other_lists_can_be_sent_too(window, known):
    for key in ("members", "interactions", "followups", "activities", "projects"):
        window.go(key)
        rest(window)
        assert "edit_outside" in window.page().verbs(), key


def test_the_wide_table_goes_out_with_its_own_columns_and_rows(window, known, tmp_path, monkeypatch):
    window.go("contacts")
    rest(window)
    page = window.page()
    page.show_table(True)
    page.grid.search("berg")
    rest(window)
    rows = [id for id in page.on_top().table().ids() if id > 0]
    assert 0 < len(rows) < len(PeopleQuery().ids())
    path = tmp_path / "tabell.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_.of["edit_outside"].trigger()
    settle(path.exists)
    rest(window)
    excel = Excel(path)
    assert excel.sheet.max_row == len(rows) + 1
    titles = [str(cell.value).rstrip(" *") for cell in excel.sheet[1]]
    assert titles[:2] == ["First name", "Last name"] and "Last contact" in titles
    window.actions_.of["mailing"].trigger()
    dialog = next(one for one in window.findChildren(MailingDialog) if one.isVisible())
    assert dialog._people == tuple(rows)
    dialog.reject()
