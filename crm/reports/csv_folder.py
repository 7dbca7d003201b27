"""Every table of the report as a .csv of its own, as its sheet shows it."""

import re
from pathlib import Path

from crm.errors import CrmError
from crm.exchange.writers import csv_file
from crm.i18n import _
from crm.reports import workbook
from crm.reports.report import Report


def write(report: Report, folder: Path, language: str = "nb") -> list[Path]:
    """Write the tables into a folder, made where it is not there; returns the files, in the order of the workbook.

    A file of the same name is replaced. Raises CrmError where the folder is none or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise CrmError(_("{file} is no folder. Choose another name.").format(file=folder.name))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CrmError(_("{file} could not be written ({reason}).").format(file=folder.name, reason=reason)) from error
    made = []
    for number, sheet in enumerate(workbook.sheets(report, language), 1):
        # What a sheet may be called, but no file of Windows.
        title = re.sub(r'[<>"|]', " ", sheet.title).strip()
        path = folder / f"{number:02} {title}.csv"
        csv_file.write(path, sheet)
        made.append(path)
    return made
