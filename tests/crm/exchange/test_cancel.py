"""Whenever somebody stops an import or its taking back, the file is byte for byte as it was."""

import hashlib
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.commands import history
from crm.errors import Cancelled
from crm.exchange.carry_out import carry_out
from crm.exchange.plan import Plan
from crm.progress import Progress
from crm.store import opening, search, together, watched
from tests import examples, new_register
from tests.crm.exchange.bringing import brought, planned

ROWS = 260
COMPANIES = 40


def listed(title: str) -> list[list[str]]:
    """A list long enough for a backup, with people and organisations."""
    return [
        ["P", f"Nr{number}", f"p{number}@x.example", "", title, f"Bedrift {number % COMPANIES} AS"]
        for number in range(ROWS)
    ]


def stopping(at: int) -> tuple[Progress, Callable[[], bool]]:
    """Progress that is cancelled when it is told something for the nth time, and whether it came so far."""
    told = count(1)
    reached: list[int] = []

    def progress(done: int, total: int | None = None, text: str = "") -> None:
        if next(told) == at:
            reached.append(at)
            raise Cancelled("")

    return progress, lambda: bool(reached)


def every_time(path: Path, deed: Callable[[Progress], object]) -> int:
    """Stop the deed at each of its moments in turn, closing the file after each; returns how many there were."""
    opening.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    for at in count(1):
        opening.open_register(path)
        progress, reached = stopping(at)
        if not _stopped(deed, progress, reached):
            return at - 1
        opening.close()
        # Only once nobody has it open: reading past SQLite would cancel its locks
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before, f"stopped at moment {at}"
        assert not list(path.parent.glob(f"{path.name}-wal"))
    raise AssertionError


def _stopped(deed: Callable[[Progress], object], progress: Progress, reached: Callable[[], bool]) -> bool:
    """Whether the deed was stopped before its end."""
    try:
        deed(progress)
    except Cancelled:
        return True
    assert not reached(), "it went on though it was stopped"
    return False


@pytest.mark.parametrize("long", [False, True])
def test_an_import_stopped_at_any_moment_leaves_the_file_as_it_was(
    register: Path, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    if long:  # as of thousands of rows: the indexes are made last, and everything goes in pieces
        monkeypatch.setattr(together, "INDEXED_LATER_FROM", 1)
        monkeypatch.setattr(together, "PIECE", 100)
        monkeypatch.setattr(watched, "STEPS", 3_000)  # also in the middle of making an index
        monkeypatch.setattr(search, "PIECE", 100)
    brought(*listed("Rådgiver")[: ROWS // 2])
    deed = planned(*listed("Leder"))
    moments = every_time(register, lambda progress: carry_out(deed, progress=progress))
    assert moments > 5


def test_a_taking_back_stopped_at_any_moment_leaves_the_file_as_it_was(register: Path) -> None:
    brought(*listed("Rådgiver")[: ROWS // 2])
    step = brought(*listed("Leder"), name="igjen.xlsx").step
    assert step is not None
    assert every_time(register, lambda progress: history.take_back(step, progress)) > 5


def test_a_look_at_what_it_would_do_can_be_stopped_at_any_moment_too(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "STEPS", 5_000)  # so that even short statements are asked
    step = brought(*listed("Leder")).step
    assert step is not None
    assert every_time(register, lambda progress: history.take_back_plan(step, progress)) > 5


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_an_undo_or_redo_stopped_at_any_moment_leaves_the_file_as_it_was(register: Path, kind: str) -> None:
    brought(*listed("Rådgiver"))
    if kind == "redo":
        history.undo()
    assert every_time(register, history.undo if kind == "undo" else history.redo) >= 1


def stopping_so_far_in(share: float) -> tuple[Progress, list[float]]:
    """Progress that is cancelled once so much of the writing is done, and how far in it was then."""
    reached: list[float] = []

    def progress(done: int, total: int | None = None, text: str = "") -> None:
        if total and done >= share * total:
            reached.append(done / total)
            raise Cancelled("")

    return progress, reached


def stopped_so_far_in(path: Path, deed: Plan, share: float) -> None:
    """Stop the import there, and see that the file is as it was."""
    opening.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    opening.open_register(path)
    progress, reached = stopping_so_far_in(share)
    with pytest.raises(Cancelled):
        carry_out(deed, progress=progress)
    assert reached
    opening.close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before, f"stopped at {reached[0]:.1%}"
    opening.open_register(path)


def long_list(count: int) -> list[list[str]]:
    """A list of so many people, nine from each company."""
    return [["P", f"Nr{at}", f"p{at}@x.example", "", "Leder", f"Nr {at // 9} AS"] for at in range(count)]


@pytest.mark.parametrize("rows", [1_200, pytest.param(12_000, marks=pytest.mark.soak)])
def test_an_import_of_thousands_stopped_near_its_begin_middle_and_end_leaves_the_file_as_it_was(
    register: Path, rows: int
) -> None:
    brought(*[[*row[:4], "Rådgiver", row[5]] for row in long_list(rows)[::3]])
    deed = planned(*long_list(rows + rows // 2), ["Ny", "Her", "ny@her.example", "51234567", "Leder", "Nytt AS"])
    for share in (0.02, 0.40, 0.75, 0.97):
        stopped_so_far_in(register, deed, share)
    carry_out(planned(*long_list(rows + rows // 2)))  # and nothing that was stopped is in the way


@pytest.mark.soak
@settings(max_examples=examples.of(100))
@given(share=st.floats(0, 1), later=st.booleans())
def test_an_import_of_thousands_stopped_anywhere_leaves_the_file_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, share: float, later: bool
) -> None:
    path = tmp_path_factory.mktemp("stopped") / "register.klynge"
    new_register.create(path)
    try:
        if later:
            brought(*[[*row[:4], "Rådgiver", row[5]] for row in long_list(6_000)[::2]])
        stopped_so_far_in(path, planned(*long_list(6_000)), share)
    finally:
        opening.close()
