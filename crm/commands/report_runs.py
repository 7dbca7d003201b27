"""Keeping a frozen annual report: append-only and outside the journal, so no undo forgets it (DESIGN.md 1)."""

from crm.queries.figures import runs
from crm.records.report_run import ReportRun
from crm.rules import chains
from crm.store import failures, journal
from crm.store.database import database


def keep(
    *,
    year: int,
    at: str,
    program_version: str,
    sha256: str,
    snapshot: str,
    step: int = 0,
    file_name: str = "",
    days: tuple[str, str] | None = None,
) -> int:
    """Store a run of the year's report, chained to the run before; returns its id.

    `days` (ISO) are the first and the last of a period that is not the year; it ends in `year`.
    `at` is UTC in ISO format; `snapshot` is canonical JSON and `sha256` its hash; `step` is the last step of the
    register that the report saw. Raises CrmError for a full disk or a register that cannot be written to.
    """
    with failures.told(), database.atomic():
        staff = journal.author.staff
        first, last = days or (None, None)
        told = (year, at, staff, program_version, sha256, file_name, first, last, step)
        run = ReportRun.create(
            version=step,
            year=year,
            at=at,
            staff=staff,
            program_version=program_version,
            sha256=sha256,
            snapshot=snapshot,
            file_name=file_name,
            from_on=first,
            to_on=last,
            chained=chains.link(runs.end_of_chain(), *told),
        )
    return int(run.id)
