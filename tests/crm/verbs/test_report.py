"""python main.py report and export: what they print, what they write, what they refuse."""

import csv
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.crm.verbs.typed import contents, sha256


def test_the_object_is_the_one_promised(line, file, tmp_path):
    before = sha256(file)
    done = line("report", file, "--year", 2026, "--out", tmp_path / "r.xlsx", "--json")
    assert (done.code, done.err) == (0, "")
    data = done.data
    assert list(data) == ["year", "run", "sha256", "figures"]
    assert (data["year"], data["run"], len(data["sha256"])) == (2026, None, 64)
    assert list(data["figures"]) == [f"K{number:02}" for number in range(1, 41)]
    assert data["figures"]["K01"] == {"value": 36, "unit": data["figures"]["K01"]["unit"], "counted": 36}
    assert data["figures"]["K05"]["value"] == 61.1
    assert set(data["figures"]["K09"]) == {"value", "unit", "counted", "parts"}
    assert sha256(file) == before


def test_nothing_to_divide_by_is_null(line, file, tmp_path):
    figures = line("report", file, "--year", 1990, "--out", tmp_path / "r.xlsx", "--json").data["figures"]
    assert figures["K01"]["value"] == 0
    assert figures["K05"]["value"] is None


def test_the_same_register_gives_the_same_hash(line, file, tmp_path):
    first, again = (
        line("report", file, "--year", 2025, "--out", tmp_path / "r.xlsx", "--json").data["sha256"] for _round in "12"
    )
    assert first == again


def test_a_frozen_report_is_kept(line, file, tmp_path):
    done = line("report", file, "--year", 2025, "--out", tmp_path / "r.xlsx", "--freeze", "--json")
    assert done.data["run"] == 1
    assert line("report", file, "--year", 2025, "--out", tmp_path / "r.xlsx", "--freeze", "--json").data["run"] == 2
    assert line("check", file).code == 0


def test_a_frozen_report_that_was_changed_is_found(line, file, tmp_path):
    from crm.store import opening
    from crm.store.database import database

    line("report", file, "--year", 2025, "--out", tmp_path / "r.xlsx", "--freeze")
    opening.open_register(file)
    database.execute_sql("UPDATE report_run SET snapshot = replace(snapshot, '2025', '2026')")
    opening.close()
    done = line("check", file, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "frozen report number 1" in done.err


@pytest.mark.parametrize(("language", "title"), [("nb", "Antall medlemmer 31.12"), ("en", "Members on 31 December")])
def test_the_workbook_speaks_the_language_asked_for(line, file, tmp_path, language, title):
    out = tmp_path / "r.xlsx"
    line("report", file, "--year", 2026, "--out", out, "--lang", language)
    sheet = openpyxl.load_workbook(out).worksheets[1]
    texts = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any(title in text for text in texts)


def test_a_person_reads_the_figures(line, file, tmp_path):
    shown = line("report", file, "--year", 2026, "--out", tmp_path / "r.xlsx", "--lang", "en").out
    assert "K01" in shown and "61.1%" in shown and str(tmp_path / "r.xlsx") in shown
    assert "not applicable" in line("report", file, "--year", 1990, "--out", tmp_path / "r.xlsx", "--lang", "en").out


@pytest.mark.parametrize("verb", [("report", "--year", "2026", "--freeze"), ("export", "members")])
def test_nothing_is_done_where_it_cannot_be_written(line, file, tmp_path, verb):
    before = contents(file)
    (tmp_path / "folder.xlsx").mkdir()
    for out in ("nowhere/x.xlsx", "x.pdf", "x", "folder.xlsx"):
        done = line(verb[0], file, *verb[1:], "--out", tmp_path / out, "--lang", "en")
        assert (done.code, done.out) == (1, "")
        assert done.err.count("\n") == 1
    assert contents(file) == before


def test_the_register_is_never_written_over(line, file, tmp_path):
    disguised = tmp_path / "cluster.xlsx"
    disguised.hardlink_to(file)
    before = sha256(file)
    for words in (("report", file, "--year", "2026"), ("export", file, "contacts")):
        done = line(*words, "--out", disguised, "--lang", "en")
        assert done.code == 1
        assert "register itself" in done.err
    assert sha256(file) == before


@pytest.mark.parametrize("year", ["1899", "2201", "0", "99999"])
def test_a_year_that_is_none_is_a_sentence(line, file, tmp_path, year):
    done = line("report", file, "--year", year, "--out", tmp_path / "r.xlsx", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert year in done.err
    assert not (tmp_path / "r.xlsx").exists()


def test_a_year_that_is_no_number_is_usage(line, file, tmp_path):
    assert line("report", file, "--year", "i år", "--out", tmp_path / "r.xlsx").code == 2


@pytest.mark.parametrize(("what", "least"), [("members", 36), ("contacts", 180), ("interactions", 600)])
def test_lists_are_written_as_workbook_and_as_text(line, file, tmp_path, what, least):
    done = line("export", file, what, "--out", tmp_path / "x.xlsx", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert book.max_row > least
    assert line("export", file, what, "--out", tmp_path / "x.csv").code == 0
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as text:
        assert len(list(csv.reader(text, delimiter=";"))) > least


def test_days_are_days_in_the_workbook(line, file, tmp_path):
    line("export", file, "interactions", "--out", tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]
    days = [cell for row in book.iter_rows(min_row=2, max_col=1, values_only=True) for cell in row]
    assert all(isinstance(day, date | datetime) for day in days)


def test_only_what_there_is_can_be_exported(line, file, tmp_path):
    assert line("export", file, "bananas", "--out", tmp_path / "x.xlsx").code == 2


def test_follow_ups_become_a_calendar(line, file, tmp_path):
    done = line("export", file, "followups", "--out", tmp_path / "x.ics", "--lang", "en")
    assert done.code == 0 and "entries written" in done.out
    assert (tmp_path / "x.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert line("export", file, "followups", "--out", tmp_path / "x.xlsx").code == 1


def test_a_form_is_filled_and_a_frozen_report_written_again(line, file, tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["A2"] = "{{K01}}", "{{hva}}"
    book.save(tmp_path / "t.xlsx")
    words = ("report", file, "--out", tmp_path / "x.xlsx", "--template", tmp_path / "t.xlsx", "--lang", "en")
    refused = line(*words, "--year", 2026, "--freeze")
    assert (refused.code, refused.out) == (1, "") and "Sheet!A2: {{hva}}" in refused.err
    assert not (tmp_path / "x.xlsx").exists()
    done = line(*words, "--year", 2026, "--freeze", "--anyway", "--json")
    assert (done.code, done.data["run"], done.data["filled"], done.data["left"]) == (0, 1, 1, ["Sheet!A2: {{hva}}"])
    again = line(*words, "--run", 1, "--anyway")
    assert again.code == 0 and "kept as run 1" in again.out
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]["A1"].value == 36
    assert line("report", file, "--out", tmp_path / "x.xlsx").code == 2
    assert line("report", file, "--year", 2026).code == 2
    assert line("report", file, "--run", 9, "--out", tmp_path / "x.xlsx").code == 1


def test_a_frozen_report_is_reconciled_with_the_register_of_today(line, file, tmp_path):
    from crm.commands import memberships, organisations
    from crm.store import opening

    line("report", file, "--year", 2025, "--out", tmp_path / "r.xlsx", "--freeze")
    same = line("report", file, "--reconcile", 1, "--lang", "en")
    assert same.code == 0 and "what it was when it was frozen" in same.out
    opening.open_register(file)
    new = organisations.add("Ny AS", helix_sector="company")
    memberships.join(new, joined_on=date(2025, 3, 1))
    opening.close()
    shown = line("report", file, "--reconcile", 1, "--lang", "en").out
    assert "K01" in shown and "entered: Ny AS" in shown
    found = line("report", file, "--reconcile", 1, "--json").data
    (one,) = [one for one in found["differences"] if one["key"] == "K02"]
    assert one["today"] == one["reported"] + 1
    assert one["edits"][0]["entered"] == [{"record": "organisation", "id": new, "name": "Ny AS"}]
    assert line("report", file, "--reconcile", 1, "--year", 2025).code == 2
    assert line("report", file, "--reconcile", 7).code == 1


def test_comments_carry_over_into_text_and_tables_and_stay_with_a_frozen_run(line, file, tmp_path):
    words = ("report", file, "--lang", "en")
    assert line(*words, "--year", 2024, "--comment", "k01", "Three joined in spring").code == 0
    done = line(*words, "--year", 2025, "--text", tmp_path / "r.docx", "--csv", tmp_path / "tables")
    assert done.code == 0, done.err
    with zipfile.ZipFile(tmp_path / "r.docx") as parts:
        text = parts.read("word/document.xml").decode()
        assert all(ElementTree.fromstring(parts.read(name)) is not None for name in parts.namelist())
    assert "Three joined in spring" in text and "Annual report 2025" in text and "K40" in text
    assert len(list((tmp_path / "tables").glob("*.csv"))) > 8
    out = tmp_path / "r.xlsx"
    assert line(*words, "--year", 2025, "--out", out, "--freeze").code == 0
    assert line(*words, "--year", 2025, "--comment", "K01", "Two left").code == 0
    for option, said in ((("--run", 1), "Three joined in spring"), (("--year", 2025), "Two left")):
        first = tmp_path / f"{option[1]}.docx"
        line(*words, *option, "--text", first)
        with zipfile.ZipFile(first) as parts:
            assert said in parts.read("word/document.xml").decode()
    sheet = openpyxl.load_workbook(out)["Summary"]
    assert any("Three joined in spring" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert line(*words, "--year", 2025, "--comment", "K99", "x").code == 2
