"""python main.py activities: the list of a year, a new one, and who came from a list."""

import openpyxl

from crm.queries import activities
from crm.store import opening


def opened(file, deed):
    opening.open_register(file)
    try:
        return deed()
    finally:
        opening.close()


def test_the_activities_of_a_year_are_listed_and_exported(line, file, tmp_path):
    data = line("activities", file, "--year", "2025", "--json").data
    assert len(data["activities"]) >= 12 and {row["start_on"][:4] for row in data["activities"]} == {"2025"}
    held = line("activities", file, "--year", "2023", "--status", "cancelled", "--lang", "en").out.splitlines()
    assert held[-1].startswith(f"{len(held) - 1} activities, 0 came")
    assert line("export", file, "activities", "--out", tmp_path / "a.xlsx", "--lang", "en").code == 0
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    titles = [cell.value for cell in sheet[1]]
    assert {"Day", "Service", "Women", "Satisfaction", "Income"} <= set(titles)
    assert sheet.max_row == len(line("activities", file, "--json").data["activities"]) + 1


def test_one_is_added_and_its_list_noted_in_one_step(line, file, tmp_path):
    assert line("activities", file, "--add", "Nytt treff").code == 2
    assert line("activities", file, "--add", "Nytt treff", "--on", "3.11.2026", "--hours", "nan").code == 2
    made = line("activities", file, "--add", "Nytt treff", "--on", "3.11.2026", "--hours", "2,5", "--status", "held",
                "--type", "networking", "--json").data["added"]  # fmt: skip
    who = opened(file, lambda: activities.detail(1).attendees[0])
    listed = tmp_path / "liste.csv"
    listed.write_text(f"Navn;Firma\n{who.person};{who.organisation}\nOdin Kval;Havtang AS\n", encoding="utf-8")
    dry = line("activities", file, "--attendance", listed, "--activity", made, "--dry-run", "--json").data
    assert dry["noted"] == 2 and opened(file, lambda: activities.detail(made).attendees) == []
    told = line("activities", file, "--attendance", listed, "--activity", "nytt treff", "--lang", "en")
    assert told.code == 0 and "2 lines noted at “Nytt treff”." in told.out
    there = opened(file, lambda: activities.detail(made))
    assert {(one.person, one.status) for one in there.attendees} == {
        (who.person, "attended"),
        ("Odin Kval", "attended"),
    }
    assert (there.minutes, there.status) == (150, "held")


def test_what_is_not_there_is_a_sentence(line, file, tmp_path):
    missing = tmp_path / "mangler.csv"
    assert line("activities", file, "--attendance", missing, "--activity", "1").code == 1
    assert line("activities", file, "--attendance", missing).code == 2
    done = line("activities", file, "--attendance", file, "--activity", "1", "--lang", "en")
    assert done.code == 1 and "register itself" in done.err
    twice = line("activities", file, "--attendance", missing, "--activity", "Julelunsj og oppsummering", "--lang", "en")
    assert twice.code == 1 and "Several activities" in twice.err
    assert line("activities", file, "--add", "A", "--on", "3.11", "--template", "Ukjent").code == 1
