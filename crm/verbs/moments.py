"""When something was done, as a terminal shows it."""

from datetime import datetime

from crm.rules import dates


def show(at: str) -> str:
    """A stored moment (UTC, ISO) on this machine's clock: "23.11.2026 14:02".

    >>> len(show("2026-11-23T13:02:00Z"))
    16
    """
    local = datetime.fromisoformat(at).astimezone()
    return f"{dates.show(local.date())} {local:%H:%M}"
