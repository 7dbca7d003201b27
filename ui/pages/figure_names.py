"""What stands behind a figure with its names: as they are now, of a frozen report as they were."""

from collections.abc import Mapping
from typing import NamedTuple

from crm.queries import named
from crm.reports.report import Report, Reported
from crm.rules import folding
from ui.dialogs import wording
from ui.pages import figure_groups
from ui.pages.figure_groups import Change


class Missing(NamedTuple):
    """A record that lacks something: its name and table, the field in words."""

    name: str
    field: str
    id: int
    record: str
    key: str


class Told(NamedTuple):
    """The ids that are counted, by name; the names; what is missing where, by place."""

    counted: list[int]
    names: dict[int, str]
    missing: dict[int, Missing]
    changed: list[Change]


def told(figure: Reported, report: Report, language: str) -> Told:
    """Everything with its name; asked beside the window, for there may be thousands.

    A frozen report keeps what its counted records were called; whom it kept no name of (people) has today's.
    """
    names = named.names(figure.record, list(figure.counted))
    days: dict[int, str] = {}
    if report.run is not None:
        for id in figure.counted:
            if was := report.called(figure.record, id, language):
                names[id] = was
                days[id] = report.shown[figure.record][id].on
    counted = sorted(figure.counted, key=lambda id: (days.get(id, ""), folding.sort_key(names.get(id, ""))))
    missing: dict[int, Missing] = {}
    by_record: Mapping[str, dict[int, str]] = {
        record: named.names(record, [one.id for one in figure.now.almost if one.record == record])
        for record in {one.record for one in figure.now.almost}
    }
    for place, one in enumerate(figure.now.almost, start=1):
        name = by_record[one.record].get(one.id, "")
        missing[place] = Missing(name, wording.field(one.record, one.field), one.id, one.record, one.field)
    changed = [
        change._replace(name=names.get(change.id, change.name)) if change.came else change
        for change in figure_groups.changes(figure)
    ]
    return Told(counted, names, missing, changed)
