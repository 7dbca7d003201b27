"""`figures`: a quarter beside another, told and written."""

import openpyxl


def test_a_quarter_is_told_and_written_in_the_language_asked_for(line, file, tmp_path):
    path = tmp_path / "kvartal.xlsx"
    told = line("figures", file, "--period", "2026Q1", "--out", path, "--lang", "nb", "--json").data
    book = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in book] == ["Tall", "Hva som telles", "Om"]
    shown = {row[0]: row for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert set(told["figures"]) <= set(shown)
    for key, one in told["figures"].items():
        assert shown[key][3] == (one["value"] if one["value"] is not None else "ikke aktuelt")
    assert line("figures", file, "--period", "2026Q1", "--out", tmp_path / "x.csv").code == 1
