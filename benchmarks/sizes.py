"""How much is measured: the bars' own sizes, or less of everything while a bar is being written."""

import os
from typing import NamedTuple


class Sizes(NamedTuple):
    """`contacts` and `notes` of the big register, `interactions` of the report's, `times` each thing is repeated."""

    contacts: int
    notes: int
    interactions: int
    times: int

    @property
    def scale(self) -> int:
        """How many times the sample cluster that is: it has 180 people."""
        return -(-self.contacts // 180)


FULL = Sizes(100_000, 100_000, 1_000_000, 5)
QUICK = Sizes(4_500, 5_000, 30_000, 3)


def chosen(quick: bool) -> Sizes:
    """The sizes to measure; KLYNGE_BENCH_CONTACTS sets another number of contacts and notes."""
    sizes = QUICK if quick else FULL
    told = os.environ.get("KLYNGE_BENCH_CONTACTS")
    return sizes._replace(contacts=int(told), notes=int(told)) if told else sizes
