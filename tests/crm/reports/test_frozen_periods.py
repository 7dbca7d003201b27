"""A quarter, the contract period, any two days: frozen as a year is, beside the years and without touching them."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from crm.commands import memberships, staff
from crm.errors import CrmError
from crm.queries import reports
from crm.reports import csv_folder, document, reconcile, run, workbook
from crm.reports.report import report_json
from crm.reports.template import form
from crm.rules import stretches
from crm.rules.stretches import Stretch
from crm.store import journal, opening
from crm.store.database import database, rows, value
from tests.crm.reports.test_run import change_everything

TODAY = date(2025, 1, 10)
SPRING = stretches.quarter(2024, 2)
PERIODS = (
    SPRING,
    Stretch(date(2023, 7, 1), date(2025, 6, 30)),
    Stretch(date(2023, 1, 1), date(2024, 12, 31)),
)


def made(stretch: Stretch) -> Any:
    return run.make_period(stretch, stretches.a_year_earlier(stretch), today=TODAY)


@pytest.mark.parametrize("stretch", PERIODS, ids=stretches.say)
def test_a_frozen_period_gives_identical_cells_however_the_register_changes(small, tmp_path, stretch):
    drawn = made(stretch)
    frozen = run.freeze(drawn, file_name="tall.xlsx")
    assert frozen.sha256 == drawn.sha256 == made(stretch).sha256
    for language in ("nb", "en"):
        workbook.write(run.load(frozen.run), tmp_path / f"before {language}.xlsx", language)
    change_everything()
    opening.close()
    opening.open_register(small)
    found = run.load(frozen.run)
    assert replace(found, run=None, number=0) == drawn
    assert (found.period, found.against, found.number) == (stretch, stretches.a_year_earlier(stretch), 1)
    for language in ("nb", "en"):
        workbook.write(found, tmp_path / f"after {language}.xlsx", language)
        before, after = ((tmp_path / f"{when} {language}.xlsx").read_bytes() for when in ("before", "after"))
        assert before == after
    assert made(stretch).sha256 != drawn.sha256


def test_what_is_counted_is_kept_as_it_was_shown_and_no_person_is(small):
    found = run.load(run.freeze(made(SPRING)).run)
    change_everything()
    called = [found.called("organisation", id, "en") for id in found.figures["K01"].counted]
    assert called == ["Havbio AS", "Østhav institutt"]
    met = [found.called("interaction", id, "nb") for id in found.figures["K10"].counted]
    assert met == ["10.04.2024 · Fysisk møte"]
    assert found.settings["cluster_name"] == "Polarhav & co" and found.figures["K01"].version
    kept = value("SELECT snapshot FROM report_run")
    assert not any(name in kept for (name,) in rows("SELECT last_name FROM person"))


def test_periods_and_years_stand_in_one_chain_and_lock_only_themselves(small):
    year, spring = run.freeze(run.make(2024, today=TODAY)).run, run.freeze(made(SPRING)).run
    again = run.freeze(made(SPRING)).run
    assert [run.load(id).number for id in (year, spring, again)] == [1, 1, 2]
    locked = run.locked(2024)
    assert locked is not None and locked.run == year
    kept = run.locked_period(SPRING)
    assert kept is not None and kept.run == again
    assert run.locked_period(stretches.quarter(2024, 3)) is None
    assert run.locked_period(stretches.of_year(2024)) == locked
    assert [one.id for one in reports.runs(2024)] == [year]
    assert [(one.id, one.from_on, one.to_on) for one in reports.of_periods()] == [
        (again, "2024-04-01", "2024-06-30"),
        (spring, "2024-04-01", "2024-06-30"),
    ]
    assert run.problems() == []
    for change in ("from_on = '2024-04-02'", "to_on = '2024-07-01'", "from_on = NULL", "year = 2023"):
        with database.atomic() as tried:
            database.execute_sql(f"UPDATE report_run SET {change} WHERE id = {spring}")
            with pytest.raises(CrmError, match="hash"):
                run.load(spring)
            assert run.problems() and run.load(again).run == again
            tried.rollback()
    with database.atomic() as tried:
        database.execute_sql(f"DELETE FROM report_run WHERE id = {spring}")
        assert len(run.problems()) == 1
        tried.rollback()


def test_a_frozen_period_is_not_counted_again_beside_the_next(small):
    first = run.load(run.freeze(run.make_period(stretches.quarter(2023, 2), SPRING, today=TODAY)).run)
    year = run.load(run.freeze(run.make(2023, today=TODAY)).run)
    change_everything()
    beside = made(SPRING)
    assert beside.before_run == first.run
    assert {key: one.before for key, one in beside.figures.items()} == {
        key: one.now for key, one in first.figures.items()
    }
    beside = run.make_period(SPRING, stretches.of_year(2023), today=TODAY)
    assert beside.before_run == year.run and beside.figures["K01"].before == year.figures["K01"].now


def test_the_edits_since_a_frozen_period_are_named(small):
    frozen = run.freeze(made(SPRING)).run
    journal.author.staff = staff.add("Eva Rask")
    memberships.leave(1, date(2024, 6, 1))
    step = value("SELECT max(id) FROM step")
    memberships.leave(2, date(2024, 8, 1))
    found = {one.figure.key: one for one in reconcile.reconcile(frozen).differences}
    assert (found["K01"].reported, found["K01"].today) == (2, 1)
    ((edit, before, after, entered, left),) = found["K01"].causes
    assert (edit.step, edit.staff, before, after, entered, left) == (step, "Eva Rask", 2, 1, (), (1,))


def test_a_frozen_period_is_written_as_text_as_tables_and_into_a_form(small, tmp_path):
    found = run.load(run.freeze(made(SPRING)).run)
    words = [words for _style, words in document.paragraphs(found, "nb")]
    assert words[0] == "Tall 2. kvartal 2024" and any("i 2. kvartal 2024" in line for line in words)
    document.write(found, tmp_path / "tall.docx", "nb")
    assert len(csv_folder.write(found, tmp_path / "csv", "nb")) == 3
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["A2"] = "{{K01}}", "Fra {{period.from}}"
    book.save(tmp_path / "skjema.xlsx")
    form.fill(found, tmp_path / "skjema.xlsx", tmp_path / "ut.xlsx", "nb")
    sheet = load_workbook(tmp_path / "ut.xlsx").worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].value) == (2, "Fra 01.04.2024")
    told = json.loads(json.dumps(report_json(found)))
    assert (told["period"], told["against"]) == (["2024-04-01", "2024-06-30"], ["2023-04-01", "2023-06-30"])


def cli(*words: object) -> Any:
    asked = [sys.executable, "main.py", *map(str, words), "--json"]
    return subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_the_command_line_freezes_a_period_opens_it_again_and_explains_it(small, tmp_path):
    opening.close()
    out = tmp_path / "a.xlsx"
    first = json.loads(cli("figures", small, "--period", "2024Q2", "--freeze", "--out", out).stdout)
    assert first["run"] == 1 and first["period"] == ["2024-04-01", "2024-06-30"] and len(first["sha256"]) == 64
    opening.open_register(small)
    change_everything()
    opening.close()
    again = tmp_path / "b.xlsx"
    assert json.loads(cli("figures", small, "--run", 1, "--out", again).stdout) == first
    assert out.read_bytes() == again.read_bytes()
    told = json.loads(cli("report", small, "--reconcile", 1).stdout)
    assert {"K01", "K10"} <= {one["key"] for one in told["differences"]}
    told = json.loads(cli("report", small, "--run", 1, "--out", tmp_path / "c.xlsx").stdout)
    assert told["period"] == first["period"] and (tmp_path / "c.xlsx").read_bytes() == out.read_bytes()
    for wrong in (("--period", "2024", "--freeze"), ("--run", 1, "--freeze"), ()):
        assert cli("figures", small, *wrong).returncode != 0
    opening.open_register(small)


def test_a_frozen_period_is_on_paper_what_the_register_was(small, tmp_path: Path):
    frozen = run.load(run.freeze(made(SPRING)).run)
    workbook.write(frozen, tmp_path / "tall.xlsx", "nb")
    figures, behind, about = load_workbook(tmp_path / "tall.xlsx").worksheets
    known = {row[0]: row for row in figures.iter_rows(min_row=2, values_only=True)}
    assert [cell.value for cell in figures[1]][3:5] == ["2. kvartal 2024", "2. kvartal 2023"]
    for key, one in frozen.figures.items():
        assert known[key][3] == (one.value if one.value is not None else "ikke aktuelt")
        assert known[key][7] == one.version
        counted = [row[4] for row in behind.iter_rows(min_row=2, values_only=True) if row[0] == key]
        assert counted == list(one.counted)
    told = {row[0]: row[1] for row in about.iter_rows(min_row=2, values_only=True)}
    assert frozen.sha256 in told.values() and "01.04.2024–30.06.2024" in told.values()
