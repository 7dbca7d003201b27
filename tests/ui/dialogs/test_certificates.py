"""Certificates: a page or a file for each who attended, whole or not at all, in the language of the program."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.commands import activities, people
from crm.errors import Cancelled
from crm.queries import certificates as queries
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import certificate_page, certificates
from ui.dialogs.certificate_page import Look

DAY = date(2026, 3, 3)


@pytest.fixture
def kurs(cluster: Cluster) -> int:
    made = activities.add("Kurs: fra søknad til tilsagn", start_on=DAY, status="held", minutes=360, venue="Tromsø")
    activities.attend(made, person=cluster.ada, role="speaker")
    activities.attend(made, person=cluster.bo)
    activities.attend(made, person=people.add(first_name="ADA", last_name="Berg"))
    activities.attend(made, person=cluster.eva, status="no_show")
    return made


def look(kurs: int) -> Look:
    return Look(queries.of(kurs), date(2026, 3, 4), QFont(), "Søknader", "Kari Nordmann")


def test_one_pdf_has_a_page_for_each_who_came(
    qtbot: QtBot, kurs: int, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    path = tmp_path / "bevis.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog = certificates.ask(window, activity=kurs, signs=1)
    assert dialog.look().signed_by == "Kari Nordmann"
    assert [who.person for who in dialog.told.attended] == ["Ada Berg", "ADA Berg", "Bo Dahl"]
    dialog.save_now()
    qtbot.waitUntil(lambda: opened == [str(path)])
    content = path.read_bytes()
    assert content.startswith(b"%PDF-1.") and content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") == 3
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".klynge"].count("bevis.pdf") == 1


def test_a_file_each_stands_in_a_new_folder_and_no_name_takes_another(kurs: int, tmp_path: Path) -> None:
    told = look(kurs)
    first = certificate_page.write_each(tmp_path, told, told.told.attended)
    again = certificate_page.write_each(tmp_path, told, told.told.attended[:1])
    assert first.name == "Kurs_ fra søknad til tilsagn 2026-03-03" and again.name == f"{first.name} (2)"
    assert sorted(path.name for path in first.iterdir()) == ["ADA Berg (2).pdf", "Ada Berg.pdf", "Bo Dahl.pdf"]


def test_a_stopped_one_leaves_nothing(kurs: int, tmp_path: Path) -> None:
    told = look(kurs)
    before = sorted(tmp_path.iterdir())

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if done == 1:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        certificate_page.write_each(tmp_path, told, told.told.attended, stop)
    with pytest.raises(Cancelled):
        certificate_page.write_one(tmp_path / "a.pdf", told, told.told.attended, stop)
    assert sorted(tmp_path.iterdir()) == before


def test_what_stands_on_it_is_told_in_the_language(kurs: int) -> None:
    assert certificate_page.facts(queries.of(kurs)) == ["03.03.2026", "6 hours", "Tromsø"]
    i18n.use("nb")
    assert certificate_page.facts(queries.of(kurs)) == ["03.03.2026", "6 timer", "Tromsø"]


def test_where_nobody_came_there_is_nothing_to_save(cluster: Cluster, window: QWidget) -> None:
    dialog = certificates.ask(window, activity=activities.add("Treff", start_on=DAY))
    assert not dialog.save_button.isEnabled() and not dialog.each.isEnabled()
