"""Keeping a frozen annual report: append-only and outside the journal, so no undo forgets it (DESIGN.md 1)."""

from crm.records.report_run import ReportRun
from crm.store import failures, journal
from crm.store.database import database


def keep(*, year: int, at: str, program_version: str, sha256: str, snapshot: str, file_name: str = "") -> int:
    """Store a run of the year's report; returns its id.

    `at` is UTC in ISO format; `snapshot` is canonical JSON and `sha256` its hash. Raises CrmError for a full disk or a
    register that cannot be written to.
    """
    with failures.told(), database.atomic():
        run = ReportRun.create(
            year=year,
            at=at,
            staff=journal.author.staff,
            program_version=program_version,
            sha256=sha256,
            snapshot=snapshot,
            file_name=file_name,
        )
    return int(run.id)
