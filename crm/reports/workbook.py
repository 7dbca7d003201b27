"""The report as a workbook: the sheets of DOMAIN.md 8, in bokmål or English, values and no formulas.

A sheet of which the year has nothing is left out. No personal names stand in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crm.exchange.writers import columns, workbook
from crm.exchange.writers.columns import Sheet, Written
from crm.i18n import LANGUAGES, N_
from crm.progress import Progress, silent
from crm.queries.report_rows import people
from crm.reports import period_workbook
from crm.reports.report import Report
from crm.reports.sheets import (
    TABLES,
    activities,
    aid,
    assessment,
    charts,
    contact,
    contributions,
    cover,
    cross,
    definitions,
    development,
    economy,
    gender,
    goals,
    international,
    members,
    projects,
    quality,
    results,
    spec,
    summary,
    visibility,
)

CONTENTS = (
    (summary, N_("Every figure beside last year's")),
    (members, N_("Members on 31 December and those lost in the year")),
    (development, N_("New and lost members, and what the membership is made of")),
    (contact, N_("How each member was met, the longest neglected first")),
    (activities, N_("What was planned and held in the year, and who came")),
    (cross, N_("Activities by type and focus area, planned against held")),
    (projects, N_("Projects that ran, were applied for or decided on")),
    (contributions, N_("What members put in, against what they pledged")),
    (economy, N_("Income and costs, budget against accounts")),
    (international, N_("Projects, activities and relations across borders")),
    (results, N_("What came of it, with the documentation")),
    (goals, N_("The goals, how they are measured, and how they stand")),
    (visibility, N_("What was published of the cluster and by it")),
    (gender, N_("Women and men in the bodies and at the activities")),
    (aid, N_("Aid given to members, against the ceiling")),
    (assessment, N_("What the register can say to the European labels")),
    (quality, N_("What should be looked at before the report is sent")),
    (definitions, N_("What each figure counts, code lists and settings")),
)
_ALWAYS = ("members", "development", "contact", "quality")
"""The tables whose sheets stand there although they are empty."""


def has(part: Any, report: Report) -> bool:
    """Whether a report has something for a sheet: those made of figures always have."""
    key = part.__name__.rpartition(".")[2]
    if key not in (*TABLES, "goals"):
        return True
    return key in report.tables and (key in _ALWAYS or bool(report.tables[key].rows))


def sheet_of(key: str) -> Any:
    """The module that makes the sheet called `key` (members, contact, ...), None where there is none."""
    return next((part for part, _text in CONTENTS if part.__name__.rpartition(".")[2] == key), None)


def write(
    report: Report, path: Path, language: str = "nb", *, contacts: bool = False, progress: Progress = silent
) -> Written:
    """Write the report; the file appears whole or not at all and is read back before this returns.

    `language` is "nb" or "en", whatever the windows speak; ValueError for another. The same report gives the same
    bytes. That of a period has sheets of its own (crm.reports.period_workbook). With `contacts` the list of members
    names a contact person of each, as the register has them today: the only people a workbook ever names. Raises
    CrmError where the file cannot be written.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    if report.stretch is not None:
        return period_workbook.write(report, path, language, progress=progress)
    say = spec.speech(language)
    chosen = _chosen(report)
    named = _contacts(report) if contacts else None
    made = _made(report, language, named)
    tables = _called(made, (say(cover.TITLE), say(charts.TITLE)))
    contents = [(table.title, say(text)) for table, (_part, text) in zip(tables, chosen, strict=True)]
    drawn = workbook.Design(
        say(charts.TITLE),
        charts.draw(report, language, {one.title: table.title for one, table in zip(made, tables, strict=True)}),
    )
    contents.insert(1, (drawn.title, say(N_("Members, activities and money in pictures"))))
    front = workbook.Design(say(cover.TITLE), cover.draw(report, language, contents))
    return workbook.write(
        path,
        [front, tables[0], drawn, *tables[1:]],
        title=f"{say(cover.REPORT)} {report.year}",
        creator=f"Klynge {report.program_version}",
        created=datetime.fromisoformat(report.at) if report.at else None,
        progress=progress,
    )


def sheets(report: Report, language: str, contacts: Mapping[int, str] | None = None) -> list[Sheet]:
    """The tables of a report as they are shown, in their order; the cover and the charts are none."""
    if report.stretch is not None:
        return period_workbook.sheets(report, language)
    return _called(_made(report, language, contacts))


def _made(report: Report, language: str, contacts: Mapping[int, str] | None = None) -> list[Sheet]:
    return [
        columns.roomy(members.sheet(report, language, contacts) if part is members else part.sheet(report, language))
        for part, _text in _chosen(report)
    ]


def _called(made: Sequence[Sheet], taken: Sequence[str] = ()) -> list[Sheet]:
    """The sheets under names that Excel and a folder take: the cluster's own words may be long or hold a stroke."""
    names = list(taken)
    for one in made:
        names.append(workbook.safe_title(one.title, names))
    return [replace(one, title=name) for one, name in zip(made, names[len(taken) :], strict=True)]


def _chosen(report: Report) -> list[tuple[Any, str]]:
    return [(part, text) for part, text in CONTENTS if has(part, report)]


def _contacts(report: Report) -> dict[int, str]:
    data = report.tables["members"]
    if "organisation" not in data.columns:
        return {}
    place = data.columns.index("organisation")
    return people.contacts([int(row[place] or 0) for row in data.rows], report.as_of)
