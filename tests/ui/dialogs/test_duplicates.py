"""Duplicates are worked off by keyboard, two become one side by side, and the bin gives back what was thrown away."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history, memberships, people, removal
from crm.queries import merged
from crm.store import soundness
from crm.store.database import rows, value
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import duplicates, merge, recycle_bin
from ui.dialogs.merge import MergeDialog


def shown(qtbot: QtBot, dialog: Any) -> Any:
    qtbot.waitUntil(lambda: not dialog.working())
    return dialog


def beside(qtbot: QtBot) -> MergeDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, MergeDialog)
    return shown(qtbot, found)


def test_pairs_are_merged_and_told_apart_by_keyboard(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    twin = people.add(first_name="Ada", last_name="Bergh", organisation=cluster.nordlys, notes="Fra listen")
    other = people.add(first_name="Bo", last_name="Dahll", organisation=cluster.nordlys)
    dialog = shown(qtbot, duplicates.ask(window))
    assert [(pair.low, pair.high) for pair in dialog.pairs()] == [(cluster.ada, twin), (cluster.bo, other)]
    assert dialog.listing.hasFocus()
    qtbot.keyClick(dialog.listing, Qt.Key.Key_Return)
    asked = beside(qtbot)
    assert (asked.kept, asked.gone) == (cluster.ada, twin)
    assert "position: 1" in asked.told()
    with qtbot.waitSignal(asked.saved):
        qtbot.keyClick(asked.save_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert merged.now("person", twin) == cluster.ada
    assert [(pair.low, pair.high) for pair in dialog.pairs()] == [(cluster.bo, other)]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.listing.hasFocus)
    qtbot.keyClick(dialog.listing, Qt.Key.Key_Delete)
    assert dialog.pairs() == [] and not dialog.save_button.isEnabled()
    assert rows("SELECT kind, low, high FROM not_same") == [("person", cluster.bo, other)]
    dialog.look()
    shown(qtbot, dialog)
    assert dialog.pairs() == []
    assert soundness.problems() == []
    dialog.reject()


def test_what_was_chosen_stands_and_memberships_are_asked_about(
    qtbot: QtBot, cluster: Cluster, window: QWidget, dump: Callable[[], Any]
) -> None:
    memberships.join(cluster.fjordtech, joined_on=date(2020, 1, 1), category="associate")
    before = dump()
    dialog = shown(qtbot, merge.ask(window, kind="organisation", one=cluster.nordlys, other=cluster.fjordtech))
    other = value("SELECT name FROM organisation WHERE id = ?", (dialog.gone,))
    assert dialog.choices()["name"] in ("kept", "gone")
    dialog.choose("name", "gone")
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    assert rows("SELECT id, name FROM organisation") == [(dialog.kept, other)]
    assert value("SELECT min(joined_on) FROM membership") == "2020-01-01"
    assert value("SELECT count(*) FROM membership") == 1
    history.undo()
    assert dump() == before


def test_the_bin_is_searched_and_gives_back_in_one_key(qtbot: QtBot, cluster: Cluster, window: QWidget) -> None:
    people.archive(cluster.bo)
    removal.delete("person", cluster.ada)
    dialog = shown(qtbot, recycle_bin.ask(window))
    assert sorted(dialog.names()) == ["Ada Berg", "Bo Dahl"]
    dialog.search.setText("berg")
    qtbot.waitUntil(lambda: dialog.names() == ["Ada Berg"])
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.listing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.message() == "“Ada Berg” is back.")
    assert dialog.names() == [] and value("SELECT count(*) FROM person WHERE id = ?", (cluster.ada,)) == 1
    dialog.search.clear()
    qtbot.waitUntil(lambda: dialog.names() == ["Bo Dahl"])
    dialog.save_now()
    qtbot.waitUntil(lambda: value("SELECT archived FROM person WHERE id = ?", (cluster.bo,)) == 0)
    qtbot.waitUntil(lambda: not dialog.working())
    dialog.reject()
