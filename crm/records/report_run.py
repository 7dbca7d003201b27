"""Frozen annual reports: append-only, outside the journal."""

from peewee import IntegerField

from crm.records.base import Record
from crm.records.fields import Day, Flag, Text, check


class ReportRun(Record):
    """The figures of a year as they were when frozen; `snapshot` is canonical JSON and `sha256` its hash.

    `chained` is the hash of what stands in the other columns and of the `chained` of the run before ("" before runs
    were chained), so that no run can be changed or taken out unnoticed. `version` is the last step that the report
    saw. `from_on` and `to_on` are the days of a period that is not the year; `year` is the one that it ends in.
    """

    year = IntegerField(constraints=[check('"year" BETWEEN 1900 AND 2200')])
    at = Text(32)  # UTC, ISO
    staff = IntegerField(null=True)
    program_version = Text(20)
    sha256 = Text(64, required=True)
    snapshot = Text(200_000_000)
    locked = Flag(default=True)
    file_name = Text(255)
    chained = Text(64, added=True)
    from_on = Day(null=True)
    to_on = Day(null=True)
