"""Noting that a list left the register, so that one can tell later who took what (DOMAIN.md section 5)."""

from crm.i18n import N_
from crm.queries import went_out
from crm.store import journal

LABEL = N_("{what} taken out")


def note(what: str, count: int, *, how: str, purpose: str = "") -> None:
    """Write down that `count` records of the list called `what` went out; nothing where none did.

    `how` is one of crm.queries.went_out.HOWS, `purpose` one of crm.queries.mailing.PURPOSES or "". No name of anybody
    in the list is kept. The note is in nobody's way: undo passes it by. Raises CrmError as any write does.
    """
    if how not in went_out.HOWS:
        raise ValueError(f"{how} is no way out")
    if count > 0:
        journal.note(LABEL, what=what, count=count, how=how, purpose=purpose)
