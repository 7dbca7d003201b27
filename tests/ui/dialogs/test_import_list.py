"""The import: nothing is written before the button that says so; everything can be undone."""

import gc
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.commands import people as people_commands
from crm.exchange import memory
from crm.queries import people
from crm.queries.imports import ImportsQuery
from crm.store.database import value
from tests.ui.dialogs.conftest import Cluster, Dump
from tests.ui.dialogs.typist import SHIFT, Typist
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs import import_list
from ui.dialogs.import_list import COLUMNS, DONE, FILE, PLAN, ImportDialog
from ui.kit import theme

LIST = """Deltakere på Havbruksdagen;;;;;
;;;;;
Fornavn;Etternavn;Bedrift;E-post;Stilling;Allergier
Ada;Berg;Nordlys AS;ada@nordlys.example;Styreleder;
Liv;Strand;Havbruk Nord AS;liv@havbruk.example;Rådgiver;nøtter
Per;Vik;Havbruk Nord AS;per@havbruk.example;;
Feil;Adresse;Havbruk Nord AS;ikke en adresse;;
Bo;Dahl;Helt Annet AS;;;
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list with somebody known, two new, one wrong, and one who could be somebody else."""
    path = tmp_path / "deltakere.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def at(qtbot: QtBot, dialog: ImportDialog, step: int) -> ImportDialog:
    qtbot.waitUntil(lambda: dialog.step() == step and not dialog.working(), timeout=20_000)
    return dialog


def planned(qtbot: QtBot, window: QWidget, path: Path) -> ImportDialog:
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    dialog.save_now()
    return at(qtbot, dialog, PLAN)


def settled(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Wait until everything decided is in the plan."""
    qtbot.waitUntil(lambda: not dialog.decisions.busy() and not dialog.working(), timeout=20_000)


def press(dialog: QWidget, words: str) -> None:
    next(made for made in dialog.findChildren(QPushButton) if made.isVisible() and made.text() == words).click()


def told(dialog: QWidget) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def rows_shown(dialog: ImportDialog) -> list[int]:
    model = dialog.plan_step.grid.model_
    return [model.line(row).row for row in range(model.rowCount())]


def test_a_list_is_imported_and_undone_byte_for_byte(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, dump: Callable[[], Dump]
):
    before = dump()
    dialog = planned(qtbot, window, listed)
    assert dump() == before
    assert dialog.save_button.text() == "Import 3 contacts"
    with qtbot.waitSignal(dialog.saved):
        dialog.save_now()
    at(qtbot, dialog, DONE)
    assert people.find("Liv Strand", "Havbruk Nord AS") != []
    assert "3 rows of deltakere.csv were imported" in told(dialog)
    press(dialog, "Undo the import")
    qtbot.waitUntil(lambda: "The import is undone" in told(dialog))
    assert dump() == before
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_now()


def test_the_columns_are_shown_with_a_sample_and_the_reason(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = at(qtbot, import_list.ask(window, path=listed), COLUMNS)
    words = told(dialog)
    assert any(one.startswith("deltakere.csv: 5 rows, the headers stand in row 3.") for one in words)
    assert {"Fornavn", "Ada", "By its name"} <= words
    assert dialog.columns.mapping()["Allergier"] == ""
    assert any("special category" in one for one in words)


def test_a_column_somebody_chooses_otherwise_is_read_otherwise(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = at(qtbot, import_list.ask(window, path=listed), COLUMNS)
    combo = next(one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "What “Stilling” becomes")
    combo.setCurrentIndex(combo.findData("notes"))
    assert "Chosen by you" in told(dialog)
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None
    assert dialog.plan.mapping["Stilling"] == "notes"
    press(dialog, "Back")
    assert dialog.step() == COLUMNS
    assert dialog.columns.mapping()["Stilling"] == "notes"


def test_chips_filter_and_each_row_says_what_becomes_of_it(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = planned(qtbot, window, listed)
    assert rows_shown(dialog) == [8]  # the question comes first
    dialog.plan_step.choose("changed")
    assert rows_shown(dialog) == [4]
    dialog.plan_step.grid.go_to(0, 4)
    assert {"Row 4: Ada Berg · Nordlys AS", "Stilling: Daglig leder → Styreleder (changes)"} <= told(dialog)
    dialog.plan_step.choose("rejected")
    assert rows_shown(dialog) == [7]
    assert any("ikke en adresse" in words for words in told(dialog))
    press(dialog, "Rejected 1")
    assert rows_shown(dialog) == [4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("answer", "positions"),
    [("It is Bo Dahl, Nordlys AS", 1), ("Somebody new", 2), ("Leave the row out", 1)],
)
def test_a_question_is_answered_with_a_button(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, answer: str, positions: int
):
    dialog = planned(qtbot, window, listed)
    press(dialog, answer)
    settled(qtbot, dialog)
    assert dialog.plan is not None
    assert dialog.plan.counts.questions == 0
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert len(people.find("Bo Dahl")) == positions


def test_a_question_says_who_could_be_meant_and_what_speaks_for_it(
    qtbot: QtBot, window: QWidget, cluster: Cluster, tmp_path: Path
) -> None:
    people_commands.add(
        first_name="Solveig", last_name="Nygård", organisation=cluster.nordlys, email="sol@nordlys.example"
    )
    path = tmp_path / "liste.csv"
    path.write_text("Fornavn;Etternavn;Bedrift\nSolveig;Nygårdd;Nordlys AS\n", encoding="utf-8")
    dialog = planned(qtbot, window, path)
    hint = next(words for words in told(dialog) if "Likelihood" in words)
    assert "Nearly the same name. The same organisation." in hint and "sol@nordlys.example" in hint


def test_an_answer_can_be_taken_back(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = planned(qtbot, window, listed)
    press(dialog, "Somebody new")
    settled(qtbot, dialog)
    dialog.plan_step.grid.go_to(4)
    press(dialog, "Decide again")
    settled(qtbot, dialog)
    assert dialog.plan is not None
    assert dialog.plan.counts.questions == 1


def test_f8_goes_from_problem_to_problem(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, keys: Typist):
    dialog = planned(qtbot, window, listed)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.plan_step.choose("all")
    dialog.plan_step.setFocus()
    seen = []
    for _turn in range(3):
        keys.press(Qt.Key.Key_F8)
        seen.append(rows_shown(dialog)[dialog.plan_step.grid.currentIndex().row()])
    assert seen == [7, 8, 7]
    keys.press(Qt.Key.Key_F8, SHIFT)
    assert rows_shown(dialog)[dialog.plan_step.grid.currentIndex().row()] == 8


def test_the_whole_import_works_by_keys(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, keys: Typist, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(listed), ""))
    dialog = import_list.ask(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    keys.press(Qt.Key.Key_Space)
    at(qtbot, dialog, COLUMNS)
    keys.save()
    at(qtbot, dialog, PLAN)
    keys.save()
    at(qtbot, dialog, DONE)
    with qtbot.waitSignal(dialog.accepted):
        keys.save()
    assert people.find("Per Vik") != []


def test_a_file_dropped_on_it_is_read(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = import_list.ask(window)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(listed))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)
    at(qtbot, dialog, COLUMNS)


def test_another_list_that_comes_while_a_plan_is_about_to_be_shown_begins_at_its_columns(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, tmp_path: Path
):
    (tmp_path / "to.csv").write_text("Navn;E-post\nEva Kern;eva@nordlys.example\n", encoding="utf-8")
    dialog = planned(qtbot, window, listed)
    made = dialog.plan
    assert made is not None
    dialog.read(tmp_path / "to.csv")
    qtbot.waitUntil(lambda: dialog.step() == COLUMNS and not dialog.working())
    dialog._stack.setCurrentIndex(FILE)
    other = dialog.found
    assert other is not None
    dialog._planned(made)  # what waits in the queue of the window's thread, one right after the other
    dialog._read(other)
    at(qtbot, dialog, COLUMNS)
    assert dialog.plan is None and dialog.save_button.text() == "Next"


def test_of_several_files_dropped_on_it_the_others_wait_and_are_told(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    others = tuple(listed.with_name(name) for name in ("to.csv", "tre.csv"))
    dialog = import_list.ask(window)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in (listed, *others)])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    dialog.dropEvent(event)
    at(qtbot, dialog, COLUMNS)
    assert dialog.waiting == others
    assert "“to.csv”, “tre.csv” wait: their turn comes when this list is done." in told(dialog)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02 no list"])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, dump: Callable[[], Dump], content: bytes
):
    before = dump()
    path = tmp_path / "strange.xlsx"
    path.write_bytes(content)
    dialog = import_list.ask(window, path=path)
    qtbot.waitUntil(lambda: not dialog.working() and dialog.message() != "")
    assert "strange.xlsx" in dialog.message()
    assert dialog.step() == FILE
    assert dump() == before
    assert ImportsQuery().ids() == []


def test_columns_nobody_understands_are_told_and_can_be_named_by_hand(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
):
    path = tmp_path / "hemmelig.csv"
    path.write_text("aaa;bbb\nLiv;Strand\nPer;Vik\n", encoding="utf-8")
    dialog = at(qtbot, import_list.ask(window, path=path), COLUMNS)
    dialog.save_now()
    qtbot.waitUntil(lambda: not dialog.working())
    if dialog.step() == COLUMNS:
        assert dialog.message() != ""
    first, last = [one for one in dialog.columns.findChildren(QComboBox) if one.accessibleName().startswith("What")]
    first.setCurrentIndex(first.findData("person.first_name"))
    last.setCurrentIndex(last.findData("person.last_name"))
    dialog.save_now()
    at(qtbot, dialog, PLAN)
    assert dialog.plan is not None
    assert dialog.plan.counts.new >= 2


def test_a_register_that_moved_on_is_compared_again(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = planned(qtbot, window, listed)
    people_commands.add(first_name="Liv", last_name="Strand", email="liv@havbruk.example")
    dialog.save_now()
    qtbot.waitUntil(lambda: not dialog.working() and dialog.message() != "")
    at(qtbot, dialog, PLAN)
    assert ImportsQuery().ids() == []
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert len(people.find("Liv Strand")) == 1


def test_leaving_while_the_file_is_read_stops_the_reading(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, dump: Callable[[], Dump]
):
    before = dump()
    path = tmp_path / "long.csv"
    path.write_text("Fornavn;Etternavn\n" + "Liv;Strand\n" * 200_000, encoding="utf-8")
    dialog = import_list.ask(window, path=path)
    with qtbot.waitSignal(dialog.rejected, timeout=20_000):
        dialog.reject()
    assert dump() == before


def test_rejected_rows_are_saved_in_the_lists_own_layout(
    qtbot: QtBot,
    cluster: Cluster,
    window: QWidget,
    listed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    out = tmp_path / "rejected.xlsx"
    opened: list[QUrl] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    monkeypatch.setattr("ui.dialogs.rejected_rows.QDesktopServices.openUrl", opened.append)
    dialog = planned(qtbot, window, listed)
    dialog.save_now()
    at(qtbot, dialog, DONE)
    press(dialog, "Save rejected rows as Excel…")
    qtbot.waitUntil(lambda: "rejected.xlsx" in dialog.message())
    assert [url.toLocalFile() for url in opened] == [str(out)]
    header, *rows = openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True)
    assert header[:3] == ("Fornavn", "Etternavn", "Bedrift")
    assert [row[:2] for row in rows] == [("Feil", "Adresse"), ("Bo", "Dahl")]
    assert all(row[header.index("Why not")] for row in rows)


def test_an_import_that_is_no_longer_the_last_step_is_taken_back_instead(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, listed: Path
):
    dialog = planned(qtbot, window, listed)
    dialog.save_now()
    at(qtbot, dialog, DONE)
    people_commands.edit(cluster.eva, notes="Later")
    press(dialog, "Undo the import")

    def back() -> QWidget | None:
        shown = qapp.activeWindow()
        return shown if shown is not None and shown.windowTitle() == "Take back" else None

    qtbot.waitUntil(lambda: back() is not None)
    taking = back()
    assert taking is not None
    button = next(made for made in taking.findChildren(QPushButton) if made.text() == "Take back")
    qtbot.waitUntil(button.isEnabled)
    button.click()
    qtbot.waitUntil(lambda: "The import is undone" in told(dialog))
    assert people.find("Liv Strand") == []
    assert people.detail(cluster.eva).notes == "Later"


@pytest.mark.parametrize(("language", "scale"), [("nb", 140), ("en", 140), ("nb", 100)])
def test_no_step_cuts_a_word_or_hides_a_name(
    qtbot: QtBot, qapp: QApplication, cluster: Cluster, window: QWidget, listed: Path, language: str, scale: int
):
    i18n.use(language)
    theme.apply(qapp, "light", scale)
    dialog = import_list.ask(window, path=listed)
    dialog.resize(theme.px(1020), theme.px(720))
    for step in (COLUMNS, PLAN, DONE):
        at(qtbot, dialog, step)
        for _turn in range(3):
            qapp.processEvents()
        assert cut_words(dialog) == []
        assert nameless(dialog) == []
        dialog.save_now()


def test_the_step_is_signed_as_an_import(qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path):
    dialog = planned(qtbot, window, listed)
    dialog.save_now()
    at(qtbot, dialog, DONE)
    assert value("SELECT origin FROM step ORDER BY id DESC LIMIT 1") == "import"


def test_a_closed_import_hides_nothing_from_the_collector(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path
):
    gc.unfreeze()  # dialogs of other tests, with their plans
    gc.collect()
    dialog = planned(qtbot, window, listed)
    assert gc.get_freeze_count() > 0
    dialog.reject()
    memory.wait()
    assert gc.get_freeze_count() == 0
    assert dialog.plan is not None and dialog.found is not None
    assert [*dialog.plan.heaps, *dialog.found.heaps] == [[] for _heap in (*dialog.plan.heaps, *dialog.found.heaps)]


def test_the_focus_goes_nowhere_where_the_button_that_had_it_is_gone(
    qtbot: QtBot, cluster: Cluster, window: QWidget, listed: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(import_list, "PANEL_MS", 0)
    dialog = planned(qtbot, window, listed)
    button = QPushButton("Somebody new", dialog)
    button.show()
    button.setFocus()
    made = dialog.plan_step._plan
    assert made is not None and dialog.focusWidget() is button
    dialog._plan_again(lambda _progress: made)
    shiboken6.delete(button)  # as another row's card does with those of the row before
    settled(qtbot, dialog)
