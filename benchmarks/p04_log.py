"""P4: a meeting of three people logged with a follow-up, until every open page shows it."""

from datetime import date
from functools import partial
from statistics import median
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit
from benchmarks.sizes import Sizes

_MEETINGS = 20


def measure(sizes: Sizes) -> list[Result]:
    """Processor time in crm alone, and with all pages open."""
    path = registers.sample(sizes.scale, sizes.notes)
    with registers.copy(path) as file:
        crm = runs.child("p04_log", "logged", path=file).told["cpu"]
    with registers.copy(path) as file:
        seen = runs.child("p04_log", "logged_and_painted", path=file).told
    with registers.copy(path) as file:
        opened = runs.child("p04_log", "opened", path=file).told
    work = f"a meeting of three people with a follow-up logged, {sizes.contacts} contacts"
    return [
        limit("P4", f"{work} (CPU in crm)", crm, 0.050),
        limit("P4", "the same until every open page is painted (CPU)", seen["cpu"], 0.150),
        limit("P4", "the dialog opened by Ctrl+L, until it is painted (CPU)", opened["cpu"], 0.150),
        limit("P4", "the window's thread at a stretch, at most, meanwhile (CPU)", seen["longest"], 0.050),
    ]


def logged(path: str) -> dict[str, float]:
    """Seconds of the command, over several meetings."""
    from pathlib import Path

    from crm.store import opening

    opening.open_register(Path(path), check=False)
    times = []
    for number in range(_MEETINGS):
        started = process_time()
        _log(number)
        times.append(process_time() - started)
    opening.close()
    return {"cpu": median(times)}


def logged_and_painted(path: str) -> dict[str, float]:
    """Seconds until all pages have asked again, over several meetings."""
    from benchmarks import windows
    from crm.commands import interactions  # noqa: F401 - the dialog has read it before one can save

    program = windows.opened(path)
    window = program.window
    for page in ("members", "contacts", "interactions", "followups", "today"):
        window.go(page)
        windows.settle(window)
    times = [windows.until_painted(window, partial(_log, number)).cpu for number in range(_MEETINGS)]
    longest = max(windows.longest(window, partial(_log, number)) for number in range(_MEETINGS))
    program.end()
    return {"cpu": median(times), "longest": longest}


def opened(path: str) -> dict[str, float]:
    """Seconds from the key until the dialog stands there painted, the first time and the median of several."""
    from benchmarks import windows
    from ui import quick_log

    program = windows.opened(path)
    window = program.window
    times = []
    for _time in range(7):
        times.append(windows.until_painted(window, partial(quick_log.log, window)).cpu)
        window.logging.reject()
        windows.settle(window)
    program.end()
    return {"cpu": median(times), "first": times[0]}


def _log(number: int) -> None:
    from crm.commands import interactions
    from crm.commands.interactions import FollowUp, Participant

    interactions.log(
        f"Prøveuttak {number}",
        held_on=date(2026, 11, 19),
        participants=[Participant(person=1 + number * 3 + one) for one in range(3)],
        notes="Enige om tre uttak før jul. Restråstoffet hentes fredag.",
        follow_ups=[FollowUp("Send plan for uttak", date(2026, 12, 1))],
    )
