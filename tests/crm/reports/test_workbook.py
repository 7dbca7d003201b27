"""The workbook, read back with openpyxl: right figures, native types, no names of people."""

import json
import os
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crm import i18n
from crm.reports import run, snapshot, workbook
from crm.reports.report import Report
from crm.store import opening
from crm.store.database import rows
from tests import sample as sample_cluster

TODAY = date(2025, 1, 10)
GOLDEN = Path(__file__).parent / "golden"


def written(report: Report, path: Path, language: str = "en") -> Any:
    workbook.write(report, path, language)
    return load_workbook(path)


def table(book: Any, name: str) -> list[dict[str, Any]]:
    headers, *lines = book[name].iter_rows(values_only=True)
    return [dict(zip(headers, line, strict=True)) for line in lines]


def shown(value: object) -> object:
    return value.date().isoformat() if isinstance(value, datetime) and value == datetime(*value.timetuple()[:3]) else (
        value.isoformat() if isinstance(value, datetime) else value
    )  # fmt: skip


def test_the_summary_holds_every_figure_beside_last_years(small, tmp_path):
    made = run.make(2024, today=TODAY)
    lines = {line["No."]: line for line in table(written(made, tmp_path / "a.xlsx"), "Summary")}
    assert (lines["K01"]["2024"], lines["K01"]["2023"], lines["K01"]["Change"]) == (2, 2, 0)
    assert (lines["K05"]["2024"], lines["K05"]["Unit"], lines["K05"]["Comment"]) == (50, "%", "1 of 2")
    assert (lines["K09"]["2024"], lines["K09.2"]["2024"]) == (50, 100)
    assert lines["K14"]["2023"] == "not applicable"
    assert lines["K14"]["Change"] is None
    assert {key for key in lines if "." not in key} == set(made.figures)
    for key, figure in made.figures.items():
        assert lines[key]["2024"] == ("not applicable" if figure.value is None else figure.value), key


def test_cells_hold_native_dates_numbers_and_text(small, tmp_path):
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx")
    sheet = book["Members"]
    headers = [cell.value for cell in sheet[1]]
    first = dict(zip(headers, sheet[2], strict=True))
    assert (first["Org. number"].value, first["Org. number"].number_format) == ("912660680", "@")
    assert (first["Municipality no."].value, first["Municipality no."].number_format) == ("5501", "@")
    assert (first["NACE"].value, first["NACE"].number_format) == ("72.110", "@")
    assert (first["Joined on"].value, first["Joined on"].number_format) == (datetime(2020, 1, 1), "dd.mm.yyyy")
    assert (first["Fee 2024"].value, first["Fee 2024"].number_format) == (24000.5, "#,##0.00")
    assert (first["Employees"].value, first["Employees"].data_type) == (9, "n")
    assert first["Left on"].value is None


def test_members_stand_by_name_and_the_lost_ones_after_them(small, tmp_path):
    lines = table(written(run.make(2024, today=TODAY), tmp_path / "a.xlsx"), "Members")
    assert [line["Name"] for line in lines] == ["Havbio AS", "Østhav institutt", "Ålesund Fisk AS"]
    assert [line["Contacts 2024"] for line in lines] == [2, 1, 1]
    assert [line["Committed"] for line in lines] == ["Yes", "No", "No"]
    assert lines[2]["Left on"] == datetime(2024, 5, 31)


def test_the_bridge_stands_in_the_development(small, tmp_path):
    lines = table(written(run.make(2024, today=TODAY), tmp_path / "a.xlsx"), "Member development")
    assert [(line["2023"], line["2024"], line["Change"]) for line in lines[:4]] == [
        (2, 2, 0), (0, 1, 1), (0, 1, 1), (2, 2, 0),
    ]  # fmt: skip
    assert {(line["Part"], line["Group"]): line["2024"] for line in lines[4:] if line["2024"]} == {
        ("Actor type", "Company"): 1, ("Actor type", "R&D or education"): 1, ("Size", "Micro"): 1,
        ("Size", "Large"): 1, ("County", "Troms"): 2, ("Municipality", "Tromsø"): 1, ("Municipality", "Senja"): 1,
    }  # fmt: skip


def test_the_longest_neglected_member_stands_first(small, tmp_path):
    lines = table(written(run.make(2024, today=TODAY), tmp_path / "a.xlsx"), "Member contact")
    assert [(line["Member"], line["Days since"], line["Total"]) for line in lines] == [
        ("Østhav institutt", 265, 1), ("Havbio AS", 121, 2),
    ]  # fmt: skip
    assert (lines[0]["Open follow-ups"], lines[0]["Overdue"]) == (1, 1)


def test_the_checks_name_what_they_found_and_no_person(small, tmp_path):
    lines = table(written(run.make(2024, today=TODAY), tmp_path / "a.xlsx"), "Data quality")
    found = {line["Check"]: (line["Count"], line["List"]) for line in lines if line["Count"]}
    assert found == {
        "Several contact people, none the main one": (1, "Østhav institutt"),
        "Employees unknown or older than 18 months": (1, "Østhav institutt"),
        "No fee registered for 2024": (1, "Østhav institutt"),
        "Still planned although its day has passed": (1, "Interaction 5, 01.06.2024"),
    }
    assert len({line["Check"] for line in lines}) == 19


def test_every_sheet_is_ready_for_paper_and_filter(small, tmp_path):
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx")
    assert all(len(name) <= 31 for name in book.sheetnames)
    for sheet in book.worksheets:
        if sheet.title in ("Cover", "Charts"):
            continue
        assert sheet.freeze_panes and sheet.auto_filter.ref and sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert all(cell.font.b for cell in sheet[1])
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_language_of_the_report_is_its_own(small, tmp_path):
    i18n.use("en")
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx", "nb")
    words = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {"Antall medlemmer 31.12", "Bedrift", "medlemmer"} <= words
    assert i18n.language() == "en"
    with pytest.raises(ValueError):
        workbook.write(run.make(2024, today=TODAY), tmp_path / "b.xlsx", "sv")


def test_no_person_of_the_register_is_in_the_workbook_unless_contacts_are_wanted(tmp_path):
    sample_cluster.write(tmp_path / "demo.klynge")
    opening.open_register(tmp_path / "demo.klynge")
    made = run.make(2026, today=date(2026, 11, 24))
    book = written(made, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        text = "\n".join(parts.read(name).decode() for name in parts.namelist())
    people = [
        name for (name,) in rows("SELECT first_name || ' ' || last_name FROM person UNION SELECT name FROM staff")
    ]
    points = rows("SELECT value, normalised FROM contact_point WHERE person_id IS NOT NULL")
    looked_for = [*people, *(word for point in points for word in (*point, numbers_only(point[0])) if word)]
    assert len(people) > 150 and len(looked_for) > 500
    assert [word for word in looked_for if word in text] == []
    # Eight digits may be an amount there.
    kept = snapshot.text(made)
    assert [word for word in looked_for if not word.isdigit() and word in kept] == []
    assert book["Summary"]["E2"].value == 36
    workbook.write(made, tmp_path / "b.xlsx", "en", contacts=True)
    lines = table(load_workbook(tmp_path / "b.xlsx"), "Members")
    assert {line["Contact person"] for line in lines if line["Contact person"]} <= set(people)
    assert sum(line["Contact person"] is not None for line in lines) > 30
    opening.close()


def numbers_only(value: str) -> str:
    digits = "".join(letter for letter in value if letter.isdigit())
    return digits if "@" not in value and len(digits) >= 8 else ""


def test_every_sheet_of_the_year_is_there_with_a_link_and_an_empty_one_is_not(full, tmp_path):
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "Cover", "Summary", "Charts", "Members", "Member development", "Member contact", "Activities",
        "Activity by area", "Projects", "Own contribution", "Economy", "International work", "Results", "Goals",
        "Visibility", "Gender and diversity", "State aid", "ECEI self-assessment", "Data quality", "Definitions",
    ]  # fmt: skip
    cover: Any = book["Cover"]
    links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    without = written(run.make(2019, today=TODAY), tmp_path / "b.xlsx").sheetnames
    assert "Economy" not in without and "State aid" not in without and "Members" in without


def test_the_sheets_say_what_the_figures_say(full, tmp_path):
    made = run.make(2024, today=TODAY)
    book = written(made, tmp_path / "a.xlsx")
    held = [line for line in table(book, "Activities") if line["Status"] == "Held"]
    assert len(held) == made.figures["K15"].value
    (line,) = held
    assert (line["Participants"], line["Of them members"], line["Organisations"], line["Hours"]) == (4, 2, 2, 1.5)
    assert (line["Satisfaction"], line["Cost"], line["International"]) == (4.3, 1250, "Yes")
    cross = table(book, "Activity by area")
    assert (cross[-1]["Type"], cross[-1]["Planned"], cross[-1]["Held"], cross[-1]["Participants"]) == ("All", 1, 1, 4)
    own = {line["Part"]: line for line in table(book, "Own contribution") if line["Part"].endswith("in all")}
    # Anchor 6 of DOMAIN.md: 20 h at 1 500 kr with a cap of 1 200 are 24 000 kr.
    assert own["Approved, in all"]["Counts for"] == made.figures["K29"].value == 24_000
    assert own["Not approved yet, in all"]["Cash"] == 10_000
    money = {(line["Part"], line["Group"]): line for line in table(book, "Economy")}
    assert (money["Costs", "All"]["Accounts"], money["Costs", "Travel"]["Difference"]) == (890_000, None)
    assert money["Costs by focus area", "2 Innovation"]["Difference"] == 50_000
    aid = table(book, "State aid")
    assert [(line["EUR"], line["Three-year sum, EUR"], line["Left, EUR"]) for line in aid] == [
        (4_000, 4_000, 296_000), (5_000, 9_000, 291_000), (8_500, 13_500, 286_500),
    ]  # fmt: skip
    goal = next(line for line in table(book, "Goals") if line["Indicator"])
    assert (goal["2022"], goal["2024"], goal["Of the way to the target"], goal["Standing"]) == (2, 2, 33.3, "Behind")
    gender = {(line["Part"], line["Group"]): line for line in table(book, "Gender and diversity")}
    assert (
        gender["Board and steering group", "Styret"]["Women"],
        gender["Participants", "Member meeting"]["Unknown"],
    ) == (1, 1)
    label = {line["Indicator"]: line for line in table(book, "ECEI self-assessment")}
    thresholds = [line["Threshold"] for line in label.values() if line["Threshold"] is not None]
    assert sorted(thresholds) == [0.5, 2, 15]


def test_the_charts_are_excels_own_and_take_their_cells_from_the_sheets(full, tmp_path):
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx")
    charts = book["Charts"]._charts
    assert len(charts) == 6
    for chart in charts:
        for series in chart.series:
            sheet, _mark, cells = series.val.numRef.f.partition("!")
            found = book[sheet.strip("'")][cells.replace("$", "")]
            values = [cell.value for row in (found if isinstance(found, tuple) else ((found,),)) for cell in row]
            assert values and all(isinstance(value, int | float) for value in values if value is not None)
    assert book["Goals"].conditional_formatting


def test_the_chart_of_activities_has_columns_for_every_type(full, tmp_path):
    book = written(run.make(2024, today=TODAY), tmp_path / "a.xlsx")
    chart = book["Charts"]._charts[-1]
    sheet, _mark, cells = chart.series[0].cat.strRef.f.partition("!")
    types = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert types == [line["Type"] for line in table(book, "Activity by area") if line["Focus area"] == "All"][:-1]
    assert len(types) == len(set(types)) > 1


def test_the_same_frozen_report_gives_the_same_bytes(small, tmp_path):
    made = run.make(2024, today=TODAY)
    for name in ("a.xlsx", "b.xlsx"):
        workbook.write(made, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_cover_names_the_run_and_its_hash(small, tmp_path):
    made = run.make(2024, today=TODAY)
    frozen = run.load(run.freeze(made).run)
    for report, run_shown in ((made, "Draft, not frozen"), (frozen, 1)):
        cells = [
            cell for row in written(report, tmp_path / "a.xlsx")["Cover"].iter_rows(values_only=True) for cell in row
        ]
        assert cells[cells.index("Run no.") + 1] == run_shown
        assert cells[cells.index("SHA-256") + 1] == made.sha256
        assert "Polarhav & co" in cells


@pytest.mark.parametrize(("cluster", "language"), [("small", "en"), ("full", "nb")])
def test_the_workbook_is_the_golden_one_cell_by_cell(request, tmp_path, cluster, language):
    """KLYNGE_GOLDEN=1 writes the expectation anew; then read the difference before committing it."""
    request.getfixturevalue(cluster)
    made = replace(run.make(2024, today=TODAY), at="2025-01-10T09:00:00Z", program_version="0", sha256="0" * 64)
    book = written(made, tmp_path / "a.xlsx", language)
    found = {
        sheet.title: [
            [cell.coordinate, shown(cell.value), cell.number_format]
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in book
    }
    golden = GOLDEN / f"{cluster}_2024_{language}.json"
    if os.environ.get("KLYNGE_GOLDEN"):
        lines = ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: [\n"
            + ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in cells)
            + "\n]"
            for name, cells in found.items()
        )
        golden.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_number_fits_into_its_column_however_much_it_is(tmp_path, language):
    sample_cluster.write(tmp_path / "demo.klynge")
    opening.open_register(tmp_path / "demo.klynge")
    book = written(run.make(2025, today=date(2026, 11, 24)), tmp_path / "a.xlsx", language)
    opening.close()
    widest = 0
    for sheet in book.worksheets[1:]:
        for cell in (cell for line in sheet.iter_rows(min_row=2) for cell in line):
            if isinstance(cell.value, int | float) and "0" in cell.number_format and "dd" not in cell.number_format:
                decimals = cell.number_format.split(";")[0].partition(".")[2].count("0")
                shown = f"{cell.value:,.{decimals}f}"
                room = sheet.column_dimensions[cell.column_letter].width - 0.71
                assert len(shown) + 1 <= room, (sheet.title, cell.coordinate, shown, room)
                widest = max(widest, len(shown))
    assert widest > len("1,000,000,000.00") - 1, "the turnover of all members"
