"""All of these took part in a meeting: said above the plan, noted in the same step."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.store.database import rows, value
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.test_import_list import at, planned, press, settled, told
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs.import_list import DONE, ImportDialog

LINES = """Fornavn;Etternavn;Bedrift;E-post;Oppmøte
Liv;Strand;Havbruk Nord AS;liv@havbruk.example;møtt
Per;Vik;Havbruk Nord AS;per@havbruk.example;avmeldt
"""


@pytest.fixture
def dialog(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path) -> ImportDialog:
    path = tmp_path / "deltakere.csv"
    path.write_text(LINES, encoding="utf-8")
    return planned(qtbot, window, path)


def say(qtbot: QtBot, dialog: ImportDialog, subject: str, day: str) -> None:
    line = dialog.plan_step.meeting
    line.subject.setText(subject)
    line.subject.editingFinished.emit()
    line.held_on.setText(day)
    line.held_on.editingFinished.emit()
    settled(qtbot, dialog)


def test_those_who_came_are_noted_with_the_list(qtbot: QtBot, dialog: ImportDialog) -> None:
    say(qtbot, dialog, "Havbruksdagen", "3.11.2026")
    assert "1 of 2 people are noted as having taken part." in told(dialog)
    assert cut_words(dialog) == [] and nameless(dialog) == []
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert "1 of 2 people are noted as having taken part." in told(dialog)
    assert rows(
        "SELECT last_name, held_on FROM interaction JOIN interaction_participant AS part ON interaction_id ="
        " interaction.id JOIN person ON person.id = part.person_id WHERE subject = 'Havbruksdagen'"
    ) == [("Strand", "2026-11-03")]
    press(dialog, "Undo the import")
    qtbot.waitUntil(lambda: value("SELECT count(*) FROM interaction WHERE subject = 'Havbruksdagen'") == 0)


def test_a_list_of_those_who_are_known_is_brought_in_for_the_meeting_alone(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "kjente.csv"
    path.write_text("Fornavn;Etternavn;E-post\nAda;Berg;ada@nordlys.example\n", encoding="utf-8")
    dialog = planned(qtbot, window, path)
    assert not dialog.save_button.isEnabled()
    say(qtbot, dialog, "Havbruksdagen", "3.11.2026")
    assert dialog.save_button.isEnabled() and dialog.save_button.text() == "Carry out"
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert value("SELECT count(*) FROM interaction WHERE subject = 'Havbruksdagen'") == 1


def test_half_a_meeting_is_none_and_what_is_missing_is_said(qtbot: QtBot, dialog: ImportDialog) -> None:
    say(qtbot, dialog, "Havbruksdagen", "")
    assert "Say on which day it is." in told(dialog)
    say(qtbot, dialog, "", "3.11.2026")
    assert "Say what it was." in told(dialog)
    say(qtbot, dialog, "Havbruksdagen", "snart")
    assert any("“snart” is no date" in words for words in told(dialog))
    assert dialog.plan is not None and not dialog.plan.choices.meeting.is_said


def test_what_was_decided_about_the_meeting_is_undone_like_the_rest(qtbot: QtBot, dialog: ImportDialog) -> None:
    say(qtbot, dialog, "Havbruksdagen", "3.11.2026")
    dialog.decisions.undo()
    settled(qtbot, dialog)
    assert dialog.plan_step.meeting.subject.text() == "" and dialog.plan_step.meeting.held_on.text() == ""
    assert not any("noted as having taken part" in words for words in told(dialog))
