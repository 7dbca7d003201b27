"""python main.py contributions."""

import openpyxl

from crm.queries import contributions as queries
from crm.queries.contributions import ContributionsQuery
from crm.store import opening


def opened(file, deed):
    opening.open_register(file)
    try:
        return deed()
    finally:
        opening.close()


def test_a_year_is_listed_by_line_and_by_member_and_written_to_a_file(line, file, tmp_path):
    out = tmp_path / "egeninnsats.xlsx"
    data = line("contributions", file, "--year", "2025", "--out", out, "--json").data
    known = data["contributions"]
    assert len(known) == data["sums"]["number"] > 40
    assert data["sums"]["value"] == sum(one["value"] for one in known)
    (sheet,) = openpyxl.load_workbook(out).worksheets
    assert sheet.max_row == len(known) + 1
    waiting = line("contributions", file, "--year", "2026", "--waiting", "--json").data["contributions"]
    assert waiting and not any(one["approved"] for one in waiting)
    by = line("contributions", file, "--year", "2025", "--by-member", "--out", tmp_path / "x.csv", "--json").data
    assert sum(row["given"]["value"] + row["waiting"]["value"] for row in by["members"]) == data["sums"]["value"]
    told = line("contributions", file, "--year", "2025", "--member", "Ishavsenzym AS", "--lang", "en")
    assert told.code == 0 and "Ishavsenzym AS  Hours" in told.out and " contributions, " in told.out


def test_one_is_added_and_what_the_cap_cuts_is_told(line, file):
    words = ("contributions", file, "--add", "Ishavsenzym AS", "--hours", "20", "--rate", "1500", "--on", "3.11.2026")
    dry = line(*words, "--dry-run", "--lang", "en")
    assert "NOK 24,000 count, NOK 6,000 do not." in dry.out and "It would be added." in dry.out
    made = line(*words, "--for", "Prøver", "--document", "Timeliste 9", "--json").data
    one = opened(file, lambda: queries.contribution(made["added"]))
    assert (one.minutes, one.rate, one.value, one.notes, one.year) == (1200, 1_500_00, 24_000_00, "Prøver", 2026)
    assert line("contributions", file, "--add", "Ishavsenzym AS", "--lang", "en").code == 2
    assert line("contributions", file, "--add", "Finnes Ikke AS", "--amount", "5", "--lang", "en").code == 1


def test_a_list_of_hours_keeps_what_is_sure_and_knows_it_again(line, file, tmp_path):
    hours = tmp_path / "timer.csv"
    hours.write_text(
        "Bedrift;Dato;Timer;Sats\nIshavsenzym;3.11.2026;7,5;600\nUkjent AS;3.11.2026;1;600\n", encoding="utf-8"
    )
    before = opened(file, lambda: len(ContributionsQuery().ids()))
    dry = line("contributions", file, "--import", hours, "--dry-run", "--json").data
    assert dry["kept"] == 1 and [one["sure"] for one in dry["lines"]] == [True, False]
    assert opened(file, lambda: len(ContributionsQuery().ids())) == before
    told = line("contributions", file, "--import", hours, "--lang", "en")
    assert "1 line kept." in told.out and "1 line needs a look in the window." in told.out
    assert opened(file, lambda: len(ContributionsQuery().ids())) == before + 1
    assert line("contributions", file, "--import", hours, "--json").data["kept"] == 0
    assert line("contributions", file, "--import", file, "--lang", "en").code == 1
