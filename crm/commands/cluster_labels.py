"""Writing the labels that the cluster has been given, such as ECEI bronze."""

from datetime import date
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.cluster_label import ClusterLabel
from crm.store import journal


@command(N_("Add quality label «{name}»"))
def add(scheme: str, awarded_on: date | None, **values: Any) -> int:
    """Keep a label, such as ECEI, from the day it was given; returns its id.

    `values` are `level` (bronze), `valid_to` (the last day, open where None), `notes`. Raises Invalid.
    """
    record = ClusterLabel(scheme=scheme.strip(), awarded_on=awarded_on, **values)
    id = write.insert(record)
    _tell(record)
    return id


@command(N_("Edit quality label «{name}»"))
def edit(label: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of a label; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(ClusterLabel, label, values, seen=seen))


@command(N_("Remove quality label «{name}»"))
def remove(label: int) -> None:
    """Delete a label that was kept by mistake."""
    _tell(write.get(ClusterLabel, label))
    write.delete(ClusterLabel, label)


def _tell(label: ClusterLabel) -> None:
    journal.current().describe(name=f"{label.scheme} {label.level}".strip())
