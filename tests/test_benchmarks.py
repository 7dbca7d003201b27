"""The benchmarks: that every bar is found, that a run tells what it took, that the table gets into the README."""

import importlib
import sys

import pytest

from benchmarks import __main__, bar, readme, registers, runs, sizes
from crm.store import opening

LINE = bar.Result("P9", "annual report", "1.50x (3.00 s : 2.00 s)", "≤ 3x bare SQL", True)


def test_every_bar_of_the_first_issue_has_a_file():
    assert [name[:3] for name in __main__.bars([])] == [
        *("p01", "p02", "p02", "p03", "p04", "p05", "p07", "p07"),
        *("p08", "p09", "p11", "p12", "p13", "p15", "p17", "p18"),
    ]
    assert __main__.bars(["P3", "P13"]) == ["p03_search", "p13_journal"]


def test_a_ratio_says_both_figures_and_whether_it_holds():
    assert bar.ratio("P9", "annual report", 3, 2, 3, "bare SQL") == LINE
    assert bar.ratio("P9", "x", 3, 0.5, 3, "y").holds is False
    assert bar.limit("P10", "x", 650, 500, "MB")[2:] == ("650 MB", "≤ 500 MB", False)
    assert bar.limit("P3", "x", 0.0123, 0.016).figure == "12.3 ms"


def test_turns_give_the_median_of_each():
    ours, floor = iter((5.0, 1.0, 3.0)), iter((2.0, 2.0, 9.0))
    assert runs.turns([lambda: next(ours), lambda: next(floor)], 3) == [3.0, 2.0]


def test_a_process_tells_its_object_and_what_it_took():
    done = runs.process([sys.executable, "-c", "print('noise'); print('{\"new\": 3}')"])
    assert done.told == {"new": 3}
    assert done.wall > 0 and done.cpu > 0


def test_the_table_stands_between_its_marks(tmp_path, monkeypatch):
    page = tmp_path / "README.md"
    page.write_text("# A\n<!-- bench -->\nold\n<!-- /bench -->\nend\n", encoding="utf-8")
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    readme.write([LINE], sizes.FULL)
    text = page.read_text(encoding="utf-8")
    assert "\nold\n" not in text and text.endswith("<!-- /bench -->\nend\n")
    assert "| P9 | annual report | 1.50x (3.00 s : 2.00 s) | ≤ 3x bare SQL | yes |" in text


def test_a_copy_is_not_damaged_by_what_a_killed_benchmark_left(tmp_path, monkeypatch):
    monkeypatch.setattr(registers, "KEPT", tmp_path)
    register = tmp_path / "sample-1.klynge"
    opening.create(register)
    opening.close()
    for left in ("copy-sample-1.klynge", "copy-sample-1.klynge-wal", "copy-sample-1.klynge-shm"):
        (tmp_path / left).write_bytes(b"left behind" * 500)
    with registers.copy(register) as made:
        assert sorted(path.name for path in tmp_path.glob("*copy-*")) == [made.name]
        opening.open_register(made)
        opening.close()
    assert not list(tmp_path.glob("*copy-*"))


@pytest.mark.soak
@pytest.mark.parametrize("name", __main__.bars([]))
def test_every_bar_can_be_measured(name):
    results = importlib.import_module(f"benchmarks.{name}").measure(sizes.QUICK)
    assert results and all(result.figure for result in results)
