"""Keeping a whole list of what is told of a year: each line by the command of its kind, all of them as one step."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.commands import (
    cluster_labels,
    external_relations,
    finance,
    governance,
    media,
    results,
    staff_time,
    state_aid,
    surveys,
)
from crm.commands.command import command
from crm.i18n import N_
from crm.store import journal

_ADD: Mapping[str, Callable[..., int]] = {
    "finance_line": finance.add,
    "result": results.add,
    "media_item": media.add,
    "survey": surveys.add,
    "governance_body": governance.add,
    "governance_member": governance.add_seat,
    "external_relation": external_relations.add,
    "staff_time": staff_time.add,
    "aid_record": state_aid.add,
    "cluster_label": cluster_labels.add,
}
_BEGIN: Mapping[str, Mapping[str, Any]] = {
    "governance_body": {"kind": "working_group"},
    "external_relation": {"organisation": None, "kind": "network"},
}
"""What a line that says nothing of it is given, where the command asks for it."""


@command(N_("Add {count} lines from «{file}»"), origin="import")
def bring_in(file: str, table: str, lines: Sequence[Mapping[str, Any]]) -> list[int]:
    """Keep the lines of a list `file` as records of a table; returns their ids. Raises Invalid, and then none is kept.

    Each line holds what the kind's own command takes.
    """
    made = [_ADD[table](**{**_BEGIN.get(table, {}), **values}) for values in lines]
    step = journal.current()
    step.describe(file=file, count=len(made))
    if len(made) == 1:
        step.label = N_("Add {count} line from «{file}»")
    return made
