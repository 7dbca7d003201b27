"""Sheet 16, ECEI egenvurdering: what the register can say to the dimensions of the European labels (DOMAIN.md 2).

Only three thresholds were found, those of the European platform; all else is shown without one.
"""

from crm.exchange.writers.columns import Cell, Column, Row, Sheet
from crm.i18n import N_
from crm.reports.report import Report
from crm.reports.sheets import spec, summary

TITLE = N_("ECEI self-assessment")

DIMENSIONS = (
    (N_("Structure of the cluster"), ("K01", "K05", "K06", "K07", "K08", "K09")),
    (N_("Management and governance"), ("K04", "K34")),
    (N_("Financing"), ("K29", "K30", "K31", "K32")),
    (N_("Strategy"), ("K39",)),
    (N_("Services"), ("K15", "K16", "K17", "K18", "K19", "K25")),
    (N_("Contacts and interaction"), ("K10", "K11", "K12", "K13", "K14", "K22", "K23")),
    (N_("Achievements and recognition"), ("K26", "K27", "K28", "K33", "K35")),
)
PLATFORM = N_("Found: what the European platform (ECCP) asks for")
NOT_FOUND = N_("Not found: the indicators of the label are not public")
LEAST = {"K07": 2, "K08": 15}
TEAM = N_("A dedicated team")


def sheet(report: Report, language: str) -> Sheet:
    """The sheet: each dimension with its figures, the threshold where one was found, and what stands behind it."""
    say = spec.speech(language)
    lines: list[Row] = []
    begins = set()
    for title, keys in DIMENSIONS:
        begins.add(len(lines))
        for key in keys:
            figure = report.figures.get(key)
            if figure is None:
                continue
            kind = summary.KINDS.get(figure.unit, "int")
            value = Cell(say(summary.NOT_APPLICABLE) if figure.value is None else figure.value, kind)
            least = LEAST.get(key)
            met = "" if least is None else say(N_("Yes") if (figure.value or 0) >= least else N_("No"))
            behind = say(N_("Records counted: {count}")).format(count=len(figure.counted))
            lines.append(
                (
                    say(title),
                    figure.name(language),
                    key,
                    value,
                    report.unit(figure.unit, language),
                    least,
                    met,
                    say(PLATFORM if least is not None else NOT_FOUND),
                    behind,
                )
            )
    begins.add(len(lines))
    hours = report.figures.get("K36")
    lines.append(
        (
            say(TEAM),
            say(N_("Full-time equivalents")),
            "K36",
            None,
            say(N_("FTE")),
            Cell(0.5, "number"),
            "",
            say(PLATFORM),
            _worked(hours.value if hours else None, say),
        )
    )
    columns = [
        Column(say(N_("Dimension")), width=28),
        Column(say(N_("Indicator")), width=36, wrap=True),
        Column(say(N_("No.")), "code", 8),
        Column(say(N_("Value")), "int", 14),
        Column(say(N_("Unit")), width=18),
        Column(say(N_("Threshold")), "int", 11),
        Column(say(N_("Met")), width=8),
        Column(say(N_("Where the threshold is from")), width=46, wrap=True),
        Column(say(N_("Proof")), width=36, wrap=True),
    ]
    made = Sheet(say(TITLE), columns, lines, len(lines), notes=spec.footer(report))
    return spec.marked(made, begins=frozenset(begins - {0}))


def _worked(hours: int | float | None, say: spec.Say) -> str:
    if not hours:
        return say(N_("To be filled in by hand"))
    return say(N_("{hours} hours are written down for the staff")).format(hours=round(hours))
