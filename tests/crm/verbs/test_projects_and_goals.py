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
