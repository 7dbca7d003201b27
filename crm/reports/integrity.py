"""The whole check of a register: database, files and backups (crm.commands.integrity), and the frozen reports."""

from crm.commands import integrity
from crm.commands.integrity import Finding
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import reports
from crm.reports import run as report_run

REPORTS = "reports"


def check(progress: Progress = silent) -> list[Finding]:
    """Everything that is wrong; `progress` may raise Cancelled."""
    found = integrity.check(progress)
    if any(one.kind not in (integrity.FILES, integrity.CODES, integrity.BACKUPS) for one in found):
        return found
    progress(0, None, _("Checking the frozen reports"))
    return [*found, *(Finding(REPORTS, sentence) for sentence in _reports())]


def _reports() -> list[str]:
    """The frozen reports that no longer match their hash, or that are gone from their chain."""
    found = report_run.problems()
    for run in reports.runs():
        try:
            report_run.load(run.id)
        except CrmError as error:
            found.append(str(error))
    return found
