"""P11: the search for duplicates over everybody and every organisation, and how its cost for each person grows."""

from math import log
from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_SMALL, _USUAL, _LARGE = 2_000, 20_000, 200_000


def measure(sizes: Sizes) -> list[Result]:
    """Processor time; a quick run measures a tenth of the people."""
    part = 1 if sizes.contacts >= _USUAL else 10
    small, usual, large = (_seconds(count // part) for count in (_SMALL, _USUAL, _LARGE))
    of_firms = _seconds(_USUAL // part, "firms")
    each, one = large / (_LARGE // part), small / (_SMALL // part)
    most = log(_LARGE // part) / log(_SMALL // part)
    return [
        limit("P11", f"search for duplicates over {_USUAL // part} people (CPU)", usual, 30, "s"),
        limit(
            "P11", f"search for duplicates over the organisations of {_USUAL // part} people (CPU)", of_firms, 30, "s"
        ),
        ratio(
            "P11",
            f"its cost per person of {_LARGE // part} (CPU)",
            each,
            one,
            round(most, 2),
            f"that of {_SMALL // part}",
        ),
    ]


def _of(count: int) -> str:
    return f"that of {count}"


def _seconds(count: int, which: str = "search") -> float:
    path = registers.sample(-(-count // 180), 600)
    return float(runs.child("p11_duplicates", which, path=path).told["seconds"])


def firms(path: str) -> dict[str, float]:
    """The search over organisations, the second time of two."""
    from crm.exchange import duplicate_organisations
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    duplicate_organisations.organisations()
    started = process_time()
    found = duplicate_organisations.organisations()
    spent = process_time() - started
    opening.close()
    return {"seconds": spent, "pairs": len(found)}


def search(path: str) -> dict[str, float]:
    """The search as a page would start it, the second time of two: the first one reads the file and the libraries."""
    from crm.exchange import duplicates
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    duplicates.people()
    started = process_time()
    found = duplicates.people()
    spent = process_time() - started
    opening.close()
    return {"seconds": spent, "pairs": len(found)}
