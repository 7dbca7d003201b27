"""The news of commands, in Qt's thread, a burst as one."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QThread

from crm import changes
from crm.changes import Changes
from tests.ui.register import settle
from ui.bridge import Bridge, merged


def test_a_burst_is_told_once_with_all_rows(qapp):
    bridge = Bridge()
    told: list[Changes] = []
    bridge.changed.connect(told.append)
    for number in range(50):
        changes.publish(Changes(f"Step {number}", {"person": frozenset({number})}))
    settle(lambda: bool(told))
    assert len(told) == 1
    assert told[0] == Changes("Step 49", {"person": frozenset(range(50))})
    bridge.close()


def test_news_of_a_worker_arrives_in_the_window_s_thread(qapp):
    bridge, threads = Bridge(), []
    bridge.changed.connect(lambda _changes: threads.append(QThread.currentThread() is qapp.thread()))
    with ThreadPoolExecutor(1) as worker:
        worker.submit(changes.publish, Changes("Import", {"person": frozenset({1})})).result()
    settle(lambda: bool(threads))
    assert threads == [True]
    bridge.close()


def test_a_closed_bridge_hears_nothing(qapp):
    bridge = Bridge()
    told: list[Changes] = []
    bridge.changed.connect(told.append)
    bridge.close()
    changes.publish(Changes("Step", {"person": frozenset({1})}))
    settle()
    assert not told


def test_merging_keeps_the_rows_of_both():
    one, other = (
        Changes("A", {"person": frozenset({1})}),
        Changes("B", {"person": frozenset({2}), "task": frozenset({3})}),
    )
    assert merged(one, other) == Changes("B", {"person": frozenset({1, 2}), "task": frozenset({3})})
    assert merged(None, one) is one
    many = Changes("Import", {"person": frozenset()})  # too many to name
    assert merged(one, many) == many and merged(many, one).rows == {"person": frozenset()}
