"""P17: whom nobody has spoken with for too long, of all members and of people with an interval."""

from datetime import date
from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit
from benchmarks.sizes import Sizes


def measure(sizes: Sizes) -> list[Result]:
    """The list of those who are too quiet, asked once in a fresh process."""
    path = registers.sample(sizes.scale, sizes.notes)
    told = [runs.child("p17_quiet", "asked", path=path).told for _time in range(sizes.times)]
    organisations, people = (sorted(one[name] for one in told)[len(told) // 2] for name in ("organisations", "people"))
    work = f"no contact for 180 days, {sizes.contacts} contacts and {sizes.notes} interactions (CPU)"
    return [
        limit("P17", work, organisations, 0.300),
        limit("P17", "the same of people with an interval", people, 0.300),
    ]


def asked(path: str) -> dict[str, float]:
    """Seconds of both questions."""
    from crm.queries import in_touch
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    today = date.today()
    started = process_time()
    in_touch.organisations(today)
    between = process_time()
    in_touch.people(today)
    ended = process_time()
    opening.close()
    return {"organisations": between - started, "people": ended - between}
