"""The report as a workbook: sheets 0-4, 17 and 18 of DOMAIN.md 8, in bokmål or English, values and no formulas.

Sheets and columns whose records do not exist yet are left out. No personal names stand in it.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from crm.exchange.writers import workbook
from crm.exchange.writers.columns import Written
from crm.i18n import LANGUAGES, N_
from crm.progress import Progress, silent
from crm.reports.report import Report
from crm.reports.sheets import contact, cover, definitions, development, members, quality, spec, summary

CONTENTS = (
    (summary, N_("Every figure beside last year's")),
    (members, N_("Members on 31 December and those lost in the year")),
    (development, N_("New and lost members, and what the membership is made of")),
    (contact, N_("How each member was met, the longest neglected first")),
    (quality, N_("What should be looked at before the report is sent")),
    (definitions, N_("What each figure counts, code lists and settings")),
)


def sheet_of(key: str) -> Any:
    """The module that makes the sheet called `key` (members, contact, ...), None where there is none."""
    return next((part for part, _text in CONTENTS if part.__name__.rpartition(".")[2] == key), None)


def write(report: Report, path: Path, language: str = "nb", *, progress: Progress = silent) -> Written:
    """Write the report; the file appears whole or not at all and is read back before this returns.

    `language` is "nb" or "en", whatever the windows speak; ValueError for another. The same report gives the same
    bytes. Raises CrmError where the file cannot be written.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    say = spec.speech(language)
    tables = [part.sheet(report, language) for part, _text in CONTENTS]
    contents = [(table.title, say(text)) for table, (_part, text) in zip(tables, CONTENTS, strict=True)]
    front = workbook.Design(say(cover.TITLE), cover.draw(report, language, contents))
    return workbook.write(
        path,
        [front, *tables],
        title=f"{say(cover.REPORT)} {report.year}",
        creator=f"Klynge {report.program_version}",
        created=datetime.fromisoformat(report.at) if report.at else None,
        progress=progress,
    )
