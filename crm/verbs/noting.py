"""That a list left the register by the command line, noted beside those that left by the window."""

from crm.commands import went_out
from crm.i18n import _
from crm.store import opening

MODE = "note"
"""How a verb that takes a list out opens the register: to write where nobody else does, else to read."""


def note(what: str, count: int, *, how: str, purpose: str = "") -> list[str]:
    """Note that `count` records of the list called `what` went out (crm.commands.went_out.note).

    Returns a sentence where that could not be noted, because another program writes to the register or it is read-only.
    """
    if opening.is_writable():
        went_out.note(what, count, how=how, purpose=purpose)
        return []
    return [_("That this list was taken out could not be noted: the register is read-only or open elsewhere.")]
