"""What hangs on a record and stands in its form: tags, and fields of the cluster's own; called inside a command."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.commands import own_values
from crm.commands import tags as tag_commands


def put(owner: str, row: int, tags: Sequence[str] | None, own: Mapping[int, Any] | None = None) -> None:
    """Let a record carry exactly these tags, and these fields say this; None or no field leaves them as they are.

    Raises Invalid, Conflict (crm.commands.own_values.put).
    """
    if tags is not None:
        tag_commands.put(owner, row, tags)
    if own:
        own_values.put(owner, row, own)
