"""A large plan must not stop every other thread: the collector leaves it alone, and it goes in pieces."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crm.errors import Cancelled
from crm.exchange import memory, plan
from crm.exchange.carry_out import carry_out
from crm.exchange.source import Sheet, Source
from tests.crm.exchange.bringing import planned

ROWS = 2000
FEW = 5000
"""Objects that a moment of ordinary work makes; the plan of the test has many times as many."""


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    gc.unfreeze()  # plans that other tests left to the collector
    gc.collect()
    memory.wait()
    yield
    gc.collect()


def large() -> plan.Plan:
    return planned(*(["P", f"Nr{n}", f"p{n}@x.example", "", "", f"Bedrift {n} AS"] for n in range(ROWS)))


def test_nothing_of_a_plan_waits_to_be_walked_by_the_next_object(register: Path) -> None:
    made = large()
    assert gc.isenabled()
    assert gc.get_count()[0] < FEW
    assert gc.get_freeze_count() > ROWS * 3
    carry_out(made)
    assert gc.get_count()[0] < FEW
    assert gc.get_freeze_count() > ROWS * 3


def test_the_collector_sees_everything_again_once_no_plan_is_held(register: Path) -> None:
    first = large()
    second = plan.again(first, first.choices)
    del first
    assert gc.get_freeze_count() > ROWS
    del second
    memory.wait()
    assert gc.get_freeze_count() == 0


def test_whoever_closes_a_plan_lets_the_collector_free_what_only_it_can(register: Path) -> None:
    class Shown:
        """A dialog: its button calls it, and it holds its button and the plan."""

        def __init__(self) -> None:
            self.plan, self.button = large(), self.close

        def close(self) -> None:
            memory.let_go(self.plan)

    shown = Shown()
    alive = weakref.ref(shown)
    assert gc.get_freeze_count() > ROWS
    shown.button()
    memory.wait()
    assert not any(shown.plan.heaps)
    del shown
    gc.collect()
    assert alive() is None


def test_what_the_next_plan_or_anybody_else_has_too_stays_whole(register: Path) -> None:
    first = large()
    second = plan.again(first, replace(first.choices, strategy="fill"))
    assert second.entries is first.entries
    rows = first.rows
    del first
    memory.wait()
    assert (len(second.entries), len(second.rows), len(rows)) == (ROWS, ROWS, ROWS)


def test_something_large_that_nobody_has_any_more_is_taken_apart() -> None:
    class Watched(list[int]):
        """A list that tells how long it is when it goes."""

        def __del__(self) -> None:
            lengths.append(len(self))

    class Large:
        """Something with one heap."""

        def __init__(self) -> None:
            self.heaps = [Watched(range(ROWS))]

    lengths: list[int] = []
    large = memory.held(Large())
    del large
    memory.wait()
    assert lengths == [0]


def test_all_kinds_of_heaps_are_emptied() -> None:
    many = range(ROWS)
    heaps = list(many), dict.fromkeys(many), set(many)
    memory.take_apart(*heaps)
    assert not any(heaps)


def test_work_without_a_plan_hides_nothing(register: Path) -> None:
    with memory.no_collection():
        assert not gc.isenabled()
        with memory.no_collection():
            kept = [[number] for number in range(ROWS)]
        assert not gc.isenabled()
    assert gc.isenabled()
    assert (gc.get_freeze_count(), len(kept)) == (0, ROWS)


def test_whoever_runs_without_a_collector_keeps_running_without_one() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import gc; gc.disable()\nfrom crm.exchange import memory\nwith memory.no_collection(): pass\n"
            "assert not gc.isenabled()",
        ],
        cwd=Path(plan.__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("stage", ["Comparing with the register", "Making the plan"])
def test_a_plan_that_is_stopped_is_taken_apart_before_it_is_let_go(register: Path, stage: str) -> None:
    made = large()
    moments = 0

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        nonlocal moments
        moments += text == stage
        if moments == 3:
            raise Cancelled("")

    source = Source("csv", None, (Sheet("", [list(made.table.headers), *(row for _number, row in made.table.rows)]),))
    with pytest.raises(Cancelled) as stopped:
        plan.of_source(source, "liste.csv", today=made.today, progress=stop)
    held = {frame.name: frame.frame.f_locals for frame in stopped.traceback}
    assert held["of_source"]["table"].rows == [] == held["of_source"]["entries"]
    there = held["make"]["there"] if "there" in held["make"] else held["load"]["known"]
    assert not any(there.heaps)
    assert not any(held["make"]["pad"].heaps) if "pad" in held["make"] else True
    assert len(source.sheets[0].rows) == ROWS + 1
    assert len(made.entries) == ROWS
