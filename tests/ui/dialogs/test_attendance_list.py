"""A list of those who came, pasted: found by itself, decided by keyboard, noted in one step."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import activities, history, people
from crm.queries import activities as queries
from tests.ui.dialogs.conftest import Cluster
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs import attendance_list
from ui.dialogs.attendance_list import AttendanceList

DAY = date(2026, 3, 3)


@pytest.fixture
def meeting(cluster: Cluster) -> int:
    return activities.add("Nettverkstreff", start_on=DAY, status="held")


@pytest.fixture
def dialog(qtbot: QtBot, meeting: int, window: QWidget) -> AttendanceList:
    made = attendance_list.ask(window, activity=meeting)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def paste(qtbot: QtBot, dialog: AttendanceList, text: str) -> None:
    dialog.list.setPlainText(text)
    qtbot.waitUntil(lambda: bool(dialog.found()) and not dialog.working())


def states(dialog: AttendanceList) -> list[str]:
    return [one.state for one in dialog.found()]


def test_a_list_is_worked_off_by_keyboard_and_noted_in_one_step(
    qtbot: QtBot, dialog: AttendanceList, cluster: Cluster, meeting: int
) -> None:
    paste(qtbot, dialog, "Ada Berg\nBo Dal, Nordlys\nEve Kern, Fjordtech\nLiv Strand, Havbruk Nord AS\n+ 2 til")
    assert states(dialog) == ["known", "ask", "ask", "new", "unnamed"]
    assert not dialog.save_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert dialog.rows.hasFocus() and dialog.rows.current_id() == 1
    QTest.keyClick(dialog.rows, Qt.Key.Key_1)
    assert dialog.rows.current_id() == 2
    QTest.keyClick(dialog.rows, Qt.Key.Key_N)
    assert states(dialog) == ["known", "known", "new", "new", "unnamed"]
    assert cut_words(dialog) == [] and nameless(dialog) == []
    assert dialog.save_button.text() == "Note 6"
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(queries.attendees(meeting, DAY)) == 4)
    assert queries.detail(meeting).came == 6
    history.undo()
    assert queries.attendees(meeting, DAY) == []


def test_nothing_is_noted_while_the_text_was_changed_and_not_read_again(
    qtbot: QtBot, dialog: AttendanceList, meeting: int
) -> None:
    paste(qtbot, dialog, "Ada Berg\nLiv Strand, Havbruk Nord AS")
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.list.setPlainText("Ada Berg")
    dialog.save_now()
    assert dialog.isVisible() and not queries.attendees(meeting, DAY)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    dialog.save_now()
    assert len(queries.attendees(meeting, DAY)) == 1


def test_what_was_decided_holds_while_the_list_is_written_on(
    qtbot: QtBot, dialog: AttendanceList, cluster: Cluster, meeting: int
) -> None:
    paste(qtbot, dialog, "Bo Dal, Nordlys\nEve Kern, Fjordtech")
    dialog.rows.go_to(0)
    QTest.keyClick(dialog.rows, Qt.Key.Key_1)
    QTest.keyClick(dialog.rows, Qt.Key.Key_U)
    assert states(dialog) == ["known", "left"]
    dialog.list.setPlainText("Ada Berg\nBo Dal, Nordlys\nEve Kern, Fjordtech")
    qtbot.waitUntil(lambda: len(dialog.found()) == 3 and not dialog.working())
    assert [(one.state, one.line.place) for one in dialog.found()] == [("known", 1), ("known", 2), ("left", 3)]
    assert dialog.save_button.isEnabled()
    dialog.save_now()
    assert {one.person_id for one in queries.attendees(meeting, DAY)} == {cluster.ada, cluster.bo}


def test_the_undecided_can_be_left_out_together(qtbot: QtBot, dialog: AttendanceList, meeting: int) -> None:
    paste(qtbot, dialog, "Ada Berg\nBo\nnoen@ukjent.example")
    assert states(dialog) == ["known", "ask", "ask"]
    qtbot.mouseClick(dialog.rest, Qt.MouseButton.LeftButton)
    assert states(dialog) == ["known", "left", "left"]
    assert dialog.save_button.isEnabled() and not dialog.rest.isVisible()


def test_a_file_is_read_as_well(qtbot: QtBot, dialog: AttendanceList, tmp_path: Path) -> None:
    file = tmp_path / "oppmøte.csv"
    file.write_text("Navn;Firma;Oppmøte\nAda Berg;Nordlys;ja\nEva Kern;Fjordtech;nei\n", encoding="utf-8")
    dialog.read_file(file)
    qtbot.waitUntil(lambda: len(dialog.found()) == 2 and not dialog.working())
    assert [(one.state, one.line.status) for one in dialog.found()] == [("known", "attended"), ("known", "no_show")]


def test_a_file_that_is_none_is_refused_in_words(qtbot: QtBot, dialog: AttendanceList, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"\x00" * 100)
    dialog.read_file(file)
    qtbot.waitUntil(lambda: bool(dialog.message()))
    assert states(dialog) == []


def test_sixty_lines_stay_quick_to_work_off(qtbot: QtBot, dialog: AttendanceList, cluster: Cluster) -> None:
    for nth in range(60):
        people.add(
            first_name=f"Gest{'abcdefghij'[nth % 10]}",
            last_name=f"Lie{'abcdef'[nth // 10]}",
            organisation=cluster.nordlys,
        )
    lines = [f"Gest{'abcdefghij'[nth % 10]} Lie{'abcdef'[nth // 10]}, Nordlys" for nth in range(60)]
    paste(qtbot, dialog, "\n".join(lines))
    assert states(dialog) == ["known"] * 60
