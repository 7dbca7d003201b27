"""Sheet 14, Kjønn og mangfold: women and men in the bodies and at the activities (K34), and the unknown ones."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import reach
from crm.reports.facts import Facts
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Gender and diversity")

FIELDS = (
    Field(
        "block",
        N_("Part"),
        width=26,
        words={
            "seat": N_("Board and steering group"),
            "activity": N_("Participants"),
            "speakers": N_("Speakers"),
        },
    ),
    Field("group", N_("Group"), width=36, codes="activity_type"),
    Field("women", N_("Women"), "int", 10),
    Field("men", N_("Men"), "int", 10),
    Field("others", N_("Other"), "int", 10),
    Field("unknown", N_("Unknown"), "int", 11),
    Field("share", N_("Share of women"), "percent", 14),
)


def table(now: Facts, _before: Facts) -> Table:
    """A row for each body and type of activity; the share is of the women and men that are known."""
    return Table(tuple(field.key for field in FIELDS), tuple(_row(*row) for row in reach.genders(now.year)))


def _row(block: Data, group: Data, women: Data, men: Data, others: Data, unknown: Data) -> tuple[Data, ...]:
    known = int(women or 0) + int(men or 0)
    return block, group, women, men, others, unknown, spec.percent(int(women or 0), known)


def sheet(report: Report, language: str) -> Sheet:
    """The sheet; a line begins each block."""
    data = report.tables["gender"]
    begins = spec.blocks(data)
    return spec.marked(spec.sheet(TITLE, FIELDS, "gender", report, language), begins=begins)
