"""Erasing a person in the window: what will happen is said first, a tick is asked for, and the end is told."""

import tempfile
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import attachments, backups, contact_points, interactions, organisations
from crm.commands.interactions import Participant
from crm.exchange import attachment_copies
from crm.queries import people
from crm.store import opening, soundness
from crm.store.database import rows
from tests.crm.store.left_bytes import hits
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import erase
from ui.dialogs.erase import EraseDialog


def ready(qtbot: QtBot, dialog: EraseDialog) -> EraseDialog:
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.working())
    return dialog


def test_what_goes_and_what_stays_is_said_and_the_bytes_are_gone_at_the_end(
    qtbot: QtBot,
    cluster: Cluster,
    window: QWidget,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    known = people.detail(cluster.ada)
    contact_points.add(person=cluster.ada, kind="email", value="ragnfrid.tjuv@havn.example")
    organisations.edit(cluster.nordlys, notes=f"Kontakt: {known.first_name} {known.last_name} (Tjuvskjær)")
    interactions.log("Møte", held_on=date(2026, 1, 2), participants=[Participant(cluster.ada)])
    (kept,) = attachments.add([attachments.keep(b"CV Tjuvskj\xc3\xa6r", "Tjuvskjær.txt")], person=cluster.ada)
    attachment_copies.lend(kept)
    (temporary / "klynge-opened-by-a-killed-program").mkdir()
    (temporary / "klynge-opened-by-a-killed-program" / "Tjuvskjær.txt").write_text("Tjuvskjær", encoding="utf-8")
    backups.take("asked")
    dialog = ready(qtbot, erase.ask(window, person=cluster.ada))
    assert dialog.form is not None and dialog.outlook is not None
    assert dialog.outlook.goes["contact_point"] >= 1 and dialog.outlook.stays["interaction_participant"] == 1
    assert "ragnfrid.tjuv@havn.example" in dialog.told() and "1 backup is replaced" in dialog.told()
    assert [row.kind for row in dialog.listing.rows()] == ["Organisation"]
    assert not dialog.save_button.isEnabled()
    keep, sure, also = (dialog.form.widget(name) for name in ("keep", "sure", "also"))
    assert isinstance(keep, QCheckBox) and isinstance(sure, QCheckBox) and isinstance(also, QLineEdit)
    keep.click()
    assert "1 backup stays" in dialog.told()
    keep.click()
    also.setText("Tjuvskjær")
    also.editingFinished.emit()
    ready(qtbot, dialog)
    assert "Tjuvskjær" in dialog.told()
    sure.click()
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(dialog.save_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "cannot be brought back" in dialog.told() and "backups were replaced" in dialog.told()
    assert dialog.isVisible() and dialog.save_button.text() == "Close" and dialog.form.isHidden()
    assert rows("SELECT first_name, archived FROM person WHERE id = ?", (cluster.ada,)) == [("", 1)]
    assert hits(opening.path_of_open().parent, ("ragnfrid.tjuv", "Tjuvskjær")) == []
    assert hits(temporary, ("Tjuvskjær",)) == [], "nor in the copies that were opened with another program"
    assert soundness.problems() == []
    dialog.save_now()


def test_words_added_last_are_looked_for_before_anybody_is_erased(
    qtbot: QtBot, cluster: Cluster, window: QWidget
) -> None:
    dialog = ready(qtbot, erase.ask(window, person=cluster.bo))
    assert dialog.form is not None
    dialog.form.set_values({"sure": True, "also": "Langstrakt"})
    dialog.save_now()
    ready(qtbot, dialog)
    assert not dialog.over and dialog.outlook is not None and "Langstrakt" in dialog.outlook.words
    assert dialog.save_button.isEnabled()
    dialog.reject()
