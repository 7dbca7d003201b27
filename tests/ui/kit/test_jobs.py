import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm.errors import CrmError
from crm.progress import Progress
from ui.kit import busy
from ui.kit.job import Job
from ui.kit.jobs import Jobs


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()


def test_work_runs_in_another_thread_and_is_told_in_this_one(jobs: Jobs, qtbot: QtBot):
    told: list[tuple[int, int]] = []
    here = threading.get_ident()
    jobs.run(lambda _p: threading.get_ident(), done=lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != here
    assert told[0][1] == here
    assert not jobs.busy()


def test_the_connection_is_opened_and_closed_inside_the_thread(qtbot: QtBot):
    happened: list[tuple[str, int]] = []

    @contextmanager
    def around() -> Iterator[None]:
        happened.append(("open", threading.get_ident()))
        yield
        happened.append(("close", threading.get_ident()))

    jobs = Jobs(around)
    jobs.run(lambda _p: happened.append(("work", threading.get_ident())))
    qtbot.waitUntil(lambda: not jobs.busy())
    jobs.stop()
    assert [word for word, _thread in happened] == ["open", "work", "close"]
    assert len({thread for _word, thread in happened}) == 1


def test_jobs_wait_for_each_other(jobs: Jobs, qtbot: QtBot):
    inside: list[int] = []
    most: list[int] = []

    def work(_progress: Progress) -> None:
        inside.append(1)
        most.append(len(inside))
        inside.pop()

    for _turn in range(20):
        jobs.run(work)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert max(most) == 1


def test_cancel_stops_the_work_at_its_next_word(jobs: Jobs, qtbot: QtBot):
    began, told, rolled_back = threading.Event(), [], []

    def work(progress: Progress) -> None:
        try:
            while True:
                began.set()
                progress(1, 10)
        finally:
            rolled_back.append(True)

    job = jobs.run(work, done=lambda _r: told.append("done"), cancelled=lambda: told.append("cancelled"))
    qtbot.waitUntil(began.is_set)
    job.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["cancelled"]
    assert rolled_back == [True]


def test_an_error_reaches_who_asked_else_the_one_handler(qtbot: QtBot):
    heard: list[tuple[str, str]] = []
    jobs = Jobs(failed=lambda error: heard.append(("all", str(error))))

    def work(_progress: Progress) -> None:
        raise CrmError("The disk is full.")

    jobs.run(work, failed=lambda error: heard.append(("mine", str(error))))
    jobs.run(work)
    qtbot.waitUntil(lambda: len(heard) == 2)
    jobs.stop()
    assert heard == [("mine", "The disk is full."), ("all", "The disk is full.")]


def test_an_error_nobody_asked_for_rises(jobs: Jobs, qtbot: QtBot):
    def work(_progress: Progress) -> None:
        raise ValueError("ours")

    with qtbot.captureExceptions() as risen:
        jobs.run(work)
        qtbot.waitUntil(lambda: bool(risen))
    assert risen[0][0] is ValueError


def _answer(letters: str, _progress: Progress) -> str:
    return letters


def test_only_the_newest_answer_is_wanted(jobs: Jobs, qtbot: QtBot):
    gate = threading.Event()
    answers: list[str] = []
    jobs.run(lambda _p: gate.wait(5))
    for letters in ("e", "ev", "eva"):
        jobs.ask("search", partial(_answer, letters), answers.append)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert answers == ["eva"]


def test_nobody_is_told_once_the_owner_is_gone(jobs: Jobs, qtbot: QtBot):
    gate, owner = threading.Event(), QObject()
    told: list[object] = []
    jobs.run(lambda _p: gate.wait(5), done=told.append, owner=owner)
    owner.deleteLater()
    gone: list[bool] = []
    owner.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told == []


def test_an_ended_job_is_let_go(jobs: Jobs, qtbot: QtBot):
    told: list[object] = []
    seen = weakref.ref(jobs.run(lambda _p: 1, done=told.append))
    qtbot.waitUntil(lambda: told == [1])
    jobs.run(lambda _p: 2, done=told.append)
    qtbot.waitUntil(lambda: told == [1, 2])
    gc.collect()
    assert seen() is None


def test_an_ended_job_is_deleted_by_the_window_whoever_holds_it_still(jobs: Jobs, qtbot: QtBot):
    # Python's collector may let go of a dialog with its job in any thread, and Qt would delete the job there
    told: list[object] = []
    job = jobs.run(lambda _p: 1, done=told.append)
    qtbot.waitUntil(lambda: told == [1])
    qtbot.waitUntil(lambda: not isValid(job))
    assert not job.running and not job.was_stopped
    job.cancel()


def test_a_long_job_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    job = Job("Reading the list")
    panel = busy.follow(job, window)
    assert panel.isHidden()
    with qtbot.waitSignal(panel.shown, timeout=3_000):
        pass
    assert panel.isVisible()
    job.progressed.emit(1_500, 6_000, "Comparing")
    bar, cancel = panel.findChild(QProgressBar), panel.findChild(QPushButton)
    assert isinstance(bar, QProgressBar) and isinstance(cancel, QPushButton)
    assert bar.value() == 250
    cancel.click()
    assert job.stopping()
    job.ended.emit()
    assert panel.isHidden()


def test_a_quick_job_shows_nothing(jobs: Jobs, qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    told: list[object] = []
    jobs.run(lambda _p: 7, done=told.append, window=window)
    qtbot.waitUntil(lambda: told == [7])
    assert all(panel.isHidden() for panel in window.findChildren(busy.Panel))


def test_what_goes_wrong_in_a_question_nobody_asks_any_more_is_told_to_nobody(qtbot, jobs):
    told: list[object] = []

    def fail(progress):
        raise CrmError("No.")

    jobs.ask("key", fail, told.append, failed=told.append)
    jobs.ask("key", lambda progress: 1, told.append, failed=told.append)
    qtbot.waitUntil(lambda: not jobs.busy())
    assert told == [1]


def test_a_job_that_is_stopped_with_all_others_has_ended_for_who_waits(jobs: Jobs, qtbot: QtBot):
    begun = threading.Event()
    told: list[object] = []

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0)

    job = jobs.run(work, done=told.append, cancelled=lambda: told.append("cancelled"))
    job.ended.connect(lambda: told.append("ended"))
    waits = jobs.run(work)
    begun.wait()
    jobs.stop()
    assert not job.running and not waits.running and job.was_stopped and told == ["ended"]
