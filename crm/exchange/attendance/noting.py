"""What was found in a list, as the command that notes it takes it."""

from collections.abc import Sequence

from crm.commands import attendance
from crm.commands.attendance import Present
from crm.commands.interactions import Participant
from crm.exchange.attendance import matching
from crm.exchange.attendance.matching import Found


def note(activity: int, found: Sequence[Found], *, status: str, pointed_out: Sequence[Found] = ()) -> list[int]:
    """Note those who are known or new, and count those without a name; what is asked or left out is not noted.

    `status` holds where the list says nothing of it; `pointed_out` are those of `found` that somebody chose: how the
    list calls them is learnt. Raises Invalid.
    """
    present = [
        Present(_participant(one), one.line.status or status, _also(one) if one in pointed_out else ())
        for one in found
        if one.state in (matching.KNOWN, matching.NEW)
    ]
    unnamed = sum(one.line.unnamed for one in found if one.state == matching.UNNAMED)
    return attendance.note(activity, present, unnamed=unnamed)


def _participant(one: Found) -> Participant:
    if one.state == matching.KNOWN:
        return Participant(one.person, one.organisation)
    return Participant(None, one.organisation, one.name, "" if one.organisation else one.place, one.line.address)


def _also(one: Found) -> tuple[str, ...]:
    return tuple(filter(None, (one.line.name, one.line.address)))
