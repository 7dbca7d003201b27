"""What is written beside the workbook, of the same report and under the same name: a text, tables, a summary."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from crm.i18n import _
from crm.progress import Progress
from crm.reports import csv_folder, document
from crm.reports.report import Report
from ui.kit import fields

NAMES = ("summary", "text", "tables")


def ticks() -> list[fields.Field]:
    """A box to tick for each."""
    return [
        replace(fields.check("summary", _("Also as a summary with charts (.pdf)")), wide=True),
        replace(fields.check("text", _("Also as a text for Word (.docx)")), wide=True),
        replace(fields.check("tables", _("Also every table as a file of its own (.csv, in a folder)")), wide=True),
    ]


def path(name: str, book: Path) -> Path:
    """Where it is written, beside the workbook."""
    if name == "tables":
        return book.with_name(f"{book.stem} CSV")
    return book.with_suffix(".pdf" if name == "summary" else ".docx")


def write(names: Collection[str], report: Report, book: Path, language: str, progress: Progress) -> None:
    """Write these; raises CrmError where one cannot be written."""
    if "summary" in names:
        from ui.dialogs import report_pdf

        report_pdf.write(report, path("summary", book), language, progress)
    if "text" in names:
        document.write(report, path("text", book), language)
    if "tables" in names:
        csv_folder.write(report, path("tables", book), language)
