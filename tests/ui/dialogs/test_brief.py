"""The sheet before a meeting: one page however much there is, the same as PDF, from the printer and as text."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from crm.queries import brief
from crm.queries.brief_parts import Came, Fact, Promise, Shared, Spoken
from ui.dialogs import brief as dialog
from ui.dialogs import brief_page

TODAY = date(2026, 11, 23)


@pytest.fixture
def told(cluster):
    return brief.of("organisation", cluster.nordlys, TODAY)


def full(told, name="Et langt navn på noe med å gjøre"):
    """As much as anybody could have."""
    note = "Vi snakket lenge om restråstoff og om hvem som skal betale for frakten. " * 20
    return replace(
        told,
        title=f"{name} og enda litt til i navnet AS",
        facts=tuple(Fact(f"Etikett {number}", f"{name} {number}") for number in range(12)),
        people=tuple(brief.Somebody(f"{name} {n}", "Direktør", name, f"p{n}@nordlys.example", "912 34 567", None)
                     for n in range(12)),
        spoken=tuple(Spoken(n, TODAY, "Møte", f"{name} {n}", "Ada Berg, Bo Dahl " * 9, note) for n in range(12)),
        spoken_count=200,
        promises=tuple(Promise(n, f"{name} {n}", TODAY, "Kari Nordmann") for n in range(12)),
        projects=tuple(Shared(n, f"{name} {n}", "Pågår", "Partner", "01.01.2025 – ") for n in range(12)),
        came=tuple(Came(n, TODAY, f"{name} {n}", "Ada Berg") for n in range(12)),
        came_count=40,
        notes=note,
    )  # fmt: skip


def test_however_much_there_is_it_is_one_page(told):
    for content in (told, full(told)):
        assert brief_page.document(content, "Polarhav").pageCount() == 1
    words = brief_page.document(full(told), "Polarhav").toPlainText()
    assert "and 19" in words  # of the two hundred contacts the others are counted


def test_a_name_is_never_read_as_markup(told):
    page = brief_page.document(replace(told, title="<img src='x.png'> & <b>Co</b>"), "<i>Polarhav</i>")
    assert "<img src='x.png'> & <b>Co</b>" in page.toPlainText()


def test_the_pdf_is_whole_and_one_page(told, tmp_path):
    path = tmp_path / "ark.pdf"
    dialog.write(path, brief_page.document(told, "Polarhav"))
    content = path.read_bytes()
    assert content.startswith(b"%PDF-1.") and content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") == 1 and [file.name for file in tmp_path.glob("ark*")] == ["ark.pdf"]


def test_the_printer_gets_the_same_page(told, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    assert brief_page.put_on(printer, brief_page.document(told, "Polarhav"))
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_the_sheet_is_painted_in_black_on_white_in_any_theme(told):
    image = QImage(397, 561, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    brief_page.paint(brief_page.document(told, "Polarhav"), painter, 397)
    painter.end()
    assert image.pixelColor(5, 300).name() == "#ffffff"
    assert image.pixelColor(200, 1).name() == brief_page.COLOURS.accent.lower()


def test_the_text_goes_to_the_clipboard(window, cluster, told):
    shown = dialog.ask(window, kind="organisation", id=cluster.nordlys, today=TODAY)
    shown.copy()
    assert QGuiApplication.clipboard().text().startswith("Nordlys AS\n")
    assert shown.message() == "Copied."
    assert "Send the partner list" in shown.sheet.accessibleDescription()
    shown.close()


def test_a_pdf_is_asked_for_and_opened(window, cluster, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "ui.dialogs.brief.QFileDialog.getSaveFileName", lambda *_a: (str(tmp_path / "uten endelse"), "")
    )
    monkeypatch.setattr("ui.dialogs.brief.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    shown = dialog.ask(window, kind="person", id=cluster.ada, today=TODAY)
    shown.save_pdf()
    assert opened == [str(tmp_path / "uten endelse.pdf")] and (tmp_path / "uten endelse.pdf").exists()
    shown.close()
