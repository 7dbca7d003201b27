"""P7 and the window meanwhile: a list of 5 000 taken back after 200 edits; how long another thread waits its turn."""

import threading
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time, sleep

from benchmarks import lists, registers, runs
from benchmarks.bar import Result, limit
from benchmarks.sizes import Sizes

ROWS, EDITS = 5_000, 200
BEAT = 0.004


def measure(sizes: Sizes) -> list[Result]:
    """Seconds on the clock for the edited list; for the whole one the longest stretch without a turn (CPU)."""
    count = sizes.contacts
    rows = min(ROWS, count)
    edited, longest = [], []
    for _time in range(min(3, sizes.times)):
        with registers.copy(registers.sample(1, 600)) as file:
            edited.append(
                runs.child("p07_take_back", "after_edits", path=file, source=lists.workbook(rows)).told["back"]
            )
        with registers.copy(registers.sample(1, 600)) as file:
            longest.append(
                runs.child("p07_take_back", "meanwhile", path=file, source=lists.workbook(count)).told["wait"]
            )
    work = f"import of {rows} rows taken back after {EDITS} later edits"
    waits = f"longest that the window waits while {count} rows are planned, brought in and taken back (CPU)"
    return [limit("P7", work, median(edited), 2), limit("P7", waits, median(longest), 0.07)]


def after_edits(path: str, source: str) -> dict[str, float]:
    """Seconds of taking back a list, of which people and organisations were edited since."""
    from datetime import date

    from crm.commands import history, organisations, people
    from crm.exchange import carry_out, plan
    from crm.store import opening
    from crm.store.database import rows

    opening.open_register(Path(path))
    outcome = carry_out.carry_out(plan.make(Path(source), today=date.today()))
    assert outcome.step is not None
    random = Random(7)
    known = rows("SELECT person, organisation FROM import_row WHERE person IS NOT NULL AND organisation IS NOT NULL")
    for person, organisation in random.sample(known, min(EDITS, len(known)) // 2):
        people.edit(person, notes="endret")
        organisations.edit(organisation, short_name=f"O{organisation}")
    started = perf_counter()
    kept = history.take_back(outcome.step).kept
    back = perf_counter() - started
    assert kept
    opening.close()
    return {"back": back}


def meanwhile(path: str, source: str) -> dict[str, float]:
    """The most processor time that passed between two turns of a thread that only wants one every 4 ms."""
    from crm.store import opening

    opening.open_register(Path(path))
    done = threading.Event()
    worker = threading.Thread(target=_whole, args=(source, done))
    worker.start()
    longest, last = 0.0, process_time()
    while not done.is_set():
        sleep(BEAT)
        now = process_time()
        longest, last = max(longest, now - last), now
    worker.join()
    opening.close()
    return {"wait": longest}


def _whole(source: str, done: threading.Event) -> None:
    """Plan, bring in, take back, on a connection of the thread's own."""
    from datetime import date

    from crm.commands import history
    from crm.exchange import carry_out, plan
    from crm.store.database import database

    try:
        with database.connection_context():
            outcome = carry_out.carry_out(plan.make(Path(source), today=date.today()))
            assert outcome.step is not None
            history.take_back_plan(outcome.step)
            history.take_back(outcome.step)
    finally:
        done.set()
