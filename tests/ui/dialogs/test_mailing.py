"""A mail list: who gets it is told before anything is made; recipients are copied, files and labels written."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import contact_points, organisations
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import mailing
from ui.kit import labels

TODAY = date(2026, 11, 23)


def opened(window: QWidget, cluster: Cluster) -> mailing.MailingDialog:
    organisations.edit(cluster.nordlys, street="Strandgata 3", postal_code="9008")
    contact_points.add(kind="email", value="post@nordlys.example", organisation=cluster.nordlys)
    people = [cluster.ada, cluster.bo, cluster.eva]
    return mailing.ask(window, people=people, organisations=[cluster.nordlys], title="Contacts", today=TODAY)


def test_recipients_are_copied_and_who_is_left_out_is_told_first(
    qtbot: QtBot, window: QWidget, cluster: Cluster
) -> None:
    dialog = opened(window, cluster)
    assert dialog.told.text() == "2 get it, 2 are left out."
    assert [row.name for row in dialog.left.rows()] == ["Bo Dahl", "Eva Kern"]
    assert dialog.form is not None
    dialog.form.set_values({"purpose": "newsletter"})
    dialog.form.edited.emit("purpose")
    assert dialog.told.text() == "1 gets it, 3 are left out." and "consented" in dialog.why.text()
    dialog.form.set_values({"purpose": "service"})
    dialog.form.edited.emit("purpose")
    with qtbot.waitSignal(dialog.saved) as made:
        dialog.save_now()
    assert made.args == [2]
    copied = QGuiApplication.clipboard().text()
    assert copied == "Ada Berg <ada@nordlys.example>; Nordlys AS <post@nordlys.example>"


def test_files_and_labels_are_written(
    qtbot: QtBot, window: QWidget, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    for into, ending in mailing.ENDINGS.items():
        path = tmp_path / f"liste-{into}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        dialog = (
            opened(window, cluster)
            if into == "mailchimp"
            else mailing.ask(window, people=[cluster.ada, cluster.eva], title="Contacts", today=TODAY)
        )
        assert dialog.form is not None
        dialog.form.set_values({"into": into})
        dialog.form.edited.emit("into")
        with qtbot.waitSignal(dialog.saved):
            dialog.save_now()
        written = path.with_name(path.name + ending)
        assert written.exists()
        if into == "labels":
            assert shown == [str(written)] and written.read_bytes().count(b"/Type /Page\n") == 1


def test_labels_fill_sheets_of_24_and_letters_shrink_for_long_lines() -> None:
    font = QFont("DejaVu Sans")
    assert [labels.sheets(["x"] * count) for count in (0, 1, 24, 25)] == [0, 1, 1, 2]
    short, long = ("Nordlys AS", "Ada Berg"), ("Senter for marin genforskning og bioteknologi i nord AS",)
    assert labels.size(font, short) > labels.size(font, long)
