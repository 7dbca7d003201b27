"""Making a report, freezing it, and finding it again as it was."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.commands import fees, interactions, memberships, organisations, people, report_runs, settings
from crm.commands.interactions import Participant
from crm.errors import Cancelled, CrmError
from crm.reports import run, snapshot, workbook
from crm.reports.report import report_json
from crm.store import opening, undo
from crm.store.database import database, rows

TODAY = date(2025, 1, 10)


def change_everything() -> None:
    """Edits that alter every figure and every name of the small cluster."""
    settings.put(cluster_name="Et annet navn", hq_municipality_code="0301")
    organisations.edit(1, name="Nytt navn AS", helix_sector="public", municipality_code="0301", employees=None)
    memberships.leave(2, date(2024, 6, 1))
    fees.put(1, 2024, 1)
    memberships.join(4, joined_on=date(2018, 1, 1), left_on=date(2019, 12, 31))
    people.archive(1)
    interactions.edit(1, held_on=date(2022, 1, 1))
    interactions.log("Nytt møte", held_on=date(2024, 2, 2), participants=[Participant(organisation=1)])


def test_a_report_that_is_not_frozen_leaves_no_trace(small):
    made = run.make(2024, today=TODAY)
    assert made.run is None
    assert rows("SELECT count(*) FROM report_run") == [(0,)]


def test_the_same_register_gives_the_same_hash_whenever_it_is_asked(small):
    first, second = run.make(2024, today=TODAY), run.make(2024, today=date(2029, 3, 1))
    assert first.sha256 == second.sha256
    assert first.sha256 == hashlib.sha256(snapshot.text(first).encode()).hexdigest()
    assert run.freeze(second).sha256 == first.sha256
    memberships.leave(1, date(2024, 12, 30))
    assert run.make(2024, today=TODAY).sha256 != first.sha256


def test_a_frozen_run_survives_later_edits_with_identical_cells(small, tmp_path):
    made = run.make(2024, today=TODAY)
    frozen = run.freeze(made, file_name="rapport.xlsx")
    assert (frozen.run, frozen.sha256) == (1, made.sha256)
    for language in ("nb", "en"):
        workbook.write(run.load(frozen.run), tmp_path / f"before {language}.xlsx", language)
    change_everything()
    opening.close()
    opening.open_register(small)
    found = run.load(frozen.run)
    assert replace(found, run=None, number=0) == made
    for language in ("nb", "en"):
        workbook.write(found, tmp_path / f"after {language}.xlsx", language)
        before, after = ((tmp_path / f"{when} {language}.xlsx").read_bytes() for when in ("before", "after"))
        assert before == after
    assert run.make(2024, today=TODAY).sha256 != made.sha256


def test_a_frozen_run_is_no_step_and_no_undo_forgets_it(small):
    steps = rows("SELECT max(id) FROM step")
    frozen = run.freeze(run.make(2024, today=TODAY))
    assert rows("SELECT max(id) FROM step") == steps
    organisations.edit(1, name="Nytt navn AS")
    undo.undo()
    assert run.load(frozen.run).sha256 == frozen.sha256


@pytest.mark.parametrize("column", ["snapshot", "sha256"])
def test_a_changed_byte_is_noticed(small, column):
    frozen = run.freeze(run.make(2024, today=TODAY))
    with database.atomic():
        database.execute_sql(
            f"UPDATE report_run SET {column} = replace({column}, '2', '3') WHERE id = ?", (frozen.run,)
        )
    with pytest.raises(CrmError, match="hash"):
        run.load(frozen.run)


def tamper(statement: str) -> None:
    with database.atomic():
        database.execute_sql(statement)


def test_any_flipped_byte_of_the_stored_report_is_noticed(small):
    frozen = run.freeze(run.make(2024, today=TODAY))
    ((kept,),) = rows("SELECT snapshot FROM report_run")
    whole = kept.encode()
    for at in (0, *(number * len(whole) // 41 for number in range(1, 41)), len(whole) - 1):
        data = bytearray(whole)
        if data[at] >= 0x80:
            continue  # half a letter is no text any more, which is noticed before
        data[at] ^= 1
        with database.atomic():
            database.execute_sql("UPDATE report_run SET snapshot = CAST(? AS TEXT)", (bytes(data),))
        with pytest.raises(CrmError, match="hash"):
            run.load(frozen.run)
    with database.atomic():
        database.execute_sql("UPDATE report_run SET snapshot = ?", (kept,))
    assert run.load(frozen.run).sha256 == frozen.sha256


def test_what_stands_beside_the_report_is_in_the_chain_too_and_none_can_be_taken_out(small):
    made = run.make(2024, today=TODAY)
    for _round in range(3):
        run.freeze(made)
    assert run.problems() == []
    for change in ("year = 2023", "at = '2025-01-01T00:00:00Z'", "file_name = 'x'", "staff = 7", "sha256 = chained"):
        with database.atomic() as tried:
            database.execute_sql(f"UPDATE report_run SET {change} WHERE id = 2")
            with pytest.raises(CrmError, match="hash"):
                run.load(2)
            assert "number 2" in run.problems()[0]
            assert (run.load(1).run, run.load(3).run) == (1, 3)
            tried.rollback()
    for gone in (1, 2, 3):
        with database.atomic() as tried:
            database.execute_sql(f"DELETE FROM report_run WHERE id = {gone}")
            assert len(run.problems()) == 1
            tried.rollback()
    assert run.problems() == []


def test_a_report_frozen_before_there_was_a_chain_opens_and_is_held_by_the_next(small, tmp_path):
    text = (Path(__file__).parent / "golden" / "frozen_format_1.json").read_text("utf-8")
    with database.atomic():
        database.execute_sql(
            "INSERT INTO report_run (version, year, at, program_version, sha256, snapshot, locked, file_name)"
            " VALUES (0, 2024, '2025-01-10T09:00:00Z', '0.0.9', ?, ?, 1, '')",
            (snapshot.sha256(text), text),
        )
    found = run.load(1)
    assert (found.run, found.number, found.shown, found.before_run) == (1, 1, {}, None)
    assert found.figures["K01"].value == 2
    for language in ("nb", "en"):
        workbook.write(found, tmp_path / "old.xlsx", language)
    assert run.problems() == []
    second = run.freeze(run.make(2024, today=TODAY)).run
    assert run.problems() == [] and run.load(second).number == 2
    tamper("UPDATE report_run SET sha256 = replace(sha256, 'a', 'b') WHERE id = 1")
    assert len(run.problems()) == 1


def test_a_frozen_year_is_not_counted_again_in_the_report_of_the_next(small):
    first = run.load(run.freeze(run.make(2023, today=TODAY)).run)
    change_everything()
    made = run.make(2024, today=TODAY)
    assert made.before_run == first.run
    assert {key: figure.before for key, figure in made.figures.items()} == {
        key: figure.now for key, figure in first.figures.items()
    }
    reported = {row[:2]: row[3] for row in first.tables["development"].rows if row[3]}
    assert {row[:2]: row[2] for row in made.tables["development"].rows if row[2]} == reported
    assert run.make(2023, today=TODAY).figures["K05"].now != first.figures["K05"].now


def test_a_frozen_year_gets_versions_and_keeps_the_earlier_ones(small):
    made = run.make(2024, today=TODAY)
    first = run.freeze(made).run
    change_everything()
    second = run.freeze(run.make(2024, today=TODAY)).run
    assert [run.load(id).number for id in (first, second)] == [1, 2]
    assert run.load(first).sha256 == made.sha256
    found = run.locked(2024)
    assert found is not None and found.run == second and run.locked(2023) is None


def test_a_frozen_run_keeps_what_it_counted_as_it_was_shown(small):
    found = run.load(run.freeze(run.make(2024, today=TODAY)).run)
    change_everything()
    found = run.load(1)
    assert [found.called("organisation", id, "en") for id in found.figures["K01"].counted] == [
        "Havbio AS", "Østhav institutt",
    ]  # fmt: skip
    met = [found.called("interaction", id, "en") for id in found.figures["K10"].counted]
    assert met == ["10.04.2024 · Meeting in person", "01.09.2024 · Phone call"]
    assert found.called("interaction", 10_000, "en") == ""
    for key, figure in found.figures.items():
        if figure.record not in ("person",):
            assert all(found.called(figure.record, id, "nb") for id in figure.counted), key


def test_a_run_that_does_not_exist_is_said(small):
    with pytest.raises(CrmError, match="7"):
        run.load(7)


def test_the_snapshot_is_canonical_and_names_no_person(small):
    text = snapshot.text(run.make(2024, today=TODAY))
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    for (name,) in rows("SELECT first_name FROM person UNION SELECT last_name FROM person"):
        assert not re.search(rf"\b{name}\b", text)
    assert "Havbio AS" in text


def test_the_json_of_a_report_is_what_the_command_line_promises(small):
    made = run.make(2024, today=TODAY)
    found = json.loads(json.dumps(report_json(made)))
    assert found.keys() == {"year", "run", "sha256", "figures"}
    assert (found["year"], found["run"], found["sha256"]) == (2024, None, made.sha256)
    assert found["figures"]["K01"] == {"value": 2, "unit": "members", "counted": 2}
    assert found["figures"]["K05"] == {"value": 50.0, "unit": "%", "counted": 1}
    assert found["figures"]["K09"] == {"value": 50.0, "unit": "%", "counted": 1, "parts": {"a": 50.0, "b": 100.0}}
    assert all(figure.keys() - {"parts"} == {"value", "unit", "counted"} for figure in found["figures"].values())
    assert found["figures"]["K16"]["parts"] == {"people": 0, "organisations": 0, "named": 0, "unnamed": 0}


def test_last_years_figures_stand_beside_this_years(small):
    figures = run.make(2024, today=TODAY).figures
    assert (figures["K01"].value, figures["K01"].before.value) == (2, 2)
    assert figures["K01"].counted == (1, 2)
    assert figures["K01"].before.counted == (1, 3)
    assert (figures["K10"].value, figures["K10"].before.value) == (2, 1)


def test_days_are_counted_from_today_while_the_year_runs(small):
    running = run.make(2024, today=date(2024, 9, 11))
    assert running.as_of == "2024-09-11"
    assert [row[7] for row in running.tables["contact"].rows] == [154, 10]
    over = run.make(2024, today=date(2025, 9, 11))
    assert (over.as_of, [row[7] for row in over.tables["contact"].rows]) == ("2024-12-31", [265, 121])


def test_making_a_report_can_be_stopped(small):
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if done == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        run.make(2024, today=TODAY, progress=stop)


def test_a_year_that_cannot_be_is_refused(small):
    with pytest.raises(CrmError, match="20245"):
        run.make(20245)


def test_a_register_opened_for_reading_can_be_reported_on_and_not_frozen(small):
    opening.close()
    opening.open_register(small, write=False)
    made = run.make(2024, today=TODAY)
    assert made.figures["K01"].value == 2
    with pytest.raises(CrmError):
        run.freeze(made)


def test_a_report_frozen_by_an_older_program_opens_as_it_was(small, tmp_path):
    """A snapshot of the time when there were fifteen figures, without units of parts and without groups."""
    text = (Path(__file__).parent / "kept" / "before_k15.json").read_text("utf-8")
    kept = report_runs.keep(
        year=2024,
        at="2025-01-10T09:00:00Z",
        program_version="0",
        sha256=snapshot.sha256(text),
        snapshot=text,
        file_name="",
    )
    found = run.load(kept)
    assert list(found.figures) == [*(f"K{number:02}" for number in range(1, 15)), "K40"]
    assert replace(snapshot.report(snapshot.text(found), at=found.at, run=kept, number=1), sha256=found.sha256) == found
    for language in ("nb", "en"):
        assert workbook.write(found, tmp_path / f"{language}.xlsx", language)
    assert json.loads(json.dumps(report_json(found)))["figures"]["K01"]["value"] == 2
