"""The annual report: a few questions, a workbook that is there or is not, frozen where wanted."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.exchange import isolation
from crm.queries import reports
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.filled import active, fill, form_of
from ui.dialogs import report_export
from ui.dialogs.report_export import ReportDialog


def written(qtbot: QtBot, dialog: ReportDialog) -> None:
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.save_now()


@pytest.mark.parametrize(("language", "name"), [("nb", "Sammendrag"), ("en", "Summary")])
def test_a_report_is_written_in_the_language_that_was_chosen(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, language: str, name: str
):
    out = tmp_path / "report.xlsx"
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, language=language, path=out)
    written(qtbot, dialog)
    assert dialog.isVisible()
    assert "report.xlsx" in dialog.message()
    sheets = [sheet.name for sheet in isolation.read(out).sheets]
    assert name in sheets
    assert len(sheets) > 7
    assert reports.runs() == []


def test_frozen_figures_are_kept(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, freeze=True, path=tmp_path / "report")
    written(qtbot, dialog)
    assert [run.year for run in reports.runs()] == [2025]
    assert (tmp_path / "report.xlsx").exists()


def test_the_finished_file_is_opened_and_shown_from_here(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened: list[QUrl] = []
    monkeypatch.setattr("ui.dialogs.report_export.QDesktopServices.openUrl", opened.append)
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, path=tmp_path / "report.xlsx")
    written(qtbot, dialog)
    for words in ("Open the file", "Show in folder"):
        next(made for made in dialog.findChildren(QPushButton) if made.text() == words).click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "report.xlsx", tmp_path]
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_now()


def test_a_folder_that_is_not_there_is_told_beside_the_field(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
):
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, path=tmp_path / "nowhere" / "report.xlsx")
    dialog.save_now()
    assert form_of(dialog).problems().keys() == {"path"}
    assert dialog.isVisible()


def test_a_file_that_cannot_be_written_is_told_and_another_can_be_chosen(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "report.xlsx").mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "report.xlsx"), ""))
    dialog = active(qtbot, report_export.ask(window, year=2025))
    next(made for made in dialog.findChildren(QPushButton) if made.text() == "Choose…").click()
    dialog.save_now()
    qtbot.waitUntil(lambda: not dialog.working() and dialog.message() != "")
    fill(dialog, path=tmp_path / "other.xlsx")
    written(qtbot, dialog)
    assert (tmp_path / "other.xlsx").exists()


def test_the_proposed_name_follows_year_and_language(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, year=2024, language="nb")
    assert form_of(dialog).value("path").name == "Årsrapport 2024.xlsx"


def test_a_form_of_ones_own_is_filled_and_unknown_marks_are_told_first(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path
):
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["A2"] = "{{year}}", "{{hva}}"
    book.save(tmp_path / "skjema.xlsx")
    dialog = active(qtbot, report_export.ask(window, year=2025))
    assert not form_of(dialog).widget("anyway").isVisible()
    fill(dialog, template=tmp_path / "skjema.xlsx", path=tmp_path / "ut.xlsx", freeze=True)
    assert form_of(dialog).widget("anyway").isVisible()
    dialog.save_now()
    qtbot.waitUntil(lambda: not dialog.working() and "{{hva}}" in dialog.message())
    assert not (tmp_path / "ut.xlsx").exists() and reports.runs() == []
    fill(dialog, anyway=True)
    written(qtbot, dialog)
    made = openpyxl.load_workbook(tmp_path / "ut.xlsx").worksheets[0]
    assert (made["A1"].value, made["A2"].value) == (2025, "{{hva}}")
    assert len(reports.runs()) == 1


def test_a_text_and_the_tables_are_written_beside_the_workbook_and_nothing_is_replaced_unasked(
    qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def ask(_parent: QWidget, _title: str, words: str, *_rest: str, **_how: bool) -> bool:
        asked.append(words)
        return len(asked) > 1

    monkeypatch.setattr("ui.kit.messages.ask", ask)
    (tmp_path / "ut.docx").write_text("Mitt.", encoding="utf-8")
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, language="nb", path=tmp_path / "ut.xlsx", text=True, tables=True)
    dialog.save_now()
    assert len(asked) == 1 and asked[0].startswith("ut.docx ")
    assert not (tmp_path / "ut.xlsx").exists()
    written(qtbot, dialog)
    assert (tmp_path / "ut.docx").read_bytes().startswith(b"PK")
    names = sorted(path.name for path in (tmp_path / "ut CSV").iterdir())
    assert any(name.endswith("Sammendrag.csv") for name in names) and len(names) > 5


def test_nothing_but_a_gap_stands_between_the_year_and_freezing(qtbot: QtBot, cluster: Cluster, window: QWidget):
    dialog = active(qtbot, report_export.ask(window, year=2025))
    year, freeze = (form_of(dialog).widget(name) for name in ("year", "freeze"))
    top, below = (one.mapTo(dialog, one.rect().topLeft()).y() for one in (year, freeze))
    assert below - (top + year.height()) < 24
