"""How many examples a property is tried with: a quarter in each run of the tests, all of them in `make soak`."""

import os

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
FEWEST = 3


def of(many: int) -> int:
    """What to give as `max_examples` where the soak takes `many`."""
    return many if SOAK else max(FEWEST, many // 4)
