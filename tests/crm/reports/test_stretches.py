"""Figures of any stretch of time: what happens adds up over its parts, what stands is that of its last day."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.errors import CrmError
from crm.reports import counting, run
from crm.reports.figures import FIGURES
from crm.rules import stretches
from crm.rules.stretches import Stretch
from crm.store import opening
from crm.store.database import rows, value
from tests import sample as sample_cluster

TODAY = date(2026, 11, 24)
BY_YEAR = {figure.key for figure in FIGURES if figure.by_year}
# What happens on a day, so that four quarters are a year.
HAPPENS = ("K10", "K15", "K16", "K19", "K33", "K36")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("sample") / "demo.klynge"
    sample_cluster.write(path)
    opening.open_register(path, write=False)
    yield path
    opening.close()


def figures(stretch: Stretch) -> dict[str, int | float | None]:
    as_of = min(TODAY, stretch.last).isoformat()
    return {key: found.value for key, found in counting.figures_of(stretch, as_of).items()}


def test_a_year_is_what_its_report_says(sample: Path) -> None:
    found = run.make_period(stretches.of_year(2025), stretches.of_year(2024), today=TODAY)
    made = run.make(2025, today=TODAY, named=False).figures
    assert {one.key: (one.value, one.before.value) for one in found.figures.values()} == {
        key: (one.value, one.before.value) for key, one in made.items()
    }


def test_four_quarters_are_a_year_and_three_years_their_sum(sample: Path) -> None:
    year, quarters = figures(stretches.of_year(2025)), [figures(stretches.quarter(2025, n)) for n in range(1, 5)]
    for key in HAPPENS:
        assert year[key] and sum(one[key] or 0 for one in quarters) == pytest.approx(year[key]), key
    years = [figures(stretches.of_year(one)) for one in (2023, 2024, 2025)]
    three = figures(stretches.between(date(2023, 1, 1), date(2025, 12, 31)))
    for key in (*HAPPENS, "K26", "K27", "K29", "K31", "K32"):
        assert sum(one[key] or 0 for one in years) == pytest.approx(three[key]), key


def test_what_is_kept_by_the_year_has_no_figure_in_a_part_of_one(sample: Path) -> None:
    found = figures(stretches.quarter(2025, 2))
    assert {key for key, one in found.items() if one is None} >= BY_YEAR
    assert {key for key in HAPPENS if found[key] is None} == set()


@pytest.mark.parametrize(
    "stretch",
    [
        stretches.quarter(2025, 1),
        Stretch(date(2024, 11, 17), date(2025, 2, 28)),
        Stretch(date(2025, 3, 31), date(2025, 3, 31)),
        Stretch(date(2023, 7, 1), date(2026, 6, 30)),
    ],
    ids=stretches.say,
)
def test_members_and_meetings_of_any_stretch_are_those_of_its_days(sample: Path, stretch: Stretch) -> None:
    found = figures(stretch)
    first, last = stretch.first.isoformat(), stretch.last.isoformat()
    periods = rows(
        "SELECT organisation_id, joined_on, coalesce(left_on, '9999') FROM membership"
        " WHERE network = 'main' AND category <> 'observer'"
    )

    def members(day: str) -> set[int]:
        return {one for one, start, end in periods if start <= day <= end}

    at_end, at_start = members(last), members(stretch.before.isoformat())
    joined = {one for one, start, _end in periods if first <= start <= last} - at_start
    assert found["K01"] == len(at_end)
    assert (found["K02"], found["K03"]) == (len(joined), len((at_start | joined) - at_end))
    met = {
        row
        for row, day, organisation in rows(
            "SELECT i.id, i.held_on, p.organisation_id FROM interaction AS i JOIN interaction_participant AS p"
            " ON p.interaction_id = i.id WHERE i.status = 'done'"
            " AND i.type IN ('meeting_in_person', 'meeting_video', 'phone', 'site_visit')"
        )
        if first <= day <= last and organisation in members(day)
    }
    assert found["K10"] == len(met)
    since = stretches.twelve_months(stretch.last).first.isoformat()
    spoken = {
        one
        for (one,) in rows(
            "SELECT DISTINCT p.organisation_id FROM interaction AS i JOIN interaction_participant AS p"
            " ON p.interaction_id = i.id WHERE i.status = 'done' AND i.held_on BETWEEN ? AND ?"
            " AND i.type IN ('meeting_in_person', 'meeting_video', 'phone', 'site_visit')",
            (since, last),
        )
    }
    assert found["K13"] == len(at_end - spoken)
    due = value("SELECT count(*) FROM task WHERE due_on BETWEEN ? AND ? AND status <> 'cancelled'", (first, last))
    (promises,) = [one for key, one in counting.figures_of(stretch, last).items() if key == "K14"]
    assert (promises.of or 0) == due


@pytest.mark.parametrize("text", ["", "2026Q5", "26", "2026-13-01..2026-01-01", "2026..2025", "2026-2024", "Q", "x"])
def test_what_is_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(CrmError):
        stretches.read(text)


def test_the_command_line_tells_a_quarter_beside_the_one_a_year_earlier(sample: Path) -> None:
    asked = [sys.executable, "main.py", "figures", str(sample), "--period", "2025Q2", "--json"]
    told = json.loads(subprocess.run(asked, capture_output=True, check=True, text=True, encoding="utf-8").stdout)
    assert (told["period"], told["against"]) == (["2025-04-01", "2025-06-30"], ["2024-04-01", "2024-06-30"])
    now, before = figures(stretches.quarter(2025, 2)), figures(stretches.quarter(2024, 2))
    assert {key: (one["value"], one["against"]) for key, one in told["figures"].items()} == {
        key: (now[key], before[key]) for key in now
    }
