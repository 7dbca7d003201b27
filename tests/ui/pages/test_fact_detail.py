"""Records of the report data in windows of their own: what is known, what it leads to, files, history, the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crm.commands import attachments as attaching
from crm.commands import governance, history, results
from crm.queries import attachments
from crm.queries import history as past
from tests.ui.pages.test_report_data import one_of_each, quiet
from ui.kit.name_button import NameButton
from ui.pages import places

pytestmark = pytest.mark.begins_on("report_data")


@pytest.fixture
def open_one(window):
    """What shows a record of the report data, opened by Enter on its row."""

    def open_one(table: str, id: int):
        window.go("report_data", id, kind=table)
        quiet(window)
        view = window.page().front.view
        assert view.current_id() == id
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return)
        quiet(window)
        return window.windows_apart()[-1]

    return open_one


def said(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_every_kind_opens_with_its_facts_its_history_and_what_can_be_done(window, known, open_one):
    made = one_of_each(known)
    for table, id in made.items():
        apart = open_one(table, id)
        assert (apart.table, apart.id) == (table, id)
        shown = apart.record.widget
        assert shown.row.id == id and shown.kind.name in said(shown)
        assert any("Opprettet" in words or "Created" in words for words in said(shown)), table
        assert {"edit_record", "delete", "history", "apart"} <= set(apart.record.verbs())
        assert (shown.files is not None) == (table in attachments.OWNERS)
    assert [(one.table, one.id) for one in window.windows_apart()] == list(made.items())
    facts = {label.text() for one in window.windows_apart() for label in one.findChildren(QLabel)}
    assert not facts & {"mou", "board", "new_product", "de_minimis", "service_sales", "press"}
    assert not any("service_sales" in one.windowTitle() for one in window.windows_apart())


def test_a_result_has_files_tags_and_leads_to_its_organisations(window, known, open_one, tmp_path):
    id = results.add("Ny sensor", 2026, organisations=[known.nordlys], tags=["patent"])
    apart = open_one("result", id)
    shown = apart.record.widget
    assert "patent" in said(shown)
    proof = tmp_path / "bevis.txt"
    proof.write_text("bevis", encoding="utf-8")
    shown.files.attach([proof])
    quiet(window)
    assert [row.name for row in shown.files.rows] == ["bevis.txt"]
    history.undo()
    quiet(window)
    assert shown.files.rows == [] and attachments.of("result", id) == []
    next(one for one in shown.findChildren(NameButton) if "Nordlys" in one.toolTip()).click()
    quiet(window)
    assert window.current == "members" and window.page().detail.organisation.id == known.nordlys


def test_a_group_shows_who_sits_there_and_follows_every_change(window, known, open_one):
    body = governance.add("Styret", "board")
    apart = open_one("governance_body", body)
    shown = apart.record.widget
    seat = governance.add_seat(body, person=known.ada, role="chair")
    quiet(window)
    button = next(one for one in shown.findChildren(NameButton) if "Ada Berg" in one.toolTip())
    button.click()
    quiet(window)
    assert (window.windows_apart()[-1].table, window.windows_apart()[-1].id) == ("governance_member", seat)
    apart.record.verbs()["archive"]()
    quiet(window)
    assert shown.row.archived and "restore" in apart.record.verbs()
    apart.record.verbs()["restore"]()
    windows = [one for one in window.windows_apart() if one.table == "governance_member"]
    windows[0].record.verbs()["delete"]()
    quiet(window)
    assert not [one for one in window.windows_apart() if one.table == "governance_member"]
    assert past.undo_label() is not None


def test_files_of_report_data_are_found_by_their_name_with_what_they_belong_to(window, known, tmp_path):
    from crm.queries import search

    body = governance.add("Styret", "board")
    protocol = tmp_path / "protokoll-mars.txt"
    protocol.write_text("vedtak", encoding="utf-8")
    attaching.add([attaching.keep(protocol)], governance_body=body)
    (hit,) = [one for one in search.hits("protokoll") if one.kind == "attachment"]
    assert hit.owner == ("governance_body", body) and hit.subtitle == "Styret"
    with pytest.raises(ValueError):
        attaching.add([attaching.keep(protocol)], goal=1)
    assert set(places.FACTS) & set(attachments.OWNERS)
