"""What the register is glad of while nobody waits: nothing that it says changes."""

from crm.progress import Progress, silent
from crm.store import upkeep

PORTIONS = 15
"""Well under a second: whatever else is to be done waits no longer."""


def tidy(progress: Progress = silent) -> bool:
    """Make searching and listing quick again after much was written; whether there is more to do.

    No step may be open. Raises CrmError where nothing can be written.
    """
    return upkeep.tidy(PORTIONS)
