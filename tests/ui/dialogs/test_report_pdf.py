"""The summary of the report as a PDF: every figure in its group, on a page or a few, in the language asked for."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm.commands import goals
from crm.reports import run
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.filled import active, fill
from ui.dialogs import report_export, report_pdf


def test_the_summary_is_written_beside_the_workbook(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path):
    dialog = active(qtbot, report_export.ask(window, year=2025))
    fill(dialog, language="nb", path=tmp_path / "ut.xlsx", summary=True)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.save_now()
    content = (tmp_path / "ut.pdf").read_bytes()
    assert content.startswith(b"%PDF-1.") and content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") == len(report_pdf.pages(run.make(2025), "nb"))


@pytest.mark.parametrize(("language", "head"), [("nb", "Medlemmer"), ("en", "Members")])
def test_every_figure_stands_once_in_its_group_with_its_target(cluster: Cluster, language: str, head: str):
    goal = goals.add("main", "Flere medlemmer")
    goals.add_indicator(goal, name_nb="Medlemmer", figure_key="K01", target=4000, target_year=2028)
    made = run.make(2025)
    pages = report_pdf.pages(made, language)
    assert 1 <= len(pages) <= 3
    assert not any(page[-1].heading for page in pages)
    rows = [row for page in pages for row in page]
    assert rows == report_pdf.rows(made, language) and rows[0].words == (head,)
    assert sorted(row.words[0] for row in rows if not row.heading) == sorted(made.figures)
    first = next(row for row in rows if row.words[0] == "K01")
    assert first.words[5] == "40"
    assert report_pdf.chart(made.figures["K01"], made, {2025: {"K01": 3}}, language).target == 40
    assert report_pdf.chart(made.figures["K10"], made, {2025: {"K10": 3}}, language).target is None
