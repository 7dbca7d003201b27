"""The check of the register in the window: what is wrong is said, mended with one button, or recovered."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from crm.commands import people
from crm.store import opening
from crm.store.database import database, value
from tests.crm.store.test_recover import pages_of, zero
from tests.ui.register import settle
from ui.dialogs.check import CheckDialog
from ui.kit.dialog import Dialog


def checked(window) -> CheckDialog:
    window.actions_.of["check"].trigger()
    dialog = next(one for one in window.findChildren(CheckDialog) if one.isVisible())
    settle(lambda: not dialog.working() and dialog.found is not None)
    return dialog


def test_a_register_that_is_well_is_told_so(window):
    dialog = checked(window)
    assert "All is well" in dialog._told.text()
    assert dialog.listing.isHidden() and dialog._mend.isHidden() and dialog._save_rest.isHidden()
    dialog.save_now()


def test_what_is_made_of_the_records_is_mended_with_one_button(window, known):
    database.execute_sql("DROP INDEX person_name_key")
    database.execute_sql("DROP TRIGGER journal_person_update")
    dialog = checked(window)
    assert dialog._mend.isVisible() and dialog._save_rest.isHidden()
    assert [row.what for row in dialog.listing.rows()] == [
        "Contact: what writes changes into the history is missing or altered.",
        "Contact: an index is missing or altered.",
    ]
    dialog._copy.click()  # whoever helps gets what the database calls it too
    assert {"journal_person_update", "person_name_key"} < set(QApplication.clipboard().text().splitlines())
    dialog._mend.click()
    settle(lambda: not dialog.working() and dialog.found == [])
    assert "All is well" in dialog._told.text() and dialog._mend.isHidden()
    dialog.save_now()
    people.archive(known.ada)
    assert value("SELECT count(*) FROM change WHERE \"table\" = 'person' AND before IS NOT NULL")


def test_damage_of_the_records_is_recovered_into_a_new_file(window, known):
    database.execute_sql("DROP TRIGGER journal_person_update")
    database.execute_sql("UPDATE person SET first_name = 'Eva' WHERE id = ?", (known.ada,))
    dialog = checked(window)
    assert dialog._save_rest.isVisible()
    dialog._save_rest.click()
    settle(lambda: window.file is not None and window.file != known.path and window.at_rest(), 30)
    assert window.file.name == "test recovered.klynge" and known.path.exists()
    account = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert account.windowTitle() == "What was recovered"
    account.save_now()


def test_a_file_that_cannot_be_opened_leads_to_its_recovery(program, known):
    page = pages_of(known.path, "organisation")[0]
    zero(known.path, page)
    broken = known.path.read_bytes()
    data = bytearray(broken)
    data[100:104] = b"\xff\xff\xff\xff"  # the list of tables
    known.path.write_bytes(data)
    program.start(known.path)
    bar = program.window.shell.bar
    assert program.window.file is None and bar._action.text() == "Recover what can be read"
    bar._action.click()
    settle(lambda: program.window.file is not None and program.window.at_rest(), 30)
    assert known.path.read_bytes() == data
    assert value("SELECT count(*) FROM organisation") == 3
    next(one for one in program.window.findChildren(Dialog) if one.isVisible()).save_now()
    opening.close()


def test_a_recovery_is_offered_without_a_register(program, known, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(known.path), ""))
    program.start(None)
    program.window.actions_.of["recover"].trigger()
    settle(lambda: program.window.file is not None and program.window.at_rest(), 30)
    assert re.search("recovered", program.window.file.name)
    assert Path(known.path).exists()
    account = next(one for one in program.window.findChildren(Dialog) if one.isVisible())
    account.save_now()
