"""python main.py projects and goals: lists, a move, an export."""

import openpyxl

from crm.commands import goals
from crm.store import opening


def test_projects_are_listed_by_stage_and_moved_with_the_day_that_belongs_to_it(line, file, tmp_path):
    every = line("projects", file, "--json").data["projects"]
    running = line("projects", file, "--stage", "running", "--json").data
    assert 0 < len(running["projects"]) < len(every) and {row["stage"] for row in running["projects"]} == {"running"}
    assert running["budget"] == sum(row["budget"] for row in running["projects"])
    last = line("projects", file, "--lang", "en").out.splitlines()[-1]
    assert last.startswith(f"{len(every)} projects, budgets NOK")
    idea = next(row for row in every if row["stage"] == "idea")
    assert line("projects", file, "--move", "application").code == 2
    told = line("projects", file, "--move", "application", "--project", idea["title"], "--on", "3.11.2026", "--json")
    assert told.data == {"project": idea["id"], "stage": "application", "filled": {"applied_on": "2026-11-03"}}
    assert line("projects", file, "--move", "application", "--project", "Ukjent").code == 1
    assert line("export", file, "projects", "--out", tmp_path / "p.xlsx", "--lang", "en").code == 0
    (sheet,) = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets
    assert {"Title", "Stage", "Of them companies", "Budget", "Public summary"} <= {cell.value for cell in sheet[1]}
    assert sheet.max_row == len(every) + 1


def test_goals_go_into_a_file_and_what_is_changed_there_comes_back(line, file, tmp_path):
    out = tmp_path / "mål.xlsx"
    assert line("goals", file, "--out", out, "--lang", "nb").code == 0
    again = line("goals", file, "--from", out, "--dry-run", "--json").data
    assert again["brought"] == 0 and again["there"] > 10 and again["wrong"] == [] and again["unused"] == []
    book = openpyxl.load_workbook(out)
    (sheet,) = book.worksheets
    titles = [cell.value for cell in sheet[1]]
    place = next(place for place in range(2, sheet.max_row + 1) if sheet.cell(place, titles.index("Måltall") + 1).value)
    sheet.cell(place, titles.index("Måltall") + 1).value = 4711
    book.save(out)
    told = line("goals", file, "--from", out, "--dry-run", "--lang", "en").out
    assert (
        told.startswith("1 line would be brought in.") and f"Row {place}: Target: " in told and "→ 4\u00a0711" in told
    )
    assert line("goals", file, "--from", out, "--json").data["brought"] == 1
    assert line("goals", file, "--from", out, "--json").data["brought"] == 0
    targets = [one["target"] for goal in line("goals", file, "--json").data["goals"] for one in goal["indicators"]]
    assert targets.count(4711) == 1
    line("history", file, "--undo")
    targets = [one["target"] for goal in line("goals", file, "--json").data["goals"] for one in goal["indicators"]]
    assert 4711 not in targets


def test_goals_are_listed_with_how_far_they_are_reached(line, file):
    opening.open_register(file)
    try:
        goal = goals.add("main", "Flere medlemmer her")
        goals.add_indicator(
            goal,
            "Medlemmer totalt",
            figure_key="K01",
            baseline=30_00,
            baseline_year=2024,
            target=50_00,
            target_year=2030,
        )
    finally:
        opening.close()
    data = line("goals", file, "--year", "2026", "--json").data
    (one,) = [entry for entry in data["goals"] if entry["text"] == "Flere medlemmer her"]
    (shown,) = one["indicators"]
    assert (shown["value"], shown["year"], shown["achieved"], shown["target"]) == (36, 2026, 30.0, 50)
    assert set(shown["values"]) == {"2024", "2025", "2026"}
    told = line("goals", file, "--year", "2026", "--lang", "en").out
    assert "Main goal: Flere medlemmer her" in told and "Medlemmer totalt: 36 of 50, 30.0% of the way" in told
