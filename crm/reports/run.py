"""Making the report of a year, freezing it, and opening it again as it was (DESIGN.md, "How a report travels")."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

import crm
from crm.commands import report_runs
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import settings
from crm.queries.figures import runs
from crm.reports import facts, snapshot
from crm.reports.figures import FIGURES
from crm.reports.figures.definition import Figure
from crm.reports.report import Report, Reported
from crm.reports.sheets import TABLES
from crm.rules import code_lists

# The settings that the figures rest on or the cover shows.
_SETTINGS = (
    "cluster_name",
    "cluster_org_number",
    "programme_level",
    "contract_start",
    "contract_end",
    "hq_municipality_code",
    "county_codes",
)
_LISTS = ("helix_sector", "segment", "size_class", "membership_category", "register_status", "interaction_type")


class Frozen(NamedTuple):
    """A frozen run: its id, and the hash of what it holds."""

    run: int
    sha256: str


def make(year: int, *, today: date | None = None, progress: Progress = silent) -> Report:
    """The report of a year as the register stands now; nothing is stored.

    Days since a contact are counted from the last day of the year, and while the year still runs from `today` (the
    clock's day unless given). The same register gives the same `sha256`. Raises CrmError for a year before 1900 or
    after 2200.
    """
    if not 1900 <= year <= 2200:
        raise CrmError(_("{year} is not a year a report can be made of.").format(year=year))
    as_of = min((today or date.today()).isoformat(), f"{year}-12-31")
    known = settings.values()
    used = {key: known.get(key, "") for key in _SETTINGS}
    progress(0, 4, _("Reading"))
    before = facts.gather(year - 1, as_of, used, with_gaps=False)
    progress(1, 4, _("Reading"))
    now = facts.gather(year, as_of, used)
    progress(2, 4, _("Counting"))
    figures = {figure.key: _reported(figure, now, before) for figure in FIGURES}
    progress(3, 4, _("Counting"))
    made = Report(
        year=year,
        as_of=as_of,
        program_version=crm.__version__,
        settings=used,
        figures=figures,
        tables={key: table(now, before) for key, table in TABLES.items()},
        words=_words(),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    made = replace(made, sha256=snapshot.sha256(snapshot.text(made)))
    progress(4, 4)
    return made


def freeze(report: Report, *, file_name: str = "") -> Frozen:
    """Keep a report for good, outside the journal; `load` gives it back however the register changes afterwards."""
    text = snapshot.text(report)
    sha256 = snapshot.sha256(text)
    run = report_runs.keep(
        year=report.year,
        at=report.at,
        program_version=report.program_version,
        sha256=sha256,
        snapshot=text,
        file_name=file_name,
    )
    return Frozen(run, sha256)


def load(run: int) -> Report:
    """The frozen report as it was; raises CrmError where there is none or a byte of it was changed since."""
    found = runs.get(run)
    if found is None:
        raise CrmError(_("There is no frozen report number {run}.").format(run=run))
    if snapshot.sha256(found.snapshot) != found.sha256:
        raise CrmError(
            _(
                "The frozen report number {run} ({year}) is not as it was when it was frozen: its content no longer"
                " matches its hash. Open a backup of the register to see the original."
            ).format(run=run, year=found.year)
        )
    return snapshot.report(found.snapshot, at=found.at, run=found.id)


def _reported(figure: Figure, now: facts.Facts, before: facts.Facts) -> Reported:
    value = figure.ask(now)
    parts: Mapping[str, tuple[str, str]] = figure.parts
    if figure.parts_list:
        parts = {
            code.key: (code.nb, code.en) for code in code_lists.codes(figure.parts_list) if code.key in value.parts
        }
    return Reported(
        key=figure.key,
        name_nb=figure.name_nb,
        name_en=figure.name_en,
        unit=figure.unit,
        rule_nb=figure.rule_nb,
        rule_en=figure.rule_en,
        version=figure.version,
        source=figure.source,
        record=figure.record,
        fields=figure.fields,
        parts=parts,
        now=value,
        before=figure.ask(before),
    )


def _words() -> dict[str, dict[str, tuple[str, str]]]:
    return {name: {code.key: (code.nb, code.en) for code in code_lists.codes(name)} for name in _LISTS}
