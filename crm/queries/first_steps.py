"""How far a new register has come: the steps from a list to the first figure of the report."""

from typing import NamedTuple

from crm.store import journal
from crm.store.database import value


class Done(NamedTuple):
    """What was done, however it was done; `sample` where the register is the sample cluster."""

    people: bool
    members: bool
    meeting: bool
    sample: bool


def done() -> Done:
    """Look once; a few index look-ups."""
    there = "SELECT EXISTS (SELECT 1 FROM {})"
    return Done(
        bool(value(there.format("person")) or value(there.format("organisation"))),
        bool(value(there.format("membership"))),
        bool(value(there.format("interaction"))),
        journal.is_sample(),
    )
