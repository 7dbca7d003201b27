"""Hours are hours wherever a list is read: on screen, in a cell that is typed into, in a file and back from it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from crm import i18n
from crm.commands import contributions, organisations
from crm.errors import Invalid
from crm.exchange import cross_table
from crm.exchange.round_trip import cells
from crm.queries.lists import cross, fields, values
from crm.store.database import rows
from tests.crm.exchange.round_trip.test_round_trip import TODAY, Excel, back, sent


@pytest.fixture
def given(register: Path) -> list[int]:
    """Contributions of a register of their own: 7.5 hours, 500 minutes, 20 hours."""
    nord = organisations.add("Nordlys AS")
    return [contributions.add(nord, 2026, kind="hours", minutes=minutes, rate=500_00) for minutes in (450, 500, 1200)]


def test_hours_go_out_as_hours_come_back_unchanged_and_edited_as_hours(given: list[int], tmp_path: Path) -> None:
    path = sent(tmp_path / "timer.xlsx", "contribution")
    sheet = Excel(path)
    shown = [line[sheet.column("Hours") - 1].value for line in sheet.sheet.iter_rows(min_row=2)]
    assert shown[:3] == [20, pytest.approx(500 / 60), 7.5]
    assert not back(path).cells
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, sheet.column("Hours")).value = 8.25
    book.worksheets[0].cell(4, sheet.column("Hours")).value = "21,5"
    book.save(path)
    assert [(cell.id, cell.theirs) for cell in back(path).cells] == [(given[2], "8.25"), (given[0], "21.5")]


def test_what_stands_in_a_cell_of_hours_is_read_as_the_same_and_short_forms_too(given: list[int]) -> None:
    field = fields.get("contribution", "minutes")
    for language in ("en", "nb"):
        with i18n.meanwhile(language):
            for minutes in (1, 20, 59, 60, 450, 500, 1199, 90_000):
                assert cells.typed(field, values.words(field, minutes), TODAY) == minutes
    told = {"7,5": 450, "7.5": 450, "7:30": 450, "45 min": 45, "1t 30min": 90, "1 200": 72_000, "": None}
    assert {text: cells.typed(field, text, TODAY) for text in told} == told
    with pytest.raises(Invalid, match="mange"):
        cells.typed(field, "mange", TODAY)


def test_a_typed_day_is_understood_the_short_way_and_a_pasted_one_is_not(given: list[int]) -> None:
    day, held = fields.get("contribution", "given_on"), fields.get("interaction", "held_on")
    friday, last = date(2026, 11, 27), date(2026, 11, 20)
    assert [cells.typed(day, text, TODAY) for text in ("3.11", "fredag", "+2u")] == [
        date(2026, 11, 3), friday, date(2026, 12, 7),
    ]  # fmt: skip
    assert cells.typed(held, "i går", TODAY) == date(2026, 11, 22) and cells.typed(held, "-3d", TODAY) == last
    for text in ("3.11", "fredag"):
        with pytest.raises(Invalid):
            cells.read(day, text, TODAY)


def test_a_cross_table_of_hours_is_written_in_hours(given: list[int], tmp_path: Path) -> None:
    found = cross.CrossQuery("contribution", "kind", measure="sum", field="minutes", today=TODAY).table()
    path = tmp_path / "kryss.xlsx"
    cross_table.write(path, found, today=TODAY)
    lines = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [line[-1] for line in lines] == [pytest.approx(2150 / 60)] * 2
    assert rows("SELECT sum(minutes) FROM contribution") == [(2150,)]
