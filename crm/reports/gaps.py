"""What would still improve a report: every record that lacks something, with the figures that wait for it."""

from typing import NamedTuple

from crm.reports.report import Report

CHECKED = {
    "org_number": "org_number",
    "contact_person": "person",
    "employees": "employees",
    "municipality": "municipality_code",
    "fee": "fee",
    "participants": "participants",
    "organisation": "organisation",
    "status": "status",
    "informed": "informed_on",
    "activity_participants": "participants",
    "attended": "organisation_id",
    "project_participants": "participants",
}
"""The checks of the sheet of data quality that ask for one field; the others are told as they are."""


class Gap(NamedTuple):
    """A record and the field it lacks, "" where a check found something else; `figures` are the keys that wait for it.

    `check` is the check of the data quality that found it, "" where only figures ask for it.
    """

    record: str
    id: int
    field: str
    check: str = ""
    figures: tuple[str, ...] = ()


def gaps(report: Report) -> list[Gap]:
    """Every gap once, those of one kind together, the kinds that most figures wait for first."""
    waiting: dict[tuple[str, int, str], list[str]] = {}
    for key, figure in report.figures.items():
        for value in (figure.now, *figure.now.parts.values()):
            for one in value.almost:
                known = waiting.setdefault((one.record, one.id, one.field), [])
                if key not in known:
                    known.append(key)
    found = {place: Gap(*place, figures=tuple(keys)) for place, keys in waiting.items()}
    for check, record, id, *_name in report.tables["quality"].rows:
        place = (str(record), int(id or 0), CHECKED.get(str(check), ""))
        known_gap = found.get(place, Gap(*place))
        found[place if place[2] else (*place[:2], str(check))] = known_gap._replace(check=str(check))
    kinds: dict[tuple[str, str, str], list[Gap]] = {}
    for gap in found.values():
        kinds.setdefault((gap.record, gap.field, "" if gap.field else gap.check), []).append(gap)
    listed = sorted(kinds.values(), key=lambda kind: -max(len(gap.figures) for gap in kind))
    return [gap for kind in listed for gap in kind]
