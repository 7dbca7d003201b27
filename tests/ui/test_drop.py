"""Files dropped on the window: each is used, or told kindly why not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from ui import drop


def mime(*names: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(Path(name).absolute())) for name in names])
    return made


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "a.xlsm", "a.xls", "a.ods", "a.csv", "a.txt", "a.VCF"])
def test_lists_are_imported(name):
    assert [file.name for file in drop.sort(mime(name)).lists] == [name]
    assert drop.sort(mime(name)).refusal == ""


def test_a_register_is_opened():
    assert [file.name for file in drop.sort(mime("b.klynge")).registers] == ["b.klynge"]


def test_others_get_a_friendly_refusal_that_names_them():
    found = drop.sort(mime("a.pdf", "b.csv"))
    assert "a.pdf" in found.refusal and [file.name for file in found.lists] == ["b.csv"]


def test_several_lists_come_one_after_the_other():
    assert len(drop.sort(mime("a.csv", "b.xlsx", "c.csv")).lists) == 3


@pytest.mark.parametrize("name", ["a.ics", "a.eml", "A.MSG"])
def test_mails_and_appointments_are_logged(name):
    assert [file.name for file in drop.sort(mime(name)).letters] == [name]
    assert drop.sort(mime(name)).refusal == ""


def test_an_old_calendar_is_told_with_what_to_do():
    assert "Save the appointment as .ics" in drop.sort(mime("a.vcs")).refusal


def test_a_mail_straight_out_of_outlook_carries_nothing():
    made = QMimeData()
    made.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    assert drop.welcome(made)
    assert "desktop" in drop.sort(made).refusal


def test_a_web_address_is_no_file():
    made = QMimeData()
    made.setUrls([QUrl("https://klynge.example/a.xlsx")])
    assert drop.sort(made).lists == () and drop.sort(made).refusal


def test_plain_text_is_left_to_the_fields():
    made = QMimeData()
    made.setText("hei")
    assert not drop.welcome(made)
