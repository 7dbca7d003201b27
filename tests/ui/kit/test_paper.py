"""A table on paper: every row on exactly one page, nothing broken that should not be, nothing lost in a break."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from crm.errors import CrmError
from crm.exchange.writers import pdf_file
from tests import examples
from ui.dialogs import print_list
from ui.kit import paper
from ui.kit.paper import Head, Table

pytestmark = pytest.mark.usefixtures("qapp")


def laid_out(heads, lines, way=""):
    return paper.lay_out(Table("Kontakter", heads, lines), QFont("DejaVu Sans"), way)


@given(st.text(st.sampled_from("ab Wå@.-/\n "), max_size=60), st.floats(8, 200))
@settings(max_examples=examples.of(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_text_loses_no_letter_and_no_line_is_too_wide(text, width):
    font = QFont("DejaVu Sans")
    font.setPixelSize(11)
    metrics = QFontMetricsF(font)
    lines = paper.broken(text, width, metrics)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(metrics.horizontalAdvance(line.strip()) <= width or len(line.strip()) <= 1 for line in lines)


@given(
    st.lists(st.tuples(st.text("abc å", max_size=120), st.integers(0, 10**6).map(str)), max_size=90), st.integers(0, 9)
)
@settings(max_examples=examples.of(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_stands_on_exactly_one_page_and_no_heading_stands_last(rows, every):
    lines = [row if every == 0 or place % (every + 1) else "Gruppe" for place, row in enumerate(rows)]
    sheet = laid_out([Head("Navn"), Head("Tall", right=True)], lines)
    assert [place for page in sheet.pages for place, _high in page] == list(range(len(lines)))
    for page in sheet.pages[:-1]:
        assert not isinstance(lines[page[-1][0]], str)
    assert not sheet.cut


def test_the_paper_lies_down_where_the_columns_need_it_and_stands_where_somebody_wants_that():
    many = [Head(f"Kolonne {number}") for number in range(9)]
    rows = [tuple("Nordlys Energi og Havteknologi AS" for _head in many)]
    assert laid_out(many, rows).landscape and not laid_out(many[:2], [rows[0][:2]]).landscape
    assert not laid_out(many, rows, "portrait").landscape
    with pytest.raises(CrmError, match="60 columns"):
        laid_out([Head("K")] * 60, [])


def test_phones_days_and_numbers_are_never_broken():
    heads = [Head("Merknad"), Head("Telefon", whole=True), Head("Beløp", right=True)]
    sheet = laid_out([*heads, *heads], [("ord " * 60, "+47 40 61 23 45", "1 234 567,50") * 2])
    metrics = QFontMetricsF(paper._letters(sheet.font, sheet.size))
    for place, text in ((1, "+47 40 61 23 45"), (2, "1 234 567,50")):
        assert paper.broken(text, sheet.widths[place] - paper._GAP, metrics) == [text]


def test_a_row_higher_than_a_page_is_told():
    assert laid_out([Head("Merknad")], [("linje\n" * 200,), ("kort",)]).cut == 1


def test_a_pdf_has_as_many_pages_as_were_laid_out_and_is_in_the_light_theme(tmp_path: Path):
    sheet = laid_out([Head("Navn")], [(f"Person {number}",) for number in range(200)])
    path = tmp_path / "liste.pdf"
    print_list.write_pdf(path, sheet)
    assert path.read_bytes().count(b"/Type /Page\n") == len(sheet.pages) > 1
    with pytest.raises(CrmError, match="read back"):
        pdf_file.write(path, path.read_bytes()[:-9], len(sheet.pages))
    assert path.read_bytes().rstrip().endswith(b"%%EOF"), "the good one stays"
    image = QImage(400, 566, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    paper.paint(painter, sheet, 0, 400)
    painter.end()
    assert image.pixelColor(5, 5) == QColor("white")
