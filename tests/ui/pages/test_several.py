"""Selected rows changed at once: the number named, the ids fixed, the selection let go, one undo, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crm.queries.lists.query import ListQuery
from crm.store.database import rows, value
from tests.ui.register import settle
from ui.dialogs.several import SeveralDialog

pytestmark = pytest.mark.begins_on("contacts")


def dialog_of(window):
    (one,) = [one for one in window.findChildren(SeveralDialog) if one.isVisible()]
    return one


def test_several_contacts_get_a_language_by_keyboard_and_one_undo_takes_it_back(window, known):
    window.go("contacts")
    page = window.page()
    settle(lambda: page.listing.answered and page.listing.shown() > 2)
    page.view.setFocus()
    assert not window.actions_.of["several"].isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    chosen = page.view.selected_ids()
    settle(lambda: window.actions_.of["several"].isEnabled())
    window.actions_.of["several"].trigger()
    dialog = dialog_of(window)
    assert dialog.ids == tuple(chosen) and str(len(chosen)) in dialog.title.text()
    dialog.form_.set_values({"key": "language"})
    dialog.form_.edited.emit("key")
    assert dialog.value is not None
    dialog.value.put("en")
    dialog.save_now()
    assert dialog.message() == "" and not dialog.isVisible()
    assert {language for (language,) in rows("SELECT language FROM person WHERE archived = 0")} == {"en"}
    settle(lambda: page.view.selected_count() <= 1)
    window.actions_.of["undo"].trigger()
    settle(lambda: value("SELECT count(*) FROM person WHERE language = 'en'") < len(chosen))


def test_tags_and_the_archive_change_those_that_were_confirmed_only(window, known):
    window.go("members")
    page = window.page()
    settle(lambda: page.listing.answered and page.listing.shown() > 1)
    page.view.selectAll()
    chosen = page.view.selected_ids()
    window.actions_.of["several"].trigger()
    dialog = dialog_of(window)
    dialog.form_.set_values({"what": "put"})
    dialog.form_.edited.emit("what")
    assert dialog.value is not None
    dialog.value.put(["Havbruk"])
    dialog.save_now()
    assert sorted(row for (row,) in rows("SELECT organisation_id FROM tagging")) == sorted(chosen)
    page.view.selectAll()
    window.actions_.of["several"].trigger()
    dialog = dialog_of(window)
    dialog.form_.set_values({"what": "archive"})
    dialog.form_.edited.emit("what")
    dialog.save_now()
    assert not set(chosen) & set(ListQuery("organisation").ids())
